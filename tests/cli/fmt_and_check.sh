# pol fmt and pol check.
. "$(dirname "$0")/lib.sh"

# The formatter settles on one style, keeps comments, and a second run changes nothing.
cat >a.pol <<'P'
// 例
政策 甲 "例"
输入 天数：天数 超过 0   // 自然日
输出 费用：金额
若 天数 不超过 3 则 费用=0
其余 费用=100元
P
cp a.pol original.pol
pol fmt a.pol --check; code_is 1; out_is <<'X'
要改：a.pol
X
cmp -s a.pol original.pol || fail "--check changed a file"
pol fmt a.pol; code_is 0; out_is <<'X'
已排版：a.pol
X
grep -qF '// 自然日' a.pol || fail "a comment was lost"
cp a.pol once.pol
pol fmt a.pol; code_is 0; out_is </dev/null
cmp -s a.pol once.pol || fail "the second run changed the file"
pol fmt a.pol --check; code_is 0
"$POL" fmt - <original.pol >out 2>err || fail "fmt -"
out_is <a.pol
"$POL" fmt - --keywords en <original.pol >en.pol || fail "fmt --keywords en"
grep -qF 'policy 甲' en.pol || fail "no English keywords"
"$POL" fmt - --keywords zh <en.pol >out || fail "fmt --keywords zh"
out_is <a.pol
# The same answers before and after.
for file in original.pol a.pol en.pol; do
  pol eval $file 天数=4 --at 2023-06-01; code_is 0; out_has '费用：100.00元'
done
# A file with errors is left alone.
printf '政策 甲\n输入 天数：天数\n若 天数 不超过 3 费用 = 0\n' >broken.pol
cp broken.pol before.pol
pol fmt broken.pol; code_is 1; err_has 'broken.pol'; err_has '1 个文件有错，没有改动。'
cmp -s broken.pol before.pol || fail "a broken file was changed"
pol fmt none.pol; code_is 2
pol fmt; code_is 2; err_has '没有写文件'
pol fmt a.pol --keywords fr; code_is 2; err_has '可写：zh、en、keep'

pol check a.pol --no-proofs; code_is 0; out_is <<'X'
1 个文件，无问题
X
pol check a.pol --lang en; out_has '0 found wrong, 0 not decided'; out_has '1 file checked, no problems'
pol check broken.pol; code_is 1; out_has 'broken.pol:3'; out_has '1 个文件：1 个错误'
mkdir -p folder/below; cp a.pol folder/z.pol; cp a.pol folder/below/b.pol
pol check folder folder/z.pol; code_is 0; out_has '2 个文件，无问题'
mkdir empty; pol check empty; code_is 2; err_has '没有政策文件'
pol check broken.pol --format json; code_is 1
python3 -c 'import json; d=json.load(open("out"))["diagnostics"]; assert d[0]["line"]==3 and d[0]["severity"]=="error", d' || fail "json"
pol check broken.pol --format sarif; code_is 1
python3 -c 'import json; d=json.load(open("out")); assert d["version"]=="2.1.0" and d["runs"][0]["results"], d' || fail "sarif"
pol check a.pol --format json; code_is 0
python3 -c 'import json; assert json.load(open("out"))["diagnostics"]==[]' || fail "json of a clean file"

# Texts that are no text.
printf '\xff\xfe政策' >bytes.pol; pol check bytes.pol; code_is 1; out_has 'P0001'; out_has 'bytes.pol:1'
: >nothing.pol; pol check nothing.pol; [ "$code" -le 1 ] || fail "exit $code"
printf '\xEF\xBB\xBF' >bom.pol; cat a.pol >>bom.pol; pol check bom.pol; code_is 0
sed 's/$/\r/' a.pol >crlf.pol; pol check crlf.pol; code_is 0
head -c 100000000 /dev/zero >big.pol; pol check big.pol; code_is 1; rm big.pol
{ printf '输入 a：数值\n输出 b：数值 = '; printf '(%.0s' $(seq 100000); printf '\n'; } >deep.pol; pol check deep.pol; code_is 1
{ printf '输入 '; printf '名%.0s' $(seq 10000); printf '：数值\n'; } >name.pol; pol check name.pol; [ "$code" -le 1 ] || fail "exit $code"
# The sentence of the language, alone, in three spellings.
for text in 'if industry == manufacturing and amount <= 500万 and days <= 3 then fee = 0' \
  '若 行业 为 制造业 且 转贷金额 不超过 500万 且 占用天数 不超过 3 则 日利率 = 0' \
  '若行业为制造业且转贷金额不超过500万且占用天数不超过3则日利率=0'; do
  pol check -e "$text"; code_is 0
done
done_here
