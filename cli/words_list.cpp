// What goes over several: allocations among receivers, and loops over lists.
#include "cli/words.h"

namespace pol::cli {
namespace {

using program::Aggregate;
using program::Node;
using program::Op;
using program::TypeKind;

// Of a loop that has one generator.
struct Loose {
  std::vector<Index> extras, lists;
  Index where = -1, key = -1, each = -1;
};

Loose Taken(const program::Loop& loop, const Node& at) {
  Loose loose;
  size_t next = 0;
  for (int32_t i = 0; i < loop.extras; ++i) loose.extras.push_back(at.children[next++]);
  for (int32_t i = 0; i < loop.generators[0].lists; ++i)
    loose.lists.push_back(at.children[next++]);
  loose.where = at.children[next++];
  loose.key = at.children[next++];
  loose.each = at.children[next];
  return loose;
}

bool IsCondition(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::kEvery:
    case Aggregate::kSome:
    case Aggregate::kNo:
    case Aggregate::kAtLeast:
    case Aggregate::kLongestRun:
    case Aggregate::kClosingRun:
    case Aggregate::kInARow:
    case Aggregate::kLastAll:
      return true;
    default:
      return false;
  }
}

Message LoopMessage(Aggregate aggregate, bool time) {
  switch (aggregate) {
    case Aggregate::kCount:
      return Message::kLoopCount;
    case Aggregate::kSum:
      return Message::kLoopSum;
    case Aggregate::kMean:
      return Message::kLoopMean;
    case Aggregate::kMin:
      return time ? Message::kLoopEarliest : Message::kLoopMin;
    case Aggregate::kMax:
      return time ? Message::kLoopLatest : Message::kLoopMax;
    case Aggregate::kList:
      return Message::kLoopList;
    case Aggregate::kSet:
      return Message::kLoopSet;
    case Aggregate::kEvery:
      return Message::kLoopEvery;
    case Aggregate::kSome:
      return Message::kLoopSome;
    case Aggregate::kNo:
      return Message::kLoopNo;
    case Aggregate::kAtLeast:
      return Message::kLoopAtLeast;
    case Aggregate::kFirst:
      return Message::kLoopFirst;
    case Aggregate::kLast:
      return Message::kLoopLast;
    case Aggregate::kTake:
      return Message::kLoopTake;
    case Aggregate::kSorted:
      return Message::kLoopSorted;
    case Aggregate::kSortedDown:
      return Message::kLoopSortedDown;
    case Aggregate::kLongestRun:
      return Message::kLoopLongest;
    case Aggregate::kClosingRun:
      return Message::kLoopClosing;
    case Aggregate::kInARow:
      return Message::kLoopInARow;
    case Aggregate::kLastAll:
      return Message::kLoopLastAll;
    case Aggregate::kNeverRises:
      return Message::kLoopNeverRises;
    case Aggregate::kNeverFalls:
      return Message::kLoopNeverFalls;
    case Aggregate::kPour:
      return Message::kLoopPour;
    case Aggregate::kProrate:
      return Message::kLoopProrate;
  }
  return Message::kLoopList;
}

}  // namespace

bool Words::IsAllocation(Index index) const {
  return index >= 0 && (node(index).op == Op::kShare || node(index).op == Op::kWaterfall) &&
         !node(index).labels.empty();
}

std::string Words::Allocation(const Node& at, const Case& given) const {
  const std::string total = Expression(at.children[0], 5, given);
  if (at.op == Op::kShare) {
    std::vector<std::string> weights;
    for (size_t i = 2; i < at.children.size(); ++i)
      weights.push_back(Expression(at.children[i], 6, {}));
    // `b` holds the receiver of what is left over, and how the parts of the others are rounded.
    const size_t receiver = at.b < 0 ? at.labels.size() : static_cast<size_t>(at.b / 4);
    std::string rest = receiver < at.labels.size()
                           ? Say(language_, Message::kRemainderTo, at.labels[receiver])
                           : Say(language_, Message::kRemainderLargest);
    const std::string quantum = Quantum(at.children[1], at.type);
    std::string precision = Say(language_, Message::kToQuantum, quantum);
    const auto mode = static_cast<value::RoundMode>(at.b < 0 ? 0 : at.b % 4);
    if (at.b >= 0 && mode != value::RoundMode::kDown)
      precision = Say(language_, Message::kPartsRounded, RoundingTo(at.b % 4, quantum));
    return Say(language_, Message::kSharedOut, total, JoinWith(weights, chinese() ? "：" : ":"),
               Join(at.labels, language_), precision, rest);
  }
  std::vector<std::string> legs;
  const size_t demands = at.children.size() - 1;
  for (size_t i = 0; i < demands && i < at.labels.size(); ++i) {
    legs.push_back(Say(language_, Message::kPourLeg, at.labels[i],
                       Expression(at.children[i + 1], 5, given)));
  }
  std::string text = Say(language_, Message::kPouredOut, total, Join(legs, language_));
  if (at.labels.size() > demands)
    text += Say(language_, Message::kPourRest, at.labels[demands]);
  return text;
}

// An item of a loop by its name, a field of it, a record.
std::string Words::Part(const Node& at, const Case& given) const {
  switch (at.op) {
    case Op::kItem:
      return at.text.empty() ? Say(language_, Message::kThisItem) : at.text;
    case Op::kField: {
      const Node& record = node(at.children[0]);
      const program::Type& type = policy_.types[record.type];
      const auto field = static_cast<size_t>(at.a);
      const std::string name = field < type.fields.size() ? type.fields[field].name : "";
      // What a list is gone over for is plain: "购置价", not "车的购置价".
      if (record.op == Op::kItem) return name;
      return Say(language_, Message::kFieldOf, Expression(at.children[0], 6, given), name);
    }
    default: {
      const program::Type& type = policy_.types[at.type];
      std::vector<std::string> fields;
      for (size_t i = 0; i < at.children.size() && i < type.fields.size(); ++i) {
        fields.push_back(Say(language_, Message::kRecordField, type.fields[i].name,
                             Expression(at.children[i], 2, given)));
      }
      return Say(language_, Message::kInBrackets, Join(fields, language_));
    }
  }
}

std::optional<std::string> Words::Among(const Node& at, bool denied) const {
  const program::Loop& loop = policy_.loops[static_cast<size_t>(at.b)];
  const auto aggregate = static_cast<Aggregate>(at.a);
  if ((aggregate != Aggregate::kSome && aggregate != Aggregate::kNo) ||
      loop.generators.size() != 1 || loop.generators[0].lists != 1)
    return std::nullopt;
  const Loose loose = Taken(loop, at);
  const Node& each = node(loose.each);
  if (loose.where >= 0 || each.op != Op::kEqual) return std::nullopt;
  const size_t item = node(each.children[0]).op == Op::kItem ? 0 : 1;
  if (node(each.children[item]).op != Op::kItem ||
      node(each.children[item]).a != loop.generators[0].slot ||
      node(each.children[1 - item]).op == Op::kItem)
    return std::nullopt;
  const std::string over = Expression(loose.lists[0], 5, {}) + (chinese() ? "中" : "");
  return Say(language_,
             (aggregate == Aggregate::kNo) == denied ? Message::kLoopHas : Message::kLoopLacks,
             over, Constant(each.children[1 - item], each.children[item]));
}

// "车辆清单中合格的各项，其购置价×10%，最多2万元之和".
std::string Words::Loop(const Node& at, const Case& given) const {
  const program::Loop& loop = policy_.loops[static_cast<size_t>(at.b)];
  if (loop.generators.size() != 1) {
    // Lists inside lists need the names that the policy gives their items: quoted as written.
    return at.text.empty() ? Say(language_, Message::kThisItem) : at.text;
  }
  if (const auto among = Among(at, false)) return *among;
  const Loose loose = Taken(loop, at);
  const auto aggregate = static_cast<Aggregate>(at.a);
  if (aggregate == Aggregate::kLast && loose.where < 0 && loose.lists.size() == 1 &&
      node(loose.each).op == Op::kItem) {
    // The last of the first so many.
    const Node& inner = node(loose.lists[0]);
    const program::Loop* first =
        inner.op == Op::kFor ? &policy_.loops[static_cast<size_t>(inner.b)] : nullptr;
    if (first != nullptr && static_cast<Aggregate>(inner.a) == Aggregate::kTake &&
        first->generators.size() == 1 && first->generators[0].lists == 1) {
      const Loose taken = Taken(*first, inner);
      if (taken.where < 0 && node(taken.each).op == Op::kItem && IsConstant(taken.extras[0]))
        return Say(language_, Message::kLoopNth, Expression(taken.lists[0], 5, given),
                   Expression(taken.extras[0], 5, given));
    }
  }
  std::vector<std::string> lists;
  for (const Index list : loose.lists) lists.push_back(Expression(list, 5, given));
  std::string over = Join(lists, language_);
  if (lists.size() > 1) over = Say(language_, Message::kLoopStep, over);
  const bool condition = IsCondition(aggregate);
  const bool counts = aggregate == Aggregate::kCount;
  if (loose.where >= 0) {
    over = Say(language_, counts ? Message::kLoopCountWhere : Message::kLoopWhere, over,
               Condition(loose.where));
  } else if (!condition && !counts) {
    over = Say(language_, Message::kLoopAll, over);
  }
  if (condition && chinese()) over += "中";
  std::vector<std::string> extras;
  for (const Index extra : loose.extras) extras.push_back(Expression(extra, 5, given));
  extras.resize(2);
  const bool plain = node(loose.each).op == Op::kField;
  const bool itself = node(loose.each).op == Op::kItem;
  std::string each = condition ? Condition(loose.each) : Expression(loose.each, 5, {});
  // "每一项均为5%~12%", and not "每一项均比例为5%~12%".
  if (condition && chinese()) {
    const Index about = node(loose.each).children.empty() ? -1 : node(loose.each).children[0];
    if (about >= 0 && node(about).op == Op::kItem) {
      const std::string item = Expression(about, 5, {});
      if (each.size() > item.size() && each.compare(0, item.size(), item) == 0)
        each.erase(0, item.size());
    }
  }
  const bool pours = aggregate == Aggregate::kPour || aggregate == Aggregate::kProrate;
  const bool sorts = aggregate == Aggregate::kSorted || aggregate == Aggregate::kSortedDown;
  std::string text;
  if (condition || pours) {
    if (aggregate == Aggregate::kProrate) extras[1] = Quantum(loose.extras[1], at.type);
    text = Say(language_, LoopMessage(aggregate, false), over, each, extras[0], extras[1]);
  } else {
    if (!itself && !counts)
      over = Say(language_, plain ? Message::kFieldOf : Message::kLoopEach, over, each);
    std::string second = extras[0];
    if (sorts && loose.key >= 0) second = Expression(loose.key, 2, {});
    const bool time = IsTime(policy_.types[at.type].kind);
    const bool numbered = aggregate == Aggregate::kFirst && loop.extras > 0;
    text = counts && loose.where >= 0 ? over
                                      : Say(language_, numbered ? Message::kLoopNth : LoopMessage(aggregate, time), over, second);
  }
  if (loose.key >= 0 && !sorts && !condition)
    text = Say(language_, Message::kLoopBy, Expression(loose.key, 2, {}), text);
  return text;
}

}  // namespace pol::cli
