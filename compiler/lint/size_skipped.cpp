// A benefit by the size of enterprises that skips a size: one in between, or the smallest (check 5).
#include <array>

#include "compiler/lint/marks.h"
#include "compiler/lint/say.h"
#include "compiler/lint/study.h"

namespace pol::lint {
namespace {

using program::Policy;
using program::TypeKind;

constexpr size_t kSizes = 4;
constexpr std::array<std::string_view, kSizes> kWords = {"微型", "小型", "中型", "大型"};

// The members that are one size each; -1 where there is none of it.
std::array<int64_t, kSizes> SizesOf(const program::EnumType& listed) {
  std::array<int64_t, kSizes> sizes{-1, -1, -1, -1};
  for (size_t m = 0; m < listed.members.size(); ++m) {
    for (size_t i = 0; i < kSizes; ++i) {
      const std::string_view name = listed.members[m].name;
      if (name == kWords[i] || name == std::string(kWords[i]) + "企业") sizes[i] = static_cast<int64_t>(m);
    }
  }
  return sizes;
}

bool Given(const interp::Outcome& outcome) {
  if (outcome.status != interp::Status::kValue) return false;
  if (outcome.value.is_number()) return outcome.value.number().sign() > 0;
  return outcome.value.is_list() && !outcome.value.items().empty();
}

bool Settled(const interp::Outcome& outcome) {
  return outcome.status == interp::Status::kNoRule || outcome.status == interp::Status::kValue;
}

// Nothing of it is 0, no or an empty list.
bool HasNothing(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBoolean:
    case TypeKind::kInteger:
    case TypeKind::kDecimal:
    case TypeKind::kRate:
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
    case TypeKind::kQuantity:
    case TypeKind::kList:
    case TypeKind::kSet:
      return true;
    default:
      return false;
  }
}

// The size that is left out of those that are there, ascending: with both neighbours given, or the smallest where the next
// one up is given and the largest is not. -1: none.
int Skipped(const std::vector<bool>& given) {
  const size_t count = given.size();
  if (count < 3) return -1;
  for (size_t i = 1; i + 1 < count; ++i) {
    bool below = false, above = false;
    for (size_t j = 0; j < count; ++j) {
      below = below || (j < i && given[j]);
      above = above || (j > i && given[j]);
    }
    if (!given[i] && below && above) return static_cast<int>(i);
  }
  return !given[0] && given[1] && !given[count - 1] ? 0 : -1;
}

}  // namespace

void SizeSkipped(const Subject& subject, Reporter* reporter) {
  for (const Policy& policy : subject.program.policies) {
    for (size_t i = 0; i < policy.inputs.size(); ++i) {
      const program::Input& input = policy.inputs[i];
      const program::Type& type = policy.types[static_cast<size_t>(input.type)];
      if (type.kind != TypeKind::kEnum || !Own(subject, input.place.offset)) continue;
      std::vector<size_t> sizes;
      const auto members = SizesOf(policy.enums[static_cast<size_t>(type.enumeration)]);
      for (size_t s = 0; s < kSizes; ++s) {
        if (members[s] >= 0) sizes.push_back(s);
      }
      if (sizes.size() < 3) continue;
      Study& study = subject.studies->Of(policy);
      for (size_t d = 0; d < policy.definitions.size(); ++d) {
        const program::Definition& output = policy.definitions[d];
        const bool benefit = output.output && GivesOf(policy, output) == Gives::kBenefit &&
                             HasNothing(policy.types[static_cast<size_t>(output.type)].kind);
        if (!benefit || !study.Reads(static_cast<Index>(d), static_cast<Index>(i))) continue;
        bool told = false;
        for (const Study::Tried& base : study.Cases()) {
          std::vector<bool> given;
          for (const size_t s : sizes) {
            const auto tried = study.With(base, static_cast<Index>(i), value::Value(value::Rational(members[s])));
            const interp::Outcome* outcome = tried ? Study::OutcomeOf(*tried, static_cast<Index>(d)) : nullptr;
            if (outcome == nullptr || !Settled(*outcome)) break;
            given.push_back(Given(*outcome));
          }
          if (given.size() != sizes.size()) continue;
          const int skipped = Skipped(given);
          if (skipped < 0) continue;
          std::vector<std::string> names;
          for (size_t n = sizes.size(); n-- > 0;) {
            if (given[n]) names.emplace_back(kWords[sizes[n]]);
          }
          diag::Diagnostic& found = reporter->Report(
              diag::LintCode::kSizeSkipped, NameRange(subject, output.place.offset, output.name),
              {output.name, Names(names), Names({std::string(kWords[sizes[static_cast<size_t>(skipped)]])})});
          const diag::Text rest = CaseInWords(&study, base, static_cast<Index>(d), static_cast<Index>(i));
          if (!rest.zh.empty()) found.notes.emplace_back("其余相同：" + rest.zh, "all else equal: " + rest.en);
          told = true;
          break;
        }
        if (told) break;
      }
    }
  }
}

}  // namespace pol::lint
