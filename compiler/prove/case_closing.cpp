// The row or rule that would close a gap. The comparisons of the group part every column into cells; the case lies in one
// choice of them, and the region grows from there as long as the group says nothing anywhere in it.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "compiler/prove/case_text.h"
#include "compiler/prove/report_words.h"
#include "runtime/interp/refine.h"

namespace pol::prove {

using program::Interval;
using program::Policy;
using program::Type;
using program::TypeKind;

namespace {

constexpr size_t kMostLooks = 2'000;  // at the group, for one gap

struct Region {
  Index input = -1;
  bool ordered = false;              // numbers and dates: cells form a row
  std::vector<Rational> bounds;      // what the group compares it with, ascending
  std::vector<Value> cells;          // one value of each
  std::set<size_t> in;               // the cells of the region
  bool everything() const { return in.size() == cells.size(); }
};

class Closing {
 public:
  Closing(const Policy& policy, Index definition, const Case& gap, bool chinese)
      : policy_(policy), definition_(definition), gap_(gap), chinese_(chinese) {}

  std::string Text() {
    const program::Definition& of = policy_.definitions[static_cast<size_t>(definition_)];
    if (of.rules.empty() || of.otherwise >= 0 || !IsGapHere(gap_.facts)) return "";
    if (!FindRegions() || !IsGap()) return Word("其余 ", "otherwise ") + NameText(of.name) + " = …";
    for (Region& region : regions_) Grow(&region);
    const program::Table* table = OnlyTable(of);
    return table != nullptr ? Row(*table, of) : Rule(of);
  }

 private:
  const char* Word(const char* chinese, const char* english) const {
    return chinese_ ? chinese : english;
  }
  const Type& TypeOf(const Region& region) const {
    const program::Input& input = policy_.inputs[static_cast<size_t>(region.input)];
    return policy_.types[static_cast<size_t>(input.type)];
  }

  // False: the group hangs on more than comparisons of inputs with constants.
  bool FindRegions() {
    interp::Machine machine(policy_, gap_.facts, gap_.at, {});
    std::vector<bool> needed = Needed(policy_, definition_, -1);
    std::vector<Value> constants;
    std::vector<std::pair<Index, std::vector<Value>>> columns;
    for (const interp::ColumnTest& test : interp::ColumnTests(&machine, definition_)) {
      auto at = std::find_if(columns.begin(), columns.end(),
                             [&](const auto& column) { return column.first == test.column; });
      if (at == columns.end()) at = columns.insert(at, {test.column, {}});
      at->second.insert(at->second.end(), test.constants.begin(), test.constants.end());
    }
    for (const auto& [input, values] : columns) {
      needed[static_cast<size_t>(input)] = false;
      Region region;
      region.input = input;
      const TypeKind kind = TypeOf(region).kind;
      region.ordered = kind != TypeKind::kBoolean && kind != TypeKind::kEnum && kind != TypeKind::kText;
      for (const Value& value : values) {
        if (value.is_number()) region.bounds.push_back(value.number());
      }
      std::sort(region.bounds.begin(), region.bounds.end());
      region.bounds.erase(std::unique(region.bounds.begin(), region.bounds.end()), region.bounds.end());
      const program::Input& declared = policy_.inputs[static_cast<size_t>(input)];
      region.cells = interp::Representatives(
          policy_, declared, kind == TypeKind::kEnum ? AllMembers(TypeOf(region)) : values);
      const std::optional<Value>& value = gap_.facts.inputs[static_cast<size_t>(input)];
      if (!value) return false;
      for (size_t i = 0; i < region.cells.size(); ++i) {
        if (SameCell(region, region.cells[i], *value)) region.in.insert(i);
      }
      // What stands for all texts that are not mentioned is the last one.
      if (region.in.size() > 1) region.in.erase(*region.in.rbegin());
      if (region.in.size() != 1) return false;
      regions_.push_back(std::move(region));
    }
    needed.pop_back();  // the day: the row is meant for the time in which the case lies
    return std::none_of(needed.begin(), needed.end(), [](bool other) { return other; }) &&
           !regions_.empty();
  }

  std::vector<Value> AllMembers(const Type& type) const {
    std::vector<Value> members;
    const program::EnumType& of = policy_.enums[static_cast<size_t>(type.enumeration)];
    for (size_t i = 0; i < of.members.size() && !of.tree; ++i) {
      members.push_back(Value(Rational(static_cast<int64_t>(i))));
    }
    return members;
  }

  static bool SameCell(const Region& region, const Value& a, const Value& b) {
    if (a == b) return true;
    if (a.is_text() && b.is_text()) return a.text() == "\x01";  // stands for all that are not mentioned
    if (!a.is_number() || !b.is_number() || !region.ordered) return false;
    return std::all_of(region.bounds.begin(), region.bounds.end(), [&](const Rational& bound) {
      return (a.number() <=> bound) == (b.number() <=> bound);
    });
  }

  // No rule applies. A rule that does but whose value is none is another matter.
  bool IsGapHere(const interp::Facts& facts) const {
    interp::Machine machine(policy_, facts, gap_.at, {});
    const interp::Result& result = machine.Definition(definition_).result;
    return result.is_no_rule() && result.reason == interp::Reason::kNoneApplied &&
           (result.reason_of < 0 || result.reason_of == definition_);
  }

  // The group gives nothing in all of the region. False also when that would take too long to see.
  bool IsGap() {
    size_t looks = 1;
    for (const Region& region : regions_) {
      looks *= region.in.size();
      if (looks > looks_left_) return false;
    }
    looks_left_ -= looks;
    interp::Facts facts = gap_.facts;
    return IsGap(0, &facts);
  }
  bool IsGap(size_t at, interp::Facts* facts) const {
    if (at == regions_.size()) return IsGapHere(*facts);
    const Region& region = regions_[at];
    return std::all_of(region.in.begin(), region.in.end(), [&](size_t cell) {
      facts->inputs[static_cast<size_t>(region.input)] = region.cells[cell];
      return IsGap(at + 1, facts);
    });
  }

  // To everything if that is possible, else cell by cell: upwards and downwards where they are ordered.
  void Grow(Region* region) {
    const std::set<size_t> before = region->in;
    // Only what is new needs a look.
    const auto grown = [&](const std::set<size_t>& wider) {
      const std::set<size_t> old = std::exchange(region->in, {});
      std::set_difference(wider.begin(), wider.end(), old.begin(), old.end(),
                          std::inserter(region->in, region->in.end()));
      const bool gap = IsGap();
      region->in = gap ? wider : old;
      return gap;
    };
    std::set<size_t> all;
    for (size_t i = 0; i < region->cells.size(); ++i) all.insert(i);
    if (grown(all)) return;
    const auto with = [&](size_t cell) {
      std::set<size_t> wider = region->in;
      wider.insert(cell);
      return wider;
    };
    if (!region->ordered) {
      for (size_t i = 0; i < region->cells.size(); ++i) {
        if (!region->in.contains(i)) grown(with(i));
      }
      return;
    }
    const bool none = !region->cells[0].is_number();  // stands before the numbers
    if (none && before.contains(0)) return;
    while (*region->in.rbegin() + 1 < region->cells.size() && grown(with(*region->in.rbegin() + 1))) {
    }
    while (*region->in.begin() > (none ? 1u : 0u) && grown(with(*region->in.begin() - 1))) {
    }
  }

  std::string Literal(const Region& region, const Value& value) const {
    std::string text = LiteralText(policy_, TypeOf(region), value, chinese_);
    // In a table amounts stand without 元.
    const std::string_view unit = chinese_ ? "元" : " yuan";
    const TypeKind kind = TypeOf(region).kind;
    const bool money = kind == TypeKind::kMoney || kind == TypeKind::kExactMoney;
    if (money && text.ends_with(unit)) text.resize(text.size() - unit.size());
    return text;
  }

  // The cells of an ordered column are points, which are bounds, and the stretches between them.
  Interval IntervalOf(const Region& region) const {
    Interval interval;
    const bool none = !region.cells[0].is_number();
    const size_t first = *region.in.begin(), last = *region.in.rbegin();
    const auto is_bound = [&](const Value& value) {
      return std::binary_search(region.bounds.begin(), region.bounds.end(), value.number());
    };
    if (first > (none ? 1u : 0u)) {
      const Rational& number = region.cells[first].number();
      interval.low_open = !is_bound(region.cells[first]);
      interval.low = interval.low_open
                         ? *std::prev(std::lower_bound(region.bounds.begin(), region.bounds.end(), number))
                         : number;
    }
    if (last + 1 < region.cells.size()) {
      const Rational& number = region.cells[last].number();
      interval.high_open = !is_bound(region.cells[last]);
      interval.high = interval.high_open
                          ? *std::upper_bound(region.bounds.begin(), region.bounds.end(), number)
                          : number;
    }
    return interval;
  }

  // "" where it cannot be said in a cell.
  std::string Condition(const Region& region, bool cell) const {
    const auto value = [&](const Rational& number) { return Literal(region, Value(number)); };
    const auto compared = [&](const char* chinese, const char* english) {
      return std::string(Word(chinese, english)) + " ";
    };
    if (region.ordered && region.cells[*region.in.begin()].is_number()) {
      const Interval in = IntervalOf(region);
      if (!in.low && !in.high) {  // any number, and none is something else
        if (region.cells[0].is_number()) return "";
        return compared(cell ? "非" : "不为", cell ? "not" : "differs") + Literal(region, region.cells[0]);
      }
      if (in.low && in.high) {
        if (*in.low == *in.high) return (cell ? "" : compared("为", "is")) + value(*in.low);
        return (cell ? "" : compared("属于", "in")) + (in.low_open ? "(" : "[") + value(*in.low) +
               ", " + value(*in.high) + (in.high_open ? ")" : "]");
      }
      if (in.low) return compared(in.low_open ? "超过" : "不低于", in.low_open ? ">" : ">=") + value(*in.low);
      return compared(in.high_open ? "低于" : "不超过", in.high_open ? "<" : "<=") + value(*in.high);
    }
    // Single values; where what nobody mentions is among them, all but the others.
    const bool others = std::any_of(region.in.begin(), region.in.end(), [&](size_t i) {
      return region.cells[i].is_text() && region.cells[i].text() == "\x01";
    });
    std::string listed;
    size_t count = 0;
    for (size_t i = 0; i < region.cells.size(); ++i) {
      if (region.in.contains(i) == others) continue;
      const std::string one = Literal(region, region.cells[i]);
      if (one.empty()) return "";
      listed += (listed.empty() ? "" : "、") + one;
      ++count;
    }
    if (cell) return (others ? compared("非", "not") : "") + listed;
    if (count > 1) return compared(others ? "不属于" : "属于", others ? "outside" : "in") + listed;
    return compared(others ? "不为" : "为", others ? "differs" : "is") + listed;
  }

  // The one table that all rules of the group are rows of.
  const program::Table* OnlyTable(const program::Definition& of) const {
    const Index table = of.rules[0].table;
    if (table < 0) return nullptr;
    for (const program::Rule& rule : of.rules) {
      if (rule.table != table) return nullptr;
    }
    const program::Table& found = policy_.tables[static_cast<size_t>(table)];
    const bool all = std::all_of(regions_.begin(), regions_.end(), [&](const Region& region) {
      return region.everything() || ColumnOf(found, region) < found.conditions;
    });
    return all ? &found : nullptr;
  }

  size_t ColumnOf(const program::Table& table, const Region& region) const {
    const program::Input& input = policy_.inputs[static_cast<size_t>(region.input)];
    for (size_t i = 0; i < table.conditions; ++i) {
      if (table.columns[i] == input.name || table.columns[i] == input.alias) return i;
    }
    return table.conditions;
  }

  std::string Row(const program::Table& table, const program::Definition& of) const {
    std::vector<std::string> cells(table.columns.size(), Word("不限", "anything"));
    for (const Region& region : regions_) {
      if (region.everything()) continue;
      const std::string condition = Condition(region, true);
      if (condition.empty()) return "";
      cells[ColumnOf(table, region)] = condition;
    }
    for (size_t i = table.conditions; i < cells.size(); ++i) {
      const std::string& column = table.columns[i];
      cells[i] = column == of.name || column == of.alias ? "…" : "-";
    }
    std::string row = "|";
    if (const std::string label = NextLabel(table); !label.empty()) row += " " + label + " |";
    if (CitesRows(table)) row += " \"…\" |";
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i == table.conditions) row += "|";
      row += " " + cells[i] + " |";
    }
    return row;
  }

  // After R1, R2, R3: R4. "" where the rows have no labels.
  static std::string NextLabel(const program::Table& table) {
    std::string last;
    for (const std::string& label : table.labels) {
      if (!label.empty()) last = label;
    }
    if (last.empty()) return "";
    size_t digits = last.size();
    while (digits > 0 && last[digits - 1] >= '0' && last[digits - 1] <= '9') --digits;
    const std::string stem = last.substr(0, digits);
    for (size_t number = table.rows.size() + 1;; ++number) {
      const std::string label = stem + std::to_string(number);
      if (std::find(table.labels.begin(), table.labels.end(), label) == table.labels.end()) return label;
    }
  }

  // Whether the rows say where each stands in the source.
  static bool CitesRows(const program::Table& table) {
    return std::any_of(table.places.begin(), table.places.end(), [&](const program::Place& place) {
      return place.clause != table.places.front().clause;
    });
  }

  std::string Rule(const program::Definition& of) const {
    std::string conditions;
    for (const Region& region : regions_) {
      if (region.everything()) continue;
      const std::string condition = Condition(region, false);
      if (condition.empty()) return "";
      if (!conditions.empty()) conditions += Word(" 且 ", " and ");
      conditions += NameText(policy_.inputs[static_cast<size_t>(region.input)].name) + " " + condition;
    }
    const std::string result = NameText(of.name) + " = …";
    if (conditions.empty()) return std::string(Word("其余 ", "otherwise ")) + result;
    return Word("若 ", "if ") + conditions + Word(" 则 ", " then ") + result;
  }

  const Policy& policy_;
  const Index definition_;
  const Case& gap_;
  const bool chinese_;
  std::vector<Region> regions_;
  size_t looks_left_ = kMostLooks;
};

}  // namespace

std::string ClosingText(const Policy& policy, Index definition, const Case& gap, bool chinese) {
  return Closing(policy, definition, gap, chinese).Text();
}

}  // namespace pol::prove
