// One object to the facts of one case (semantics 9.1).
#include "runtime/interp/accept.h"

#include <algorithm>
#include <set>

#include "runtime/interp/accept_value.h"
#include "runtime/interp/require.h"
#include "runtime/value/literal.h"
#include "runtime/value/nearest.h"

namespace pol::interp {

namespace {

using program::Input;
using program::Policy;

Refusal Refused(std::string field, RefusalCode code, const Datum* given = nullptr) {
  Refusal refusal;
  refusal.field = std::move(field);
  refusal.code = code;
  if (given != nullptr) refusal.given = ShownDatum(*given);
  return refusal;
}

// Reads one object; a class only to keep the tables that every field needs.
class Reader {
 public:
  explicit Reader(const Policy& policy) : policy_(policy), slots_(policy.inputs.size() * 2) {
    accepted_.facts.inputs.resize(policy.inputs.size());
    accepted_.facts.decided_by.resize(policy.inputs.size());
    for (size_t i = 0; i < policy.inputs.size(); ++i) {
      const Input& input = policy.inputs[i];
      AddName(input.alias, 2 * i + 1);
      AddName(input.name, 2 * i);
    }
  }

  Accepted Read(const Datum& object, int64_t at) {
    if (object.kind == Datum::Kind::kObject) {
      Walk(object, "");
    } else if (object.kind != Datum::Kind::kNull) {
      records_.push_back({0, Refused("", RefusalCode::kWrongType, &object)});
    }
    ReadSlots();
    // A record and its first field share a place; the record was found first.
    std::stable_sort(records_.begin(), records_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [order, refusal] : records_) accepted_.refusals.push_back(std::move(refusal));
    CheckRequires(policy_, accepted_.facts, at, &accepted_.refusals);
    ReportUnknown();
    return std::move(accepted_);
  }

 private:
  // All that was given under one name of an input: its name (even slots) or its alias (odd ones).
  struct Slot {
    std::string field;  // as first written
    std::vector<const Datum*> data;
  };

  void AddName(const std::string& name, size_t slot) {
    if (name.empty()) return;
    const std::string folded = FoldedName(name);
    names_.insert_or_assign(folded, slot);
    // The records that it is a field of, each with the first of its inputs.
    for (size_t dot = folded.find('.'); dot != std::string::npos; dot = folded.find('.', dot + 1)) {
      const auto [place, added] = prefixes_.try_emplace(folded.substr(0, dot), slot);
      if (!added) place->second = std::min(place->second, slot);
    }
  }

  void Walk(const Datum& object, const std::string& path) {
    for (const auto& [key, datum] : object.fields) {
      const std::string field = path.empty() ? key : path + "." + key;
      const std::string folded = FoldedName(field);
      if (const auto found = names_.find(folded); found != names_.end()) {
        Slot& slot = slots_[found->second];
        if (slot.data.empty()) slot.field = field;
        slot.data.push_back(&datum);
      } else if (const auto record = prefixes_.find(folded); record != prefixes_.end()) {
        WalkRecord(datum, field, folded, record->second);
      } else {
        unknown_.insert(field);
      }
    }
  }

  void WalkRecord(const Datum& datum, const std::string& field, const std::string& folded,
                  size_t order) {
    const bool repeated = !seen_records_.insert(folded).second;
    std::optional<RefusalCode> code;
    if (datum.kind == Datum::Kind::kObject)
      Walk(datum, field);
    else if (datum.kind != Datum::Kind::kNull)  // a null record has only unknown fields
      code = RefusalCode::kWrongType;
    if (!code && repeated) code = RefusalCode::kDuplicate;
    if (code) records_.push_back({order, Refused(field, *code, &datum)});
  }

  void ReadSlots() {
    for (size_t i = 0; i < slots_.size(); ++i) {
      const Slot& slot = slots_[i];
      if (slot.data.empty()) continue;
      const auto input = static_cast<Index>(i / 2);
      std::optional<Value>& fact = accepted_.facts.inputs[static_cast<size_t>(input)];
      std::optional<Refusal> refused;
      const auto refuse = [&](RefusalCode code, const Datum& given) {
        // One code a field: the first in the order of the list.
        if (refused && refused->code <= code) return;
        refused = Refused(slot.field, code, &given);
        refused->input = input;
        refused->type = &policy_.types[static_cast<size_t>(policy_.inputs[input].type)];
        refused->domain = &policy_.inputs[input].domain;
      };
      for (const Datum* datum : slot.data) {
        std::optional<Value> value;
        ReadOne(input, slot.field, *datum, &value, refuse);
        if (value) fact = std::move(value);
      }
      const bool beside_name = i % 2 == 1 && !slots_[i - 1].data.empty();
      if (slot.data.size() > 1 || beside_name) refuse(RefusalCode::kDuplicate, *slot.data.back());
      if (!refused && inner_.empty()) continue;
      refused_.insert(input);
      if (refused && refused->code == RefusalCode::kNotAMember)
        refused->nearest = NearestMember(policy_, *refused->type, refused->given);
      if (refused) records_.push_back({i, *std::move(refused)});
      for (Refusal& inner : inner_) records_.push_back({i, std::move(inner)});
      inner_.clear();
    }
    // What was refused counts as missing where `require`s are tested.
    for (const Index input : refused_) {
      accepted_.facts.inputs[static_cast<size_t>(input)].reset();
      accepted_.facts.decided_by[static_cast<size_t>(input)].clear();
    }
  }

  template <typename Refuse>
  void ReadOne(Index index, const std::string& field, const Datum& datum,
               std::optional<Value>* value, const Refuse& refuse) {
    const Input& input = policy_.inputs[static_cast<size_t>(index)];
    const Datum* bare = &datum;
    static const Datum kMissing;
    if (input.kind == Input::Kind::kJudgement && datum.kind == Datum::Kind::kObject) {
      bare = &kMissing;
      std::set<std::string_view> keys;
      for (const auto& [key, part] : datum.fields) {
        if (!keys.insert(key).second) refuse(RefusalCode::kDuplicate, datum);
        if (key == "value")
          bare = &part;
        else if (key == "by")
          ReadRole(index, part, refuse);
        else if (key == "evidence")
          ReadEvidence(part, refuse);
        else
          unknown_.insert(field + "." + key);
      }
    }
    const program::Type& type = policy_.types[static_cast<size_t>(input.type)];
    std::vector<Leaf>& leaves = accepted_.facts.leaves;
    DatumReader reader(policy_, index, leaves.size());
    *value = reader.Read(type, input.domain, *bare, field);
    unknown_.insert(reader.unknown().begin(), reader.unknown().end());
    for (const Refusal& refusal : reader.refusals()) {
      if (refusal.field == field) {
        refuse(refusal.code, *bare);
      } else {
        inner_.push_back(refusal);
      }
    }
    if (!reader.refusals().empty()) {
      value->reset();
    } else {
      leaves.insert(leaves.end(), reader.leaves().begin(), reader.leaves().end());
    }
  }

  template <typename Refuse>
  void ReadRole(Index index, const Datum& part, const Refuse& refuse) {
    if (part.kind == Datum::Kind::kNull) return;
    if (part.kind != Datum::Kind::kText) return refuse(RefusalCode::kWrongType, part);
    const Input& input = policy_.inputs[static_cast<size_t>(index)];
    const std::optional<std::string> role = value::Nfc(part.text);
    if (!role) return refuse(RefusalCode::kWrongType, part);
    if (!input.role.empty() && *role != value::Nfc(input.role))
      return refuse(RefusalCode::kRole, part);
    accepted_.facts.decided_by[static_cast<size_t>(index)] = *role;
  }

  template <typename Refuse>
  static void ReadEvidence(const Datum& part, const Refuse& refuse) {
    const auto is_text = [](const Datum& datum) { return datum.kind == Datum::Kind::kText; };
    if (part.kind == Datum::Kind::kNull || is_text(part)) return;
    if (part.kind != Datum::Kind::kArray ||
        !std::all_of(part.items.begin(), part.items.end(), is_text))
      refuse(RefusalCode::kWrongType, part);
  }

  void ReportUnknown() {
    if (unknown_.empty()) return;
    std::vector<std::string> names;
    for (const Input& input : policy_.inputs) {
      names.push_back(input.name);
      if (!input.alias.empty()) names.push_back(input.alias);
    }
    // The set is sorted by bytes, which for UTF-8 is by code point.
    for (const std::string& field : unknown_) {
      accepted_.refusals.push_back(Refused(field, RefusalCode::kUnknownName));
      accepted_.refusals.back().nearest = value::Nearest(field, names);
    }
  }

  const Policy& policy_;
  std::map<std::string, size_t> names_, prefixes_;
  std::vector<Slot> slots_;
  std::vector<std::pair<size_t, Refusal>> records_;  // by declaration order of what was refused
  std::vector<Refusal> inner_;  // of parts of the datum at hand
  std::set<std::string> seen_records_, unknown_;
  std::set<Index> refused_;
  Accepted accepted_;
};

}  // namespace

const char* CodeName(RefusalCode code) {
  switch (code) {
    case RefusalCode::kWrongType:
      return "wrong_type";
    case RefusalCode::kOffGrid:
      return "off_grid";
    case RefusalCode::kNotInDomain:
      return "not_in_domain";
    case RefusalCode::kNotAMember:
      return "not_a_member";
    case RefusalCode::kTooLong:
      return "too_long";
    case RefusalCode::kRole:
      return "role";
    case RefusalCode::kRequire:
      return "require";
    case RefusalCode::kUnknownName:
      return "unknown_name";
    case RefusalCode::kDuplicate:
      return "duplicate";
  }
  return "";
}

void CheckRequires(const program::Policy& policy, const Facts& facts, int64_t at,
                   std::vector<Refusal>* refusals) {
  for (size_t i = 0; i < policy.requires_.size(); ++i) {
    if (CheckRequire(policy, policy.requires_[i], facts, at) != RequireVerdict::kFails) continue;
    Refusal refusal;
    refusal.field = "require#" + std::to_string(i + 1);
    refusal.code = RefusalCode::kRequire;
    refusal.text = policy.requires_[i].text;
    refusals->push_back(std::move(refusal));
  }
}

Accepted Accept(const program::Policy& policy, const Datum& object, int64_t at) {
  return Reader(policy).Read(object, at);
}

}  // namespace pol::interp
