# pol run: registers good and bad; files appear whole or not at all.
. "$(dirname "$0")/lib.sh"
run() { pol run "$LOANS" --data in.csv --out out.csv --rejects bad.csv --at 2023-06-01 "$@"; }

# Worked by hand: 500万 x 0.2‰ x 4 = 4,000; 800万 x 0.5‰ x 12 = 48,000; 800万 x 10 days needs the industry.
printf '\xEF\xBB\xBF编号,转贷金额,行业,占用天数\r\n1,500万,制造业,4\r\n2,800万元,制造业,12\r\n3,800万,,10\r\n' >in.csv
run --keep-columns 编号
code_is 0
file_is out.csv <<'X'
编号,转贷金额,行业,占用天数,命中行,命中行_status,命中行_rule,日费率,日费率_status,日费率_rule,转贷费,转贷费_status,转贷费_rule
1,500万,制造业,4,R2,value,费率表.R2,0.0002,value,费率表.R2,4000,value,
2,800万元,制造业,12,R7,value,费率表.R7,0.0005,value,费率表.R7,48000,value,
3,800万,,10,,needs_facts,,,needs_facts,,,needs_facts,
X
file_is bad.csv <<'X'
行号,字段,代码,原因,编号,转贷金额,行业,占用天数
X
out_is <<'X'
线上转贷收费标准（002-03-d），按 2023年6月1日 的规定计算
读入 3 行 = 写出 3 行 + 退回 0 行
命中行：有结果 2 行，还需补充 1 行
日费率：有结果 2 行，还需补充 1 行
转贷费：有结果 2 行，还需补充 1 行，合计 52,000.00元
X
err_has '每秒'

# Every kind of bad row goes to the rejects; the others are computed. Aliases name columns too.
{
  printf 'amount,industry,days\n'
  printf '500万,制造业,4\n'           # 2
  printf '0,制造业,4\n'               # 3 outside the domain
  printf '500万,制造,4\n'             # 4 no such member
  printf '500万,制造业,4.5\n'         # 5 not whole
  printf '500万,制造业\n'             # 6 ragged
  printf '500万,制造业,4,5\n'         # 7 ragged
  printf 'abc,"多,\n格",1e400\n'      # 8 and 9: two fields of one row
  printf '500万,\xd6\xc6\xd4\xec,4\n' # 10 not UTF-8
  printf '"500万"x,制造业,4\n'        # 11 text behind a quote
  printf '1234.567,制造业,4\n'        # 12 finer than a fen
  printf '%s,制造业,4\n' "$(printf 'x%.0s' $(seq 10000))" # 13
  printf '\n'                         # 14 blank
  printf '"500万","manufacturing","4"\n' # 15
  printf '500万,"制造业,4\n'          # 16 a quote that is never closed
  printf '500万,制造业,4\n'           # 17
} >in.csv
run --lang en
code_is 0
out_has '14 rows in = 3 rows out + 11 rejected'
out_has '1 blank lines were skipped'
out_has '2 rejected: not as many cells as columns'
out_has 'sum 12,000.00 yuan'
python3 - <<'P' || fail "rejects differ"
import csv
rows = list(csv.reader(open("bad.csv", encoding="utf-8", newline="")))
assert rows[0] == ["line", "field", "code", "reason", "amount", "industry", "days"], rows[0]
got = [(r[0], r[1], r[2]) for r in rows[1:]]
want = [("3", "amount", "not_in_domain"), ("4", "industry", "not_a_member"), ("5", "days", None), ("6", "", "ragged"), ("7", "", "ragged"),
        ("8", "amount; industry; days", None), ("10", "industry", "not_utf8"), ("11", "", "after_quote"), ("12", "amount", "off_grid"),
        ("13", "amount", "wrong_type"), ("16", "", "open_quote")]
assert len(got) == len(want), got
for (line, field, code), (l, f, c) in zip(got, want):
    assert (line, field) == (l, f) and (c is None or code == c), ((line, field, code), (l, f, c))
assert rows[6][5] == "多,\n格", rows[6]
assert len(rows[10][4]) == 10000
assert all(r[3] for r in rows[1:])
out = list(csv.reader(open("out.csv", encoding="utf-8", newline="")))
assert [r[9] for r in out] == ["转贷费"] + ["4000"] * 3, out
P

# A column that is missing is unknown, and said so: above 20m yuan only the days are needed for the fee.
printf '转贷金额\n2500万\n' >in.csv
run
code_is 0
out_has '登记表没有这些列，按未知计算：行业、占用天数'
out_has '日费率：有结果 1 行'
out_has '转贷费：还需补充 1 行'

# What is wrong with the columns stops before anything is written.
rm -f out.csv bad.csv
printf '编号,转贷金额\n1,500万\n' >in.csv; run; code_is 2; err_has '第1列“编号”不是这项政策的输入'; err_has '--keep-columns 编号'
printf '转贷金领\n500万\n' >in.csv; run; code_is 2; err_has '是“转贷金额”吗？'
printf '转贷金额,amount\n1,2\n' >in.csv; run; code_is 2; err_has '第2列重复：“转贷金额”'
printf '转贷金额,转贷金额\n1,2\n' >in.csv; run; code_is 2; err_has '第2列重复'
printf '转贷金额,\n1,2\n' >in.csv; run; code_is 2; err_has '第2列没有列名'
printf '\xd7\xaa\xb4\xfb\n1\n' >in.csv; run; code_is 2; err_has 'CSV UTF-8'
printf '"转贷金额\n1\n' >in.csv; run; code_is 2; err_has '引号没有成对'
: >in.csv; run; code_is 2; err_has '是空的'
printf '转贷金额,转贷费_status\n1,2\n' >in.csv; run --keep-columns 转贷费_status; code_is 2; err_has '“转贷费_status”'
printf '转贷金额\n500万\n' >in.csv; run --keep-columns 编号; code_is 2; err_has '登记表没有这一列'
rm -f in.csv; run; code_is 2; err_has '没有这个文件'
gone out.csv bad.csv
[ -z "$(find . -name '*.part-*')" ] || fail "a temporary file was left"

# Full-width names fold; a header alone is a register of no rows.
printf 'ａｍｏｕｎｔ\n' >in.csv; run; code_is 0; out_has '读入 0 行 = 写出 0 行 + 退回 0 行'

# Nothing is overwritten by mistake.
printf '转贷金额\n500万\n' >in.csv
pol run "$LOANS" --data in.csv --out in.csv --rejects bad.csv; code_is 2; err_has '同一个文件'
pol run "$LOANS" --data in.csv --out x.csv --rejects ./x.csv; code_is 2; err_has '同一个文件'
file_is in.csv <<'X'
转贷金额
500万
X
pol run "$LOANS" --data in.csv --out no/folder/x.csv --rejects bad.csv; code_is 2; err_has 'no/folder/x.csv'
gone x.csv
pol run "$LOANS" --data in.csv --out out.csv; code_is 2; err_has '缺少 --rejects'

# Other delimiters; results to standard output.
printf '转贷金额;占用天数\n2500万;4\n' >in.csv
pol run "$LOANS" --data in.csv --out - --rejects bad.csv --delimiter ';' --at 2023-06-01
code_is 0
out_has '2500万;4;R12;value;费率表.R12;0.0005;value;费率表.R12;50000;value;'
err_has '读入 1 行 = 写出 1 行 + 退回 0 行'

# An interrupted run leaves neither file, and keeps the old ones.
printf 'old\n' >out.csv
rm -f bad.csv
mkfifo pipe
"$POL" run "$LOANS" --data pipe --out out.csv --rejects bad.csv >/dev/null 2>err &
running=$!
{ printf '转贷金额\n'; for i in $(seq 20000); do printf '500万\n'; done; sleep 30; } >pipe 2>/dev/null &
feeding=$!
for i in $(seq 100); do [ -n "$(find . -name 'out.csv.part-*')" ] && break; sleep 0.1; done
kill -TERM $running
wait $running
code=$?
kill $feeding 2>/dev/null
wait $feeding 2>/dev/null
step="run, then kill -TERM"
code_is 143
err_has '已中断'
gone bad.csv
[ -z "$(find . -name '*.part-*')" ] || fail "a temporary file was left"
file_is out.csv <<'X'
old
X

# The register of the project: rows in = rows out + rejected, whatever it holds.
pol run "$LOANS" --data "$ROOT/data/loans-1000.csv" --out out.csv --rejects bad.csv --keep-columns 编号,企业 --at 2023-06-01
code_is 0
python3 - "$ROOT/data/loans-1000.csv" <<'P' || fail "rows in = rows out + rejected"
import csv, re, sys
text = open("out", encoding="utf-8").read()
n, written, rejected = map(int, re.search(r"读入 (\d+) 行 = 写出 (\d+) 行 \+ 退回 (\d+) 行", text).groups())
count = lambda name: sum(1 for _ in csv.reader(open(name, encoding="utf-8", newline=""))) - 1
assert n == written + rejected == count("out.csv") + count("bad.csv"), (n, written, rejected)
assert n >= 1000 and rejected > 0
P
done_here
