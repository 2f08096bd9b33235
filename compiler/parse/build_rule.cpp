// Periods, remarks, rules, allocations and tables.
#include "compiler/parse/build.h"

namespace pol::parse {

using namespace ast;  // NOLINT

// period : FROM capped ONWARD? (TO capped INCLUSIVE?)? | TO capped INCLUSIVE?
Period Builder::ToPeriod(Rules::PeriodContext* rule) {
  Period period;
  period.range = RangeOf(rule);
  size_t next = 0;
  if (rule->FROM() != nullptr) period.from = ToExpr(rule->capped(next++));
  if (rule->TO() != nullptr) period.to = ToExpr(rule->capped(next));
  return period;
}
// validity : EFFECTIVE period (BY name)?
Validity Builder::ToValidity(Rules::ValidityContext* rule) {
  return {ToPeriod(rule->period()), ToName(rule->name()), RangeOf(rule)};
}

// remark : NOTE STRING | AMBIGUITY STRING (TAKEN STRING)?
Remark Builder::ToRemark(Rules::RemarkContext* rule) {
  Remark remark;
  remark.range = RangeOf(rule);
  if (auto* note = dynamic_cast<Rules::NoteContext*>(rule)) {
    remark.kind = Remark::Kind::kNote;
    remark.text = ToString(note->STRING());
  } else {
    auto* ambiguity = static_cast<Rules::AmbiguityContext*>(rule);
    remark.kind = Remark::Kind::kAmbiguity;
    remark.text = ToString(ambiguity->STRING(0));
    if (ambiguity->TAKEN() != nullptr) remark.extra = ToString(ambiguity->STRING(1));
  }
  return remark;
}
// annotation : CITE STRING (SOURCE STRING)? | remark
Remark Builder::ToRemark(Rules::AnnotationContext* rule) {
  if (auto* other = dynamic_cast<Rules::AnnotationRemarkContext*>(rule))
    return ToRemark(other->remark());
  auto* cite = static_cast<Rules::CiteContext*>(rule);
  Remark remark;
  remark.kind = Remark::Kind::kCite;
  remark.range = RangeOf(rule);
  remark.text = ToString(cite->STRING(0));
  if (cite->SOURCE() != nullptr) remark.extra = ToString(cite->STRING(1));
  return remark;
}

// modality : principle (MAY | SHALL NOT? | MUSTNOT)? | MAY | SHALL NOT? | MUSTNOT
Modality Builder::ToModality(Rules::ModalityContext* rule) {
  if (rule == nullptr) return Modality::kNone;
  bool principle = rule->principle() != nullptr;
  if (rule->MAY() != nullptr) return principle ? Modality::kInPrincipleMay : Modality::kMay;
  if (rule->MUSTNOT() != nullptr || rule->NOT() != nullptr)
    return principle ? Modality::kInPrincipleShallNot : Modality::kShallNot;
  if (rule->SHALL() != nullptr) return principle ? Modality::kInPrincipleShall : Modality::kShall;
  return Modality::kInPrinciple;
}

// outcomes : outcome (COMMA outcome)*
// outcome : modality? RESPECTIVELY? name (ASSIGN | IS) formula | modality? allocation
//         | modality? RESPECTIVELY? GIVE name RESPECTIVELY? (ASSIGN | IS)? formula
std::span<Outcome> Builder::ToOutcomes(Rules::OutcomesContext* rule) {
  std::vector<Outcome> outcomes;
  for (Rules::OutcomeContext* part : rule->outcome()) {
    Outcome outcome;
    outcome.range = RangeOf(part);
    if (auto* value = dynamic_cast<Rules::ValueOutcomeContext*>(part)) {
      outcome.modality = ToModality(value->modality());
      outcome.name = ToName(value->name());
      outcome.value = ToExpr(value->formula());
      if (value->RESPECTIVELY() != nullptr)
        respective_[outcome.value] = RangeOf(value->RESPECTIVELY());
    } else if (auto* given = dynamic_cast<Rules::GiveOutcomeContext*>(part)) {
      outcome.modality = ToModality(given->modality());
      outcome.name = ToName(given->name());
      outcome.value = ToExpr(given->formula());
      if (!given->RESPECTIVELY().empty())
        respective_[outcome.value] = RangeOf(given->RESPECTIVELY(0));
    } else {
      auto* allocation = static_cast<Rules::AllocationOutcomeContext*>(part);
      outcome.modality = ToModality(allocation->modality());
      outcome.allocation = ToAllocation(allocation->allocation());
    }
    outcomes.push_back(outcome);
  }
  return arena_.Copy(outcomes);
}

// branch : (IF expr (THEN | DE COMMA) | FOR expr (DE COMMA | COLON)) outcomes exclusion?
Branch Builder::ToBranch(Rules::BranchContext* rule) {
  Branch branch;
  branch.range = RangeOf(rule);
  branch.condition = ToExpr(rule->expr());
  branch.outcomes = ToOutcomes(rule->outcomes());
  branch.unless = Exclusion(rule->exclusion());
  return branch;
}
// ruleBody : branch (ELSE branch)* (ELSE outcomes)? | BARRING expr ASIDE? COMMA branch
//          | FOR? group OF? DE? COMMA outcomes COLON item+ exclusion? | OTHERWISE outcomes
void Builder::RuleBody(Rules::RuleBodyContext* rule, ast::Declaration* declaration) {
  std::vector<Branch> branches;
  Rules::OutcomesContext* rest = nullptr;
  if (auto* choice = dynamic_cast<Rules::IfRuleContext*>(rule)) {
    for (Rules::BranchContext* branch : choice->branch()) Respectively(ToBranch(branch), &branches);
    rest = choice->outcomes();
  } else if (auto* barring = dynamic_cast<Rules::BarringRuleContext*>(rule)) {
    Expr* except = ToExpr(barring->expr());
    Branch branch = ToBranch(barring->branch());
    branch.unless = Either(except, branch.unless);
    Respectively(branch, &branches);
  } else if (auto* items = dynamic_cast<Rules::ItemsRuleContext*>(rule)) {
    Respectively(ToBranch(items), &branches);
  } else {
    declaration->kind = DeclarationKind::kOtherwise;
    rest = static_cast<Rules::OtherwiseRuleContext*>(rule)->outcomes();
  }
  if (rest != nullptr) {
    Branch branch;
    branch.outcomes = ToOutcomes(rest);
    branch.range = RangeOf(rest);
    branches.push_back(branch);
  }
  declaration->branches = arena_.Copy(branches);
}

// allocation : ALLOCATE value BY value (COLON value)* AMONG name (separator name)* allocationEnd
//            | ALLOCATE value SUCCESSIVELY AMONG leg (COMMA leg)* allocationEnd
Allocation* Builder::ToAllocation(Rules::AllocationContext* rule) {
  Allocation* allocation = arena_.New<Allocation>();
  allocation->range = RangeOf(rule);
  std::vector<Leg> legs;
  if (auto* shared = dynamic_cast<Rules::SharedAllocationContext*>(rule)) {
    allocation->total = ToExpr(shared->value(0));
    std::vector<Expr*> shares;
    std::vector<Rules::ValueContext*> values = shared->value();
    for (size_t i = 1; i < values.size(); i++) {
      Expr* share = ToExpr(values[i]);
      // 10:27 is read as a clock, but between shares it is two of them.
      if (share->kind == ExprKind::kClock) {
        uint32_t colon = static_cast<uint32_t>(share->text.find(':'));
        Range whole = share->range;
        std::string_view text = share->text;
        uint32_t split = whole.begin;
        while (file_.source->text()[split] != ':' && file_.source->text().substr(split, 3) != "：")
          split++;
        uint32_t after = split + (file_.source->text()[split] == ':' ? 1 : 3);
        share->kind = ExprKind::kNumber;
        share->text = text.substr(0, colon);
        share->range = {whole.begin, split};
        shares.push_back(share);
        share = New(ExprKind::kNumber, {after, whole.end});
        share->text = text.substr(colon + 1);
      }
      shares.push_back(share);
    }
    allocation->shares = arena_.Copy(shares);
    for (Rules::NameContext* name : shared->name()) legs.push_back({ToName(name), nullptr});
    AllocationEnd(shared->allocationEnd(), allocation);
  } else {
    auto* waterfall = static_cast<Rules::WaterfallAllocationContext*>(rule);
    allocation->total = ToExpr(waterfall->value());
    for (Rules::LegContext* leg : waterfall->leg()) {
      legs.push_back(
          {ToName(leg->name()), leg->value() == nullptr ? nullptr : ToExpr(leg->value())});
    }
    AllocationEnd(waterfall->allocationEnd(), allocation);
  }
  allocation->legs = arena_.Copy(legs);
  return allocation;
}
// allocationEnd : (PRECISION value (BY NAME)?)? (REMAINDER name)?
void Builder::AllocationEnd(Rules::AllocationEndContext* rule, Allocation* allocation) {
  if (rule->value() != nullptr) allocation->precision = ToExpr(rule->value());
  if (rule->NAME() != nullptr) allocation->rounding = ToName(rule->NAME());
  allocation->remainder = ToName(rule->name());
}

// scope : validity | UNDER name
void Builder::Scopes(const std::vector<Rules::ScopeContext*>& rules,
                     ast::Declaration* declaration) {
  for (Rules::ScopeContext* scope : rules) {
    if (scope->validity() != nullptr)
      declaration->validity = ToValidity(scope->validity());
    else
      declaration->under = ToName(scope->name());
  }
}
// hitPolicy : HIT hitWord hitWord?
std::optional<HitPolicy> Builder::ToHit(Rules::HitPolicyContext* rule) {
  if (rule == nullptr) return std::nullopt;
  HitPolicy hit;
  hit.range = RangeOf(rule);
  hit.first = Folded(FirstToken(rule->hitWord(0)).text);
  if (rule->hitWord().size() > 1) hit.second = Folded(FirstToken(rule->hitWord(1)).text);
  return hit;
}

// headRow : PIPE headCell (PIPE headCell)* DPIPE headCell (PIPE headCell)* PIPE ;   headCell : HASH
// | CITE | value
TableHead* Builder::ToHead(Rules::HeadRowContext* rule) {
  TableHead* head = arena_.New<TableHead>();
  head->range = RangeOf(rule);
  std::vector<HeadCell> conditions, results;
  bool after = false;
  for (antlr4::tree::ParseTree* child : rule->children) {
    if (auto* node = dynamic_cast<Node*>(child)) {
      after |= TokenOf(node).kind == TokenKind::DPIPE;
      continue;
    }
    auto* part = static_cast<Rules::HeadCellContext*>(child);
    HeadCell cell;
    cell.range = RangeOf(part);
    if (part->HASH() != nullptr)
      cell.kind = HeadCell::Kind::kLabel;
    else if (part->CITE() != nullptr)
      cell.kind = HeadCell::Kind::kCite;
    else
      cell.value = ToExpr(part->value());
    (after ? results : conditions).push_back(cell);
  }
  head->conditions = arena_.Copy(conditions);
  head->results = arena_.Copy(results);
  return head;
}
// bodyRow : PIPE cell (PIPE cell)* DPIPE resultCell (PIPE resultCell)* PIPE
std::span<TableRow> Builder::ToRows(const std::vector<Rules::BodyRowContext*>& rules) {
  std::vector<TableRow> rows;
  rows.reserve(rules.size());
  for (Rules::BodyRowContext* rule : rules) {
    TableRow row;
    row.range = RangeOf(rule);
    std::vector<Cell> conditions, results;
    for (Rules::CellContext* cell : rule->cell()) conditions.push_back(ToCell(cell));
    for (Rules::ResultCellContext* cell : rule->resultCell()) results.push_back(ToCell(cell));
    row.conditions = arena_.Copy(conditions);
    row.results = arena_.Copy(results);
    rows.push_back(row);
  }
  return arena_.Copy(rows);
}
// cell : MINUS | ANYTHING | OTHERWISE | cellTest (COMMA cellTest)* ;   cellTest : NOT? value | NOT? sign value (sign value)?
Cell Builder::ToCell(Rules::CellContext* rule) {
  Cell cell;
  cell.range = RangeOf(rule);
  if (dynamic_cast<Rules::DashCellContext*>(rule) != nullptr) {
    cell.kind = CellKind::kDash;
  } else if (dynamic_cast<Rules::AnythingCellContext*>(rule) != nullptr) {
    cell.kind = CellKind::kAnything;
  } else if (dynamic_cast<Rules::OtherwiseCellContext*>(rule) != nullptr) {
    cell.kind = CellKind::kOtherwise;
  } else {
    cell.kind = CellKind::kTests;
    std::vector<CellTest> tests;
    for (Rules::CellTestContext* part : static_cast<Rules::TestCellContext*>(rule)->cellTest())
      tests.push_back(ToTest(part));
    cell.tests = arena_.Copy(tests);
  }
  return cell;
}
CellTest Builder::ToTest(Rules::CellTestContext* rule) {
  CellTest test;
  test.range = RangeOf(rule);
  test.negated = rule->NOT() != nullptr;
  test.value = ToExpr(rule->value(0));
  if (rule->sign().empty()) {
    if (std::optional<Compare> compare = ExcludingBound(test.value)) {
      test.compare = compare;
      test.value = test.value->args[0];
    }
    return test;
  }
  Sign sign = ToSign(rule->sign(0));
  if (rule->sign().size() > 1) {  // 满3年不满5年
    Sign to = ToSign(rule->sign(1));
    Expr* high = ToExpr(rule->value(1));
    if (IsLowHigh(sign, to)) {
      test.value = LowHigh(sign, test.value, to, high);
    } else {
      Complain(diag::Code::kCellOrder, test.range, {std::string(file_.source->Text(test.range))});
    }
    return test;
  }
  if (Expr* interval = FromTo(sign.compare, sign.range, test.value)) {
    test.value = interval;
    return test;
  }
  if (sign.compare == Compare::kEqual && ExcludesItsNumber(test.value)) {
    test.compare = ExcludingBound(test.value);
    if (test.compare) test.value = test.value->args[0];
    return test;
  }
  Agree(test.value, sign);
  test.compare = sign.compare;
  return test;
}
// resultCell : MINUS | modality? value | noRule | NEEDS name (separator name)*
Cell Builder::ToCell(Rules::ResultCellContext* rule) {
  Cell cell;
  cell.range = RangeOf(rule);
  if (dynamic_cast<Rules::NoResultCellContext*>(rule) != nullptr) {
    cell.kind = CellKind::kDash;
  } else if (dynamic_cast<Rules::NoRuleCellContext*>(rule) != nullptr) {
    cell.kind = CellKind::kNoRule;
  } else if (auto* needs = dynamic_cast<Rules::NeedsCellContext*>(rule)) {
    cell.kind = CellKind::kNeeds;
    cell.needs = ToNames(needs->name());
  } else {
    auto* value = static_cast<Rules::ValueCellContext*>(rule);
    cell.kind = CellKind::kValue;
    cell.modality = ToModality(value->modality());
    cell.value = ToExpr(value->value());
  }
  return cell;
}

}  // namespace pol::parse
