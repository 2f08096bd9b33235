# pol lint: findings, answers, configuration, known findings, fixes, formats.
. "$(dirname "$0")/lib.sh"

# All other rules are off: this is about the command. config FILE [TOP [RULES [REST]]]
off=$("$POL" lint --rules --lang en | awk '/^P/ && $2 != "bare-number" && $2 !~ /^reviewed/ { print $2 " = \"off\"" }')
config() { printf '%s\n[rules]\n%s\n%s\n%s\n' "${2:-}" "${3:-}" "$off" "${4:-}" >"$1"; }
config .pol-lint.toml

cat >a.pol <<'P'
政策 甲
  编号 "甲-1"

输入 金额数：金额

输出 合格：是否 = 金额数 不超过 5000000

测试 "刚好" 假设 金额数 = 500万 期望 合格 = 是
P
pol lint a.pol; code_is 0; out_has '说明[P4001]'; out_has '500万'; out_has '1 个文件：0 个错误，0 个提醒，1 个说明'
pol lint a.pol --lang en; out_has 'note[P4001]'; out_has '1 file: 0 errors, 0 warnings, 1 note'
pol lint -e '若 天数 不超过 3 则 费用 = 0 否则 费用 = 1'; code_is 0
pol lint; code_is 2; err_has '没有写文件'
pol lint none.pol; code_is 2
pol lint a.pol --format xml; code_is 2; err_has 'human、json、sarif、github、junit'
# A file that does not compile shows its errors and nothing else.
printf '政策 甲\n输入 天数：天数\n若 天数 不超过 3 费用 = 5000000\n' >broken.pol
pol lint broken.pol; code_is 1; out_has 'broken.pol:3'; out_lacks 'P4001'

# Rules: listed, explained.
pol lint --rules; code_is 0; out_has 'P4001  bare-number'
pol lint --explain bare-number; code_is 0; out_has 'P4001'; out_has '这样写会提示'
pol lint --explain P4001; code_is 0; out_has 'bare-number'
pol lint --explain bare-nmber; code_is 2; err_has '是“bare-number”吗'

pol lint a.pol --only reviewed-nothing,P4018; code_is 0; out_has '没有要说的'
pol lint a.pol --only bare-number; out_has 'P4001'
pol lint a.pol --only bare-nmber; code_is 2; err_has '是“bare-number”吗'

# Configuration: found from the folder of the file upwards.
mkdir -p proj/sub/drafts; cp a.pol proj/sub/a.pol; cp a.pol proj/sub/drafts/b.pol
config proj/.pol-lint.toml '' 'bare-number = "warning"' 
pol lint proj/sub/a.pol; code_is 1; out_has '提醒[P4001]'
config proj/.pol-lint.toml 'exclude = ["sub/drafts/*"]' '"P4001" = "off"' 
pol lint proj; code_is 0; out_has '1 个文件，没有要说的；1 个文件按设置没有看'
pol lint proj/sub/drafts; code_is 2; err_has '都被设置文件排除了'
config proj/.pol-lint.toml '' '' $'[rules.bare-number]\nlevel = "error"' 
pol lint proj/sub/a.pol; code_is 1; out_has '错误[P4001]'
config proj/.pol-lint.toml 'max = 1' 
pol lint proj; code_is 0; out_has '还有 1 个没有显示'; out_has '2 个说明'
config proj/.pol-lint.toml 'maxx = 1' $'bare-numbr = "off"\nbare-number = "offf"' 
pol lint proj/sub/a.pol; code_is 2
err_has 'proj/.pol-lint.toml:1：没有“maxx”这项设置（是“max”吗？）'
err_has 'proj/.pol-lint.toml:3：没有“bare-numbr”这项设置（是“bare-number”吗？）'
err_has 'proj/.pol-lint.toml:4：“bare-number”不能这样写，可写："off", "note", "warning", "error"'
pol lint proj/sub/a.pol --lang en; code_is 2; err_has 'there is no setting maxx (did you mean max?)'
printf 'today = 2023-02-30\n' >proj/.pol-lint.toml; pol lint proj/sub/a.pol; code_is 2
printf 'today = 2023-06-01\nmax = 0.5\n' >proj/.pol-lint.toml
pol lint proj/sub/a.pol; code_is 2; err_has '“max”不能这样写'
printf 'max = \n' >proj/.pol-lint.toml
pol lint proj/sub/a.pol; code_is 2; err_has '.pol-lint.toml:1：这一行读不懂'
rm -r proj

# Answered in the text: counted, not told.
sed 's|^输出 合格|// 已核 P4001：原文就写成数字\n输出 合格|' a.pol >answered.pol
pol lint answered.pol; code_is 0; out_has '没有要说的；另有 1 个已核'
sed 's|：原文就写成数字||' answered.pol >bare.pol
pol lint bare.pol; code_is 1; out_has '提醒[P4018]'; out_has '说明[P4001]'
# Of another reading than the adopted one too.
cat >reading.pol <<'P'
政策 甲
  编号 "甲-2"
读法 宽 采用
读法 严
输入 a、b：是否
输出 可：是否 依 宽 = a 或 b
输出 可：是否 依 严 = a
// 已核 P3008：按严的读法才会这样，照录
输出 径：文本 = 若 a 则 "一" 否则 若 可 则 "二" 否则 "三"
P
pol lint reading.pol; code_is 0; out_has '没有要说的；另有 1 个已核'
sed '/已核/d' reading.pol >asked.pol
pol lint asked.pol; code_is 1; out_has '提醒[P3008]'; out_has '这是按读法“严”'

# Files that are looked at together have ids of their own, unless they are in force on other days.
mkdir ids; idconfig=$(printf '[rules]\n%s\n' "$off" | grep -v '^id-twice')
printf '%s\n' "$idconfig" >ids/.pol-lint.toml
printf '政策 甲\n  编号 "x-1"\n  施行 自 2023-01-01 起 至 2023-12-31 止\n输入 a：是否\n输出 可：是否 = a\n' >ids/a.pol
sed 's/甲/乙/' ids/a.pol >ids/b.pol
pol lint ids; code_is 1; out_has '提醒[P4093]：“乙”的编号“x-1”，“甲”已经用了：在文件“ids/a.pol”里，施行的日期有重叠。'
out_has '2 个文件：0 个错误，1 个提醒，0 个说明'
pol lint ids/b.pol; code_is 0
sed -i 's/2023-01-01 起 至 2023-12-31 止/2024-01-01 起/' ids/b.pol
pol lint ids; code_is 0
rm -r ids

# Known findings stay known when lines move, and come back when the clause changes.
pol lint a.pol --write-baseline known.json; code_is 0; out_is <<'X'
已写入 known.json：1 个已知问题
X
python3 -c 'import json; d=json.load(open("known.json")); assert d["version"]==1 and len(d["findings"])==1 and d["findings"][0]["policy"]=="甲-1", d' || fail "baseline"
pol lint a.pol --baseline known.json; code_is 0; out_has '没有要说的；另有 1 个在已知问题清单里'
{ printf '// 上面加一行\n'; sed 's/输出 合格：/输出 合格：  /' a.pol; } >moved.pol
pol lint moved.pol --baseline known.json; out_has '没有要说的'
sed 's/不超过 5000000/不超过 6000000/' a.pol >changed.pol
pol lint changed.pol --baseline known.json; out_has 'P4001'
# Two of the same, one of which is known.
sed 's/= 金额数 不超过 5000000/= 金额数 不超过 5000000 且 金额数 不为 4000000/' a.pol >two.pol
pol lint two.pol --write-baseline two.json; python3 -c 'import json; assert json.load(open("two.json"))["findings"][0]["count"]==2' || fail "count"
pol lint a.pol --baseline none.json; code_is 2
echo '{"version": 2}' >other.json; pol lint a.pol --baseline other.json; code_is 2; err_has '被改坏了'
pol lint a.pol --baseline known.json --write-baseline x.json; code_is 2
pol lint broken.pol --write-baseline x.json; code_is 1; gone x.json
mkdir folder.json; pol lint a.pol --write-baseline folder.json; code_is 2; rmdir folder.json

# Fixes: written whole, only what changes no result, nothing twice.
cp a.pol fix.pol
pol lint fix.pol --fix; code_is 0; out_has '没有要说的'; err_has '已改：fix.pol（1 处）'
sed 's/5000000/500万/' a.pol | cmp -s - fix.pol || fail "the fix is not all that changed" "$(cat fix.pol)"
cp fix.pol once.pol; pol lint fix.pol --fix; code_is 0; cmp -s fix.pol once.pol || fail "fixed twice"
printf '\357\273\277' >mark.pol; cat a.pol >>mark.pol; pol lint mark.pol --fix
head -c 3 mark.pol | od -An -tx1 | grep -q 'ef bb bf' || fail "the mark at the beginning was lost"
pol test fix.pol; code_is 0
cp answered.pol kept.pol; pol lint kept.pol --fix; cmp -s kept.pol answered.pol || fail "an answered finding was changed"
cp broken.pol before.pol; pol lint broken.pol --fix; code_is 1; cmp -s broken.pol before.pol || fail "a broken file was changed"
# Several fixes, of which some touch: rounds until nothing is left; the style of pol fmt is kept; a second run does nothing.
cat >many.pol <<'P'
政策 甲
  编号 "甲-1"

参数 起点：金额 = 5000000

输入 金额数：金额
输入 占比：比率

输出 合格：是否 = 金额数 不低于 5000000 且 占比 不低于 0.3
输出 大额：是否 = 金额数>=80000000元

测试 "刚好" 假设 金额数 = 500万，占比 = 30% 期望 合格 = 是
P
pol fmt many.pol; pol lint many.pol --fix --only bare-number,bare-fraction,parameter-value,signs-and-words; code_is 0; err_has '已改：many.pol'
grep -qF '参数 起点：金额 = 500万' many.pol && grep -qF '金额数 不低于 起点 且 占比 不低于 30%' many.pol && grep -qF '金额数 不低于 8000万元' many.pol || fail "not all was fixed" "$(cat many.pol)"
pol fmt many.pol --check; code_is 0; pol test many.pol; code_is 0
cp many.pol once.pol; pol lint many.pol --fix --only bare-number,bare-fraction,parameter-value,signs-and-words; cmp -s many.pol once.pol || fail "a second run changed the file"
cp fix.pol once.pol
pol lint -e '若 天数 不超过 3 则 费用 = 0' --fix; code_is 2
pol lint - --fix; code_is 2

# Formats.
pol lint a.pol --format json; code_is 0
python3 -c 'import json; d=json.load(open("out"))["diagnostics"]; assert d[0]["code"]=="P4001" and d[0]["severity"]=="note" and d[0]["fixes"][0]["replacement"]=="500万", d' || fail "json"
pol lint answered.pol a.pol --format sarif --baseline known.json; code_is 0
python3 - <<'X' || fail "sarif"
import json
run = json.load(open("out"))["runs"][0]
rules = run["tool"]["driver"]["rules"]
assert [r["id"] for r in rules] == sorted(r["id"] for r in rules) and len(rules) >= 3
answered, known = run["results"]
assert answered["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "原文就写成数字"}], answered
assert known["suppressions"] == [{"kind": "external", "status": "accepted"}], known
assert known["partialFingerprints"]["declaration/v1"].startswith("P4001 甲-1 ")
assert rules[known["ruleIndex"]]["id"] == "P4001"
X
# What it prints is SARIF 2.1.0, by the schema of the standard; so is what pol check prints.
SCHEMA=$HERE/sarif/sarif-2.1.0.json
python3 "$HERE/sarif/validate.py" --self "$SCHEMA" || fail "the validator cannot fail"
python3 "$HERE/sarif/validate.py" "$SCHEMA" out || fail "not SARIF"
rm .pol-lint.toml
pol lint "$ROOT/tests/ui/codes" --format sarif --lang en
python3 "$HERE/sarif/validate.py" "$SCHEMA" out || fail "not SARIF"
pol lint "$ROOT/policies/nantong-66-2023" --format sarif
python3 "$HERE/sarif/validate.py" "$SCHEMA" out || fail "not SARIF"
pol check broken.pol --format sarif
python3 "$HERE/sarif/validate.py" "$SCHEMA" out || fail "not SARIF"
config .pol-lint.toml
sed 's/甲-1/1/' a.pol >'x,y.pol'
pol lint 'x,y.pol' --format github; code_is 0; out_is <<'X'
::notice file=x%2Cy.pol,line=6,endLine=6,col=20,endColumn=27,title=P4001::“5000000”要数零才读得出来，应当写成“500万”。
X
pol lint bare.pol a.pol --format junit; code_is 1
python3 - <<'X' || fail "junit"
import xml.etree.ElementTree as tree
root = tree.parse("out").getroot()
suites = root.findall("testsuite")
assert [s.get("name") for s in suites] == ["bare.pol", "a.pol"], [s.attrib for s in suites]
assert root.get("failures") == "1" and suites[0].get("failures") == "1" and suites[1].get("failures") == "0"
X
pol lint once.pol --format junit; code_is 0; out_has '<testcase classname="once.pol" name="lint"/>'
done_here
