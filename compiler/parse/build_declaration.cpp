// Policies and declarations.
#include "compiler/parse/build.h"

namespace pol::parse {

using namespace ast;  // NOLINT

// policyHead : POLICY declaredName title? policyClause*
Policy* Builder::PolicyHead(Rules::PolicyHeadContext* rule) {
  Policy* policy = arena_.New<Policy>();
  policy->name = ToDeclared(rule->declaredName());
  policy->title = ToString(rule->title());
  policy->head = RangeOf(rule->POLICY());
  policy->range = RangeOf(rule);
  std::vector<PolicyClause> clauses;
  for (Rules::PolicyClauseContext* part : rule->policyClause()) {
    PolicyClause clause;
    clause.range = RangeOf(part);
    if (auto* id = dynamic_cast<Rules::PolicyIdContext*>(part)) {
      clause.kind = PolicyClause::Kind::kId;
      clause.text = ToString(id->STRING());
    } else if (auto* subject = dynamic_cast<Rules::PolicySubjectContext*>(part)) {
      clause.kind = PolicyClause::Kind::kSubject;
      clause.text = ToString(subject->STRING());
    } else if (auto* version = dynamic_cast<Rules::PolicyVersionContext*>(part)) {
      clause.kind = PolicyClause::Kind::kVersion;
      clause.text = ToString(version->STRING());
    } else if (auto* replaces = dynamic_cast<Rules::PolicyReplacesContext*>(part)) {
      clause.kind = PolicyClause::Kind::kReplaces;
      clause.name = ToName(replaces->name());
    } else if (auto* source = dynamic_cast<Rules::PolicySourceContext*>(part)) {
      clause.kind = PolicyClause::Kind::kSource;
      clause.text = ToString(source->STRING(0));
      if (source->CLAUSE() != nullptr) clause.clause = ToString(source->STRING(1));
    } else if (auto* basis = dynamic_cast<Rules::PolicyBasisContext*>(part)) {
      clause.kind = PolicyClause::Kind::kBasis;
      clause.texts = ToStrings(basis->STRING());
    } else if (auto* office = dynamic_cast<Rules::PolicyOfficeContext*>(part)) {
      clause.kind = PolicyClause::Kind::kOffice;
      clause.texts = ToStrings(office->STRING());
    } else if (auto* issued = dynamic_cast<Rules::PolicyIssuedContext*>(part)) {
      clause.kind = PolicyClause::Kind::kIssued;
      clause.text = {Folded(TokenOf(issued->DATE()).text), RangeOf(issued->DATE())};
    } else if (auto* scope = dynamic_cast<Rules::PolicyScopeContext*>(part)) {
      clause.kind =
          scope->BARS() != nullptr ? PolicyClause::Kind::kBars : PolicyClause::Kind::kApplies;
      clause.text = ToString(scope->STRING());
    } else if (auto* validity = dynamic_cast<Rules::PolicyValidityContext*>(part)) {
      clause.kind = PolicyClause::Kind::kValidity;
      clause.validity = ToValidity(validity->validity());
    } else {
      clause.kind = PolicyClause::Kind::kRemark;
      clause.remark = ToRemark(static_cast<Rules::PolicyRemarkContext*>(part)->remark());
    }
    clauses.push_back(clause);
  }
  policy->clauses = arena_.Copy(clauses);
  item_labels_.clear();
  return policy;
}
std::span<String> Builder::ToStrings(const std::vector<Node*>& nodes) {
  std::vector<String> strings;
  for (Node* node : nodes) strings.push_back(ToString(node));
  return arena_.Copy(strings);
}

// declaration : declarationBody annotation*
Declaration* Builder::Declaration(Rules::DeclarationContext* rule) {
  ast::Declaration* declaration = arena_.New<ast::Declaration>();
  declaration->range = RangeOf(rule);
  declaration->head = FirstToken(rule).range;
  Body(rule->declarationBody(), declaration);
  std::vector<Remark> remarks;
  for (Rules::AnnotationContext* annotation : rule->annotation())
    remarks.push_back(ToRemark(annotation));
  declaration->remarks = arena_.Copy(remarks);
  LeftoverMarks();
  low_marks_.clear();
  respective_.clear();
  return declaration;
}

void Builder::Body(Rules::DeclarationBodyContext* rule, ast::Declaration* d) {
  if (!ValueBody(rule, d) && !RuleLikeBody(rule, d)) TestBody(rule, d);
}

// Imports, types, inputs, outputs, parameters.
bool Builder::ValueBody(Rules::DeclarationBodyContext* rule, ast::Declaration* d) {
  if (auto* use = dynamic_cast<Rules::UseDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kUse;
    d->names = arena_.Copy(std::vector<DeclaredName>{{ToName(use->name(0)), {}}});
    d->from = ToString(use->STRING());
    if (use->AS() != nullptr) d->as = ToName(use->name(1));
  } else if (auto* define = dynamic_cast<Rules::DefineDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kDefine;
    d->names = ToDeclared(std::vector{define->declaredName()});
    if (define->RECORD() != nullptr) {
      d->type = arena_.New<Type>();
      d->type->kind = TypeKind::kRecord;
      d->type->range = RangeOf(define->RECORD());
    } else {
      d->type = ToType(define->type());
    }
  } else if (auto* field = dynamic_cast<Rules::FieldDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kField;
    d->names = ToDeclared(field->declaredNames());
    d->type = ToType(field->type());
  } else if (auto* unit = dynamic_cast<Rules::UnitDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kUnit;
    d->names = ToDeclared(unit->declaredNames());
    if (unit->value() != nullptr) d->value = ToExpr(unit->value());
  } else if (auto* calendar = dynamic_cast<Rules::CalendarDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kCalendar;
    d->names = arena_.Copy(std::vector<DeclaredName>{{ToName(calendar->name()), {}}});
    d->from = ToString(calendar->STRING());
  } else if (auto* month_end = dynamic_cast<Rules::MonthEndDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kMonthEnd;
    d->others = arena_.Copy(std::vector<Name>{ToName(month_end->name())});
  } else if (auto* input = dynamic_cast<Rules::InputDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kInput;
    d->names = ToDeclared(input->declaredNames());
    d->type = ToType(input->type());
  } else if (auto* judgement = dynamic_cast<Rules::JudgementDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kJudgement;
    d->names = ToDeclared(judgement->declaredNames());
    d->type = ToType(judgement->type());
    d->role = ToString(judgement->STRING(0));
    std::vector<String> evidence;
    for (size_t i = 1; i < judgement->STRING().size(); i++)
      evidence.push_back(ToString(judgement->STRING(i)));
    d->evidence = arena_.Copy(evidence);
  } else if (auto* output = dynamic_cast<Rules::OutputDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kOutput;
    d->names = ToDeclared(output->declaredNames());
    d->type = ToType(output->type());
    d->hit = ToHit(output->hitPolicy());
    d->under = ToName(output->name());
    if (output->formula() != nullptr) d->value = ToExpr(output->formula());
  } else if (auto* let = dynamic_cast<Rules::LetDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kLet;
    d->names = ToDeclared(let->declaredNames());
    d->type = ToType(let->type());
    d->hit = ToHit(let->hitPolicy());
    d->under = ToName(let->name());
    if (let->formula() != nullptr) d->value = ToExpr(let->formula());
  } else if (auto* parameter = dynamic_cast<Rules::ParameterDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kParameter;
    d->names = ToDeclared(std::vector{parameter->declaredName()});
    d->type = ToType(parameter->type());
    d->open = parameter->OPEN() != nullptr;
    if (parameter->expr() != nullptr) d->value = ToExpr(parameter->expr());
    std::vector<DatedValue> dated;
    for (Rules::DatedValueContext* part : parameter->datedValue()) {
      Period period = ToPeriod(part->period());
      dated.push_back({period, ToExpr(part->expr()), RangeOf(part)});
    }
    d->dated = arena_.Copy(dated);
  } else {
    return false;
  }
  return true;
}

// Rules, exceptions, tables, priorities, allocations, readings.
bool Builder::RuleLikeBody(Rules::DeclarationBodyContext* rule, ast::Declaration* d) {
  if (auto* named = dynamic_cast<Rules::RuleDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kRule;
    d->names = ToDeclared(std::vector{named->declaredName()});
    d->title = ToString(named->title());
    Scopes(named->scope(), d);
    if (named->ruleBody() != nullptr) {
      RuleBody(named->ruleBody(), d);
    } else {
      Branch branch;
      branch.outcomes = ToOutcomes(named->outcomes());
      branch.range = RangeOf(named->outcomes());
      d->branches = arena_.Copy(std::vector<Branch>{branch});
    }
  } else if (auto* bare = dynamic_cast<Rules::BareRuleDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kBareRule;
    // The item number of the document names the rule, unless an earlier item of the policy has it.
    if (bare->ORDINAL() != nullptr) {
      Name label = ToName(bare->ORDINAL());
      if (item_labels_.insert(label.text).second) {
        d->kind = DeclarationKind::kRule;
        d->names = arena_.Copy(std::vector<DeclaredName>{{label, {}}});
      }
    }
    RuleBody(bare->ruleBody(), d);
  } else if (auto* exception = dynamic_cast<Rules::ExceptionDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kException;
    d->names = ToDeclared(std::vector{exception->declaredName()});
    d->title = ToString(exception->title());
    d->others = ToNames(exception->name());
    Scopes(exception->scope(), d);
    Rules::ExceptionBodyContext* body = exception->exceptionBody();
    Branch branch;
    branch.range = RangeOf(body);
    branch.condition = ToExpr(body->expr());
    if (body->outcomes() != nullptr) branch.outcomes = ToOutcomes(body->outcomes());
    d->branches = arena_.Copy(std::vector<Branch>{branch});
  } else if (auto* table = dynamic_cast<Rules::TableDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kTable;
    d->names = ToDeclared(std::vector{table->declaredName()});
    d->title = ToString(table->title());
    d->hit = ToHit(table->hitPolicy());
    Scopes(table->scope(), d);
    d->table = ToHead(table->headRow());
    d->rows = ToRows(table->bodyRow());
  } else if (auto* priority = dynamic_cast<Rules::PriorityDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kPriority;
    d->others = ToNames(priority->name());
  } else if (auto* allocation = dynamic_cast<Rules::AllocationDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kAllocation;
    d->allocation = ToAllocation(allocation->allocation());
  } else if (auto* variant = dynamic_cast<Rules::VariantDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kVariant;
    d->names = ToDeclared(std::vector{variant->declaredName()});
    d->title = ToString(variant->title());
    d->open = variant->ADOPTED() != nullptr;
  } else if (auto* compare = dynamic_cast<Rules::CompareDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kCompare;
    d->others = ToNames(compare->name());
  } else {
    return false;
  }
  return true;
}

// Targets, assertions, stated figures, tests.
void Builder::TestBody(Rules::DeclarationBodyContext* rule, ast::Declaration* d) {
  if (auto* target = dynamic_cast<Rules::TargetDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kTarget;
    d->names = ToDeclared(std::vector{target->declaredName()});
    d->title = ToString(target->title());
    d->value = ToExpr(target->expr());
    TargetClauses(target->targetClause(), d);
  } else if (auto* assertion = dynamic_cast<Rules::AssertDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kAssert;
    d->title = ToString(assertion->title());
    if (assertion->expr() != nullptr) d->guard = ToExpr(assertion->expr());
    d->value = ToExpr(assertion->phrase());
  } else if (auto* independent = dynamic_cast<Rules::IndependenceDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kIndependent;
    d->title = ToString(independent->title());
    // The output, and the inputs on which it must not depend.
    d->as = ToName(independent->name(0));
    d->others = ToNames(independent->name(), 1);
  } else if (auto* require = dynamic_cast<Rules::RequireDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kRequire;
    d->value = ToExpr(require->phrase());
  } else if (auto* check = dynamic_cast<Rules::CheckDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kCheck;
    d->title = ToString(check->title());
    d->value = ToExpr(check->phrase());
    d->mismatch = ToString(check->STRING());
  } else if (auto* test = dynamic_cast<Rules::TestDeclarationContext*>(rule)) {
    d->kind = DeclarationKind::kTest;
    d->title = ToString(test->STRING());
    TestScopes(test->testScope(), d);
    std::vector<Assignment> given;
    for (Rules::AssignmentContext* part : test->assignment()) {
      given.push_back({ToName(part->name()), ToExpr(part->expr()), RangeOf(part)});
    }
    d->given = arena_.Copy(given);
    std::vector<Expectation> expected;
    for (Rules::ExpectationContext* part : test->expectation())
      expected.push_back(ToExpectation(part));
    d->expected = arena_.Copy(expected);
  } else {
    auto* tests = static_cast<Rules::TestsDeclarationContext*>(rule);
    d->kind = DeclarationKind::kTests;
    d->title = ToString(tests->STRING(0));
    TestScopes(tests->testScope(), d);
    if (tests->headRow() != nullptr) {
      d->table = ToHead(tests->headRow());
      d->rows = ToRows(tests->bodyRow());
    } else {
      d->from = ToString(tests->STRING(1));
    }
  }
}

// targetClause : PERIOD period | FIRMNESS firmnessWord | ATTAINMENT declaredName | ZERO value
void Builder::TargetClauses(const std::vector<Rules::TargetClauseContext*>& rules,
                            ast::Declaration* d) {
  for (Rules::TargetClauseContext* clause : rules) {
    if (auto* period = dynamic_cast<Rules::TargetPeriodContext*>(clause)) {
      d->period = ToPeriod(period->period());
    } else if (auto* firmness = dynamic_cast<Rules::TargetFirmnessContext*>(clause)) {
      Node* text = firmness->firmnessWord()->STRING();
      d->firmness =
          text != nullptr ? ToString(text).text : Folded(FirstToken(firmness->firmnessWord()).text);
    } else if (auto* attainment = dynamic_cast<Rules::TargetAttainmentContext*>(clause)) {
      d->attainment = ToDeclared(attainment->declaredName());
    } else {
      d->zero = ToExpr(static_cast<Rules::TargetZeroContext*>(clause)->value());
    }
  }
}
// testScope : AT value | UNDER name
void Builder::TestScopes(const std::vector<Rules::TestScopeContext*>& rules, ast::Declaration* d) {
  for (Rules::TestScopeContext* scope : rules) {
    if (scope->value() != nullptr)
      d->at = ToExpr(scope->value());
    else
      d->under = ToName(scope->name());
  }
}
// expectation : name (ASSIGN | IS) expr | name noRule | name NEEDS name (separator name)* | REFUSED
// name
Expectation Builder::ToExpectation(Rules::ExpectationContext* rule) {
  Expectation expected;
  expected.range = RangeOf(rule);
  if (auto* value = dynamic_cast<Rules::ExpectValueContext*>(rule)) {
    expected.kind = Expectation::Kind::kValue;
    expected.name = ToName(value->name());
    expected.value = ToExpr(value->expr());
  } else if (auto* no_rule = dynamic_cast<Rules::ExpectNoRuleContext*>(rule)) {
    expected.kind = Expectation::Kind::kNoRule;
    expected.name = ToName(no_rule->name());
  } else if (auto* needs = dynamic_cast<Rules::ExpectNeedsContext*>(rule)) {
    expected.kind = Expectation::Kind::kNeeds;
    expected.name = ToName(needs->name(0));
    expected.needs = ToNames(needs->name(), 1);
  } else {
    expected.kind = Expectation::Kind::kError;
    expected.name = ToName(static_cast<Rules::ExpectErrorContext*>(rule)->name());
  }
  return expected;
}

}  // namespace pol::parse
