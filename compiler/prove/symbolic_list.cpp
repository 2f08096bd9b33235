#include "compiler/prove/symbolic_list.h"

#include <algorithm>
#include <utility>

namespace pol::prove {

using interp::ErrorCode;
using interp::Reason;
using program::Aggregate;
using program::Node;
using program::Op;
using program::Type;
using program::TypeKind;

namespace {

bool IsWhole(const Type* type) {
  return type != nullptr && (type->kind == TypeKind::kList || type->kind == TypeKind::kSet ||
                             type->kind == TypeKind::kRecord);
}

}  // namespace

ListSymbols::ListSymbols(Symbolic* symbolic, const ListLeaves* leaves)
    : symbolic_(*symbolic),
      diagrams_(symbolic->diagrams()),
      terms_(symbolic->terms()),
      policy_(symbolic->policy()),
      leaves_(leaves),
      slots_(static_cast<size_t>(symbolic->policy().slots)) {}

const Type* ListSymbols::TypeOf(Index node) const {
  const Index type = node < 0 ? -1 : policy_.nodes[static_cast<size_t>(node)].type;
  return type < 0 ? nullptr : &policy_.types[static_cast<size_t>(type)];
}

// The type of the main policy that is the same to a term.
Index ListSymbols::IndexOf(const Type& type) const {
  const auto& types = terms_.policy().types;
  for (size_t i = 0; i < types.size(); ++i) {
    if (types[i].kind == type.kind && types[i].enumeration == type.enumeration &&
        types[i].unit == type.unit && types[i].optional == type.optional)
      return static_cast<Index>(i);
  }
  return -1;
}

bool ListSymbols::Handles(Index index) const {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  if (IsWhole(TypeOf(index))) {
    switch (node.op) {
      case Op::kInput:
      case Op::kRecord:
      case Op::kList:
      case Op::kMissing:
      case Op::kWithout:
      case Op::kJoin:
      case Op::kCommon:
      case Op::kItem:
      case Op::kField:
      case Op::kFor:
        return true;
      default:
        return false;  // as one value
    }
  }
  switch (node.op) {
    case Op::kItem:
    case Op::kField:
    case Op::kFor:
    case Op::kSubset:
      return true;
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kInSet:
      return std::any_of(node.children.begin(), node.children.end(),
                         [&](Index child) { return IsWhole(TypeOf(child)); });
    case Op::kMin:
    case Op::kMax:
      return node.children.size() == 1 && IsWhole(TypeOf(node.children[0]));
    default:
      return false;
  }
}

NodeId ListSymbols::Of(Index index) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  switch (node.op) {
    case Op::kSubset: {
      const Symbol part = Make(node.children[0]), whole = Make(node.children[1]);
      return Within(part, whole, index);
    }
    case Op::kEqual:
    case Op::kNotEqual:
      return Comparison(index);
    case Op::kInSet:
      return Membership(index);
    case Op::kMin:
    case Op::kMax:
      return Extreme(index);
    default:
      return Packed(Make(index), index);
  }
}

// ---------------------------------------------------------------------------------------------- structures
ListSymbols::Symbol ListSymbols::Scalar(NodeId node, const Type* type) {
  Symbol symbol;
  symbol.node = node;
  symbol.type = type;
  return symbol;
}

ListSymbols::Symbol ListSymbols::Undecided(Index node) {
  Symbol symbol = Scalar(symbolic_.Undecided(node), TypeOf(node));
  if (symbol.type == nullptr) return symbol;
  if (symbol.type->kind == TypeKind::kRecord) {
    symbol.kind = Symbol::Kind::kRecord;
    for (const program::Field& field : symbol.type->fields)
      symbol.parts.push_back(Scalar(symbol.node, &field.type));
  } else if (IsWhole(symbol.type)) {
    symbol.kind = Symbol::Kind::kList;
  }
  return symbol;
}

NodeId ListSymbols::All(std::vector<NodeId> nodes) {
  const NodeId yes = symbolic_.Truth(true);
  nodes.erase(std::remove(nodes.begin(), nodes.end(), yes), nodes.end());
  if (nodes.empty()) return yes;
  return symbolic_.Strict(std::move(nodes), [yes](const std::vector<TermId>&) { return yes; });
}

void ListSymbols::Wholeness(const Symbol& symbol, std::vector<NodeId>* nodes) {
  nodes->push_back(symbol.node);
}

ListSymbols::Symbol ListSymbols::Make(Index index) {
  if (!IsOpen(index)) {
    if (const auto known = known_.find(index); known != known_.end()) return known->second;
    Symbol made = Structure(index);
    known_.emplace(index, made);
    return made;
  }
  return Structure(index);
}

ListSymbols::Symbol ListSymbols::Structure(Index index) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  switch (node.op) {
    case Op::kItem:
      return slots_[static_cast<size_t>(node.a)] != nullptr
                 ? *slots_[static_cast<size_t>(node.a)]
                 : Undecided(index);
    case Op::kField:
      return FieldOf(node);
    case Op::kFor:
      return Loop(index);
    default:
      break;
  }
  const Type* type = TypeOf(index);
  if (!IsWhole(type)) return Scalar(symbolic_.Of(index), type);
  switch (node.op) {
    case Op::kInput: {
      // By the type that it has in the policy whose leaves they are.
      const Index list = symbolic_.ListOf(node.a);
      const program::Policy& main = terms_.policy();
      if (list < 0) return Undecided(index);
      return FromLeaves(list, main.types[static_cast<size_t>(main.inputs[static_cast<size_t>(list)].type)], {}, index);
    }
    case Op::kConstant:
      return FromValue(policy_.constants[static_cast<size_t>(node.a)], *type);
    case Op::kDefinition:
      return Referred(node, index);
    case Op::kRecord:
      return Record(node);
    case Op::kList:
      return ListOf(node);
    case Op::kMissing:
      return Missing(node);
    case Op::kWithout:
    case Op::kJoin:
    case Op::kCommon:
      return Collected(node, index);
    case Op::kIf: {
      // Where the condition has no truth value, both may still agree: nobody has compared them.
      const NodeId condition = diagrams_.MapLeaves(symbolic_.Of(node.children[0]), [&](NodeId leaf) {
        return diagrams_.LeafOf(leaf).kind == Leaf::Kind::kValue ? leaf : symbolic_.Undecided(index);
      });
      return Choose(condition, Make(node.children[1]), Make(node.children[2]), index);
    }
    default:
      return FromPacked(symbolic_.Of(index), *type, index);
  }
}

ListSymbols::Symbol ListSymbols::FromLeaves(Index input, const Type& type, std::vector<int32_t> path,
                                Index node) {
  if (leaves_ == nullptr || input < 0 || !leaves_->Has(input)) return Undecided(node);
  Symbol symbol;
  symbol.type = &type;
  symbol.node = symbolic_.Truth(true);
  path.push_back(0);
  const auto leaf = [&](const std::vector<int32_t>& at) {
    const Index number = leaves_->Of(input, at);
    const ListLeaf& known =
        terms_.leaves()[static_cast<size_t>(number) - terms_.policy().inputs.size()];
    return symbolic_.InputValue(number, *known.type, *known.domain, -1);
  };
  switch (type.kind) {
    case TypeKind::kRecord:
      symbol.kind = Symbol::Kind::kRecord;
      for (size_t i = 0; i < type.fields.size(); ++i) {
        path.back() = static_cast<int32_t>(i);
        symbol.parts.push_back(FromLeaves(input, type.fields[i].type, path, node));
      }
      return symbol;
    case TypeKind::kList:
      return ItemsOf(input, type, std::move(path), node);
    case TypeKind::kSet: {
      if (!IsMemberSet(terms_.policy(), type)) return ItemsOf(input, type, std::move(path), node);
      symbol.kind = Symbol::Kind::kList;
      symbol.set = true;
      symbol.dense = false;
      const auto& of = terms_.policy().enums[static_cast<size_t>(type.element->enumeration)];
      for (size_t i = 0; i < of.members.size(); ++i) {
        path.back() = static_cast<int32_t>(i);
        symbol.in.push_back(leaf(path));
        symbol.parts.push_back(
            FromValue(Value(Rational(static_cast<int64_t>(i))), *type.element));
      }
      return symbol;
    }
    default:
      path.pop_back();
      symbol.node = leaf(path);
      return symbol;
  }
}

// The first items, as many as there are; of a set none that was there before.
ListSymbols::Symbol ListSymbols::ItemsOf(Index input, const Type& type, std::vector<int32_t> path,
                                         Index node) {
  Symbol symbol;
  symbol.type = &type;
  symbol.node = symbolic_.Truth(true);
  symbol.kind = Symbol::Kind::kList;
  symbol.set = type.kind == TypeKind::kSet;
  symbol.dense = !symbol.set;
  path.pop_back();
  const Index number = leaves_->Of(input, path);
  const ListLeaf& known =
      terms_.leaves()[static_cast<size_t>(number) - terms_.policy().inputs.size()];
  const NodeId length = symbolic_.InputValue(number, *known.type, *known.domain, -1);
  path.push_back(0);
  for (int32_t i = 0; i < leaves_->Most(type); ++i) {
    path.back() = i;
    Symbol item = FromLeaves(input, *type.element, path, node);
    const TermId place = symbolic_.Number(Rational(i));
    NodeId in = symbolic_.Strict({length}, [&](const std::vector<TermId>& values) {
      return symbolic_.Compare(Op::kGreater, values[0], place, node);
    });
    if (symbol.set) {
      std::vector<NodeId> before;
      for (const Symbol& other : symbol.parts) before.push_back(symbolic_.Not(Equal(other, item, node)));
      before.push_back(in);
      in = symbolic_.And(std::move(before));
    }
    symbol.parts.push_back(std::move(item));
    symbol.in.push_back(in);
  }
  return symbol;
}

ListSymbols::Symbol ListSymbols::FromValue(const Value& value, const Type& type) {
  Symbol symbol;
  symbol.type = &type;
  symbol.node = symbolic_.Truth(true);
  if (type.kind == TypeKind::kRecord && value.is_list()) {
    symbol.kind = Symbol::Kind::kRecord;
    for (size_t i = 0; i < type.fields.size(); ++i)
      symbol.parts.push_back(FromValue(value.items()[i], type.fields[i].type));
  } else if (IsWhole(&type) && value.is_list()) {
    symbol.kind = Symbol::Kind::kList;
    symbol.set = type.kind == TypeKind::kSet;
    for (const Value& item : value.items()) {
      symbol.parts.push_back(FromValue(item, *type.element));
      symbol.in.push_back(symbolic_.Truth(true));
    }
  } else if (type.kind == TypeKind::kBoolean && value.is_number()) {
    symbol.node = symbolic_.Truth(value.truth());
  } else {
    symbol.node =
        diagrams_.Value(terms_.Constant(value, value.is_none() ? -1 : IndexOf(type)));
  }
  return symbol;
}

ListSymbols::Symbol ListSymbols::Record(const Node& node) {
  Symbol symbol;
  symbol.kind = Symbol::Kind::kRecord;
  symbol.type = node.type < 0 ? nullptr : &policy_.types[static_cast<size_t>(node.type)];
  std::vector<NodeId> all;
  for (const Index child : node.children) {
    symbol.parts.push_back(Make(child));
    Wholeness(symbol.parts.back(), &all);
  }
  symbol.node = All(std::move(all));
  return symbol;
}

ListSymbols::Symbol ListSymbols::ListOf(const Node& node) {
  Symbol symbol;
  symbol.kind = Symbol::Kind::kList;
  symbol.type = node.type < 0 ? nullptr : &policy_.types[static_cast<size_t>(node.type)];
  symbol.set = symbol.type != nullptr && symbol.type->kind == TypeKind::kSet;
  std::vector<NodeId> all;
  for (const Index child : node.children) {
    symbol.parts.push_back(Make(child));
    symbol.in.push_back(symbolic_.Truth(true));
    Wholeness(symbol.parts.back(), &all);
  }
  symbol.node = All(std::move(all));
  return symbol;
}

// The labels of the conditions that are false; strict in all of them.
ListSymbols::Symbol ListSymbols::Missing(const Node& node) {
  Symbol symbol;
  symbol.kind = Symbol::Kind::kList;
  symbol.dense = false;
  symbol.type = node.type < 0 ? nullptr : &policy_.types[static_cast<size_t>(node.type)];
  std::vector<NodeId> all;
  for (size_t i = 0; i < node.children.size(); ++i) {
    const NodeId condition = symbolic_.Of(node.children[i]);
    all.push_back(condition);
    symbol.parts.push_back(
        Scalar(diagrams_.Value(terms_.Constant(Value::Text(node.labels[i])))));
    symbol.in.push_back(diagrams_.MapLeaves(condition, [&](NodeId leaf) {
      return symbolic_.Truth(leaf == symbolic_.Truth(false));
    }));
  }
  symbol.node = All(std::move(all));
  return symbol;
}

ListSymbols::Symbol ListSymbols::FieldOf(const Node& node) {
  const Symbol record = Make(node.children[0]);
  if (record.kind != Symbol::Kind::kRecord ||
      static_cast<size_t>(node.a) >= record.parts.size()) {
    return Undecided(static_cast<Index>(&node - policy_.nodes.data()));
  }
  Symbol field = record.parts[static_cast<size_t>(node.a)];
  if (record.node != symbolic_.Truth(true)) {
    const NodeId own = field.node;
    field.node = symbolic_.Strict({record.node}, [own](const std::vector<TermId>&) { return own; });
  }
  return field;
}

// A formula is looked into; of a group of rules nobody has told the items apart.
ListSymbols::Symbol ListSymbols::Referred(const Node& node, Index index) {
  const auto known = definitions_.find(node.a);
  if (known != definitions_.end()) return known->second;
  const program::Definition& definition = policy_.definitions[static_cast<size_t>(node.a)];
  const bool open = IsOpenDefinition(node.a);
  Symbol symbol = definition.expression < 0
                      ? FromPacked(symbolic_.Definition(node.a), *TypeOf(index), index)
                      : Make(definition.expression);
  symbol.node = diagrams_.MapLeaves(symbol.node, [&](NodeId leaf) {
    if (diagrams_.LeafOf(leaf).kind != Leaf::Kind::kNoRule) return leaf;
    return diagrams_.NoRule(Reason::kNoValue, node.offset, node.a);
  });
  if (open) return symbol;
  return definitions_.emplace(node.a, std::move(symbol)).first->second;
}

// Of a value as a whole, where it is one of several constants: the items of each, in where it is that one.
ListSymbols::Symbol ListSymbols::FromPacked(NodeId packed, const Type& type, Index node) {
  std::map<NodeId, Symbol> values;
  Symbol symbol = Undecided(node);
  symbol.node = diagrams_.MapLeaves(packed, [&](NodeId leaf) {
    const Leaf at = diagrams_.LeafOf(leaf);
    if (at.kind != Leaf::Kind::kValue) return leaf;
    if (terms_[at.term].op != Op::kConstant) return symbolic_.Undecided(node);
    values.emplace(leaf, FromValue(terms_[at.term].value, type));
    return symbolic_.Truth(true);
  });
  if (type.kind == TypeKind::kRecord) {
    symbol.node = symbolic_.Undecided(node);
    return symbol;
  }
  symbol.set = type.kind == TypeKind::kSet;
  symbol.dense = values.size() <= 1;
  for (const auto& [leaf, list] : values) {
    const NodeId here = leaf;
    const NodeId in = diagrams_.MapLeaves(
        packed, [&](NodeId other) { return symbolic_.Truth(other == here); });
    for (const Symbol& part : list.parts) {
      symbol.parts.push_back(part);
      symbol.in.push_back(in);
    }
  }
  return symbol;
}

// Item by item; a list has the items of both, of which one half is in.
ListSymbols::Symbol ListSymbols::Choose(NodeId condition, const Symbol& yes, const Symbol& no, Index node) {
  const NodeId truth = symbolic_.Truth(true);
  // Where the condition has no truth value, so has what is chosen by it.
  const auto choose = [&](NodeId a, NodeId b) {
    return symbolic_.Strict({condition}, [&](const std::vector<TermId>& values) {
      return terms_[values[0]].value.truth() ? a : b;
    });
  };
  Symbol symbol = yes;
  symbol.node = choose(yes.node, no.node);
  if (yes.kind != no.kind) return Undecided(node);
  if (yes.kind == Symbol::Kind::kRecord) {
    for (size_t i = 0; i < yes.parts.size() && i < no.parts.size(); ++i)
      symbol.parts[i] = Choose(condition, yes.parts[i], no.parts[i], node);
  }
  if (yes.kind != Symbol::Kind::kList) return symbol;
  const NodeId held = diagrams_.MapLeaves(
      condition, [&](NodeId leaf) { return symbolic_.Truth(leaf == truth); });
  for (NodeId& in : symbol.in) in = symbolic_.And({held, in});
  for (size_t i = 0; i < no.parts.size(); ++i) {
    symbol.parts.push_back(no.parts[i]);
    symbol.in.push_back(symbolic_.And({symbolic_.Not(held), no.in[i]}));
  }
  symbol.dense = false;
  return symbol;
}

// Difference, union without repeats, intersection.
ListSymbols::Symbol ListSymbols::Collected(const Node& node, Index index) {
  const Symbol a = Make(node.children[0]), b = Make(node.children[1]);
  if (a.kind != Symbol::Kind::kList || b.kind != Symbol::Kind::kList) return Undecided(index);
  Symbol symbol;
  symbol.kind = Symbol::Kind::kList;
  symbol.type = TypeOf(index);
  symbol.set = a.set;
  symbol.dense = false;
  symbol.node = All({a.node, b.node});
  const auto add = [&](const Symbol& item, NodeId in) {
    if (in == symbolic_.Truth(false)) return;
    // Whether an item is in must be known; where it is not, the whole is not.
    symbol.node = All({symbol.node, in});
    symbol.parts.push_back(item);
    symbol.in.push_back(diagrams_.MapLeaves(in, [&](NodeId leaf) {
      return symbolic_.Truth(leaf == symbolic_.Truth(true));
    }));
  };
  const auto before = [&](const Symbol& item) {
    std::vector<NodeId> equal;
    for (size_t i = 0; i < symbol.parts.size(); ++i)
      equal.push_back(symbolic_.And({symbol.in[i], Equal(symbol.parts[i], item, index)}));
    return symbolic_.Or(std::move(equal));
  };
  for (size_t i = 0; i < a.parts.size(); ++i) {
    NodeId wanted = node.op == Op::kJoin ? symbolic_.Not(before(a.parts[i]))
                                         : Contains(b, a.parts[i], index);
    if (node.op == Op::kWithout) wanted = symbolic_.Not(wanted);
    add(a.parts[i], symbolic_.And({a.in[i], wanted}));
  }
  if (node.op == Op::kJoin) {
    for (size_t i = 0; i < b.parts.size(); ++i)
      add(b.parts[i], symbolic_.And({b.in[i], symbolic_.Not(before(b.parts[i]))}));
  }
  return symbol;
}

// ---------------------------------------------------------------------------------------------- as one value
NodeId ListSymbols::Packed(const Symbol& symbol, Index node) {
  if (symbol.kind == Symbol::Kind::kScalar) return symbol.node;
  std::vector<NodeId> nodes = {symbol.node};
  size_t open = 0;
  for (size_t i = 0; i < symbol.parts.size(); ++i) {
    if (symbol.kind == Symbol::Kind::kList) {
      nodes.push_back(symbol.in[i]);
      open += Diagrams::IsLeaf(symbol.in[i]) ? 0 : 1;
    }
    // What is not in may be anything: it must not speak for the whole.
    NodeId part = Packed(symbol.parts[i], node);
    if (symbol.kind == Symbol::Kind::kList && symbol.in[i] != symbolic_.Truth(true))
      part = diagrams_.Choose(symbol.in[i], part, symbolic_.Truth(false));
    nodes.push_back(part);
  }
  if (open > 8) return symbolic_.Undecided(node);
  const bool list = symbol.kind == Symbol::Kind::kList;
  const Type* type = TypeOf(node);
  return symbolic_.Strict(std::move(nodes), [&, list](const std::vector<TermId>& values) {
    prove::Term whole;
    whole.op = list ? Op::kList : Op::kRecord;
    whole.type = symbol.type == nullptr || symbol.type != type
                     ? -1
                     : symbolic_.TypeOf(policy_.nodes[static_cast<size_t>(node)].type);
    whole.node = symbolic_.NodeOf(node);
    bool constant = true;
    std::vector<Value> items;
    for (size_t i = 1; i < values.size(); ++i) {
      if (list) {
        const bool in = terms_[values[i++]].value.truth();
        if (!in) continue;
      }
      whole.children.push_back(values[i]);
      constant = constant && terms_[values[i]].op == Op::kConstant;
      if (constant) items.push_back(terms_[values[i]].value);
    }
    if (constant) {
      if (symbol.set) {
        std::sort(items.begin(), items.end());
        items.erase(std::unique(items.begin(), items.end()), items.end());
      }
      return diagrams_.Value(terms_.Constant(Value::List(std::move(items)), whole.type));
    }
    if (symbol.set) return symbolic_.Undecided(node);
    return diagrams_.Value(terms_.Add(std::move(whole)));
  });
}

}  // namespace pol::prove
