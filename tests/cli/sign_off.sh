# pol print --sign-off: the table to sign, in words.
. "$(dirname "$0")/lib.sh"

cat >a.pol <<'P'
政策 甲 "例子"
  编号 "x-1"
  版本 "2"
  来源 "某文件" 条款 "第2条"
  施行 自 2023-01-01 起
输入 金额数：金额 大于 0
  疑义 "含不含税" 取 "不含"
输入 行业：枚举 制造业、其他
输入 天数：天数 大于 0
输出 日费率：比率/天
输出 费用：金额 = 四舍五入（金额数 * 日费率 * 天数，分）
  疑义 "年度总额没有封顶"
表 费率
  | 见      | 金额数          | 行业   | 天数    || 日费率 |
  | "第1行" | (0, 500万]      | 制造业 | (3, 10] || 0.2‰   |
  | "第2行" | [600万, 1000万) | -   | -       || 0.5‰   |
备注 "表外另议"
P
pol print a.pol --sign-off --date 2023-06-01
code_is 0
fingerprint=$(sha256sum a.pol | cut -c1-16 | sed 's/..../& /g; s/ $//')
out_has '例子　签署对照表　甲（x-1）'
out_has '《某文件》第2条，自 2023年1月1日 起施行'
pol print "$LOANS" --sign-off --date 2023-06-01
code_is 0
out_has '| 费率表第1行  | 不超过500万元，制造业，不超过3天 '
out_has '超过3天至10天'
out_has '含500万元，不含3天，含10天'
out_has '超过2000万元，不分行业、占用天数'
out_has '日费率：每日0.2‰'
out_has '转贷费＝转贷金额×日费率×占用天数，四舍五入到分'
out_has '需签字人确认的读法 9 处'
out_has '转贷费：不足一分的怎么处理没有写明 → 取：四舍五入到分'
out_has "打印 2023年6月1日"
out_has '起草处室（签）    法制机构（签）    公平竞争审查（签）    分管领导（签）'
[ "$(grep -c '□一致 □不一致' out)" -eq 13 ] || fail "12 rows and a formula"
pol print "$LOANS" --sign-off --date 2023-06-01 --lang en
code_is 0
out_has 'more than 5,000,000 yuan, up to 10,000,000 yuan'
pol print a.pol --sign-off --date 2023-06-01 --format markdown
code_is 0
out_has '| 序 | 文件条款 | 适用情形 | 结果 | 边界怎么算 | 与原文 |'
out_has '| 2 | 费率第1行 | 不超过500万元，制造业，超过3天至10天 | 日费率：每日0.2‰ | 含500万元，不含3天，含10天 | □一致 □不一致 |'
out_has '| 3 | 费率第2行 | 600万元以上、不满1000万元，不分行业、天数 | 日费率：每日0.5‰ | 含600万元，不含1000万元 | □一致 □不一致 |'
out_has '1. 金额数：含不含税 → 取：不含'
out_has '1. 费用：年度总额没有封顶'
out_has '表外另议'
out_has "文本指纹 $fingerprint　版次 2　打印 2023年6月1日"
pol print a.pol --sign-off --format html
code_is 0
python3 - <<'P' || fail "HTML"
from html.parser import HTMLParser
class Check(HTMLParser):
    def __init__(self):
        super().__init__(); self.open = []; self.rows = 0
    def handle_starttag(self, tag, attributes):
        self.rows += tag == "tr"
        if tag != "meta": self.open.append(tag)
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
check = Check(); check.feed(open("out", encoding="utf-8").read())
assert not check.open and check.rows == 4, (check.open, check.rows)
P
# Of a file with several policies all sheets, one after another; --policy chooses one. A claim of independence is told with
# its facts, and without the word that begins it.
cat >several.pol <<'P'
政策 甲
输入 天数：天数 大于 0
输入 会员、老客户：是否
输出 费：金额 = 10元
断言 "身份不影响" 费 不取决于 会员、老客户
政策 乙
输入 件数：整数 不少于 0
输出 得分：整数 = 件数
P
pol print several.pol --sign-off --date 2023-06-01
code_is 0
[ "$(grep -c '起草处室（签）' out)" -eq 2 ] || fail "two sheets"
out_has '费不取决于会员、老客户（每一种情形）'
out_has '身份不影响：费 不取决于 会员、老客户'
pol print several.pol --sign-off --date 2023-06-01 --policy 乙
code_is 0
[ "$(grep -c '起草处室（签）' out)" -eq 1 ] || fail "one sheet"
pol print several.pol --sign-off --date 2023-06-01 --format html
code_is 0
[ "$(grep -c '<html' out)" -eq 1 ] && [ "$(grep -c '<h1>' out)" -eq 2 ] || fail "one page of two sheets"

# Item by item, exceptions below their rules, one sentence for an allocation, claims below the table.
cat >b.pol <<'P'
政策 乙 "例子"
  责任单位 "市水利局"
  施行 自 2023-01-01 起 按 受理日
输入 受理日：日期
输入 总额：金额 不少于 0
输入 是否初次：是否
人工认定 后果：枚举 无 < 轻微 < 较重 由 "办案机构" 凭 "笔录"
输出 中央、地方：金额
输出 结论：枚举 不罚、从轻、处罚
参数 标准：金额
  自 2023-01-01 至 2023-12-31 = 2000元
  自 2024-01-01 = 1.2万元
填报要求 总额 不超过 1亿元
分配 总额 按 30:70 给 中央、地方 精确到 分 尾差归 地方
  疑义 "尾差归谁没有写明" 取 "归地方"
规则 首违
  若 同时满足：
    ① "初次"：是否初次
    ② 后果 不高于 轻微
    ③ "数额小"：总额 低于 标准
  则 结论 = 不罚
例外 大额 针对 首违 若 总额 5000元以上 则 结论 = 从轻
其余 结论 = 处罚
勾稽 "份额" 30% + 70% 等于 96.4% 不符 "疑为换位"
断言 "合为总额" 中央 + 地方 等于 总额
P
pol print b.pol --sign-off --date 2023-06-01
code_is 0
out_has '自 2023年1月1日 起施行（按受理日计）'
out_has '责任单位：市水利局'
out_has '总额按30：70分给中央、地方，精确到分，尾差归地方'
out_has '同时满足：'
out_has '　①“初次”：是否初次为是'
out_has '　②后果不高于轻微'
out_has '　③“数额小”：总额低于标准'
out_has '　└ 例外 规则 大额'
out_has '作为规则 首违的例外：5000元以上'
out_has '1. 后果：由办案机构认定，凭笔录（无、轻微、较重之一）'
out_has '1. 标准：2000元（自 2023年1月1日 起至 2023年12月31日 止）；1.2万元（自 2024年1月1日 起）'
out_has '1. 总额不超过1亿元'
out_has '1. 份额：30%＋70%等于96.4%，不成立，30%＋70%算得100%，说明：疑为换位'
out_has '1. 合为总额：中央＋地方等于总额'
out_has '1. 中央：尾差归谁没有写明 → 取：归地方'
pol print b.pol --sign-off --date 2023-06-01 --format markdown
out_has '同时满足：<br>　①“初次”：是否初次为是<br>　②后果不高于轻微'
pol print b.pol --sign-off --date 2023-06-01 --lang en
out_has '总额 shared 30:70 among 中央, 地方, to 0.01 yuan, what is left'
pol print a.pol; code_is 2; err_has '--sign-off'
pol print a.pol --sign-off --format pdf; code_is 2; err_has 'text、markdown、html'
# A file in English keywords, printed in Chinese: ranges, firmness and periods are said in Chinese, and the other way round.
cat >en.pol <<'P'
policy 甲 "甲项"
  id "x-9"
input 件数: integer 件 at least 0
target 达标: 件数 at least 5件 period from 2023-01-01 to 2024-12-31 firmness strive
P
pol print en.pol --sign-off --date 2023-06-01
code_is 0; out_has '件数（整数，不低于0件）'; out_has '力度：力争，期限：自 2023年1月1日 起至 2024年12月31日 止'
pol fmt en.pol --keywords zh; code_is 0
pol print en.pol --sign-off --date 2023-06-01 --lang en
code_is 0; out_has 'firmness: strive, period: from 1 January 2023 to 31 December 2024'

done_here
