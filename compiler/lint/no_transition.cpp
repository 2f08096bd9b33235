// A new version without a word on cases under way: who gets something else from one day to the next (check 20).
#include <algorithm>

#include "compiler/lint/say.h"
#include "runtime/value/date.h"

namespace pol::lint {
namespace {

using diag::Text;
using program::Policy;

// The text says which version a case under way belongs to.
bool HasTransition(const Policy& policy) {
  static const std::vector<std::string_view> kWords = {"过渡", "办结", "原规定", "仍按", "继续按", "新旧",
                                                       "老办法", "已受理", "此前", "施行前"};
  if (policy.effective_by >= 0) return true;
  const auto told = [](const program::Remarks& remarks) {
    return std::any_of(remarks.notes.begin(), remarks.notes.end(),
                       [](const std::string& note) { return Holds(note, kWords); }) ||
           std::any_of(remarks.ambiguities.begin(), remarks.ambiguities.end(),
                       [](const program::Ambiguity& one) { return Holds(one.text + one.taken, kWords); });
  };
  if (told(policy.remarks)) return true;
  for (const program::Input& input : policy.inputs) {
    if (Holds(input.name, kWords) || told(input.remarks)) return true;
  }
  for (const program::Definition& definition : policy.definitions) {
    bool found = told(definition.remarks);
    EachRule(definition.rules, [&](const program::Rule& rule) {
      found = found || Holds(rule.label, kWords) || told(rule.remarks);
    });
    if (found) return true;
  }
  return false;
}

// The same facts for another version, by name; nothing where it asks for more.
std::optional<prove::Case> CaseFor(const Policy& to, const Policy& from, const prove::Case& given) {
  prove::Case made;
  made.facts.inputs.resize(to.inputs.size());
  made.facts.decided_by.resize(to.inputs.size());
  for (size_t i = 0; i < to.inputs.size(); ++i) {
    for (size_t n = 0; n < from.inputs.size(); ++n) {
      if (from.inputs[n].name == to.inputs[i].name) made.facts.inputs[i] = given.facts.inputs[n];
    }
    if (!made.facts.inputs[i]) return std::nullopt;
  }
  return made;
}

std::vector<Text> Changes(Study* before, Study* after, int64_t day) {
  constexpr size_t kMostCases = 3;
  std::vector<Text> changes;
  const Policy &old = before->policy(), &fresh = after->policy();
  for (const Study::Tried& base : before->Cases()) {
    if (changes.size() == kMostCases) break;
    prove::Case then = base.at;
    then.at = day - 1;
    auto now = CaseFor(fresh, old, base.at);
    if (!now) continue;
    now->at = day;
    const auto x = before->Try(then);
    const auto y = after->Try(*now);
    if (!x || !y) continue;
    for (const interp::Outcome& one : x->evaluation.outputs) {
      const std::string& name = old.definitions[static_cast<size_t>(one.definition)].name;
      const auto other = std::find_if(y->evaluation.outputs.begin(), y->evaluation.outputs.end(),
                                      [&](const interp::Outcome& outcome) {
                                        return fresh.definitions[static_cast<size_t>(outcome.definition)].name == name;
                                      });
      if (other == y->evaluation.outputs.end()) continue;
      const Text was = OutcomeInWords(old, one), is = OutcomeInWords(fresh, *other);
      if (was.zh == is.zh) continue;
      const Text facts = CaseInWords(before, *x, one.definition);
      changes.emplace_back(facts.zh + "：" + name + " 由 " + was.zh + " 变为 " + is.zh,
                           facts.en + ": " + name + " was " + was.en + ", is " + is.en);
      break;
    }
  }
  return changes;
}

}  // namespace

void NoTransition(const Subject& subject, Reporter* reporter) {
  std::vector<const Policy*> versions;
  for (const Policy& policy : subject.program.policies) {
    if (!policy.id.empty() && policy.effective_from) versions.push_back(&policy);
  }
  std::stable_sort(versions.begin(), versions.end(), [](const Policy* a, const Policy* b) {
    return std::pair(a->id, *a->effective_from) < std::pair(b->id, *b->effective_from);
  });
  for (size_t i = 1; i < versions.size(); ++i) {
    const Policy &before = *versions[i - 1], &after = *versions[i];
    if (before.id != after.id || HasTransition(after)) continue;
    const std::vector<Text> changes =
        Changes(&subject.studies->Of(before), &subject.studies->Of(after), *after.effective_from);
    if (changes.empty()) continue;
    source::Range range;
    for (const ast::Policy* written : subject.file.policies) {
      if (written->name.name.text == after.name) range = written->name.name.range;
    }
    diag::Diagnostic& found = reporter->Report(diag::LintCode::kNoTransition, range,
                                               {after.name, value::FormatDate(*after.effective_from)});
    for (const Text& change : changes) found.notes.push_back(change);
  }
}

}  // namespace pol::lint
