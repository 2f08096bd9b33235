// An input that no output depends on: it is asked of everybody and changes nothing.
#include <algorithm>

#include "compiler/lint/marks.h"
#include "compiler/lint/places.h"
#include "compiler/lint/say.h"
#include "compiler/lint/unused.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

namespace {

// The drafter has said so: 断言 … 不取决于 X.
bool ClaimedIdle(const Subject& subject, const std::string& input) {
  bool claimed = false;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    if (declaration.kind != ast::DeclarationKind::kIndependent) return;
    for (const ast::Name& name : declaration.others) claimed = claimed || name.text == input;
  });
  return claimed;
}

}  // namespace

std::vector<Index> UnusedInputs(const Subject& subject, const program::Policy& policy) {
  std::vector<bool> used = ReachOfOutputs(policy).inputs;
  // The other readings have the same facts; one of them may use it.
  for (const program::Reading& reading : policy.readings) {
    const Reach reach = ReachOfOutputs(*reading.policy);
    for (size_t i = 0; i < used.size(); ++i) {
      for (size_t n = 0; n < reach.inputs.size(); ++n) {
        if (reading.policy->inputs[n].name == policy.inputs[i].name && reach.inputs[n]) used[i] = true;
      }
    }
  }
  std::vector<Index> unused;
  for (size_t i = 0; i < used.size(); ++i) {
    const program::Input& input = policy.inputs[i];
    if (used[i] || !Own(subject, input.place.offset)) continue;
    const ast::Declaration* declaration = subject.places->DeclarationAt(input.place.offset);
    if (declaration == nullptr) continue;
    const std::string_view whole = std::string_view(input.name).substr(0, input.name.find('.'));
    const bool named = std::any_of(
        declaration->names.begin(), declaration->names.end(), [&](const ast::DeclaredName& name) {
          return name.name.text == input.name || name.name.text == whole;
        });
    if (named && !ClaimedIdle(subject, input.name)) unused.push_back(static_cast<Index>(i));
  }
  return unused;
}

void UnusedInput(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    for (const Index index : UnusedInputs(subject, policy)) {
      const program::Input& input = policy.inputs[static_cast<size_t>(index)];
      if (input.kind == program::Input::Kind::kOpenParameter) continue;
      if (IsPersonal(input.name) || IsSensitive(input.name) || IsPaper(input.name)) continue;  // said there
      reporter->Report(diag::LintCode::kUnusedInput,
                       NameRange(subject, input.place.offset, input.name), {input.name});
    }
  }
}

}  // namespace pol::lint
