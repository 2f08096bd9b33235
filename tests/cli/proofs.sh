# pol check: every case there can be; what was answered; JSON, SARIF; two versions.
. "$(dirname "$0")/lib.sh"

cat >a.pol <<'P'
政策 转贷收费
  编号 "1"
输入 占用天数：天数 大于 0
输出 日利率：比率/天
若 占用天数 不超过 10天 则 日利率 = 0.2‰
若 占用天数 超过 11天 则 日利率 = 0.5‰
断言 "不高于千分之零点五" 日利率 不超过 0.5‰
P
pol check a.pol; code_is 0
out_has '提醒[P3001]：“日利率”有没有规定到的情形：占用天数 = 11天。'
out_has 'a.pol:4:4'
out_has '测试 "没有规定的情形" 假设 占用天数 = 11 期望 日利率 无规则'
out_has '查出问题 1 项，未定 0 项'
out_has '1 个文件：0 个错误，1 个提醒，0 个说明'
cp out before; pol check a.pol; cmp -s out before || fail "not the same twice"
# The case can be pasted as it is, and the text still passes its tests.
{ cat a.pol; grep -o '测试 "没有规定的情形".*' out; } >pasted.pol
pol test pasted.pol; code_is 0
pol check a.pol --proofs; code_is 0
out_has '不成立：“日利率”每种情形都有规定（占用天数 = 11天）'
out_has '证明：核对“不高于千分之零点五”成立'
pol check a.pol --no-proofs; code_is 0; out_is <<'X'
1 个文件，无问题
X
pol check a.pol --format json; code_is 0
python3 - <<'P' || fail "json"
import json
d = json.load(open("out"))
[one] = d["diagnostics"]
assert one["code"] == "P3001" and one["line"] == 4 and one["case"]["inputs"] == {"占用天数": 11}, one
proofs = {(p["claim"], p.get("output")): p for p in d["proofs"]}
gap = proofs["no gap", "日利率"]
assert gap["verdict"] == "refuted" and gap["policy"] == "转贷收费" and gap["case"] == one["case"], gap
assert proofs["no conflict", "日利率"]["verdict"] == "proved"
P
pol check a.pol --format sarif; code_is 0
python3 -c 'import json; [r]=json.load(open("out"))["runs"][0]["results"]; assert r["ruleId"]=="P3001" and r["level"]=="warning", r' || fail "sarif"

# Answered with a reason it is told no more; without one it is.
sed 's|^输出|// 已核 P3001：第11天原文没有规定\n输出|' a.pol >answered.pol
pol check answered.pol; code_is 0; out_has '另有 1 处已核'; out_has '1 个文件，无问题'
sed 's|^输出|// 已核 P3001\n输出|' a.pol >bare.pol
pol check bare.pol; code_is 0; out_has 'P3001'
pol print answered.pol --sign-off --date 2023-06-01; code_is 0
out_has '核查结论'
out_has '2 条规则和行，互不矛盾，互不重叠'
out_has '核对“不高于千分之零点五”成立（每一种情形）'
out_has '查出而保留原样的 1 处，请签字人确认'
out_has '“日利率”有没有规定到的情形：占用天数 = 11天（第 5 行）；理由：第11天原文没有规定'

# A conflict is an error.
sed 's/超过 11天/不低于 10天/' a.pol >b.pol
pol check b.pol; code_is 1; out_has '错误[P3002]'; out_has '第5行的规则给出 0.2‰，第6行的规则给出 0.5‰'

# Two versions.
sed 's/0.5‰$/0.6‰/' a.pol >new.pol
pol check new.pol --against a.pol; code_is 1; out_has 'P3039'; out_has '占用天数 = '
pol check new.pol --against a.pol --outside '占用天数 超过 11天'; code_is 0; out_has '每一种情形结果都相同（已证明）'
pol check new.pol --against a.pol --format json; code_is 1
python3 -c 'import json; d=json.load(open("out")); assert d["proofs"][0]["verdict"]=="refuted" and d["diagnostics"][0]["code"]=="P3039", d' || fail "against"
pol check new.pol --against a.pol --outside '没有这项 为 是'; code_is 2; err_has '看不懂'
pol check new.pol --outside '占用天数 超过 11天'; code_is 2; err_has '--against'
pol check a.pol --list-items x; code_is 2; err_has '--list-items'
done_here
