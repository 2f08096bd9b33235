// Versions of one policy (semantics 3.5): several policies with one id and periods that do not
// overlap. The whole of them has an output for each of theirs, given by the version in force.
#include <algorithm>

#include "compiler/check/checker.h"

namespace pol::check {

void Checker::MakeWhole(const std::string& id, const std::vector<const PolicyModel*>& versions) {
  model_.name = id;
  model_.versions = versions;
  // Which version counts depends on what governs any of them.
  std::set<Index> governing;
  const auto range = [](const PolicyModel& version) { return version.policy->name.name.range; };
  for (const PolicyModel* version : versions) {
    for (const Input& input : version->inputs) {
      const Index type = ImportType(*version, input.type);
      const auto before =
          std::find_if(model_.inputs.begin(), model_.inputs.end(),
                       [&](const Input& one) { return one.name == input.name; });
      if (before == model_.inputs.end()) {
        Input made = input;
        made.type = type;
        made.used = -1;
        model_.inputs.push_back(std::move(made));
      } else if (before->type != type || before->kind != input.kind) {
        Report(Code::kVersionsDiffer, range(*version), {input.name, id});
      } else if (before->domain.text != input.domain.text) {
        before->domain = {};  // what each version allows is its own affair
      }
    }
    if (version->effective_by >= 0) governing.insert(InputNamed(*version, version->effective_by));
    for (const Definition& definition : version->definitions) {
      if (!definition.output) continue;
      const Index type = ImportType(*version, definition.type);
      const auto before =
          std::find_if(model_.definitions.begin(), model_.definitions.end(),
                       [&](const Definition& one) { return one.name == definition.name; });
      if (before == model_.definitions.end()) {
        Definition made;
        made.name = definition.name;
        made.alias = definition.alias;
        made.type = type;
        made.output = true;
        made.denominator = definition.denominator;
        made.magnitude = definition.magnitude;
        made.bits = definition.bits;
        for (const Index input : definition.reads) made.reads.push_back(InputNamed(*version, input));
        model_.definitions.push_back(std::move(made));
        continue;
      }
      if (before->type != type) {
        Report(Code::kVersionsDiffer, range(*version), {definition.name, id});
        continue;
      }
      for (const Index input : definition.reads) before->reads.push_back(InputNamed(*version, input));
      Size a, b;
      a.denominator = before->denominator;
      a.magnitude = before->magnitude;
      a.bits = before->bits;
      b.denominator = definition.denominator;
      b.magnitude = definition.magnitude;
      b.bits = definition.bits;
      const Size both = Larger(a, b);
      before->denominator = both.denominator;
      before->magnitude = both.magnitude;
      before->bits = both.bits;
    }
  }
  for (Definition& definition : model_.definitions) {
    std::set<Index> reads(definition.reads.begin(), definition.reads.end());
    reads.insert(governing.begin(), governing.end());
    definition.reads.assign(reads.begin(), reads.end());
  }
}

// The input of the whole that is this one of a version.
Index Checker::InputNamed(const PolicyModel& version, Index input) const {
  const std::string& name = version.inputs[static_cast<size_t>(input)].name;
  const auto found = std::find_if(model_.inputs.begin(), model_.inputs.end(),
                                  [&](const Input& one) { return one.name == name; });
  return static_cast<Index>(found - model_.inputs.begin());
}

}  // namespace pol::check
