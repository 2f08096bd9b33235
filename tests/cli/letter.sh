# pol letter: the letters that an enterprise would get, word by word.
. "$(dirname "$0")/lib.sh"

# 800万, manufacturing, 12 days: 0.5‰, 48,000. With 10 days it would be 800万 x 0.2‰ x 10 = 16,000.
pol letter "$LOANS" 转贷金额=800万元 行业=制造业 占用天数=12 --at 2023-06-01 --to ××机械有限公司
code_is 0
out_is <<'X'
关于“线上转贷服务收费标准表”的测算说明

××机械有限公司：

　　根据《南通营商环境新66条（2023）》第3条 解读首段末句及费率表，按 2023年6月1日 的规定和你单位填报的情况（转贷金额800万元，行业制造业，占用天数12天），测算如下。

　　命中行为R7；日费率为每日0.5‰，适用费率表第7行（转贷金额超过500万元至1000万元，行业为制造业，占用天数超过10天）。

　　转贷费为48,000.00元（800万元×每日0.5‰×12天，四舍五入到分）。

　　为什么日费率不是每日0.2‰（费率表第6行）：占用天数为12天，不符合“不超过10天”，相差2天；其余条件均符合。如占用天数为10天、其他情况不变，则日费率为每日0.2‰，转贷费为16,000.00元。

　　为什么日费率不是0（费率表第1行）：转贷金额为800万元，不符合“不超过500万元”，相差300万元；占用天数为12天，不符合“不超过3天”，相差9天；其余条件均符合。

　　为什么日费率不是每日0.3‰（费率表第8行）：行业为制造业，不符合“非制造业”；占用天数为12天，不符合“不超过10天”，相差2天；其余条件均符合。

　　本说明依据你单位填报的情况作出，是测算结果，不是行政决定。对填报情况或条款有异议的，请联系责任单位：市地方金融监管局、市财政局。
X

# The industry is missing and matters: a notice of what is still needed.
pol letter "$LOANS" 转贷金额=800万元 占用天数=10 --at 2023-06-01
code_is 0
out_is <<'X'
关于“线上转贷服务收费标准表”的补正告知

（单位名称）：

　　根据《南通营商环境新66条（2023）》第3条 解读首段末句及费率表，按 2023年6月1日 的规定和你单位填报的情况（转贷金额800万元，占用天数10天），测算如下。

　　还缺下列 1 项情况，请补充：
    1. 行业（制造业、非制造业之一）；关系到：命中行、日费率、转贷费

　　本说明依据你单位填报的情况作出，是测算结果，不是行政决定。对填报情况或条款有异议的，请联系责任单位：市地方金融监管局、市财政局。
X

# A judgement is named with who decides it and on what; no rule is said as what it is.
cat >a.pol <<'P'
政策 免罚
输入 天数：天数 大于 0
人工认定 情节轻微 由 "办案机构" 凭 "案卷"、"整改照片"
输出 处理：枚举 免罚、处罚
若 天数 不超过 3 且 情节轻微 则 可以 处理 = 免罚
若 天数 不超过 3 且 并非 情节轻微 则 处理 = 处罚
P
pol letter a.pol 天数=2 --at 2023-06-01
code_is 0
out_has '关于“免罚”的补正告知'
out_has '下列事项还要由有权的部门认定：'
out_has '1. 情节轻微：由办案机构认定，凭案卷、整改照片；关系到：处理'
pol letter a.pol 天数=2 情节轻微=是 --at 2023-06-01
code_is 0
out_has '处理为可以免罚'
pol letter a.pol 天数=9 --at 2023-06-01
code_is 0
out_has '处理：本文件未作规定（没有一条规则适用）。'
out_has '天数为9天，不符合“不超过3天”，相差6天'
out_has '补充其他材料不会改变“处理”的结论。'
out_lacks '不予'

# The office that the policy names; nothing is made up where it names none.
sed 's/^政策 免罚$/政策 免罚\n  责任单位 "市商务局"/' a.pol >office.pol
pol letter office.pol 天数=9 --at 2023-06-01
code_is 0
out_has '请联系责任单位：市商务局。'

# A fact alone says what it should be and what it is.
cat >fact.pol <<'P'
政策 减免
输入 会员：是否
输出 费：金额
若 会员 则 费 = 0元
P
pol letter fact.pol 会员=否 --at 2023-06-01
code_is 0
out_has '填报的情况（会员：否）'
out_has '会员：应为是，现为否'

# In English.
pol letter "$LOANS" amount=800万元 industry=manufacturing days=12 --at 2023-06-01 --lang en --to "Example Ltd"
code_is 0
out_has 'To Example Ltd:'
out_has '48,000.00 yuan'
out_has 'not an administrative decision'

pol letter "$LOANS" 转贷金额=0; code_is 3; err_has '转贷金额：填的是“0”，应当'
pol letter; code_is 2
done_here
