// The phrases of documents, said with the nodes of the plain language: what a phrase means is the
// plain sentence that the same file could hold instead (docs/decisions/, the list of phrases).
#include <algorithm>

#include "compiler/parse/build.h"
#include "compiler/parse/names.h"

namespace pol::parse {

using namespace ast;  // NOLINT

namespace {

Range Span(Range first, Range last) { return {first.begin, last.end}; }

bool OneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Expr* Builder::Say(ExprKind kind, Range range, std::initializer_list<Expr*> args) {
  Expr* expr = New(kind, range);
  expr->args = Args(args);
  expr->op_range = range;
  expr->said = true;
  return expr;
}
Expr* Builder::SayNumber(std::string_view text, Range range) {
  Expr* expr = Say(ExprKind::kNumber, range, {});
  expr->text = text;
  return expr;
}
Expr* Builder::SayCall(std::string_view function, Range range, std::span<Expr*> args) {
  Expr* expr = Say(ExprKind::kCall, range, {});
  expr->name.text = function;
  expr->name.range = range;
  expr->args = args;
  return expr;
}

void Builder::Complain(diag::Code code, Range range, std::vector<diag::Text> arguments,
                       std::string fix) {
  troubles_.push_back({code, range, std::move(arguments), std::move(fix)});
}

// ------------------------------------------------------------------------------------------ bounds
// mark : LPAREN (WITHIT | LESSIT) RPAREN
void Builder::Mark(const Expr* bound, Rules::MarkContext* mark) {
  if (mark != nullptr) marks_[bound] = {mark->WITHIT() != nullptr, RangeOf(mark)};
}
// low mark? ((~ | 至) high mark? | bound mark?): a mark belongs to what stands before it.
void Builder::MarkEnds(Context* rule, const Expr* low, const Expr* high) {
  bool second = false;
  for (antlr4::tree::ParseTree* child : rule->children) {
    if (auto* mark = dynamic_cast<Rules::MarkContext*>(child)) {
      Mark(second ? high : low, mark);
    } else if (auto* node = dynamic_cast<Node*>(child)) {
      second |= TokenOf(node).kind == TokenKind::TILDE || TokenOf(node).kind == TokenKind::TO;
    } else {
      second |= dynamic_cast<Rules::BoundContext*>(child) != nullptr;
    }
  }
}
std::optional<Builder::Included> Builder::TakeMark(const Expr* bound) {
  auto found = marks_.find(bound);
  if (found == marks_.end()) return std::nullopt;
  Included mark = found->second;
  marks_.erase(found);
  return mark;
}
// 超过500万元（含）says two things at once.
void Builder::Agree(const Expr* bound, bool included, Range word) {
  std::optional<Included> mark = TakeMark(bound);
  if (mark && mark->included != included) {
    Complain(diag::Code::kMarkContradicts, mark->range,
             {std::string(file_.source->Text(word)), std::string(file_.source->Text(mark->range))});
  }
}
void Builder::Agree(const Expr* bound, const Sign& sign) {
  const bool orders = sign.compare != Compare::kEqual && sign.compare != Compare::kNotEqual;
  if (!orders) return;
  Agree(bound,
        sign.compare == Compare::kLessEqual || sign.compare == Compare::kGreaterEqual, sign.range);
}
void Builder::LeftoverMarks() {
  for (const auto& [bound, mark] : marks_) {
    Complain(diag::Code::kMarkWithoutBound, mark.range,
             {std::string(file_.source->Text(mark.range))});
  }
  marks_.clear();
}

// low (mark)? (~ | 至) high (mark)?: both ends in, unless a mark says otherwise.
Expr* Builder::Between(Expr* low, Range word, TokenKind token, Expr* high) {
  const bool low_marked = marks_.contains(low), high_marked = marks_.contains(high);
  if (!low_marked && !high_marked) return Binary(ExprKind::kRange, low, word, token, high);
  std::optional<Included> mark;
  if (low_marked) mark = marks_.at(low);
  Expr* interval = Bracket(low, high, false, false);
  interval->op_range = word;
  if (mark) low_marks_[interval] = *mark;
  return interval;
}
// An interval said in words. The bare number on the left has the unit of the one on the right.
Expr* Builder::Bracket(Expr* low, Expr* high, bool low_open, bool high_open) {
  if (low->kind == ExprKind::kNumber && high->kind == ExprKind::kNumber && !low->unit)
    low->unit = high->unit;
  if (std::optional<Included> mark = TakeMark(low)) low_open = !mark->included;
  if (std::optional<Included> mark = TakeMark(high)) high_open = !mark->included;
  Expr* interval = Say(ExprKind::kInterval, Span(low->range, high->range), {low, high});
  interval->low_open = low_open;
  interval->high_open = high_open;
  return interval;
}
// 超过 500万元至1000万元: the word belongs to the lower end. Null if `right` is no such range.
Expr* Builder::FromTo(Compare compare, Range word, Expr* right) {
  const bool over = compare == Compare::kGreater, from = compare == Compare::kGreaterEqual;
  if (!over && !from) return nullptr;
  if (right->kind == ExprKind::kRange && right->op_token == TokenKind::TO)
    return Bracket(right->args[0], right->args[1], over, false);
  if (right->kind == ExprKind::kInterval && right->said) {
    if (auto mark = low_marks_.find(right); mark != low_marks_.end()) {
      marks_[right->args[0]] = mark->second;
      Agree(right->args[0], from, word);
    }
    right->low_open = over;
    return right;
  }
  return nullptr;
}
bool Builder::IsLowHigh(const Sign& low, const Sign& high) {
  return (low.token == TokenKind::OVER || low.token == TokenKind::REACHES) &&
         (high.token == TokenKind::BELOW || high.token == TokenKind::ATMOST);
}
// 满3年不满5年, 超过3天不超过10天: an interval, each word with its own number.
Expr* Builder::LowHigh(const Sign& low, Expr* from, const Sign& high, Expr* to) {
  Agree(from, low.token == TokenKind::REACHES, low.range);
  Agree(to, high.token == TokenKind::ATMOST, high.range);
  return Bracket(from, to, low.token == TokenKind::OVER, high.token == TokenKind::BELOW);
}
bool Builder::ExcludesItsNumber(const Expr* bound) const {
  return bound->kind == ExprKind::kBound &&
         (marks_.contains(bound) || marks_.contains(bound->args[0]));
}
// 500万元以下（不含）: a comparison. Nothing where the bound includes its number, as by law.
std::optional<Compare> Builder::ExcludingBound(const Expr* bound) {
  if (bound->kind != ExprKind::kBound) return std::nullopt;
  std::optional<Included> mark = TakeMark(bound);
  if (std::optional<Included> inner = TakeMark(bound->args[0])) mark = inner;
  if (!mark) return std::nullopt;
  if (bound->bound == Bound::kBeyond) {
    if (mark->included) return Compare::kGreaterEqual;
    return std::nullopt;
  }
  if (mark->included) return std::nullopt;
  return bound->bound == Bound::kOrMore ? Compare::kGreater : Compare::kLess;
}
// left in right, where right may be a bound that excludes its number.
Expr* Builder::Member(Expr* left, Range op, TokenKind token, Expr* right, bool negated) {
  if (std::optional<Compare> compare = ExcludingBound(right)) {
    if (negated) compare = Opposite(*compare);
    Expr* expr = Binary(ExprKind::kCompare, left, op, token, right->args[0]);
    expr->compare = *compare;
    return expr;
  }
  Expr* expr = Binary(ExprKind::kMember, left, op, token, right);
  expr->negated = negated;
  return expr;
}
Compare Builder::Opposite(Compare compare) {
  switch (compare) {
    case Compare::kLess:
      return Compare::kGreaterEqual;
    case Compare::kLessEqual:
      return Compare::kGreater;
    case Compare::kGreater:
      return Compare::kLessEqual;
    case Compare::kGreaterEqual:
      return Compare::kLess;
    case Compare::kEqual:
      return Compare::kNotEqual;
    default:
      return Compare::kEqual;
  }
}
// DURING sum (PRIOR | LATER) quantity ORLESS?
// 前36个月内: from 36 months before that day up to the day before it. 后30日内: the day after up to
// the thirtieth.
Expr* Builder::Window(Expr* left, Rules::WindowComparisonContext* rule) {
  Expr* day = ToExpr(rule->sum());
  Expr* length = ToExpr(rule->quantity());
  const bool before = rule->PRIOR() != nullptr;
  const Range word = RangeOf(before ? rule->PRIOR() : rule->LATER());
  Expr* far = Binary(before ? ExprKind::kSubtract : ExprKind::kAdd, day, word,
                     before ? TokenKind::PRIOR : TokenKind::LATER, length);
  far->said = true;
  Expr* interval = before ? Say(ExprKind::kInterval, RangeOf(rule), {far, Clone(day)})
                          : Say(ExprKind::kInterval, RangeOf(rule), {Clone(day), far});
  interval->low_open = !before;
  interval->high_open = before;
  return Binary(ExprKind::kMember, left, RangeOf(rule->DURING()), TokenKind::DURING, interval);
}

// ---------------------------------------------------------------------------------------- formulas
// share : quantity | HANNUMBER
Expr* Builder::ToExpr(Rules::ShareContext* rule) {
  return rule->quantity() != nullptr ? ToExpr(rule->quantity()) : Literal(rule->HANNUMBER());
}
// (RAISED | LOWERED | REDUCED) BY? share
Expr* Builder::Scaled(Expr* left, const Token& word, Expr* share) {
  Range range = Span(word.range, share->range);
  if (word.kind == TokenKind::REDUCED)
    return Binary(ExprKind::kMultiply, left, word.range, word.kind, share);
  const ExprKind sign = word.kind == TokenKind::RAISED ? ExprKind::kAdd : ExprKind::kSubtract;
  // 提高5个百分点 adds to a rate; 提高5% makes it 105%.
  if (OneOf(share->unit.text, {"百分点", "个百分点", "points", "基点", "个基点", "bp"}))
    return Binary(sign, left, word.range, word.kind, share);
  Expr* factor = Say(sign, range, {SayNumber("1", word.range), share});
  return Binary(ExprKind::kMultiply, left, word.range, word.kind, factor);
}
// FROM sum ONWARD quantity: the day of the event is not counted. In working days the last day is
// one; otherwise it moves off a holiday (Civil Code, articles 201 and 203).
bool Builder::IsDeadline(const Expr* expr) {
  return expr->said && ((expr->kind == ExprKind::kCall && expr->name.text == "deadline") ||
                        expr->op_token == TokenKind::ONWARD);
}
Expr* Builder::Deadline(Rules::DeadlineValueContext* rule) {
  Expr* day = ToExpr(rule->sum());
  Expr* length = ToExpr(rule->quantity());
  Range range = RangeOf(rule);
  Range word = RangeOf(rule->ONWARD());
  if (OneOf(length->unit.text, {"天", "日", "day", "days", "个月", "月", "month", "months", "年",
                                "year", "years", "周", "week", "weeks"})) {
    return SayCall("deadline", range, Args({day, length}));
  }
  Expr* sum = Binary(ExprKind::kAdd, day, word, TokenKind::ONWARD, length);
  sum->range = range;
  sum->said = true;
  return sum;
}
// value : range (DUN range)* DE? (HIGHEST | LOWEST | SUMMED)
Expr* Builder::Pick(const Token& word, std::span<Expr*> parts, Range range) {
  if (word.kind != TokenKind::SUMMED)
    return SayCall(word.kind == TokenKind::HIGHEST ? "max" : "min", range, parts);
  if (parts.size() == 1) return SayCall("sum", range, parts);
  Expr* sum = parts[0];
  for (size_t i = 1; i < parts.size(); i++) {
    sum = Binary(ExprKind::kAdd, sum, word.range, word.kind, parts[i]);
    sum->said = true;
  }
  return sum;
}
// formula : expr formulaTail*
Expr* Builder::ToExpr(Rules::FormulaContext* rule) {
  Expr* value = ToExpr(rule->expr());
  NoteChain(rule->formulaTail().size(), RangeOf(rule));
  for (Rules::FormulaTailContext* part : rule->formulaTail()) {
    if (auto* cap = dynamic_cast<Rules::CapTailContext*>(part)) {
      value = Binary(ExprKind::kCapped, value, RangeOf(cap->children[1]), TokenKind::CAPPED,
                     ToExpr(cap->sum()));
    } else if (auto* floor = dynamic_cast<Rules::FloorTailContext*>(part)) {
      value = Binary(ExprKind::kFloored, value, RangeOf(floor->children[1]), TokenKind::FLOORED,
                     ToExpr(floor->sum()));
    } else {
      value = Extra(value, static_cast<Rules::ExtraTailContext*>(part));
    }
  }
  return value;
}
Range Builder::RangeOf(antlr4::tree::ParseTree* child) const {
  auto* node = dynamic_cast<Node*>(child);
  return node != nullptr ? RangeOf(node) : RangeOf(static_cast<Context*>(child));
}
// COMMA name PEREXTRA quantity ADDS sum (COMMA COUNTING quantity COUNTED?)?
// The first one is in the value before: value + (number - 1) * sum.
Expr* Builder::Extra(Expr* base, Rules::ExtraTailContext* rule) {
  Expr* number = New(ExprKind::kName, RangeOf(rule->name()));
  number->name = ToName(rule->name());
  Expr* step = ToExpr(rule->quantity(0));
  Expr* added = ToExpr(rule->sum());
  const Range word = RangeOf(rule->PEREXTRA());
  if (step->text != "1") {
    // Every 5 more: more than what? The text does not say where counting begins.
    Complain(diag::Code::kExtraStep, step->range, {std::string(file_.source->Text(step->range))});
  }
  if (rule->quantity().size() > 1) {
    number = Binary(ExprKind::kCapped, number, RangeOf(rule->COUNTING()), TokenKind::COUNTING,
                    ToExpr(rule->quantity(1)));
    number->said = true;
  }
  Expr* more = Say(ExprKind::kSubtract, word, {number, step});
  Expr* all = Say(ExprKind::kMultiply, word, {more, added});
  Expr* sum = Binary(ExprKind::kAdd, base, word, TokenKind::PEREXTRA, all);
  sum->range = Span(base->range, RangeOf(rule));
  sum->said = true;
  return sum;
}

// ------------------------------------------------------------------------------------------ frames
Expr* Builder::Clone(const Expr* expr) {
  if (expr == nullptr) return nullptr;
  Expr* copy = arena_.New<Expr>(*expr);
  copy->id = file_.expr_count++;
  std::vector<Expr*> args;
  for (const Expr* arg : expr->args) args.push_back(Clone(arg));
  copy->args = arena_.Copy(args);
  std::vector<NamedArgument> named(expr->named.begin(), expr->named.end());
  for (NamedArgument& one : named) one.value = Clone(one.value);
  copy->named = arena_.Copy(named);
  std::vector<Item> items(expr->items.begin(), expr->items.end());
  for (Item& one : items) one.condition = Clone(one.condition);
  copy->items = arena_.Copy(items);
  std::vector<Generator> generators(expr->generators.begin(), expr->generators.end());
  for (Generator& one : generators) {
    std::vector<Expr*> lists;
    for (const Expr* list : one.lists) lists.push_back(Clone(list));
    one.lists = arena_.Copy(lists);
    one.where = Clone(one.where);
    one.by = Clone(one.by);
  }
  copy->generators = arena_.Copy(generators);
  return copy;
}

// exclusion : UNLESS expr | COMMA? BUT expr DE? EXCEPTED
Expr* Builder::Exclusion(Rules::ExclusionContext* rule) {
  return rule == nullptr ? nullptr : ToExpr(rule->expr());
}
Expr* Builder::Either(Expr* left, Expr* right) {
  if (left == nullptr || right == nullptr) return left == nullptr ? right : left;
  return Say(ExprKind::kOr, right->range, {left, right});
}

// FOR? group OF? DE? COMMA outcomes COLON item+ exclusion?
// group : ALL | ANY | (REACHES | AT LEAST) quantity
Branch Builder::ToBranch(Rules::ItemsRuleContext* rule) {
  Branch branch;
  branch.range = RangeOf(rule);
  Rules::GroupContext* group = rule->group();
  const Token& word = FirstToken(group);
  Expr* condition = New(group->ALL() != nullptr   ? ExprKind::kAll
                        : group->ANY() != nullptr ? ExprKind::kAny
                                                  : ExprKind::kAtLeast,
                        RangeOf(group));
  condition->op_range = word.range;
  condition->op_token = group->quantity() != nullptr ? TokenKind::REACHES : word.kind;
  condition->text = word.text;
  if (group->quantity() != nullptr) condition->args = Args({ToExpr(group->quantity())});
  condition->items = ToItems(rule->item());
  condition->said = true;
  branch.condition = condition;
  branch.outcomes = ToOutcomes(rule->outcomes());
  branch.unless = Exclusion(rule->exclusion());
  return branch;
}

namespace {

// The one comparison of a value with a list in a conjunction; `found` counts them.
Expr** ListOf(Expr** place, int* found) {
  Expr* expr = *place;
  if (expr == nullptr) return nullptr;
  if (expr->kind == ExprKind::kAnd || expr->kind == ExprKind::kParen) {
    Expr** result = nullptr;
    for (Expr*& arg : expr->args) {
      if (Expr** inner = ListOf(&arg, found)) result = inner;
    }
    return result;
  }
  const bool listed = (expr->kind == ExprKind::kCompare && expr->compare == Compare::kEqual) ||
                      (expr->kind == ExprKind::kMember && !expr->negated);
  if (!listed || expr->args[1]->kind != ExprKind::kItems) return nullptr;
  ++*found;
  return place;
}

}  // namespace

// 车型 为 A、B、C 的，分别 给予 补助 1元、2元、3元: one branch for each value, in the order of the
// text.
void Builder::Respectively(Branch branch, std::vector<Branch>* branches) {
  const auto respective = [this](const Outcome& outcome) {
    return respective_.contains(outcome.value);
  };
  auto first = std::find_if(branch.outcomes.begin(), branch.outcomes.end(), respective);
  if (first == branch.outcomes.end()) {
    branches->push_back(branch);
    return;
  }
  int found = 0;
  Expr** place = ListOf(&branch.condition, &found);
  if (place == nullptr || found != 1) {
    Complain(diag::Code::kRespectivelyWithout, respective_.at(first->value), {});
    branches->push_back(branch);
    return;
  }
  const size_t count = (*place)->args[1]->args.size();
  for (const Outcome& outcome : branch.outcomes) {
    if (!respective(outcome)) continue;
    const size_t values =
        outcome.value->kind == ExprKind::kItems ? outcome.value->args.size() : size_t{1};
    if (values == count) continue;
    Complain(diag::Code::kRespectivelyCount, outcome.value->range,
             {std::to_string(count), std::to_string(values)});
    branches->push_back(branch);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    Branch one = branch;
    one.repeated = i > 0;
    one.condition = Clone(branch.condition);
    int again = 0;
    Expr** here = ListOf(&one.condition, &again);
    Expr* test = *here;
    Expr* item = test->args[1]->args[i];
    test->kind = ExprKind::kCompare;
    test->compare = Compare::kEqual;
    test->args = Args({test->args[0], item});
    test->said = true;
    std::vector<Outcome> outcomes(branch.outcomes.begin(), branch.outcomes.end());
    for (Outcome& outcome : outcomes) {
      if (respective(outcome))
        outcome.value = outcome.value->args[i];
      else
        outcome.value = Clone(outcome.value);
    }
    one.outcomes = arena_.Copy(outcomes);
    if (i > 0) one.unless = Clone(branch.unless);
    branches->push_back(one);
  }
}

}  // namespace pol::parse
