#include "cli/columns.h"

#include <algorithm>
#include <functional>

#include "runtime/value/literal.h"

namespace pol::cli {
namespace {

constexpr size_t kSlots = 4096;        // a power of two
constexpr size_t kLongestCached = 64;  // bytes

std::string Folded(std::string_view text) {
  std::string folded = value::FoldWidth(value::Nfc(text).value_or(std::string(text)));
  while (!folded.empty() && folded.back() == ' ') folded.pop_back();
  folded.erase(0, std::min(folded.find_first_not_of(' '), folded.size()));
  return folded;
}

// "编号,企业" and "编号、企业" are two names.
std::vector<std::string> Names(const std::vector<std::string>& given) {
  std::vector<std::string> names;
  for (const std::string& text : given) {
    std::string rest = text;
    for (const std::string_view comma : {"、", "，"}) {
      for (size_t at = rest.find(comma); at != std::string::npos; at = rest.find(comma))
        rest.replace(at, comma.size(), ",");
    }
    size_t from = 0;
    while (from <= rest.size()) {
      const size_t to = std::min(rest.find(',', from), rest.size());
      const std::string name = Folded(std::string_view(rest).substr(from, to - from));
      if (!name.empty()) names.push_back(name);
      from = to + 1;
    }
  }
  return names;
}

}  // namespace

bool Columns::Open(const Context& context, const std::vector<std::string_view>& header,
                   const std::vector<std::string>& keep, std::string* problem) {
  const std::vector<std::string> kept = Names(keep);
  std::vector<std::string> inputs;
  for (const program::Input& input : policy_.inputs) inputs.push_back(input.name);
  std::vector<int> column_of(policy_.inputs.size(), -1);
  std::vector<std::string> seen;
  for (const std::string_view cell : header) {
    if (!IsUtf8(cell)) {
      *problem = context.Say(Message::kHeaderNotUtf8);
      return false;
    }
    const std::string name = Folded(cell);
    const int number = static_cast<int>(columns_.size()) + 1;
    if (name.empty()) {
      *problem = context.Say(Message::kNamelessColumn, number);
      return false;
    }
    Column column;
    for (size_t i = 0; i < policy_.inputs.size(); ++i) {
      const program::Input& input = policy_.inputs[i];
      if (Folded(input.name) == name || (!input.alias.empty() && Folded(input.alias) == name)) {
        column.input = static_cast<program::Index>(i);
      }
    }
    const bool repeated = std::find(seen.begin(), seen.end(), name) != seen.end() ||
                          (column.input >= 0 && column_of[static_cast<size_t>(column.input)] >= 0);
    if (repeated) {
      const std::string of =
          column.input >= 0 ? policy_.inputs[static_cast<size_t>(column.input)].name : name;
      *problem = context.Say(Message::kRepeatedColumn, of, number);
      return false;
    }
    if (column.input >= 0) {
      column_of[static_cast<size_t>(column.input)] = number;
      column.slots.resize(kSlots);
    } else if (std::find(kept.begin(), kept.end(), name) == kept.end()) {
      const std::string nearest = diag::Nearest(name, inputs);
      const std::string hint = nearest.empty() ? "" : context.Say(Message::kDidYouMean, nearest);
      *problem =
          context.Say(Message::kUnknownColumn, name, number, hint, Join(inputs, context.language));
      return false;
    }
    seen.push_back(name);
    header_.emplace_back(cell);
    columns_.push_back(std::move(column));
  }
  for (const std::string& name : kept) {
    if (std::find(seen.begin(), seen.end(), name) == seen.end()) {
      *problem = context.Say(Message::kKeptColumnMissing, name);
      return false;
    }
  }
  for (size_t i = 0; i < column_of.size(); ++i) {
    if (column_of[i] < 0) absent_.push_back(static_cast<program::Index>(i));
  }
  if (absent_.size() == policy_.inputs.size() && !policy_.inputs.empty()) {
    *problem = context.Say(Message::kNoInputColumn, Join(inputs, context.language));
    return false;
  }
  return true;
}

void Columns::Read(const std::vector<std::string_view>& cells, interp::Facts* facts,
                   std::vector<interp::Refusal>* refusals) {
  facts->leaves.clear();
  for (size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    if (column.input < 0) continue;
    std::optional<value::Value>& fact = facts->inputs[static_cast<size_t>(column.input)];
    const std::string_view cell = cells[i];
    Slot* slot = nullptr;
    if (cell.size() <= kLongestCached) {
      slot = &column.slots[std::hash<std::string_view>()(cell) & (kSlots - 1)];
      if (slot->used && slot->text == cell) {
        fact = slot->value;
        continue;
      }
    }
    interp::Refusal refusal;
    fact.reset();
    if (!interp::ReadCell(policy_, column.input, cell, &fact, &refusal, &facts->leaves)) {
      refusal.field = header_[i];
      refusals->push_back(std::move(refusal));
      fact.reset();
      continue;
    }
    // What is unknown in a list is counted row by row.
    if (slot != nullptr && !(fact && fact->has_unknown())) {
      slot->used = true;
      slot->text = cell;
      slot->value = fact;
    }
  }
}

}  // namespace pol::cli
