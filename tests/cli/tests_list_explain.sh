# pol test, list, explain, completion, version.
. "$(dirname "$0")/lib.sh"

cat >a.pol <<'P'
政策 甲 "例"
  编号 "x-1"
  来源 "某文件" 条款 "第2条"
输入 天数（days）：天数 大于 0
输入 类别：枚举 一、二
输出 费用（fee）：金额
表 费率
  | 天数   | 类别 || 费用  |
  | 不超过 3 | 一 || 0     |
  | 不超过 3 | 二 || 50元  |
  | 超过 3 | -    || 100元 |
测试 "三天" 于 2023-06-01 假设 天数 = 3，类别 = 一 期望 费用 = 0
测试 "四天" 于 2023-06-01 假设 天数 = 4，类别 = 一 期望 费用 = 100
测试 "缺类别" 于 2023-06-01 假设 天数 = 3 期望 费用 待补 类别
测试 "零天" 于 2023-06-01 假设 天数 = 0，类别 = 一 期望 报错 天数
P
pol test a.pol; code_is 0; out_is <<'X'
通过 4 个，失败 0 个
4 passed, 0 failed
X
pol test a.pol --lang en --engine interp; code_is 0; out_is <<'X'
4 passed, 0 failed
X
pol test a.pol --coverage; code_is 0
out_has '甲（x-1）：3 条规则，测试用到 2 条'
out_has '费用：没有测试用到费率第2行（政策文本第10行）'
# Each case of else-if wants a test of its own, an exception and what is otherwise too; a line an output.
cat >c.pol <<'P'
政策 乙
输入 天数：天数 大于 0
输入 特别：是否
输出 档：枚举 一、二、三
输出 费用：金额
规则 分档
  若 天数 不超过 3 则 档 = 一
  否则 若 天数 不超过 10 则 档 = 二
  否则 档 = 三
规则 收费 若 天数 不超过 10 则 费用 = 10元
例外 免收 针对 收费 若 特别 则 费用 = 0元
其余 费用 = 20元
测试 "三天" 于 2023-06-01 假设 天数 = 3，特别 = 否 期望 档 = 一，费用 = 10元
P
pol test c.pol --coverage; code_is 0; out_is <<'X'
乙：6 条规则，测试用到 2 条
  档：没有测试用到规则 分档的第2种情形“天数不超过10天”（政策文本第6行）；规则 分档的第3种情形“其余情形”（政策文本第6行）
  费用：没有测试用到规则 免收（政策文本第11行）；费用 的其余情形（政策文本第12行）
  条件 4 个，成立与不成立都测到的 0 个；界限 2 处，两侧都测到的 0 处
    没有测试不满足条件“天数不超过3天”（政策文本第6行）
    没有测试不满足条件“天数不超过10天”（政策文本第6行）
    没有测试不满足条件“天数不超过10天”（政策文本第10行）
    没有测试满足条件“特别”（政策文本第11行）
    天数：没有测试越过界限 3天（政策文本第6行）
    天数：没有测试在界限 10天 上或越过它（政策文本第6行）
通过 1 个，失败 0 个
1 passed, 0 failed
X
# A requirement that is not met refuses every fact that it speaks of, and no other.
cat >d.pol <<'P'
政策 丙
输入 合计、部分、其他：整数 不少于 0
填报要求 部分 不超过 合计
输出 差：整数 = 合计 - 部分
测试 "部分过大" 假设 合计 = 1，部分 = 2 期望 报错 部分，报错 合计
测试 "与其他无关" 假设 合计 = 1，部分 = 2 期望 报错 其他
P
pol test d.pol; code_is 1; out_has '其他：应当因填报有误退回，但没有退回'; out_lacks '部分过大'; out_has '1 passed, 1 failed'
sed -e 's/天数 = 4，类别 = 一 期望 费用 = 100/天数 = 4，类别 = 一 期望 费用 = 101/' -e 's/天数 = 0，类别/天数 = 1，类别/' a.pol >b.pol
pol test b.pol; code_is 1; out_is <<'X'
未通过 b.pol:13: 四天
  费用：应为 101，实为 100
未通过 b.pol:15: 零天
  天数：应当因填报有误退回，但没有退回
通过 2 个，失败 2 个
2 passed, 2 failed
X
pol test b.pol --format junit; code_is 1
python3 - <<'P' || fail "junit"
import xml.etree.ElementTree as e
root = e.parse("out").getroot()
assert root.get("tests") == "4" and root.get("failures") == "2"
assert [c.get("name") for c in root.iter("testcase")] == ["三天", "四天", "缺类别", "零天"]
assert len(list(root.iter("failure"))) == 2
P
printf '政策 甲\n若' >broken.pol; pol test broken.pol; code_is 1
pol test none.pol; code_is 2
# All policies of the project pass their own tests.
pol test "$ROOT/policies"; code_is 0; out_has ' passed, 0 failed'

pol list a.pol --format json; code_is 0
python3 - <<'P' || fail "list"
import json
[p] = json.load(open("out"))
assert (p["id"], p["name"], p["title"], p["file"]) == ("x-1", "甲", "例", "a.pol"), p
assert p["source"] == {"document": "某文件", "clause": "第2条"} and p["effective"] == {"from": None, "to": None}
days, kind = p["inputs"]
assert (days["name"], days["alias"], days["type"], days["values"], days["required"]) == ("天数", "days", "days", None, True), days
assert (kind["name"], kind["alias"], kind["type"], kind["values"]) == ("类别", None, "enum", ["一", "二"]), kind
[fee] = p["outputs"]
assert (fee["name"], fee["alias"], fee["type"]) == ("费用", "fee", "money"), fee
assert p["tests"] == ["三天", "四天", "缺类别", "零天"]
P
pol list a.pol; code_is 0; out_is <<'X'
ID   名称  输入  输出  测试  文件
x-1  甲    2     1     4     a.pol
X
# Fields of records, values of what a list holds, open points, answers, and facts that only another policy reads.
cat >b.pol <<'P'
政策 单价 "单价"
  编号 "x-1"
输入 行业：枚举 制造业、其他
输出 费率：比率
若 行业 为 制造业 则 费率 = 1% 其余 费率 = 2%
政策 总费 "总费"
  编号 "x-2"
定义 一笔：记录
  字段 金额数：金额
  字段 类别：枚举 甲、乙
输入 行业：枚举 制造业、其他
输入 各笔：列表 一笔
输入 已交：集合 枚举 申请表、执照
  疑义 "原件还是复印件没有写明" 取 "都可以"
// 已核 P4131：原文如此
输出 总额：金额 = 四舍五入（合计（对 笔 属于 各笔：笔 的 金额数） * 单价 的 费率，分）
输出 齐全：是否 = 个数（已交） 为 2
P
pol list b.pol --format json; code_is 0
python3 - <<'P' || fail "list of b.pol"
import json
one, two = json.load(open("out"))
kind, items, given = two["inputs"]
assert (kind["name"], kind["required"]) == ("行业", True), kind
assert items["element"] == "record" and [f["name"] for f in items["fields"]] == ["金额数", "类别"], items
assert items["fields"][1]["values"] == ["甲", "乙"], items
assert (given["type"], given["element"], given["values"]) == ("set", "enum", ["申请表", "执照"]), given
assert two["ambiguities"] == [{"about": "已交", "text": "原件还是复印件没有写明", "taken": "都可以"}], two["ambiguities"]
assert two["reviewed"] == [{"code": "P4131", "reason": "原文如此"}] and one["reviewed"] == [], (one, two)
P
# A vocabulary is no policy.
mkdir words && printf '定义 规模：枚举 大型、小型\n' >words/w.pol
cp a.pol words/a.pol
pol list words; code_is 0; out_is <<'X'
ID   名称  输入  输出  测试  文件
x-1  甲    2     1     4     words/a.pol
X
pol list words/w.pol --format json; code_is 0; out_is <<<'[]'

pol explain P0001; code_is 0; out_has 'P0001'; out_has 'UTF-8'
pol explain ｐ０００１; code_is 0; out_has 'P0001'
pol explain P0001 --lang en; out_has 'UTF-8 text'
pol explain P0009999; code_is 2; err_has '没有“P0009999”这个代码'
pol explain; code_is 0; out_has 'P0001'

pol version; code_is 0; grep -qE '^pol [0-9]+\.[0-9]+\.[0-9]+$' out || fail "version"
pol --version; code_is 0
pol completion bash; code_is 0; bash -n out || fail "bash cannot read the script"
out_has '--sign-off'
(. ./out; COMP_WORDS=(pol ev); COMP_CWORD=1; _pol; [ "${COMPREPLY[*]}" = eval ]) || fail "bash completes no command"
(. ./out; COMP_WORDS=(pol check --format ""); COMP_CWORD=3; _pol; [ "${COMPREPLY[*]}" = "human json sarif" ]) || fail "bash completes no value"
pol completion zsh; code_is 0; out_has '#compdef pol'; ! command -v zsh >/dev/null || zsh -n out || fail "zsh cannot read the script"
pol completion fish; code_is 0; out_has 'complete -c pol'; ! command -v fish >/dev/null || fish -n out || fail "fish cannot read the script"
pol completion tcsh; code_is 2; err_has '可写：bash、zsh、fish'
done_here
