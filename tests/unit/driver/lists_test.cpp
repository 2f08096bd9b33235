// Lists, sets, records and loops, from source text to answers (semantics 1, 2.6, 5.5).
#include "tests/unit/driver/support.h"

namespace pol {
namespace {

constexpr const char* kCars =
    "define car: record\n  field kind: text\n  field ok: boolean\n  field price: money > 0\n"
    "input cars: list of car\n";

std::string Given(const std::string& text, const std::string& input) {
  const auto compilation = driver::Compile("p.pol", text);
  if (compilation->diagnostics.has_errors()) return Messages(*compilation);
  return Brief(Answer(Only(*compilation), input), "o");
}
std::string Cars(const std::string& output, const std::string& cars) {
  return Given(kCars + output, R"({"cars": )" + cars + "}");
}
std::string Numbers(const std::string& output, const std::string& xs) {
  return Given("input xs: list of integer\n" + output, R"({"xs": )" + xs + "}");
}

constexpr const char* kThree =
    R"([{"kind": "a", "ok": true, "price": 10}, {"kind": "b", "ok": false, "price": 20},
        {"kind": "a", "ok": true, "price": 5}])";

TEST(Lists, FiltersAndSums) {
  EXPECT_EQ(Cars("output o: money = sum(for c in cars where c.ok: c.price)", kThree), "15");
  EXPECT_EQ(Cars("output o: integer = count(for c in cars where c.ok)", kThree), "2");
  EXPECT_EQ(Cars("output o: money = max(for c in cars: c.price)", kThree), "20");
  EXPECT_EQ(Cars("output o: money = max(for c in cars: c.price)", "[]"), "no_rule empty_list");
  EXPECT_EQ(Numbers("output o: decimal = mean(xs)", "[1, 2]"), "1.5");
  EXPECT_EQ(Numbers("output o: integer = min(xs)", "[4, 2, 3]"), "2");
}

TEST(Lists, GroupsByFirstAppearance) {
  const std::string total = "define g: record\n  field 组 (key): text\n  field 值 (value): money\n"
                            "output o: list of g = sum(for c in cars by c.kind: c.price)";
  EXPECT_EQ(Cars(total, kThree),
            R"([{"值":"15","组":"a"},{"值":"20","组":"b"}])");  // nlohmann::json sorts the keys
}

TEST(Lists, OrderAndParts) {
  EXPECT_EQ(Numbers("output o: list of integer = sorted(xs)", "[3, 1, 2]"), "[1,2,3]");
  EXPECT_EQ(Numbers("output o: list of integer = sorted_down(xs)", "[3, 1, 2]"), "[3,2,1]");
  EXPECT_EQ(Numbers("output o: list of integer = take(xs, 2)", "[3, 1, 2]"), "[3,1]");
  EXPECT_EQ(Numbers("output o: list of integer = take(1, for x in xs where x < 3)", "[3, 1, 2]"),
            "[1]");
  EXPECT_EQ(Numbers("output o: integer = first(xs)", "[3, 1, 2]"), "3");
  EXPECT_EQ(Numbers("output o: integer = last(xs)", "[3, 1, 2]"), "2");
  EXPECT_EQ(Numbers("output o: set of integer = set(xs)", "[3, 1, 3]"), "[1,3]");
  EXPECT_EQ(Cars("output o: list of text = list(for c in sorted(for d in cars by d.price): c.kind)",
                 kThree),
            R"(["a","a","b"])");
}

TEST(Lists, TheItemOfANumber) {
  EXPECT_EQ(Numbers("output o: integer = item(xs, 2)", "[3, 1, 2]"), "1");
  EXPECT_EQ(Numbers("output o: integer = item(3, xs)", "[3, 1, 2]"), "2");
  EXPECT_EQ(Numbers("output o: integer = item(xs, 4)", "[3, 1, 2]"), "no_rule empty_list");
  EXPECT_EQ(Numbers("output o: integer = item(2, for x in xs where x > 1: x * 10)", "[3, 1, 2]"), "20");
  // Only the item that is asked for must be known.
  EXPECT_EQ(Numbers("output o: integer = item(xs, 2)", "[null, 1]"), "1");
  EXPECT_EQ(Numbers("output o: integer = item(xs, 2)", "[1, null]"), "needs_facts xs[2]");
  EXPECT_EQ(Given("输入 标准：列表 金额\n输入 档：整数 1~9\n输出 o：金额 = 第几项（标准，档）",
                  R"({"标准": [10, 20], "档": 2})"),
            "20");
  EXPECT_EQ(Given("输入 标准：列表 金额\n输入 档：整数 1~9\n输出 o：金额 = 第几项（标准，档）",
                  R"({"标准": [10, 20], "档": 3})"),
            "no_rule empty_list");
  EXPECT_EQ(Given("输入 标准：列表 金额\n输入 档：整数 1~9\n输出 o：金额 = 第几项（标准，档）",
                  R"({"标准": [10, 20]})"),
            "needs_facts 档");
}

TEST(Lists, NumberAndListInEitherOrder) {
  EXPECT_EQ(Numbers("output o: list of integer = take(2, xs)", "[3, 1, 2]"), "[3,1]");
  EXPECT_EQ(Numbers("output o: list of integer = take(2, list(7, 8, 9))", "[]"), "[7,8]");
  EXPECT_EQ(Given("input xs: list of boolean\noutput o: boolean = last_all(xs, 2)",
                  R"({"xs": [false, true, true]})"),
            "true");
}

TEST(Lists, MembersAreASetWhereOneIsWanted) {
  const std::string kinds = "define kind: enum a, b, c\ninput xs: set of kind\n";
  EXPECT_EQ(Given(kinds + "output o: set of kind = members(kind) without xs", R"({"xs": ["b"]})"),
            R"(["a","c"])");
  EXPECT_EQ(Given(kinds + "output o: boolean = xs is members(kind)", R"({"xs": ["c", "b", "a"]})"), "true");
  EXPECT_EQ(Given(kinds + "output o: set of kind = if count(xs) > 1 then members(kind) else xs",
                  R"({"xs": ["b"]})"),
            R"(["b"])");
  EXPECT_EQ(Given(kinds + "output o: set of kind = join(members(kind), xs)", R"({"xs": ["b"]})"),
            R"(["a","b","c"])");
  EXPECT_EQ(Given(kinds + "output o: integer = count(set(members(kind)))", R"({"xs": ["b"]})"), "3");
  EXPECT_EQ(Given(kinds + "output o: list of kind = members(kind)", R"({"xs": []})"), R"(["a","b","c"])");
  EXPECT_EQ(Given(kinds + "output o: kind = item(2, members(kind))", R"({"xs": []})"), "b");
}

TEST(Lists, AListAndASetAreToldApart) {
  const std::string both = "define kind: enum a, b\ninput xs: set of kind\ninput ys: list of kind\n";
  const auto choice = driver::Compile(
      "p.pol", both + "output o: set of kind = if count(xs) > 1 then ys else xs");
  EXPECT_EQ(Found(*choice), "ListAgainstSet") << Messages(*choice);
  const auto compared = driver::Compile("p.pol", both + "output o: boolean = ys is xs");
  EXPECT_EQ(Found(*compared), "ListAgainstSet") << Messages(*compared);
  const auto kinds = driver::Compile(
      "p.pol", both + "let z = if count(xs) > 1 then 1 else count(xs) > 0\noutput o: boolean = z");
  EXPECT_EQ(Found(*kinds), "BranchesDiffer") << Messages(*kinds);
}

TEST(Lists, Quantifiers) {
  EXPECT_EQ(Cars("output o: boolean = every c in cars where c.ok", kThree), "false");
  EXPECT_EQ(Cars("output o: boolean = some c in cars where c.price > 15", kThree), "true");
  EXPECT_EQ(Cars("output o: boolean = no c in cars where c.price > 25", kThree), "true");
  EXPECT_EQ(Cars("output o: boolean = at_least(2, for c in cars: c.ok)", kThree), "true");
  EXPECT_EQ(Cars("output o: boolean = at_least(3, for c in cars: c.ok)", kThree), "false");
  EXPECT_EQ(Cars("output o: boolean = some c in cars where c.ok", R"([{"ok": true}, null])"),
            "true");
  EXPECT_EQ(Cars("output o: boolean = every c in cars where c.ok", R"([{"ok": true}, {}])"),
            "needs_facts cars[2].ok");
}

TEST(Lists, Runs) {
  EXPECT_EQ(Numbers("output o: integer = longest_run(for x in xs: x > 0)", "[1, 1, 0, 1]"), "2");
  EXPECT_EQ(Numbers("output o: integer = closing_run(for x in xs: x > 0)", "[1, 1, 0, 1]"), "1");
  EXPECT_EQ(Numbers("output o: boolean = in_a_row(2, for x in xs: x > 0)", "[1, 1, 0, 1]"), "true");
  EXPECT_EQ(Numbers("output o: boolean = last_all(2, for x in xs: x > 0)", "[1, 1, 0, 1]"),
            "false");
  EXPECT_EQ(Numbers("output o: boolean = never_rises(xs)", "[3, 3, 1]"), "true");
  EXPECT_EQ(Numbers("output o: boolean = never_falls(xs)", "[3, 3, 1]"), "false");
}

TEST(Lists, InStepAndNested) {
  EXPECT_EQ(Given("input xs, ys: list of integer\noutput o: integer = sum(for x, y in xs, ys: x * y)",
                R"({"xs": [1, 2], "ys": [3, 4]})"),
            "11");
  EXPECT_EQ(Given("input xs, ys: list of integer\noutput o: integer = sum(for x, y in xs, ys: x * y)",
                R"({"xs": [1, 2], "ys": [3]})")
                .substr(0, 17),
            "error list_length");
  const std::string nested =
      "define item: record\n  field papers: list of text\ninput items: list of item\n"
      "output o: set of text = set(for i in items for p in i.papers: p)";
  EXPECT_EQ(Given(nested, R"({"items": [{"papers": ["b", "a"]}, {"papers": ["a"]}]})"),
            R"(["a","b"])");
}

TEST(Lists, SetsOfMembers) {
  const std::string given = R"({"a": ["x", "y"], "b": ["y"]})";
  const std::string inputs = "input a: list of text\ninput b: set of text\n";
  EXPECT_EQ(Given(inputs + "output o: list of text = a without b", given), R"(["x"])");
  EXPECT_EQ(Given(inputs + "output o: list of text = a without \"x\"", given), R"(["y"])");
  EXPECT_EQ(Given(inputs + "output o: boolean = b in a", given), "true");
  EXPECT_EQ(Given(inputs + "output o: boolean = \"x\" in b", given), "false");
  EXPECT_EQ(Given(inputs + "output o: boolean = \"x\" not in b", given), "true");
  EXPECT_EQ(Given(inputs + "output o: list of text = join(a, list(\"z\"))", given),
            R"(["x","y","z"])");
  EXPECT_EQ(Given(inputs + "output o: list of text = common(a, list(\"y\", \"z\"))", given),
            R"(["y"])");
}

TEST(Lists, RecordsAsWholes) {
  const std::string pair = "define p: record\n  field a: money\n  field b: text\n";
  EXPECT_EQ(Given(pair + "input r: p\noutput o: p = r", R"({"r": {"a": 1, "b": "x"}})"),
            R"({"a":"1","b":"x"})");
  EXPECT_EQ(Given(pair + "input x: money\noutput o: p = (b = \"y\", a = x)", R"({"x": 2})"),
            R"({"a":"2","b":"y"})");
  EXPECT_EQ(Given(pair + "define q: record\n  field first: p\n  field n: integer\ninput r: q\n"
                       "output o: boolean = r.first.a > 3 and r.n is 2",
                R"({"r": {"first": {"a": 4}, "n": 2}})"),
            "true");
}

TEST(Lists, DistributionsOverLists) {
  const std::string inputs = "input t: money\ninput ws: list of money\n";
  EXPECT_EQ(Given(inputs + "output o: list of money = pour(t, ws)", R"({"t": 60, "ws": [40, 30]})"),
            R"(["40","20"])");
  EXPECT_EQ(Given(inputs + "output o: list of money = prorate(t, ws, 0.01元)",
                R"({"t": 10, "ws": [1, 1, 1]})"),
            R"(["3.34","3.33","3.33"])");
}

TEST(Lists, OneRuleGivesSeveralItems) {
  const std::string text =
      "input x, y: boolean\noutput o: set of text hit collect set\n"
      "if x then o = \"b\"、\"a\"\nif y then o = \"c\"\notherwise o = none";
  EXPECT_EQ(Given(text, R"({"x": true, "y": true})"), R"(["a","b","c"] by o#1 o#2)");
  EXPECT_EQ(Given(text, R"({"x": false, "y": false})").substr(0, 2), "[]");
}

TEST(Lists, AScalarComparedInALoopIsAColumn) {
  const std::string text =
      "input n: integer 0~10\ninput xs: list of integer\n"
      "output o: boolean = every x in xs where n >= 0 or x > 5";
  EXPECT_EQ(Given(text, R"({"xs": [1, 2]})"), "true");
}

}  // namespace
}  // namespace pol
