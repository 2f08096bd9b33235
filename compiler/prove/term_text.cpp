// Terms in the drafter's words: what the program keeps as written is quoted, the rest is put together from it.
#include "compiler/prove/term.h"
#include "runtime/interp/canonical.h"

namespace pol::prove {

using program::DatePart;
using program::Op;
using program::Type;

// How tightly an operator holds its operands; what holds less tightly stands in brackets.
enum Strength : int { kLoose, kChoice, kConditions, kComparison, kSum, kProduct, kPowers, kTight };

class TermWriter {
 public:
  TermWriter(const Terms& terms, bool chinese) : terms_(terms), chinese_(chinese) {}

  std::string Text(TermId id, const Type* hint = nullptr) const {
    const Term& term = terms_[id];
    if (term.op == Op::kConstant) return Constant(id, hint);
    if (term.op == Op::kToday) return chinese_ ? "评估日" : "today";
    if (term.op == Op::kInput) return InputName(term.input);
    if (term.node >= 0 && !terms_.policy().nodes[term.node].text.empty()) {
      return terms_.policy().nodes[term.node].text;
    }
    if (depth_ == 0) return "…";
    --depth_;
    std::string text = Composed(term);
    ++depth_;
    return text;
  }

 private:
  const char* Word(const char* chinese, const char* english) const {
    return chinese_ ? chinese : english;
  }

  std::string InputName(Index input) const {
    const auto inputs = static_cast<Index>(terms_.policy().inputs.size());
    return input < inputs ? terms_.policy().inputs[input].name
                          : terms_.leaves()[input - inputs].name;
  }

  // A constant beside a quantity is read in its unit: "转贷金额 + 5000元".
  std::string Constant(TermId id, const Type* hint) const {
    const Term& term = terms_[id];
    const Type* type = hint != nullptr && term.value.is_number() ? hint : terms_.TypeOf(id);
    if (type != nullptr) {
      return interp::DisplayText(terms_.policy(), *type, term.value, chinese_);
    }
    if (term.value.is_number()) return term.value.number().ToString();
    if (term.value.is_text()) return "\"" + term.value.text() + "\"";
    if (term.value.is_none()) return Word("空", "none");
    return Word("列表", "list");
  }

  Strength StrengthOf(TermId id) const {
    const Term& term = terms_[id];
    switch (term.op) {
      case Op::kConstant:
        return term.value.is_number() && term.value.number().sign() < 0 ? kSum : kTight;
      case Op::kIf:
        return kChoice;
      case Op::kAnd:
      case Op::kOr:
        return kConditions;
      case Op::kEqual:
      case Op::kNotEqual:
      case Op::kLess:
      case Op::kLessEqual:
      case Op::kGreater:
      case Op::kGreaterEqual:
      case Op::kInInterval:
      case Op::kInSet:
      case Op::kIsNone:
        return kComparison;
      case Op::kAdd:
      case Op::kSubtract:
      case Op::kNegate:
      case Op::kDateDiff:
      case Op::kAddDays:
      case Op::kAddMonths:
      case Op::kAddSeconds:
      case Op::kMonthAdd:
      case Op::kAddWorkdays:
        return kSum;
      case Op::kMultiply:
      case Op::kDivide:
        return kProduct;
      case Op::kPower:
        return kPowers;
      default:
        return kTight;
    }
  }

  std::string Operand(TermId id, Strength least, const Type* hint = nullptr) const {
    std::string text = Text(id, hint);
    if (StrengthOf(id) >= least) return text;
    return Word("（", "(") + text + Word("）", ")");
  }

  std::string Chain(const Term& term, const char* sign, Strength strength, bool same_unit) const {
    const Type* hint = same_unit ? HintOf(term) : nullptr;
    std::string text = Operand(term.children[0], strength, hint);
    for (size_t i = 1; i < term.children.size(); ++i) {
      // What follows a minus or a stroke must hold more tightly than they do.
      const bool strict = term.op == Op::kSubtract || term.op == Op::kDivide;
      const auto least = static_cast<Strength>(strength + (strict ? 1 : 0));
      text += std::string(" ") + sign + " " + Operand(term.children[i], least, hint);
    }
    return text;
  }

  // The type of what stands beside a constant.
  const Type* HintOf(const Term& term) const {
    for (const TermId child : term.children) {
      if (terms_[child].op != Op::kConstant && terms_.TypeOf(child) != nullptr) {
        return terms_.TypeOf(child);
      }
    }
    return nullptr;
  }

  std::string Call(const std::string& name, const Term& term, const Type* hint = nullptr) const {
    std::string text = name + Word("（", "(");
    for (size_t i = 0; i < term.children.size(); ++i) {
      if (i > 0) text += Word("，", ", ");
      text += Text(term.children[i], hint);
    }
    return text + Word("）", ")");
  }

  std::string Part(const Term& term) const {
    const auto period = [&](const char* name, const char* of) {
      return std::string(name) + Word("（", "(") + Text(term.children[0]) + Word("，", ", ") + of +
             Word("）", ")");
    };
    switch (static_cast<DatePart>(term.a)) {
      case DatePart::kYear:
        return Call(Word("年份", "year"), term);
      case DatePart::kMonth:
        return Call(Word("月份", "month"), term);
      case DatePart::kDay:
        return Call(Word("日号", "day"), term);
      case DatePart::kWeekday:
        return Call(Word("星期", "weekday"), term);
      case DatePart::kQuarter:
        return Call(Word("季度", "quarter"), term);
      case DatePart::kHalf:
        return Call(Word("半年", "half"), term);
      case DatePart::kMonthOf:
        return Call(Word("所属月", "month_of"), term);
      case DatePart::kNextMonth:
        return Call(Word("次月", "next_month"), term);
      case DatePart::kEndOfMonth:
        return period(Word("期末", "period_end"), Word("月", "month"));
      case DatePart::kEndOfQuarter:
        return period(Word("期末", "period_end"), Word("季度", "quarter"));
      case DatePart::kEndOfHalf:
        return period(Word("期末", "period_end"), Word("半年", "half"));
      case DatePart::kEndOfYear:
        return period(Word("期末", "period_end"), Word("年", "year"));
      case DatePart::kStartOfMonth:
        return period(Word("期初", "period_start"), Word("月", "month"));
      case DatePart::kStartOfQuarter:
        return period(Word("期初", "period_start"), Word("季度", "quarter"));
      case DatePart::kStartOfHalf:
        return period(Word("期初", "period_start"), Word("半年", "half"));
      case DatePart::kStartOfYear:
        return period(Word("期初", "period_start"), Word("年", "year"));
      case DatePart::kDateOf:
        return Call(Word("日期", "date"), term);
      case DatePart::kClockOf:
        return Call(Word("钟点", "clock"), term);
    }
    return Text(term.children[0]);
  }

  std::string Round(const Term& term) const {
    static const char* const kChinese[] = {"四舍五入", "四舍六入", "进位", "舍去"};
    static const char* const kEnglish[] = {"round_half_up", "round_half_even", "round_up",
                                           "round_down"};
    return Call((chinese_ ? kChinese : kEnglish)[term.a & 3], term, terms_.TypeOf(term.children[0]));
  }

  std::string Interval(const Term& term) const {
    size_t next = 1;
    const Type* hint = HintOf(term);
    std::string text = Operand(term.children[0], kSum) + Word(" 属于 ", " in ");
    text += (term.a & program::kLowOpen) != 0 ? "(" : "[";
    if ((term.a & program::kNoLow) == 0) text += Text(term.children[next++], hint);
    text += ", ";
    if ((term.a & program::kNoHigh) == 0) text += Text(term.children[next], hint);
    return text + ((term.a & program::kHighOpen) != 0 ? ")" : "]");
  }

  // What no bracketed form exists for: the name of what it is, with its operands.
  std::string Other(const Term& term) const {
    switch (term.op) {
      case Op::kRecurring:
        return Call(Word("逐期", "recurring"), term);
      case Op::kNextRecurring:
        return Call(Word("下一期", "next_recurring"), term);
      case Op::kWorkdaysBetween:
        return Call(Word("工作日数", "workdays_between"), term);
      case Op::kToWorkday:
        return Call(Word("顺延到工作日", "next working day"), term);
      case Op::kLower:
        return Call(Word("下一档", "lower"), term);
      case Op::kHigher:
        return Call(Word("上一档", "higher"), term);
      case Op::kShow:
        return term.b == 1 ? Call(Word("百分数", "percent"), term)
                           : Call(Word("保留小数", "fixed"), term);
      case Op::kConcat:
        return Call(Word("文字", "text"), term);
      case Op::kMissing:
        return Call(Word("未满足", "unmet"), term);
      case Op::kShare:
      case Op::kWaterfall: {
        const bool share = term.op == Op::kShare;
        const std::string name = share ? Word("分配", "allocate") : Word("依次分配", "pour");
        if (term.node < 0) return Call(name, term);
        const std::vector<std::string>& labels = terms_.policy().nodes[term.node].labels;
        const auto part = static_cast<size_t>(term.a);
        if (part >= labels.size()) return Call(name, term);
        return Text(term.children[0]) + Word(" 分给 ", " allocated to ") + labels[part];
      }
      case Op::kWithout:
        return Chain(term, Word("除去", "without"), kSum, false);
      case Op::kJoin:
        return Call(Word("并集", "join"), term);
      case Op::kCommon:
        return Call(Word("交集", "common"), term);
      default:
        return Call(Word("算式", "formula"), term);
    }
  }

  std::string Composed(const Term& term) const {
    switch (term.op) {
      case Op::kAdd:
        return Chain(term, "+", kSum, true);
      case Op::kSubtract:
        return Chain(term, "-", kSum, true);
      case Op::kDateDiff:
        return Chain(term, "-", kSum, false);
      case Op::kAddDays:
      case Op::kAddMonths:
      case Op::kAddSeconds:
      case Op::kMonthAdd:
      case Op::kAddWorkdays:
        return Chain(term, "+", kSum, false);
      case Op::kMultiply:
        return Chain(term, "*", kProduct, false);
      case Op::kDivide:
        return Chain(term, "/", kProduct, false);
      case Op::kNegate:
        return "-" + Operand(term.children[0], kProduct);
      case Op::kPower:
        return Operand(term.children[0], kTight) + " ^ " +
               (term.children.size() > 1 ? Operand(term.children[1], kTight)
                                         : std::to_string(term.a));
      case Op::kMin:
        return Call(Word("最小", "min"), term, HintOf(term));
      case Op::kMax:
        return Call(Word("最大", "max"), term, HintOf(term));
      case Op::kAbs:
        return Call(Word("绝对值", "abs"), term);
      case Op::kRound:
        return Round(term);
      case Op::kEqual:
        return Chain(term, Word("为", "is"), kSum, true);
      case Op::kNotEqual:
        return Chain(term, Word("不为", "is not"), kSum, true);
      case Op::kLess:
        return Chain(term, Word("低于", "<"), kSum, true);
      case Op::kLessEqual:
        return Chain(term, Word("不超过", "<="), kSum, true);
      case Op::kGreater:
        return Chain(term, Word("超过", ">"), kSum, true);
      case Op::kGreaterEqual:
        return Chain(term, Word("不低于", ">="), kSum, true);
      case Op::kInInterval:
        return Interval(term);
      case Op::kIsNone:
        return Operand(term.children[0], kSum) + Word(" 为 空", " is none");
      case Op::kNot:
        return Word("非 ", "not ") + Operand(term.children[0], kTight);
      case Op::kAnd:
        return Chain(term, Word("且", "and"), kComparison, false);
      case Op::kOr:
        return Chain(term, Word("或", "or"), kComparison, false);
      case Op::kIf:
        return Word("若 ", "if ") + Text(term.children[0]) + Word(" 则 ", " then ") +
               Text(term.children[1]) + Word(" 否则 ", " else ") + Text(term.children[2]);
      case Op::kFullMonths:
        return Call(Word("满月数", "full_months"), term);
      case Op::kFullYears:
        return Call(Word("满年数", "full_years"), term);
      case Op::kDatePart:
        return Part(term);
      case Op::kMakeDate:
        return Call(Word("日期", "date"), term);
      default:
        return Other(term);
    }
  }

  const Terms& terms_;
  const bool chinese_;
  mutable int depth_ = 5;  // what is shared below may be endless when it is written out
};

std::string Terms::Text(TermId id, bool chinese) const { return TermWriter(*this, chinese).Text(id); }

}  // namespace pol::prove
