// A rule that gives what `otherwise` gives anyway.
#include <set>

#include "compiler/lint/places.h"
#include "compiler/lint/same.h"
#include "compiler/lint/say.h"

namespace pol::lint {

void OtherwiseRepeats(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    // A rule for several outputs can go only if it repeats all of them.
    std::set<uint32_t> differs, repeats;
    for (const program::Definition& definition : policy.definitions) {
      const bool one = definition.hit == program::Hit::kUnique || definition.hit == program::Hit::kAny;
      const std::string otherwise = Written(policy, definition.otherwise);
      for (const program::Rule& rule : definition.rules) {
        const uint32_t offset = rule.place.offset;
        const bool same = one && definition.otherwise >= 0 && rule.row < 0 && rule.branches.size() == 1 &&
                          rule.exceptions.empty() && rule.remarks.notes.empty() &&
                          rule.remarks.ambiguities.empty() &&
                          rule.place.clause == policy.source.clause &&
                          rule.branches[0].modality == definition.otherwise_modality &&
                          Written(policy, rule.branches[0].result) == otherwise;
        (same ? repeats : differs).insert(offset);
      }
    }
    std::set<uint32_t> said;
    for (const program::Definition& definition : policy.definitions) {
      for (const program::Rule& rule : definition.rules) {
        const uint32_t offset = rule.place.offset;
        if (differs.count(offset) > 0 || repeats.count(offset) == 0 || !Own(subject, offset)) continue;
        if (!said.insert(offset).second) continue;
        diag::Diagnostic& found = reporter->Report(
            diag::LintCode::kOtherwiseRepeats, subject.places->RangeAt(offset), {definition.name});
        found.labels.push_back({subject.places->RangeAt(definition.otherwise_place.offset),
                                {"这里给的是同一个值", "the same value is given here"}});
      }
    }
  }
}

}  // namespace pol::lint
