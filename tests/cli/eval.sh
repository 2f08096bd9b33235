# pol eval: answers, reasons, what is missing, refusals, exit codes.
. "$(dirname "$0")/lib.sh"

# 800万 x 0.5‰ x 12 = 48,000.
pol eval "$LOANS" 转贷金额=800万元 行业=制造业 占用天数=12 --at 2023-06-01
code_is 0
out_has '线上转贷收费标准（002-03-d），按 2023年6月1日 的规定计算'
out_has '转贷费：48,000.00元'
out_has '日费率：每日0.5‰'
out_has '费率表第7行'
out_has '800万元×每日0.5‰×12天，四舍五入到分'

pol eval "$LOANS" 转贷金额=800万元 行业=制造业 占用天数=12 --at 2023-06-01 --format json
code_is 0
python3 - "$WORK/out" <<'P' || fail "JSON differs"
import json, sys
answer = json.load(open(sys.argv[1]))
assert answer["policy"] == "线上转贷收费标准" and answer["id"] == "002-03-d" and answer["at"] == "2023-06-01", answer
rate, fee = answer["outputs"]["日费率"], answer["outputs"]["转贷费"]
assert (rate["status"], rate["value"], rate["type"]) == ("value", "0.0005", "rate"), rate
assert (fee["status"], fee["value"], fee["type"]) == ("value", "48000", "money"), fee
assert answer["needs"] == [] and answer["judgements"] == []
P
cp out reference.json
pol eval "$LOANS" amount=8000000 industry=manufacturing days=12 --at 2023-06-01 --format json --engine interp
code_is 0
out_is <reference.json
pol eval "$LOANS" --input '{"转贷金额": 8000000, "行业": "制造业", "占用天数": 12}' --at 2023-06-01 --format json
out_is <reference.json
printf '{"转贷金额": "800万", "行业": "manufacturing", "占用天数": "12天"}' >facts.json
pol eval "$LOANS" --input-file facts.json --at 2023年6月1日 --format json
out_is <reference.json
"$POL" eval "$LOANS" --input-file - --at 2023-06-01 --format json <facts.json >out
out_is <reference.json

# 800万, 10 days: 0.2‰ for manufacturing, 0.3‰ for others, so the industry is needed.
pol eval "$LOANS" 转贷金额=800万元 占用天数=10 --at 2023-06-01
code_is 0
out_has '还需补充（行业）'
out_has '- 行业（制造业、非制造业之一）'
# 400万, 12 days: 0.5‰ in both industries.
pol eval "$LOANS" 转贷金额=400万元 占用天数=12 --at 2023-06-01
code_is 0
out_has '日费率：每日0.5‰'
out_has '转贷费：24,000.00元'

# Refused: every field is named, with what is allowed.
pol eval "$LOANS" 转贷金额=0 行业=制造 占用天数=1.5 利率=3%
code_is 3
err_has '填报有误，没有计算：'
err_has '转贷金额：填的是“0”，应当'
err_has '行业：没有“制造”这一项，可填：'
err_has '是“制造业”吗？'
err_has '占用天数：填的是“1.5”'
err_has '利率：没有这一项'
[ ! -s out ] || fail "a refused case printed an answer"
pol eval "$LOANS" 转贷金额=0 --format json
code_is 3
python3 -c 'import json,sys; r=json.load(open(sys.argv[1])); assert r["refused"][0]["code"]=="not_in_domain", r' out || fail "refusal JSON"

# A text of bare rules.
pol eval -e '若 天数 不超过 3 则 费用 = 0' 天数=2
code_is 0
out_has '费用：0'
pol eval -e 'if days <= 3 then fee = 0' days=4 --lang en
code_is 0
out_has 'fee: not provided for in this document'

# Two rules that differ for one case: an error result, exit 1.
pol eval -e 'if days <= 3 then fee = 0
if days <= 5 then fee = 1' days=2 --lang en
code_is 1
out_has 'rules give different results'

# What only rests on it says so, and lists nothing.
pol eval -e '政策 甲
输入 天数：天数 大于 0
输出 费：金额
输出 两份：金额 = 费 * 2
规则 一 若 天数 不超过 3 则 费 = 1元
规则 二 若 天数 不超过 5 则 费 = 2元' 天数=2
code_is 1
out_has '几条规则给出不同的结果：规则 一、规则 二'
out_has '它依据的“费”有几条规则给出不同的结果'

# A rule, its exceptions and theirs, one below the other; a fact alone says what it should be.
cat >tree.pol <<'P'
政策 树
输入 人数：整数 不少于 0
输入 会员、特困：是否
输出 费：金额
规则 甲 若 人数 不少于 1 则 费 = 10元
例外 乙 针对 甲 若 会员 则 费 = 5元
例外 丙 针对 乙 若 特困 则 费 = 0元
P
pol eval tree.pol 人数=2 会员=是 特困=否 --at 2023-06-01
code_is 0
out_is <<'X'
树，按 2023年6月1日 的规定计算

费：5.00元
  适用：规则 乙：会员（政策文本第6行）
  依据的事实：人数 2、会员 是、特困 否
  不适用 规则 甲：另有 规则 乙
    适用 例外 规则 乙
      不适用 例外 规则 丙：特困：应为是，现为否
X

# A yes/no result that a formula gives and that is no names what was not met, down through names, with the facts and by
# how much: 9 of 10 people, 1,000,000 yuan where more is asked, 19 where a third of 60 is 20.
cat >no.pol <<'P'
政策 资格
输入 用工数、职工总数、同意数：整数 不少于 0
输入 在本市、有处罚：是否
输入 登记机关：枚举 南通、海门、其他
输入 注册资本：金额 不少于 0
令 五项资格 = 同时满足：
  ① "在本市"：在本市
  ② "用工人数"：用工数 不少于 10
  ③ 登记机关 属于 南通、海门
  ④ "干净"：并非 有处罚
  ⑤ "资本"：注册资本 超过 100万元
令 职工同意 = 同意数 不少于 职工总数 / 3 且 在本市
输出 符合：是否 = 五项资格
输出 可申请：是否 = 职工同意 且 注册资本 不少于 50万元
输出 之一：是否 = 满足任一：
  ① "资本"：注册资本 超过 100万元
  ② "人数"：职工总数 超过 100
输出 两项：是否 = 至少 2项：
  ① "资本"：注册资本 超过 100万元
  ② "人数"：职工总数 超过 100
  ③ "本市"：在本市
输出 机关：枚举 市局、省局 = 市局
P
facts='用工数=9 职工总数=60 同意数=19 在本市=是 有处罚=是 登记机关=其他 注册资本=100万元'
pol eval no.pol $facts --at 2023-06-01
code_is 0
out_is <<'X'
资格，按 2023年6月1日 的规定计算

符合：否
  不符合的：
    ②“用工人数”：用工数为9，应不少于10，差1
    ③登记机关为其他，应为南通、海门之一
    ④“干净”：有处罚：应为否，现为是
    ⑤“资本”：注册资本为100万元，应超过100万元，恰好达到不算
  依据的事实：用工数 9、在本市 是、有处罚 是、登记机关 其他、注册资本 100万元
可申请：否
  不符合的：同意数为19，应不少于职工总数÷3（20），差1
  依据的事实：职工总数 60、同意数 19、在本市 是、注册资本 100万元
之一：否
  不符合的：下列一项也不符合（①“资本”：注册资本为100万元，应超过100万元，恰好达到不算；②“人数”：职工总数为60，应超过100，差40）
  依据的事实：职工总数 60、注册资本 100万元
两项：否
  不符合的：应至少符合2项，现符合1项，不符合的：①“资本”：注册资本为100万元，应超过100万元，恰好达到不算；②“人数”：职工总数为60，应超过100，差40
  依据的事实：职工总数 60、在本市 是、注册资本 100万元
机关：市局
X
pol eval no.pol $facts --at 2023-06-01 --format json
python3 - "$WORK/out" <<'P' || fail "why not, as JSON"
import json, sys
outputs = json.load(open(sys.argv[1]))["outputs"]
why = outputs["符合"]["why"]
assert len(why) == 1 and why[0]["rule"] is None and why[0]["verdict"] == "failed", why
assert [c.get("label") for c in why[0]["conditions"]] == ["用工人数", "③", "干净", "资本"], why
people = why[0]["conditions"][0]
assert (people["condition"], people["margin"], people["actual"]) == ("用工数 不少于 10", "1", "9"), people
two = outputs["两项"]["why"][0]["conditions"]
assert two[0]["actual"] == "1" and two[0]["margin"] == "1" and two[0]["unit"] == "项", two
assert [c.get("label") for c in two[1:]] == ["资本", "人数"], two
P
pol eval no.pol $facts --at 2023-06-01 --lang en
out_has '② 用工人数: 用工数 is 9, should be at least 10, 1 away'

# What the document leaves open is asked of nobody but who has to settle it; a number without end is also told about.
cat >open.pol <<'P'
政策 费
  责任单位 "市商务局"
输入 总额：金额 不少于 0
输入 完成数、应完成数：整数 不少于 1
参数 加收率：比率/天 待定
  备注 "原文只写到第三天"
输出 费用：金额 = 四舍五入（总额 * 加收率 * 3天，分）
输出 前三天：金额 = 四舍五入（总额 * 0.2‰/天 * 3天，分）
输出 完成率：比率 = 完成数 / 应完成数
输出 完成率_显示：文本 = 百分数（完成率，2）
P
pol eval open.pol 总额=100元 完成数=559 应完成数=600 --at 2023-06-01
code_is 0
out_has '- 加收率（比率/天）：本文件没有规定，要由市商务局先定（原文只写到第三天）'
out_has '完成率：559/600，约93.17%'
out_has '算法：559/600，写成百分数，保留2位小数'
out_has '100.00元×0.2‰/天×3天'

# English says the domain anew where it is written in Chinese.
pol eval "$LOANS" 转贷金额=0 行业=制造业 占用天数=1 --lang en
code_is 3
err_has 'more than 0 yuan'

# English, from the option and from the environment.
pol eval "$LOANS" amount=800万元 industry=manufacturing days=12 --at 2023-06-01 --lang en
out_has 'as of 1 June 2023'
out_has '48,000.00 yuan'

# Unusable arguments.
pol eval "$LOANS" 转贷金额; code_is 2; err_has '应写成 名称=值'
pol eval none.pol; code_is 2; err_has '没有这个文件或文件夹'
pol eval "$LOANS" --at 2023-02-30; code_is 2; err_has '“2023-02-30”不是日期'
pol eval "$LOANS" --input '{"转贷金额": }'; code_is 2; err_has '第1行第'
pol eval "$LOANS" --input '[1]'; code_is 2; err_has '应是一组事实'
pol eval "$LOANS" --engine jit; code_is 2; err_has '没有编译执行'
pol eval "$LOANS" --engine fast; code_is 2; err_has '可写：reference、interp'
pol eval "$LOANS" --policy 转贷; code_is 2; err_has '没有“转贷”这项政策'; err_has '线上转贷收费标准（002-03-d）'
pol eval "$(dirname "$CLAUSE")"; code_is 2; err_has '请用 --policy 名称 或 --id 编号 选一项'; err_has '002-03-d'
pol eval "$(dirname "$CLAUSE")" --id 002-03-d amount=800万 industry=manufacturing days=12; code_is 0; out_has '48,000.00元'
pol eval -e '若 天数 则'; code_is 2; err_has '政策文件有错'

# The words that policies share are found through a link above the library, not through one inside it.
mkdir -p library/common library/town elsewhere/town
: >library/.pol-lint.toml
echo '定义 规模：枚举 大型、小型' >library/common/words.pol
cat >library/town/a.pol <<'P'
引用 词表 自 "../common/words.pol"
政策 甲
输入 企业规模：规模
输出 可以申请：是否 = 企业规模 为 小型
P
cp library/town/a.pol elsewhere/town/a.pol
ln -s library linked
ln -s ../elsewhere/town library/inside
pol eval library/town/a.pol 企业规模=小型; code_is 0
pol eval linked/town/a.pol 企业规模=小型; code_is 0
pol eval "$PWD/linked/town/a.pol" 企业规模=小型; code_is 0
pol eval library/inside/a.pol 企业规模=小型; code_is 2; err_has 'P2176'

# Text in quotes is the text, one by one in a list.
named='输入 编号：列表 文本
输入 名：文本
输出 数：整数 = 个数（编号）
输出 名二：文本 = 名'
pol eval -e "$named" '编号="59.080"、"97.160"' '名="甲"' --format json; code_is 0; out_has '"value": 2'; out_has '"value": "甲"'
pol eval -e "$named" '编号=“59.080”，“97.160”' '名=甲' --format json; code_is 0; out_has '"value": 2'; out_has '"value": "甲"'

# Numbers that are none, and numbers without end.
for bad in NaN 1e400 Infinity 0x10 1,000 "$(printf '9%.0s' $(seq 10000))"; do
  pol eval "$LOANS" "转贷金额=$bad" 行业=制造业 占用天数=1; code_is 3
done
for good in '５００万' 5000000.00 500万元; do
  pol eval "$LOANS" "转贷金额=$good" 行业=制造业 占用天数=4 --at 2023-06-01; code_is 0; out_has '转贷费：4,000.00元'
done
done_here
