// A policy as diagrams, and every case of given values held against the reference interpreter.
#pragma once

#include <functional>

#include "compiler/prove/list_leaves.h"
#include "compiler/prove/symbolic.h"
#include "runtime/interp/evaluate.h"
#include "tests/unit/prove/prove_support.h"

namespace pol::prove {

class Drawn {
 public:
  Drawn(const program::Policy& policy, int32_t items, int64_t first_day, int64_t last_day)
      : policy_(policy),
        terms_(policy),
        diagrams_(&terms_),
        leaves_(&terms_, items),
        symbolic_(policy, &terms_, &diagrams_, &leaves_, first_day, last_day) {}

  const program::Policy* against = nullptr;  // what the policy must mean too; null: itself
  bool own_too = true;  // and what was written out means it to the interpreter too

  Symbolic& symbolic() { return symbolic_; }
  Terms& terms() { return terms_; }

  using Known = std::map<Index, Value>;  // of scalar inputs and of leaves
  // Values of every scalar input and leaf that are worth trying.
  std::vector<std::pair<Index, std::vector<Value>>> Choices(
      const std::map<std::string, std::vector<int64_t>>& of) const {
    std::vector<std::pair<Index, std::vector<Value>>> choices;
    const auto take = [&](Index number, const std::string& name, const program::Type& type) {
      std::string key = name;
      for (size_t at = key.find('['); at != std::string::npos; at = key.find('[')) {
        key.erase(at, key.find(']') - at + 1);
      }
      std::vector<Value> values;
      if (const auto found = of.find(key); found != of.end()) {
        for (const int64_t one : found->second) values.push_back(Value(Rational(one)));
      } else if (type.kind == program::TypeKind::kBoolean) {
        values = {Value(false), Value(true)};
      } else if (type.kind == program::TypeKind::kEnum) {
        const size_t count = policy_.enums[static_cast<size_t>(type.enumeration)].members.size();
        for (size_t i = 0; i < count; ++i)
          values.push_back(Value(Rational(static_cast<int64_t>(i))));
      } else if (type.kind == program::TypeKind::kText) {
        values = {Value::Text("甲"), Value::Text("乙")};
      } else if (name.ends_with("的项数")) {
        for (int64_t i = 0; i <= leaves_.items(); ++i) values.push_back(Value(Rational(i)));
      } else {
        ADD_FAILURE() << "no values for " << key;
      }
      if (type.optional) values.push_back(Value());
      choices.emplace_back(number, std::move(values));
    };
    for (size_t i = 0; i < policy_.inputs.size(); ++i) {
      const program::Input& input = policy_.inputs[i];
      const program::Type& type = policy_.types[static_cast<size_t>(input.type)];
      if (type.kind == program::TypeKind::kList || type.kind == program::TypeKind::kSet) continue;
      take(static_cast<Index>(i), input.name, type);
    }
    for (size_t i = 0; i < terms_.leaves().size(); ++i) {
      const ListLeaf& leaf = terms_.leaves()[i];
      take(static_cast<Index>(policy_.inputs.size() + i), leaf.name, *leaf.type);
    }
    return choices;
  }

  // Compares all outputs in every case (those that differ only in items beyond the length of a list once). Gives the
  // number of outcomes that were undecided.
  int CompareAll(const std::map<std::string, std::vector<int64_t>>& of, int64_t at, int* compared = nullptr) {
    const auto choices = Choices(of);
    std::vector<size_t> digits(choices.size(), 0);
    int undecided = 0;
    while (true) {
      Known known;
      bool canonical = true;
      for (size_t i = 0; i < choices.size(); ++i) known[choices[i].first] = choices[i].second[digits[i]];
      // Items that are not there are tried with their first value alone.
      for (size_t i = 0; i < choices.size() && canonical; ++i)
        canonical = digits[i] == 0 || IsThere(choices[i].first, known);
      if (canonical) {
        undecided += Compare(known, at);
        if (compared != nullptr) ++*compared;
      }
      size_t i = 0;
      while (i < digits.size() && ++digits[i] == choices[i].second.size()) digits[i++] = 0;
      if (i == digits.size() || ::testing::Test::HasFailure()) return undecided;
    }
  }

  int Compare(const Known& known, int64_t at) {
    const auto value_of = [&](Index number) -> const Value* {
      const auto found = known.find(number);
      return found == known.end() ? nullptr : &found->second;
    };
    interp::Facts facts;
    for (size_t i = 0; i < policy_.inputs.size(); ++i) {
      const Value* scalar = value_of(static_cast<Index>(i));
      facts.inputs.push_back(scalar != nullptr
                                 ? *scalar
                                 : AssembleList(terms_, static_cast<Index>(i), value_of));
    }
    const interp::Evaluation evaluation =
        interp::Evaluate(against != nullptr ? *against : policy_, facts, at);
    if (against != nullptr && own_too) {  // what was written out means the same to the interpreter itself
      const interp::Evaluation own = interp::Evaluate(policy_, facts, at);
      for (size_t i = 0; i < evaluation.outputs.size(); ++i) {
        const interp::Outcome &a = evaluation.outputs[i], &b = own.outputs[i];
        EXPECT_EQ(a.status, b.status) << Told(known);
        EXPECT_TRUE(a.value == b.value) << Told(known);
        if (a.status == interp::Status::kError) {
          EXPECT_EQ(a.error, b.error) << Told(known);
          EXPECT_EQ(a.error_offset, b.error_offset) << Told(known);
        }
      }
    }
    int undecided = 0;
    for (const interp::Outcome& outcome : evaluation.outputs) {
      const Leaf leaf = LeafAt(symbolic_.Definition(outcome.definition), value_of, at);
      const std::string where = policy_.definitions[static_cast<size_t>(outcome.definition)].name + Told(known);
      switch (leaf.kind) {
        case Leaf::Kind::kValue: {
          EXPECT_EQ(outcome.status, interp::Status::kValue) << where;
          const std::optional<Value> value = terms_.Evaluate(leaf.term, value_of, at);
          EXPECT_TRUE(value.has_value()) << where;
          if (value && outcome.status == interp::Status::kValue) {
            EXPECT_TRUE(*value == outcome.value) << where << Shown(*value) << " is " << Shown(outcome.value);
          }
          break;
        }
        case Leaf::Kind::kNoRule:
          EXPECT_EQ(outcome.status, interp::Status::kNoRule) << where;
          break;
        case Leaf::Kind::kError:
          EXPECT_EQ(outcome.status, interp::Status::kError) << where;
          EXPECT_EQ(leaf.error, outcome.error) << where;
          EXPECT_EQ(leaf.offset, outcome.error_offset) << where;
          break;
        default:
          ++undecided;
          break;
      }
    }
    return undecided;
  }

 private:
  static std::string Shown(const Value& value) {
    if (value.is_none()) return "none";
    if (value.is_text()) return value.text();
    if (value.is_number()) return value.number().ToString();
    std::string all = "[";
    for (const Value& item : value.items()) all += Shown(item) + " ";
    return all + "]";
  }
  std::string Told(const Known& known) const {
    std::string all = ":";
    for (const auto& [number, value] : known) {
      const auto inputs = static_cast<Index>(policy_.inputs.size());
      all += " " + (number < inputs ? policy_.inputs[static_cast<size_t>(number)].name
                                    : terms_.leaves()[static_cast<size_t>(number - inputs)].name) +
             "=" + Shown(value);
    }
    return all + " ";
  }

  // Every list on the way to the leaf is long enough.
  bool IsThere(Index number, const Known& known) const {
    const auto inputs = static_cast<Index>(policy_.inputs.size());
    if (number < inputs) return true;
    const ListLeaf& leaf = terms_.leaves()[static_cast<size_t>(number - inputs)];
    for (size_t depth = 0; depth < leaf.path.size(); ++depth) {
      const std::vector<int32_t> up(leaf.path.begin(), leaf.path.begin() + static_cast<std::ptrdiff_t>(depth));
      const Index length = leaves_.Of(leaf.input, up);
      if (length < 0 || known.find(length) == known.end()) continue;  // a record, or a set of members
      if (!(Rational(leaf.path[depth]) < known.at(length).number())) return false;
    }
    return true;
  }

  static bool Holds(const Constraint& constraint, const Value& value) {
    bool in = false;
    for (const Value& one : constraint.values) in = in || one == value;
    for (const program::Interval& one : constraint.intervals) {
      if (!value.is_number()) continue;
      const bool low = !one.low || (one.low_open ? *one.low < value.number() : *one.low <= value.number());
      const bool high = !one.high || (one.high_open ? value.number() < *one.high : value.number() <= *one.high);
      in = in || (low && high);
    }
    return in != constraint.negated;
  }

  Leaf LeafAt(NodeId node, const Terms::Inputs& value_of, int64_t at) {
    while (!Diagrams::IsLeaf(node)) {
      const VarId var = diagrams_.VarOf(node);
      const std::optional<Value> value = terms_.Evaluate(diagrams_.TermOf(var), value_of, at);
      if (!value) {
        ADD_FAILURE() << "no value of " << terms_.Text(diagrams_.TermOf(var));
        return {};
      }
      CutId low = kBegin;
      NodeId next = -1;
      bool found = false;
      for (const Diagrams::Run& run : diagrams_.RunsOf(node)) {
        if (Holds(diagrams_.ConstraintOf(var, low, run.cut), *value)) {
          EXPECT_FALSE(found) << "two stretches hold one value";
          next = run.child;
          found = true;
        }
        low = run.cut;
      }
      EXPECT_TRUE(found) << "no stretch holds " << Shown(*value) << " of " << terms_.Text(diagrams_.TermOf(var));
      if (!found) return {};
      node = next;
    }
    return diagrams_.LeafOf(node);
  }

  const program::Policy& policy_;
  Terms terms_;
  Diagrams diagrams_;
  ListLeaves leaves_;
  Symbolic symbolic_;
};

}  // namespace pol::prove
