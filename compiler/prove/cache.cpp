#include "compiler/prove/cache.h"

#include <algorithm>

#include "compiler/prove/prove.h"

namespace pol::prove {
namespace {

using program::Op;
using program::Type;

constexpr size_t kMostQuestions = 20'000;

class Describer {
 public:
  Describer(const Terms& terms, Cache::Asked* asked) : terms_(terms), asked_(*asked) {}

  bool ok() const { return ok_; }
  void Number(int64_t number) { asked_.key += std::to_string(number) + ","; }
  void Of(const Value& value) {
    if (value.is_none()) {
      asked_.key += "-,";
    } else if (value.is_number()) {
      asked_.key += value.number().ToString() + ",";
    } else if (value.is_text()) {
      asked_.key += "'" + std::to_string(value.text().size()) + ":" + value.text();
    } else if (value.is_list() && !value.has_unknown()) {
      asked_.key += "[";
      for (const Value& item : value.items()) Of(item);
      asked_.key += "]";
    } else {
      ok_ = false;
    }
  }
  void Of(const program::Interval& interval) {
    asked_.key += interval.low ? interval.low->ToString() : "*";
    asked_.key += interval.low_open ? "(" : "[";
    asked_.key += interval.high ? interval.high->ToString() : "*";
    asked_.key += interval.high_open ? ")" : "]";
  }
  void Of(const Type* type) {
    if (type == nullptr) {
      asked_.key += "?";
      return;
    }
    Number(static_cast<int64_t>(type->kind));
    Number(type->optional ? 1 : 0);
    asked_.key += (type->grid ? type->grid->ToString() : "*") + ",";
    if (type->kind != program::TypeKind::kEnum) return;
    const program::EnumType& members = terms_.policy().enums[type->enumeration];
    Number(members.open ? 1 : 0);
    Number(members.tree ? 1 : 0);
    Number(static_cast<int64_t>(members.members.size()));
    if (!members.tree) return;
    for (const program::Member& member : members.members) Number(member.last);
  }
  void Of(const program::Domain* domain) {
    if (domain == nullptr) return;
    for (const program::Interval& interval : domain->intervals) Of(interval);
  }

  void Of(TermId id) {
    const auto known = std::find(asked_.terms.begin(), asked_.terms.end(), id);
    if (known != asked_.terms.end()) {
      asked_.key += "#" + std::to_string(known - asked_.terms.begin()) + ",";
      return;
    }
    asked_.terms.push_back(id);
    const Term& term = terms_[id];
    switch (term.op) {
      case Op::kFor:
      case Op::kCall:
      case Op::kItem:
      case Op::kConcat:
      case Op::kMissing:
      case Op::kDefinition:
      case Op::kParameter:
      case Op::kAddWorkdays:
      case Op::kWorkdaysBetween:
      case Op::kToWorkday:
        ok_ = false;
        return;
      default:
        break;
    }
    asked_.key += "(";
    Number(static_cast<int64_t>(term.op));
    Number(term.a);
    Number(term.b);
    Of(terms_.TypeOf(id));
    if (term.op == Op::kConstant) Of(term.value);
    if (term.op == Op::kInput) {
      const auto inputs = static_cast<Index>(terms_.policy().inputs.size());
      // What a list holds hangs together: its leaves are told by their paths.
      if (term.input >= inputs) {
        const ListLeaf& leaf = terms_.leaves()[term.input - inputs];
        for (const int32_t step : leaf.path) Number(step);
        Number(InputNumber(leaf.input));
        Of(leaf.domain);
      } else {
        Of(&terms_.policy().inputs[term.input].domain);
      }
      Number(InputNumber(term.input));
    }
    for (const TermId child : term.children) Of(child);
    asked_.key += ")";
  }

 private:
  int64_t InputNumber(Index input) {
    const auto known = std::find(asked_.inputs.begin(), asked_.inputs.end(), input);
    if (known != asked_.inputs.end()) return known - asked_.inputs.begin();
    asked_.inputs.push_back(input);
    return static_cast<int64_t>(asked_.inputs.size()) - 1;
  }

  const Terms& terms_;
  Cache::Asked& asked_;
  bool ok_ = true;
};

}  // namespace

std::shared_ptr<Cache> MakeCache() { return std::make_shared<Cache>(); }

std::optional<Cache::Asked> Cache::Describe(const Terms& terms,
                                            const std::vector<Constraint>& constraints,
                                            int64_t first_day, int64_t last_day) {
  Asked asked;
  Describer describe(terms, &asked);
  describe.Number(first_day);
  describe.Number(last_day);
  for (const Constraint& constraint : constraints) {
    asked.key += constraint.negated ? "!" : "=";
    describe.Of(constraint.term);
    for (const program::Interval& interval : constraint.intervals) describe.Of(interval);
    for (const Value& value : constraint.values) describe.Of(value);
  }
  if (!describe.ok()) return std::nullopt;
  return asked;
}

std::optional<Cache::Found> Cache::Find(const Asked& asked) const {
  const auto known = stored_.find(asked.key);
  if (known == stored_.end()) return std::nullopt;
  const Stored& stored = known->second;
  Found found;
  found.work = stored.work;
  found.reply.kind = stored.kind;
  found.reply.at = stored.at;
  for (const auto& [place, value] : stored.inputs) found.reply.inputs[asked.inputs[place]] = value;
  if (stored.stopped >= 0) found.reply.stopped = asked.terms[static_cast<size_t>(stored.stopped)];
  return found;
}

void Cache::Keep(const Asked& asked, const TheoryReply& reply, uint64_t work) {
  Stored stored;
  stored.kind = reply.kind;
  stored.at = reply.at;
  stored.work = work;
  for (const auto& [input, value] : reply.inputs) {
    const auto place = std::find(asked.inputs.begin(), asked.inputs.end(), input);
    if (place == asked.inputs.end()) return;
    stored.inputs.emplace_back(place - asked.inputs.begin(), value);
  }
  if (reply.stopped >= 0) {
    const auto place = std::find(asked.terms.begin(), asked.terms.end(), reply.stopped);
    if (place == asked.terms.end()) return;
    stored.stopped = place - asked.terms.begin();
  }
  if (stored_.size() >= kMostQuestions) stored_.clear();
  stored_[asked.key] = std::move(stored);
}

}  // namespace pol::prove
