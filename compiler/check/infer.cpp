// A file that holds nothing but rules: what its names are, told by what stands beside them
// (semantics 1.5). Everything that was inferred is reported, once.
#include <algorithm>

#include "compiler/check/builtin.h"
#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;

namespace {

struct Guess {
  std::string name;
  bool output = false;
  bool condition = false;              // stands alone as a condition
  bool arithmetic = false;             // stands in a sum or a product
  bool number = false;                 // beside a bare number
  const ast::Expr* literal = nullptr;  // beside a literal that tells its type
  std::vector<std::string> members;    // bare words beside it
  std::vector<std::string> partners;   // other names beside it
  Range range;
};

struct Pair {
  std::string name;
  const ast::Expr* other;
};

}  // namespace

void Checker::InferNames() {
  std::vector<Guess> guesses;
  std::map<std::string, size_t, std::less<>> place;
  const auto guess = [&](const ast::Name& name) -> Guess& {
    const auto [where, fresh] = place.emplace(std::string(name.text), guesses.size());
    if (fresh) {
      Guess made;
      made.name = std::string(name.text);
      made.range = name.range;
      guesses.push_back(made);
    }
    return guesses[where->second];
  };
  std::vector<Pair> pairs;  // name, and what it is compared with or given

  // What stands left of a comparison, alone as a condition, or is given, is a name; the rest is
  // decided afterwards.
  std::vector<std::pair<const Expr*, bool>> open;  // expression, and whether it is a condition
  const auto visit = [&](const Expr* root, bool condition) {
    if (root != nullptr) open.emplace_back(root, condition);
    while (!open.empty()) {
      const auto [at, is_condition] = open.back();
      open.pop_back();
      if (at == nullptr) continue;
      switch (at->kind) {
        case ExprKind::kName:
          if (is_condition && Lookup(at->name.text) == nullptr) guess(at->name).condition = true;
          break;
        case ExprKind::kCompare:
        case ExprKind::kMember: {
          const Expr &left = Inner(*at->args[0]), &right = Inner(*at->args[1]);
          if (left.kind == ExprKind::kName) {
            pairs.push_back({guess(left.name).name, &right});
          } else if (right.kind == ExprKind::kName && left.kind != ExprKind::kError &&
                     !Flexible(left)) {
            open.emplace_back(&right, false);
          } else if (right.kind == ExprKind::kName && Flexible(left)) {
            pairs.push_back({guess(right.name).name, &left});
          }
          if (left.kind != ExprKind::kName) open.emplace_back(&left, false);
          if (right.kind != ExprKind::kName) open.emplace_back(&right, false);
          break;
        }
        case ExprKind::kAnd:
        case ExprKind::kOr:
        case ExprKind::kNot:
        case ExprKind::kChain:
          for (size_t i = at->args.size(); i-- > 0;) open.emplace_back(at->args[i], true);
          break;
        case ExprKind::kParen:
          open.emplace_back(at->args[0], is_condition);
          break;
        case ExprKind::kIf:
          open.emplace_back(at->args[2], is_condition);
          open.emplace_back(at->args[1], is_condition);
          open.emplace_back(at->args[0], true);
          break;
        case ExprKind::kAll:
        case ExprKind::kAny:
        case ExprKind::kAtLeast:
          for (size_t i = at->items.size(); i-- > 0;)
            open.emplace_back(at->items[i].condition, true);
          break;
        case ExprKind::kAdd:
        case ExprKind::kSubtract:
        case ExprKind::kMultiply:
        case ExprKind::kDivide:
        case ExprKind::kNegate:
        case ExprKind::kPower:
        case ExprKind::kCapped:
        case ExprKind::kFloored:
          for (size_t i = at->args.size(); i-- > 0;) {
            const Expr& arg = Inner(*at->args[i]);
            const bool unit = at->kind == ExprKind::kDivide && i == 1 &&
                              arg.kind == ExprKind::kName && FindUnit(arg.name.text).known;
            if (arg.kind == ExprKind::kName && !unit) {
              guess(arg.name).arithmetic = true;
              const Expr& sibling = Inner(*at->args[i == 0 && at->args.size() > 1 ? 1 : 0]);
              const bool beside = at->kind != ExprKind::kMultiply &&
                                  at->kind != ExprKind::kDivide && at->kind != ExprKind::kPower;
              if (beside && sibling.kind != ExprKind::kName) {
                pairs.push_back({std::string(arg.name.text), &sibling});
              }
            } else {
              open.emplace_back(at->args[i], false);
            }
          }
          break;
        case ExprKind::kCall: {
          const std::string_view function = BuiltinFunction(at->name.text);
          for (size_t i = at->args.size(); i-- > 0;) {
            const Expr& arg = Inner(*at->args[i]);
            const bool quantum = i == 1 && function.substr(0, 5) == "round";
            if (arg.kind == ExprKind::kName && !quantum) {
              guess(arg.name).arithmetic = true;
            } else {
              open.emplace_back(at->args[i], false);
            }
          }
          break;
        }
        default:
          break;
      }
    }
  };
  for (const Declaration* declaration : declarations_) {
    for (const ast::Branch& branch : declaration->branches) {
      visit(branch.condition, true);
      visit(branch.unless, true);
      for (const ast::Outcome& outcome : branch.outcomes) {
        if (!outcome.name) continue;
        guess(outcome.name).output = true;
        if (outcome.value == nullptr) continue;
        pairs.push_back({std::string(outcome.name.text), &Inner(*outcome.value)});
        if (Inner(*outcome.value).kind != ExprKind::kName) visit(outcome.value, false);
      }
    }
  }

  // Evidence.
  const auto evidence = [&](const std::string& name, const Expr& other, auto&& self) -> void {
    Guess& of = guesses[place.find(name)->second];
    switch (other.kind) {
      case ExprKind::kName: {
        const auto partner = place.find(other.name.text);
        if (partner != place.end()) {
          of.partners.push_back(std::string(other.name.text));
        } else if (BuiltinValue(other.name.text).empty()) {
          const std::string word(other.name.text);
          if (std::find(of.members.begin(), of.members.end(), word) == of.members.end()) {
            of.members.push_back(word);
          }
        } else {
          of.literal = &other;
        }
        break;
      }
      case ExprKind::kNumber:
      case ExprKind::kHanNumber:
        if (other.kind == ExprKind::kNumber && !other.unit &&
            other.text.find('%') == std::string_view::npos &&
            other.text.find("‰") == std::string_view::npos) {
          of.number = true;
        } else if (of.literal == nullptr) {
          of.literal = &other;
        }
        break;
      case ExprKind::kDate:
      case ExprKind::kMonth:
      case ExprKind::kInstant:
      case ExprKind::kClock:
      case ExprKind::kText:
      case ExprKind::kTrue:
      case ExprKind::kFalse:
      case ExprKind::kDivide:
        if (of.literal == nullptr &&
            (other.kind != ExprKind::kDivide || Flexible(*other.args[0]))) {
          of.literal = &other;
        }
        break;
      case ExprKind::kInterval:
      case ExprKind::kRange:
      case ExprKind::kBound:
      case ExprKind::kItems:
      case ExprKind::kNegate:
      case ExprKind::kParen:
        for (const Expr* arg : other.args) self(name, *arg, self);
        break;
      case ExprKind::kIf:
        self(name, *other.args[1], self);
        self(name, *other.args[2], self);
        break;
      default:
        break;
    }
  };
  for (const Pair& pair : pairs) {
    if (place.count(pair.name) != 0) evidence(pair.name, *pair.other, evidence);
  }

  // Names that stand beside each other share what is known of one of them.
  std::vector<Index> types(guesses.size(), kNoType);
  const auto decide = [&](const Guess& of) -> Index {
    if (of.literal != nullptr) {
      Index type = Infer(*of.literal);
      if (type != kNoType && K(type) == TypeKind::kExactMoney) type = Simple(TypeKind::kMoney);
      return type;
    }
    if (!of.members.empty()) {
      program::EnumType made;
      made.name = of.name;
      made.open = true;
      for (const std::string& member : of.members) made.members.push_back({member, ""});
      model_.enums.push_back(std::move(made));
      return EnumType(static_cast<Index>(model_.enums.size()) - 1);
    }
    if (of.number || of.arithmetic) return Simple(TypeKind::kDecimal);
    if (of.condition) return Simple(TypeKind::kBoolean);
    return kNoType;
  };
  for (size_t i = 0; i < guesses.size(); ++i) {
    const Guess& of = guesses[i];
    const bool computed = of.output && of.literal == nullptr && of.members.empty() && !of.number;
    if (!computed) types[i] = decide(of);
  }
  for (size_t round = 0; round < 8; ++round) {
    bool changed = false;
    for (size_t i = 0; i < guesses.size(); ++i) {
      for (const std::string& partner : guesses[i].partners) {
        const size_t j = place.find(partner)->second;
        if (types[i] == kNoType && types[j] != kNoType) types[i] = types[j], changed = true;
        if (types[j] == kNoType && types[i] != kNoType && !guesses[j].output) {
          types[j] = types[i], changed = true;
        }
      }
    }
    if (!changed) break;
  }
  for (size_t i = 0; i < guesses.size(); ++i) {
    if (types[i] == kNoType && !guesses[i].output) types[i] = decide(guesses[i]);
    if (types[i] == kNoType && !guesses[i].output) types[i] = Simple(TypeKind::kDecimal);
  }
  for (size_t i = 0; i < guesses.size(); ++i) {
    const Guess& of = guesses[i];
    Symbol symbol;
    symbol.name = of.name;
    symbol.type = types[i];
    if (of.output) {
      symbol.kind = SymbolKind::kDefinition;
      symbol.index = static_cast<Index>(model_.definitions.size());
      Definition definition;
      definition.name = of.name;
      definition.type = types[i];
      definition.output = true;
      model_.definitions.push_back(std::move(definition));
      type_state_.push_back(types[i] == kNoType ? 0 : 2);
    } else {
      symbol.index = static_cast<Index>(model_.inputs.size());
      Input input;
      input.name = of.name;
      input.type = types[i];
      model_.inputs.push_back(std::move(input));
    }
    model_.by_name.emplace(of.name, model_.symbols.size());
    model_.symbols.push_back(std::move(symbol));
  }
  // Whatever was looked at only to guess is looked at again, now that the names are known.
  typed_.clear();
  hint_of_.clear();
  model_.exprs.clear();
}

// After everything has a type: what was inferred.
void Checker::ReportInferred() {
  std::string zh_facts, en_facts, zh_results, en_results;
  const auto add = [&](std::string* zh, std::string* en, const std::string& name, Index type) {
    if (type == kNoType) return;
    Text what = Describe(type);
    if (K(type) == TypeKind::kEnum) {
      const Text members = MemberList(T(type).type.enumeration);
      what = {"列举，写到的有" + members.zh, "one of: " + members.en + " (others allowed)"};
    }
    if (!zh->empty()) *zh += "；", *en += "; ";
    *zh += name + "（" + what.zh + "）";
    *en += name + " (" + what.en + ")";
  };
  for (const Input& input : model_.inputs) add(&zh_facts, &en_facts, input.name, input.type);
  for (const Definition& definition : model_.definitions) {
    add(&zh_results, &en_results, definition.name, definition.type);
  }
  Range where;
  for (const Declaration* declaration : declarations_) {
    where = declaration->head;
    break;
  }
  if (zh_facts.empty()) zh_facts = "无", en_facts = "none";
  if (zh_results.empty()) return;
  Report(Code::kInferred, where, {Text(zh_facts, en_facts), Text(zh_results, en_results)});
}

}  // namespace pol::check
