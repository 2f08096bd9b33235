#include "compiler/lower/lower.h"

#include <algorithm>
#include <utility>

#include "compiler/lower/lowering.h"

namespace pol::lower {

PolicyLowering::PolicyLowering(const ast::File& file, const check::PolicyModel& model,
                               const Lowered& others)
    : file_(file), model_(model), others_(others) {}

program::Policy PolicyLowering::Lower() {
  Head();
  for (const check::Type& type : model_.types) policy_.types.push_back(type.type);
  policy_.enums = model_.enums;
  policy_.calendars = model_.calendars;
  policy_.slots = model_.slots;
  for (size_t i = 0; i < model_.tables.size(); ++i) {
    tables_.emplace(model_.tables[i].declaration, static_cast<Index>(i));
  }
  Uses();
  Inputs();
  Parameters();
  Definitions();
  Claims();
  for (const check::Table& table : model_.tables) policy_.tables.push_back(Table(table));
  Tests();
  Readings();
  return std::move(policy_);
}

// A file without `policy` is named by its file: "policies/fee.pol" is "fee".
std::string PolicyLowering::PolicyName() const {
  if (!model_.name.empty()) return model_.name;
  std::string name = file_.source->name();
  if (const size_t slash = name.find_last_of('/'); slash != std::string::npos) {
    name.erase(0, slash + 1);
  }
  if (name.size() > 4 && name.ends_with(".pol")) name.resize(name.size() - 4);
  return name;
}

void PolicyLowering::Head() {
  policy_.name = PolicyName();
  policy_.file = file_.source->name();
  policy_.effective_from = model_.effective_from;
  policy_.effective_to = model_.effective_to;
  policy_.effective_by = model_.effective_by;
  policy_.source.line = 1;
  if (model_.policy == nullptr) return;
  const ast::Policy& policy = *model_.policy;
  policy_.title = std::string(policy.title.text);
  policy_.source.line = LineOf(policy.range);
  policy_.source.offset = policy.range.begin;
  for (const ast::PolicyClause& clause : policy.clauses) {
    switch (clause.kind) {
      case ast::PolicyClause::Kind::kId:
        policy_.id = std::string(clause.text.text);
        break;
      case ast::PolicyClause::Kind::kSubject:
        policy_.subject = std::string(clause.text.text);
        break;
      case ast::PolicyClause::Kind::kVersion:
        policy_.version = std::string(clause.text.text);
        break;
      case ast::PolicyClause::Kind::kSource:
        policy_.source.document = std::string(clause.text.text);
        policy_.source.clause = std::string(clause.clause.text);
        break;
      case ast::PolicyClause::Kind::kRemark:
        if (clause.remark->kind == ast::Remark::Kind::kNote) {
          policy_.remarks.notes.emplace_back(clause.remark->text.text);
        } else if (clause.remark->kind == ast::Remark::Kind::kAmbiguity) {
          policy_.remarks.ambiguities.push_back(
              {std::string(clause.remark->text.text), std::string(clause.remark->extra.text)});
        }
        break;
      case ast::PolicyClause::Kind::kBasis:
        for (const ast::String& text : clause.texts) policy_.basis.emplace_back(text.text);
        break;
      case ast::PolicyClause::Kind::kOffice:
        for (const ast::String& text : clause.texts) policy_.offices.emplace_back(text.text);
        break;
      case ast::PolicyClause::Kind::kIssued:
        policy_.issued = value::ParseDate(clause.text.text);
        break;
      case ast::PolicyClause::Kind::kApplies:
        policy_.applies = std::string(clause.text.text);
        break;
      case ast::PolicyClause::Kind::kBars:
        policy_.bars = std::string(clause.text.text);
        break;
      case ast::PolicyClause::Kind::kReplaces:
      case ast::PolicyClause::Kind::kValidity:
        break;
    }
  }
}

void PolicyLowering::Inputs() {
  for (const check::Input& input : model_.inputs) {
    program::Input lowered;
    lowered.name = input.name;
    lowered.alias = input.alias;
    lowered.kind = input.kind;
    lowered.type = input.type;
    lowered.domain = input.domain;
    if (input.used >= 0) {
      const check::Use& use = model_.uses[static_cast<size_t>(input.used)];
      const program::Input& from =
          others_.at(use.policy)->inputs[static_cast<size_t>(input.used_input)];
      lowered.role = from.role;
      lowered.evidence = from.evidence;
      lowered.remarks = from.remarks;
      lowered.place = use.declaration != nullptr
                          ? PlaceOf(use.declaration->range, use.declaration)
                          : PlaceOf({}, nullptr);
    } else if (const ast::Declaration* declaration = input.declaration; declaration != nullptr) {
      lowered.role = std::string(declaration->role.text);
      for (const ast::String& evidence : declaration->evidence) {
        lowered.evidence.emplace_back(evidence.text);
      }
      lowered.place = PlaceOf(declaration->range, declaration);
      lowered.remarks = RemarksOf(declaration);
    } else {
      lowered.place = PlaceOf({}, nullptr);
    }
    policy_.inputs.push_back(std::move(lowered));
  }
}

void PolicyLowering::Parameters() {
  for (const check::Parameter& parameter : model_.parameters) {
    program::Parameter lowered;
    lowered.name = parameter.name;
    lowered.alias = parameter.alias;
    lowered.type = parameter.type;
    for (const check::DatedValue& value : parameter.values) {
      lowered.values.push_back({value.from, value.to, Expr(*value.value)});
    }
    lowered.place = PlaceOf(parameter.declaration->range, parameter.declaration);
    lowered.remarks = RemarksOf(parameter.declaration);
    policy_.parameters.push_back(std::move(lowered));
  }
}

void PolicyLowering::Definitions() {
  for (const check::Definition& definition : model_.definitions) {
    policy_.definitions.push_back(Definition(definition));
  }
  policy_.order = model_.order;
}

program::Definition PolicyLowering::Definition(const check::Definition& definition) {
  using Special = check::Definition::Special;
  program::Definition lowered;
  lowered.name = definition.name;
  lowered.alias = definition.alias;
  lowered.type = definition.type;
  lowered.domain = definition.domain;
  lowered.output = definition.output;
  lowered.hit = definition.hit;
  const ast::Declaration* declaration = definition.declaration;
  if (declaration != nullptr) {
    // Several names may share a declaration: each stands where it is written.
    source::Range range = declaration->range;
    for (const ast::DeclaredName& name : declaration->names) {
      if (name.name.text == definition.name) range = name.name.range;
    }
    lowered.place = PlaceOf(range, declaration);
    lowered.remarks = RemarksOf(declaration);
  } else if (!definition.rules.empty()) {
    lowered.place = PlaceOf(definition.rules[0].declaration->range, nullptr);
  } else {
    lowered.place = PlaceOf({}, nullptr);
  }
  switch (definition.special) {
    case Special::kAllocation:
      lowered.expression = Part(*definition.allocation, definition.part, definition.type);
      AllocationRemarks(definition, &lowered);
      return lowered;
    case Special::kTarget:
      lowered.expression = Target(definition);
      return lowered;
    case Special::kAttainment:
      lowered.expression = Attainment(definition);
      return lowered;
    case Special::kMarginal:
      Marginal(definition, &lowered);
      return lowered;
    case Special::kSlab:  // the whole at the rate of its band: rows like any others
    case Special::kNone:
      break;
  }
  if (definition.expression != nullptr) {
    lowered.expression = Expr(*definition.expression);
    if (definition.group) policy_.nodes[lowered.expression].name = definition.name;
    return lowered;
  }
  Rules(definition, &lowered);
  return lowered;
}

// What is said at the allocation belongs to the first of the receivers: all share one line when read.
void PolicyLowering::AllocationRemarks(const check::Definition& definition,
                                       program::Definition* lowered) const {
  if (definition.part != 0) return;
  const auto all = {model_.policy != nullptr ? model_.policy->declarations
                                             : std::span<ast::Declaration*>(),
                    file_.shared};
  for (const auto& declarations : all) {
    for (const ast::Declaration* declaration : declarations) {
      if (declaration->allocation != definition.allocation) continue;
      program::Remarks remarks = RemarksOf(declaration);
      for (std::string& note : remarks.notes) lowered->remarks.notes.push_back(std::move(note));
      for (program::Ambiguity& point : remarks.ambiguities)
        lowered->remarks.ambiguities.push_back(std::move(point));
      const program::Place place = PlaceOf(declaration->range, declaration);
      if (place.clause != policy_.source.clause) lowered->place.clause = place.clause;
    }
  }
}

// What an output must not depend on is no condition: it stands as a list at the place of the claim, the output first.
void PolicyLowering::Independence(const ast::Declaration& declaration) {
  const auto called = [](const auto& one, std::string_view name) {
    return one.name == name || (!one.alias.empty() && one.alias == name);
  };
  const uint32_t offset = declaration.range.begin;
  std::vector<Index> parts;
  for (size_t i = 0; i < policy_.definitions.size(); ++i) {
    const program::Definition& definition = policy_.definitions[i];
    if (!called(definition, declaration.as.text)) continue;
    parts.push_back(Make(Op::kDefinition, definition.type, {}, offset));
    policy_.nodes[parts.back()].a = static_cast<Index>(i);
  }
  for (const ast::Name& name : declaration.others) {
    const std::string fields = std::string(name.text) + ".";
    for (size_t i = 0; i < policy_.inputs.size(); ++i) {
      const program::Input& input = policy_.inputs[i];
      if (!called(input, name.text) && input.name.rfind(fields, 0) != 0) continue;
      parts.push_back(Make(Op::kInput, input.type, {}, offset));
      policy_.nodes[parts.back()].a = static_cast<Index>(i);
    }
  }
  const Index list = Make(Op::kList, -1, std::move(parts), offset);
  policy_.nodes[list].name = "independent";
}

// What the policy demands of facts, and what it asserts of itself.
void PolicyLowering::Claims() {
  for (const ast::Declaration* declaration : model_.requirements) {
    policy_.requires_.push_back({Expr(*declaration->value), Text(declaration->value->range),
                                 PlaceOf(declaration->range, declaration)});
  }
  for (const ast::Declaration* declaration : model_.assertions) {
    program::Assertion lowered;
    lowered.title = std::string(declaration->title.text);
    lowered.place = PlaceOf(declaration->range, declaration);
    source::Range range = declaration->range;
    if (declaration->kind == ast::DeclarationKind::kAssert) {
      const ast::Expr& value = *declaration->value;
      lowered.condition = Expr(value);
      range = value.range;
      if (declaration->guard != nullptr) {
        const ast::Expr& guard = *declaration->guard;
        range.begin = guard.range.begin;
        const Index unguarded = Not(Expr(guard), Text(guard.range), guard.range.begin);
        lowered.condition =
            Make(Op::kOr, BooleanType(), {unguarded, lowered.condition}, guard.range.begin);
        policy_.nodes[lowered.condition].text = Text(range);
      }
    }
    if (declaration->kind == ast::DeclarationKind::kIndependent) Independence(*declaration);
    lowered.text = Text(range);
    policy_.assertions.push_back(std::move(lowered));
  }
  for (const ast::Declaration* declaration : model_.checks) {
    program::Check lowered;
    lowered.title = std::string(declaration->title.text);
    lowered.condition = Expr(*declaration->value);
    lowered.text = Text(declaration->value->range);
    lowered.mismatch = std::string(declaration->mismatch.text);
    lowered.place = PlaceOf(declaration->range, declaration);
    policy_.checks.push_back(std::move(lowered));
  }
  for (size_t i = 0; i < model_.definitions.size(); ++i) {
    const check::Definition& definition = model_.definitions[i];
    using Special = check::Definition::Special;
    const auto index = static_cast<Index>(i);
    if (definition.special == Special::kAttainment && !policy_.targets.empty()) {
      policy_.targets.back().attainment = index;  // follows its target
    }
    if (definition.special != Special::kTarget) continue;
    const ast::Declaration& declaration = *definition.source;
    program::Target lowered;
    lowered.met = index;
    lowered.firmness = std::string(declaration.firmness);
    if (declaration.period) lowered.period = Text(declaration.period->range);
    lowered.place = PlaceOf(declaration.range, &declaration);
    policy_.targets.push_back(std::move(lowered));
  }
}

void PolicyLowering::Tests() {
  for (const check::TestCase& test : model_.tests) {
    program::TestCase lowered;
    lowered.name = test.name;
    lowered.at = test.at;
    for (const check::TestCase::Given& given : test.given) {
      lowered.given.push_back({given.input, given.value != nullptr ? Expr(*given.value) : -1});
    }
    for (const check::TestCase::Expectation& expected : test.expected) {
      program::TestCase::Expectation one;
      one.kind = expected.kind;
      one.definition = expected.definition;
      one.value = expected.value != nullptr ? Expr(*expected.value) : -1;
      one.needs = expected.needs;
      one.parts = expected.parts;
      one.field = expected.field;
      lowered.expected.push_back(std::move(one));
    }
    lowered.place = PlaceOf(test.range, test.declaration);
    policy_.tests.push_back(std::move(lowered));
  }
  for (const check::TestFile& file : model_.test_files) {
    policy_.test_files.push_back({std::string(file.declaration->title.text), file.source->name(),
                                  std::string(file.source->text()), file.at,
                                  PlaceOf(file.declaration->range, file.declaration)});
  }
}

void PolicyLowering::Readings() {
  policy_.reading = model_.reading.name;
  policy_.reading_title = model_.reading.title;
  for (const check::PolicyModel& other : model_.others) {
    policy_.readings.push_back(
        {other.reading.name, other.reading.title,
         std::make_shared<const program::Policy>(PolicyLowering(file_, other, others_).Lower())});
  }
  for (const check::Comparison& comparison : model_.comparisons) {
    policy_.comparisons.push_back(
        {comparison.readings, PlaceOf(comparison.declaration->range, comparison.declaration)});
  }
}

std::shared_ptr<const program::Program> Lower(const ast::File& file, const check::Model& model,
                                              Lowered* lowered) {
  for (const size_t i : model.order) {
    const check::PolicyModel& policy = model.policies[i];
    (*lowered)[&policy] = std::make_shared<const program::Policy>(
        PolicyLowering(file, policy, *lowered).Lower());
    // When the last of several versions is there, so is their whole.
    for (const auto& [id, whole] : model.wholes) {
      const bool complete =
          std::all_of(whole->versions.begin(), whole->versions.end(),
                      [&](const check::PolicyModel* one) { return lowered->count(one) > 0; });
      if (!complete || lowered->count(whole.get()) > 0) continue;
      (*lowered)[whole.get()] =
          std::make_shared<const program::Policy>(Whole(*whole, *lowered));
    }
  }
  auto program = std::make_shared<program::Program>();
  for (const check::PolicyModel& policy : model.policies) {
    program->policies.push_back(Linked(*lowered->at(&policy)));
  }
  return program;
}

std::shared_ptr<const program::Program> Lower(const ast::File& file, const check::Model& model) {
  Lowered lowered;
  return Lower(file, model, &lowered);
}

}  // namespace pol::lower
