# Tests made from the text: they read back, pass, and reach everything; coverage with a threshold.
. "$(dirname "$0")/lib.sh"

cat >fee.pol <<'P'
政策 收费
  编号 "x-12"
  施行 自 2023-01-01 起
输入 转贷金额：金额 大于 0
输入 占用天数：天数 不少于 1
输入 制造业：是否
输出 费用：金额
规则 短期 若 占用天数 不超过 3 且 制造业 则 费用 = 0
规则 其他 若 占用天数 超过 3 或 非 制造业 则 费用 = 四舍五入（转贷金额 * 0.5‰，分）
测试 "三天" 假设 转贷金额 = 100万，占用天数 = 3，制造业 = 是 期望 费用 = 0
P
pol gen-tests fee.pol --out cases.csv; code_is 0
out_has '请逐例核对'
out_has '测试表 "生成的情形" 自 "cases.csv"'
# One day beyond the bound: 10,000 yuan at 0.5 per mille.
grep -q ',4天,是,5.00元$' cases.csv || fail "no case of day 4: $(cat cases.csv)"

pol test fee.pol --coverage --coverage-at-least 90; code_is 1
out_has '界限 2 处，两侧都测到的 0 处'
out_has '占用天数：没有测试越过界限 3天'
err_has '覆盖率不够：规则 50%'
echo '测试表 "生成的情形" 自 "cases.csv"' >>fee.pol
pol test fee.pol --coverage --coverage-at-least 100; code_is 0
out_has '0 failed'
out_has '界限 2 处，两侧都测到的 2 处'
pol test fee.pol --coverage-at-least 101; code_is 2
err_has '0 到 100 之间的整数'

cat >cars.pol <<'P'
define car: record
  field ok: boolean
  field price: money > 0
input cars: list of car
output good: integer = count(for c in cars where c.ok)
P
pol gen-tests cars.pol --format csv; code_is 2
err_has 'json'
pol gen-tests cars.pol --out cars.json; code_is 0
echo 'tests "generated" from "cars.json"' >>cars.pol
pol test cars.pol; code_is 0
out_has ' 0 failed'
done_here
