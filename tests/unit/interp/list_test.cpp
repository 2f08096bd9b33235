// Lists, records and sets in the reference interpreter, from JSON to the answer: the values are
// worked out from semantics 2.6 and 5.5.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runtime/interp/accept.h"
#include "runtime/interp/canonical.h"
#include "runtime/interp/direct.h"
#include "tests/conformance/program_builder.h"

namespace pol::interp {
namespace {

using program::Aggregate;
using program::Loop;
using program::Op;
using pol::testing::ProgramBuilder;

// xs: a list of records (k: money, ok: boolean, m: month); ns: a list of money; d: money.
class Lists : public ::testing::Test {
 protected:
  Lists() {
    program::Type record;
    record.kind = program::TypeKind::kRecord;
    record.name = "项";
    record.fields.push_back({"k", "", b.policy.types[b.money], {}});
    record.fields.push_back({"ok", "", b.policy.types[b.boolean], {}});
    b.policy.types.push_back(b.policy.types[b.date]);
    b.policy.types.back().kind = program::TypeKind::kMonth;
    record.fields.push_back({"m", "", b.policy.types.back(), {}});
    record.fields[0].domain.intervals.push_back(pol::testing::Range(Rational(0), std::nullopt));
    b.policy.types.push_back(record);
    item = static_cast<Index>(b.policy.types.size()) - 1;
    list = b.Collection(program::TypeKind::kList, item);
    amounts = b.Collection(program::TypeKind::kList, b.money);
    set = b.Collection(program::TypeKind::kSet, b.money);
    xs = b.Input("xs", list);
    ns = b.Input("ns", amounts);
    d = b.Input("d", b.money);
    b.policy.slots = 2;
  }

  Index Item(int32_t slot = 0) { return b.Node(Op::kItem, {}, item, slot); }
  Index Field(int32_t field, Index type) { return b.Node(Op::kField, {Item()}, type, field); }
  // aggregate(extra.., for $0 in input where condition by key : result)
  Index For(Aggregate aggregate, Index input, Index result, Index where = -1, Index key = -1,
            std::vector<Index> extras = {}, Index type = -1) {
    Loop loop;
    loop.extras = static_cast<int32_t>(extras.size());
    loop.generators.push_back({1, 0});
    b.policy.loops.push_back(loop);
    std::vector<Index> children = std::move(extras);
    children.insert(children.end(), {b.In(input), where, key, result});
    return b.Node(Op::kFor, std::move(children), type < 0 ? b.money : type,
                  static_cast<int32_t>(aggregate), static_cast<int32_t>(b.policy.loops.size()) - 1);
  }
  Index Output(Index expression) {
    return b.Output("o" + std::to_string(b.policy.definitions.size()),
                    b.policy.nodes[expression].type, expression);
  }

  // "value 3", "no_rule empty_list", "needs xs[2].k", "error run_duplicate"; of output `o`.
  std::string Of(const std::string& json, size_t o = 0) {
    Datum datum;
    JsonError error;
    EXPECT_TRUE(ParseJson(json, &datum, &error)) << json;
    const Accepted accepted = Accept(b.policy, datum, 0);
    if (!accepted.refusals.empty()) {
      std::string text = "refused";
      for (const Refusal& refusal : accepted.refusals) {
        text += " " + refusal.field + "=" + CodeName(refusal.code);
      }
      return text;
    }
    const Evaluation evaluation = Evaluate(b.policy, accepted.facts, 0);
    // The fast path gives the same, by itself or by handing over.
    Evaluation direct;
    DirectEngine(b.policy, 0).Evaluate(accepted.facts, &direct);
    EXPECT_EQ(direct.outputs[o].status, evaluation.outputs[o].status);
    EXPECT_EQ(direct.outputs[o].value, evaluation.outputs[o].value);
    const Outcome& outcome = evaluation.outputs[o];
    switch (outcome.status) {
      case Status::kValue:
        return "value " + CanonicalText(b.policy,
                                        b.policy.types[b.policy.definitions[o].type],
                                        outcome.value);
      case Status::kNoRule:
        return std::string("no_rule ") + ReasonName(outcome.reason);
      case Status::kError:
        return std::string("error ") + CodeName(outcome.error);
      default: {
        std::string text = "needs";
        for (const Index need : outcome.needs) text += " " + evaluation.NeedName(b.policy, need);
        return text;
      }
    }
  }

  ProgramBuilder b;
  Index item, list, amounts, set, xs, ns, d;
};

TEST_F(Lists, SumIsStrictInConditionsAndInTheValuesOfItemsThatMayCount) {
  Output(For(Aggregate::kSum, xs, Field(0, b.money)));
  Output(For(Aggregate::kSum, xs, Field(0, b.money), Field(1, b.boolean)));
  EXPECT_EQ(Of(R"({"xs": [{"k": 1}, {"ok": true}]})"), "needs xs[2].k");
  EXPECT_EQ(Of(R"({"xs": [{"k": 1, "ok": true}, {"ok": false}]})", 1), "value 1");
  EXPECT_EQ(Of(R"({"xs": [{"k": 1, "ok": true}, {"k": 2}]})", 1), "needs xs[2].ok");
  EXPECT_EQ(Of(R"({"xs": [null]})"), "needs xs[1].k");
  EXPECT_EQ(Of(R"({"xs": []})"), "value 0");
  EXPECT_EQ(Of(R"({})"), "needs xs");
}

TEST_F(Lists, CountNeedsNoItem) {
  Output(For(Aggregate::kCount, xs, Item(), -1, -1, {}, b.integer));
  Output(For(Aggregate::kCount, xs, Item(), Field(1, b.boolean), -1, {}, b.integer));
  EXPECT_EQ(Of(R"({"xs": [null, {"k": 3}]})"), "value 2");
  EXPECT_EQ(Of(R"({"xs": [{"ok": true}, {"ok": false}, {"ok": true}]})", 1), "value 2");
  EXPECT_EQ(Of(R"({"xs": [{"ok": true}, {}]})", 1), "needs xs[2].ok");
}

TEST_F(Lists, QuantifiersAreOrAndAnd) {
  Output(For(Aggregate::kSome, xs, Field(1, b.boolean), -1, -1, {}, b.boolean));
  Output(For(Aggregate::kEvery, xs, Field(1, b.boolean), -1, -1, {}, b.boolean));
  Output(For(Aggregate::kNo, xs, Field(1, b.boolean), -1, -1, {}, b.boolean));
  EXPECT_EQ(Of(R"({"xs": [{"ok": true}, null]})"), "value true");
  EXPECT_EQ(Of(R"({"xs": [{"ok": false}, null]})"), "needs xs[2].ok");
  EXPECT_EQ(Of(R"({"xs": []})"), "value false");
  EXPECT_EQ(Of(R"({"xs": []})", 1), "value true");
  EXPECT_EQ(Of(R"({"xs": [{"ok": false}, null]})", 1), "value false");
  EXPECT_EQ(Of(R"({"xs": [{"ok": true}, null]})", 2), "value false");
  EXPECT_EQ(Of(R"({"xs": [{"ok": false}]})", 2), "value true");
}

TEST_F(Lists, AtLeastCountsWhatHoldsAndWhatMay) {
  Output(For(Aggregate::kAtLeast, xs, Field(1, b.boolean), -1, -1, {b.Number(2, b.integer)},
             b.boolean));
  EXPECT_EQ(Of(R"({"xs": [{"ok": true}, {}, {"ok": true}]})"), "value true");
  EXPECT_EQ(Of(R"({"xs": [{"ok": true}, {}, {"ok": false}]})"), "needs xs[2].ok");
  EXPECT_EQ(Of(R"({"xs": [{"ok": false}, {}, {"ok": false}]})"), "value false");
}

TEST_F(Lists, ExtremesMeansAndEnds) {
  const Index amount = b.Node(Op::kItem, {}, b.money, 0);
  Output(For(Aggregate::kMin, ns, amount));
  Output(For(Aggregate::kMax, ns, amount));
  Output(For(Aggregate::kMean, ns, amount, -1, -1, {}, b.decimal));
  Output(For(Aggregate::kFirst, ns, amount));
  Output(For(Aggregate::kLast, ns, amount));
  EXPECT_EQ(Of(R"({"ns": [3, 1, 2]})"), "value 1");
  EXPECT_EQ(Of(R"({"ns": [3, 1, 2]})", 1), "value 3");
  EXPECT_EQ(Of(R"({"ns": [3, 1, 1]})", 2), "value 5/3");
  EXPECT_EQ(Of(R"({"ns": [3, null, 2]})", 3), "value 3");
  EXPECT_EQ(Of(R"({"ns": [3, 1, null]})", 4), "needs ns[3]");
  for (size_t o = 0; o < 5; ++o) EXPECT_EQ(Of(R"({"ns": []})", o), "no_rule empty_list") << o;
}

TEST_F(Lists, TakeAndSorted) {
  const Index amount = b.Node(Op::kItem, {}, b.money, 0);
  Output(For(Aggregate::kTake, ns, amount, -1, -1, {b.Number(2, b.integer)}, amounts));
  Output(For(Aggregate::kSorted, ns, amount, -1, -1, {}, amounts));
  Output(For(Aggregate::kSortedDown, xs, Field(0, b.money), -1, Field(2, b.date), {}, amounts));
  EXPECT_EQ(Of(R"({"ns": [3, 1, null]})"), R"(value ["3","1"])");
  EXPECT_EQ(Of(R"({"ns": [3]})"), R"(value ["3"])");
  EXPECT_EQ(Of(R"({"ns": [3, 1, 2]})", 1), R"(value ["1","2","3"])");
  EXPECT_EQ(Of(R"({"xs": [{"k": 1, "m": "2023-02"}, {"k": 2, "m": "2023-05"},
                          {"k": 3, "m": "2023-02"}]})",
               2),
            R"(value ["2","1","3"])");
}

// semantics 5.5, list-19 to list-23.
TEST_F(Lists, NeighboursThatAllHold) {
  const Index above = b.Node(
      Op::kGreater, {b.Node(Op::kItem, {}, b.money, 0), b.Number(0, b.money)}, b.boolean);
  Output(For(Aggregate::kInARow, ns, above, -1, -1, {b.Number(3, b.integer)}, b.boolean));
  EXPECT_EQ(Of(R"({"ns": [1, 1, null, 0, 1, 1, 1]})"), "value true");
  EXPECT_EQ(Of(R"({"ns": [1, 1, null, 0, 1]})"), "needs ns[3]");
  EXPECT_EQ(Of(R"({"ns": [1, 0, null, 0, 1]})"), "value false");
  EXPECT_EQ(Of(R"({"ns": [null, 1]})"), "value false");
  EXPECT_EQ(Of(R"({"ns": []})"), "value false");
}

TEST_F(Lists, NeighboursByPeriod) {
  const Index above = b.Node(Op::kGreater, {Field(0, b.money), b.Number(0, b.money)}, b.boolean);
  Output(For(Aggregate::kInARow, xs, above, -1, Field(2, b.date), {b.Number(2, b.integer)},
             b.boolean));
  EXPECT_EQ(Of(R"({"xs": [{"m": "2023-01", "k": 1}, {"m": "2022-12", "k": 1}]})"), "value true");
  EXPECT_EQ(Of(R"({"xs": [{"m": "2023-01", "k": 1}, {"m": "2023-03", "k": 1}]})"), "value false");
  EXPECT_EQ(Of(R"({"xs": [{"m": "2023-01", "k": 1}, {"m": "2023-01", "k": 1}]})"),
            "error run_duplicate");
  EXPECT_EQ(Of(R"({"xs": [{"m": "2023-01", "k": 1}, {"k": 1}]})"), "needs xs[2].m");
}

TEST_F(Lists, LastOnesAndRunLengths) {
  const Index ok = Field(1, b.boolean);
  Output(For(Aggregate::kLastAll, xs, ok, -1, -1, {b.Number(2, b.integer)}, b.boolean));
  Output(For(Aggregate::kLongestRun, xs, ok, -1, -1, {}, b.integer));
  Output(For(Aggregate::kClosingRun, xs, ok, -1, -1, {}, b.integer));
  const char* four = R"({"xs": [{"ok": true}, {"ok": true}, {"ok": false}, {"ok": true}]})";
  EXPECT_EQ(Of(four), "value false");
  EXPECT_EQ(Of(four, 1), "value 2");
  EXPECT_EQ(Of(four, 2), "value 1");
  EXPECT_EQ(Of(R"({"xs": [{}, {"ok": true}, {"ok": true}]})"), "value true");
  EXPECT_EQ(Of(R"({"xs": [{"ok": true}]})"), "value false");
  EXPECT_EQ(Of(R"({"xs": [{}, {"ok": true}, {"ok": true}]})", 1), "needs xs[1].ok");
}

// The cent left over goes to the largest remainder; what runs out leaves nothing for the later ones.
TEST_F(Lists, SharesOfAList) {
  const Index amount = b.Node(Op::kItem, {}, b.money, 0);
  Output(For(Aggregate::kProrate, ns, amount, -1, -1,
             {b.In(d), b.Number(Rational(1, 100), b.money)}, amounts));
  Output(For(Aggregate::kPour, ns, amount, -1, -1, {b.In(d)}, amounts));
  EXPECT_EQ(Of(R"({"d": 100, "ns": [1, 1, 1]})"), R"(value ["33.34","33.33","33.33"])");
  EXPECT_EQ(Of(R"({"d": "0.02", "ns": [1, 3]})"), R"(value ["0.01","0.01"])");  // 0.005, 0.015: a tie
  EXPECT_EQ(Of(R"({"d": 100, "ns": [0, 0]})"), "error alloc_zero");
  EXPECT_EQ(Of(R"({"d": 60, "ns": [40, 30, 5]})", 1), R"(value ["40","20","0"])");
  EXPECT_EQ(Of(R"({"d": 60, "ns": [40, null]})", 1), "needs ns[2]");
  EXPECT_EQ(Of(R"({"d": -1, "ns": [40]})", 1), "error alloc_weight");
}

TEST_F(Lists, GroupsByFirstAppearance) {
  program::Type pair;
  pair.kind = program::TypeKind::kRecord;
  pair.fields.push_back({"组", "key", b.policy.types[b.boolean], {}});
  pair.fields.push_back({"值", "value", b.policy.types[b.money], {}});
  b.policy.types.push_back(pair);
  const Index pairs =
      b.Collection(program::TypeKind::kList, static_cast<Index>(b.policy.types.size()) - 1);
  Output(For(Aggregate::kSum, xs, Field(0, b.money), -1, Field(1, b.boolean), {}, pairs));
  EXPECT_EQ(Of(R"({"xs": [{"k": 1, "ok": true}, {"k": 2, "ok": false}, {"k": 3, "ok": true}]})"),
            R"(value [{"组":true,"值":"4"},{"组":false,"值":"2"}])");
  EXPECT_EQ(Of(R"({"xs": []})"), "value []");
  EXPECT_EQ(Of(R"({"xs": [{"k": 1}]})"), "needs xs[1].ok");
}

TEST_F(Lists, MembershipIsOrOfEqualities) {
  Output(b.Node(Op::kInSet, {b.In(d), b.In(ns)}, b.boolean));
  EXPECT_EQ(Of(R"({"d": 1, "ns": [1, null]})"), "value true");
  EXPECT_EQ(Of(R"({"d": 1, "ns": [2, null]})"), "needs ns[2]");
  EXPECT_EQ(Of(R"({"d": 1, "ns": []})"), "value false");
  EXPECT_EQ(Of(R"({"ns": []})"), "value false");
}

TEST_F(Lists, EqualityIsByParts) {
  const Index other = b.Input("ms", amounts);
  Output(b.Node(Op::kEqual, {b.In(ns), b.In(other)}, b.boolean));
  Output(b.Node(Op::kSubset, {b.In(ns), b.In(other)}, b.boolean));
  EXPECT_EQ(Of(R"({"ns": [1, null], "ms": [2, 5]})"), "value false");
  EXPECT_EQ(Of(R"({"ns": [1, null], "ms": [1, 5]})"), "needs ns[2]");
  EXPECT_EQ(Of(R"({"ns": [1, null], "ms": [1]})"), "value false");
  EXPECT_EQ(Of(R"({"ns": [1, 1], "ms": [2, 1]})", 1), "value true");
  EXPECT_EQ(Of(R"({"ns": [1, null], "ms": [2]})", 1), "value false");
  EXPECT_EQ(Of(R"({"ns": [], "ms": [null]})", 1), "value true");
}

TEST_F(Lists, DifferenceUnionIntersection) {
  const Index other = b.Input("ms", amounts);
  Output(b.Node(Op::kWithout, {b.In(ns), b.In(other)}, amounts));
  Output(b.Node(Op::kJoin, {b.In(ns), b.In(other)}, amounts));
  Output(b.Node(Op::kCommon, {b.In(ns), b.In(other)}, set));
  const char* facts = R"({"ns": [3, 1, 3, 2], "ms": [2, 4, 3]})";
  EXPECT_EQ(Of(facts), R"(value ["1"])");
  EXPECT_EQ(Of(facts, 1), R"(value ["3","1","2","4"])");
  EXPECT_EQ(Of(facts, 2), R"(value ["2","3"])");
  EXPECT_EQ(Of(R"({"ns": [null], "ms": []})"), "needs ns[1]");
}

// Several lists in step, a list inside another.
TEST_F(Lists, ParallelAndNestedLoops) {
  Loop loop;
  loop.generators.push_back({2, 0});
  b.policy.loops.push_back(loop);
  const Index product = b.Node(
      Op::kMultiply, {b.Node(Op::kItem, {}, b.money, 0), b.Node(Op::kItem, {}, b.money, 1)},
      b.decimal);
  const Index other = b.Input("ms", amounts);
  Output(b.Node(Op::kFor, {b.In(ns), b.In(other), -1, -1, product}, b.decimal,
                static_cast<int32_t>(Aggregate::kSum), 0));
  Loop nested;
  nested.generators = {{1, 0}, {1, 1}};
  b.policy.loops.push_back(nested);
  Output(b.Node(Op::kFor, {b.In(ns), -1, b.In(other), -1, -1, product}, b.decimal,
                static_cast<int32_t>(Aggregate::kSum), 1));
  EXPECT_EQ(Of(R"({"ns": [1, 2], "ms": [3, 4]})"), "value 11");
  EXPECT_EQ(Of(R"({"ns": [1, 2], "ms": [3]})"), "error list_length");
  EXPECT_EQ(Of(R"({"ns": [1, 2], "ms": [3, 4]})", 1), "value 21");
  EXPECT_EQ(Of(R"({"ns": [], "ms": [3, 4]})", 1), "value 0");
}

TEST_F(Lists, EveryWrongPartIsRefusedByItsPath) {
  Output(For(Aggregate::kSum, xs, Field(0, b.money)));
  EXPECT_EQ(Of(R"({"xs": [{"k": "x"}, {"k": -1, "ok": 3}, {"k": 1, "z": 2}], "ns": [1.005]})"),
            "refused xs[1].k=wrong_type xs[2].k=not_in_domain xs[2].ok=wrong_type "
            "ns[1]=off_grid xs[3].z=unknown_name");
  EXPECT_EQ(Of(R"({"xs": [{"k": 1, "k": 2}]})"), "refused xs[1].k=duplicate");
  EXPECT_EQ(Of(R"({"xs": 3})"), "refused xs=wrong_type");
  b.policy.types[amounts].most = 2;
  EXPECT_EQ(Of(R"({"ns": [1, 2, 3]})"), "refused ns=too_long");
}

TEST_F(Lists, InACell) {
  const auto cell = [&](const char* text) {
    std::optional<Value> value;
    Refusal refusal;
    std::vector<Leaf> leaves;
    if (!ReadCell(b.policy, ns, text, &value, &refusal, &leaves)) {
      return refusal.field + "=" + CodeName(refusal.code);
    }
    if (!value) return std::string("unknown");
    return CanonicalText(b.policy, b.policy.types[amounts], *value);
  };
  EXPECT_EQ(cell("1、2万；3"), R"(["1","20000","3"])");
  EXPECT_EQ(cell("[1, \"2万\"]"), R"(["1","20000"])");
  EXPECT_EQ(cell("空"), "[]");
  EXPECT_EQ(cell("[]"), "[]");
  EXPECT_EQ(cell(""), "unknown");
  EXPECT_EQ(cell("1、x"), "ns[2]=wrong_type");
  EXPECT_EQ(cell("[1"), "ns=wrong_type");
  EXPECT_EQ(cell("[1, null]"), R"(["1",null])");
}

}  // namespace
}  // namespace pol::interp
