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
pol print a.pol; code_is 2; err_has '--sign-off'
pol print a.pol --sign-off --format pdf; code_is 2; err_has 'text、markdown、html'
done_here
