// The lowering of one policy: shared by the files of this folder, private to it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/check/model.h"
#include "compiler/lower/lower.h"
#include "runtime/program/program.h"

namespace pol::lower {

using program::Index;
using program::Node;
using program::Op;
using value::Rational;

class PolicyLowering {
 public:
  PolicyLowering(const ast::File& file, const check::PolicyModel& model, const Lowered& others);
  program::Policy Lower();

 private:
  // lower.cpp: what a policy declares.
  void Head();
  void Inputs();
  void Parameters();
  void Definitions();
  void Claims();
  void Independence(const ast::Declaration& declaration);
  void Tests();
  void Readings();
  program::Definition Definition(const check::Definition& definition);
  void AllocationRemarks(const check::Definition& definition, program::Definition* lowered) const;
  std::string PolicyName() const;

  // expr.cpp: expressions to nodes. An expression that stands in several places becomes one node.
  Index Expr(const ast::Expr& expr);
  Index Operator(const ast::Expr& expr, const check::ExprInfo& info);
  Index Call(const ast::Expr& expr, const check::ExprInfo& info);
  Index Dates(const ast::Expr& expr, const check::ExprInfo& info);
  Index Fixed(const ast::Expr& expr, const check::ExprInfo& info);
  Index Later(Op op, const check::ExprInfo& info, Index from, Index period, uint32_t offset);
  Index Time(const ast::Expr& expr, const check::ExprInfo& info);
  Index Group(const ast::Expr& expr, const std::string& name);
  Index Unmet(const ast::Expr& expr, const check::ExprInfo& info);
  // One comparison: "left compare right", or left in right where right is an interval, a list and
  // the like.
  struct Test {
    Index left = -1;
    ast::Compare compare = ast::Compare::kEqual;
    const ast::Expr* right = nullptr;
    Index column = -1;
    std::string text;
    uint32_t offset = 0;
    bool member = false;  // asked by `in`
    // What stands before a part of it, where the parts are conditions of their own ("行业" of a
    // cell).
    std::string prefix;
  };
  Index Comparison(const Test& test);
  Index OneOf(const Test& test);
  Index Under(Index left, Index right, uint32_t offset);
  bool IsCode(const ast::Expr& expr) const;
  Index Compared(const ast::Expr& expr, const check::ExprInfo& info);

  // lists.cpp: loops, records, membership in lists.
  Index Loop(const ast::Expr& expr, const check::ExprInfo& info);
  Index Record(const ast::Expr& expr, const check::ExprInfo& info);
  Index ListOf(const ast::Expr& expr, const check::ExprInfo& info);
  // A record input as a whole: made of its leaves, which begin at input `*leaf`.
  Index RecordInput(Index type, Index* leaf, uint32_t offset);
  Index Combined(const ast::Expr& expr, const check::ExprInfo& info);
  bool IsList(Index type) const;
  // Left is in the list or set `right`, or, being one itself, a part of it.
  Index InList(const Test& test, const ast::Expr& right);
  // use.cpp: policies that this one calls.
  void Uses();
  Index UseOf(Index use);
  Index CallOf(const ast::Expr& expr, const check::ExprInfo& info);
  Index SharedCall(Index use, const std::string& day, program::Call lowered,
                   const std::vector<std::string>& keys);
  bool HoldsItem(Index node) const;

  // rules.cpp: rules, exceptions, rows, validity.
  program::Rule Rule(const check::Rule& rule, Index type);
  void Branches(const check::Rule& rule, Index type, program::Rule* lowered);
  Index Result(const check::Branch& branch, Index type);
  Index Validity(const check::Rule& rule);
  program::Rule Row(const check::Rule& rule, Index type);
  program::Place RowPlace(const ast::Declaration& table, size_t row) const;
  // The tests of one row; -1 where it has none.
  Index RowCondition(const ast::Declaration& table, size_t row);
  Index CellCondition(const ast::Expr& head, const ast::Cell& cell);
  Index NoOtherRow(const ast::Declaration& table, size_t row);
  void Rules(const check::Definition& definition, program::Definition* lowered);
  std::vector<program::Rule> FurtherItems(const check::Rule& rule, program::Rule* first);
  // True where the row of `其余` is the default of the whole definition.
  bool IsDefault(const check::Definition& definition, const check::Rule& row);
  program::Table Table(const check::Table& table);

  // special.cpp: constructs that become formulas.
  Index Part(const ast::Allocation& allocation, int32_t part, Index type);
  Index Indicator(const ast::Declaration& target);
  Index Target(const check::Definition& definition);
  Index Attainment(const check::Definition& definition);
  void Marginal(const check::Definition& definition, program::Definition* lowered);

  // nodes.cpp: making nodes, places and texts.
  Index Add(Node node);
  Index Make(Op op, Index type, std::vector<Index> children, uint32_t offset);
  Index Constant(pol::value::Value value, Index type, uint32_t offset);
  Index Number(Rational number, Index type, uint32_t offset);
  Index Truth(bool truth, uint32_t offset);
  // All of the conditions that are not -1; -1 if there is none, itself if there is one.
  Index And(std::vector<Index> conditions, std::string text, uint32_t offset);
  Index Not(Index condition, std::string text, uint32_t offset);
  // The whole number that checking found a constant expression to be (an exponent, a count).
  int32_t WholeConstant(const ast::Expr& expr);
  std::optional<Rational> Fold(Index node) const;
  Index BooleanType();
  Index DateType();
  Index SimpleType(program::TypeKind kind);
  // Source text on one line, without comments.
  std::string Text(source::Range range) const;
  int LineOf(source::Range range) const;
  program::Place PlaceOf(source::Range range, const ast::Declaration* declaration) const;
  static program::Remarks RemarksOf(const ast::Declaration* declaration);

  const ast::File& file_;
  const check::PolicyModel& model_;
  const Lowered& others_;
  program::Policy policy_;
  std::unordered_map<uint32_t, Index> nodes_;  // by Expr::id
  std::map<pol::value::Value, Index> constants_;
  std::unordered_map<const ast::Declaration*, Index> tables_;
  std::map<std::pair<const ast::Declaration*, size_t>, Index> rows_;  // conditions of rows
  std::map<Index, Index> uses_;          // by use of the model
  struct KnownCall {
    std::vector<std::string> keys;
    Index call;
  };
  std::map<std::pair<Index, std::string>, std::vector<KnownCall>> calls_;  // by policy and day
  Index boolean_ = -1, date_ = -1;
};

// Several versions as one policy.
program::Policy Whole(const check::PolicyModel& model, const Lowered& lowered);

// A policy as it is run: those that it uses numbered, so that their offsets differ from its own.
program::Policy Linked(const program::Policy& policy);

}  // namespace pol::lower
