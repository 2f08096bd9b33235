#include "cli/run_report.h"

#include <algorithm>

#include "cli/load.h"
#include "cli/words.h"

namespace pol::cli {
namespace {

Message CodeMessage(const std::string& code) {
  static const std::map<std::string, Message> kCodes = {
      {"wrong_type", Message::kCodeWrongType},      {"off_grid", Message::kCodeOffGrid},
      {"not_in_domain", Message::kCodeNotInDomain}, {"not_a_member", Message::kCodeNotAMember},
      {"too_long", Message::kCodeTooLong},          {"role", Message::kCodeRole},
      {"require", Message::kCodeRequire},           {"ragged", Message::kCodeRagged},
      {"not_utf8", Message::kCodeNotUtf8},          {"open_quote", Message::kCodeOpenQuote},
      {"after_quote", Message::kCodeAfterQuote},    {"duplicate", Message::kCodeDuplicate}};
  const auto found = kCodes.find(code);
  return found == kCodes.end() ? Message::kCodeOther : found->second;
}

}  // namespace

RunReport::RunReport(const program::Policy& policy) : policy_(policy) {
  for (const program::Definition& definition : policy.definitions) {
    if (!definition.output) continue;
    const program::TypeKind kind = policy.types[static_cast<size_t>(definition.type)].kind;
    outputs_.push_back({&definition, kind == program::TypeKind::kMoney, {}, {}});
  }
}

void RunReport::Rejected(const std::string& kind) {
  ++rejected_;
  const auto found = kinds_.find(kind);
  if (found != kinds_.end()) {
    ++found->second;
  } else {
    ++kinds_[kinds_.size() < kMostKinds ? kind : "\n"];
  }
}

void RunReport::Result(size_t output, const interp::Outcome& outcome) {
  Output& counts = outputs_[output];
  ++counts.counts[static_cast<size_t>(outcome.status)];
  if (outcome.status == interp::Status::kError) ++errors_;
  if (counts.money && outcome.status == interp::Status::kValue && outcome.value.is_number()) {
    counts.sum = counts.sum + outcome.value.number();
  }
}

std::string RunReport::InWords(const Context& context, int64_t at,
                               const std::vector<program::Index>& absent,
                               int64_t blank_lines) const {
  const Language language = context.language;
  const Words words(policy_, language);
  std::string text =
      context.Say(Message::kRunHead, NameWithId(policy_, language), DateInWords(at, language));
  const bool outside = (policy_.effective_from && at < *policy_.effective_from) ||
                       (policy_.effective_to && at > *policy_.effective_to);
  if (policy_.effective_by < 0 && outside) {
    text += "\n" + context.Say(Message::kNotInForce, PeriodInWords(policy_, language));
  }
  text += "\n" + context.Say(Message::kRunRows, rows(), written_, rejected_);
  if (blank_lines > 0) text += "\n" + context.Say(Message::kRunBlank, blank_lines);
  if (!absent.empty()) {
    std::vector<std::string> names;
    for (const program::Index input : absent)
      names.push_back(policy_.inputs[static_cast<size_t>(input)].name);
    text += "\n" + context.Say(Message::kRunAbsent, Join(names, language));
  }
  std::vector<std::pair<int64_t, std::string>> kinds;
  for (const auto& [kind, count] : kinds_) {
    const size_t cut = kind.find('\n');
    const std::string field = kind.substr(0, cut),
                      what = context.Say(CodeMessage(kind.substr(cut + 1)));
    kinds.emplace_back(-count, field.empty() ? what : context.Say(Message::kFieldIs, field, what));
  }
  std::sort(kinds.begin(), kinds.end());
  for (const auto& [count, what] : kinds)
    text += "\n" + context.Say(Message::kRunKind, what, -count);
  for (const Output& output : outputs_) {
    std::vector<std::string> counts;
    for (size_t i = 0; i < output.counts.size(); ++i) {
      if (output.counts[i] == 0) continue;
      counts.push_back(context.Say(Message::kStatusCount,
                                   StatusInWords(static_cast<interp::Status>(i), language),
                                   output.counts[i]));
    }
    if (output.counts[0] > 0 && output.money) {
      counts.push_back(context.Say(
          Message::kRunSum, words.Amount(output.definition->type, value::Value(output.sum))));
    }
    text += "\n" + context.Say(Message::kRunOutput, output.definition->name,
                               JoinWith(counts, context.chinese() ? "，" : ", "));
  }
  return text;
}

}  // namespace pol::cli
