// Terms as formulas of Z3. Exact: every value that can be told is told by integers and rationals; no floating point.
// Only for theory*.cpp.
#pragma once

#include <z3++.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "compiler/prove/term.h"
#include "compiler/prove/theory.h"

namespace pol::prove {

// A number: `expr` * `scale`, scale > 0. Whole numbers on a grid stay integers of Z3 that way, and all coefficients are
// whole. Known bounds, if any, decide signs without a case split.
struct Number {
  z3::expr expr;
  bool whole = true;               // `expr` is an Int; else a Real with scale 1
  Rational scale = 1;
  std::optional<Rational> low, high;
};

// A value: a number, unless it is none or a text.
struct Encoded {
  std::optional<Number> number;    // absent: never a number
  std::optional<z3::expr> none;    // it is none; absent: never
  std::optional<z3::expr> is_text; // absent: never, unless there is no number
  std::optional<z3::expr> text;    // Int: number of the text
  std::optional<z3::expr> truth;   // of a condition, besides `number`
};

// A month counted from March of the year 0, with the first day and the length of it.
struct Month {
  z3::expr index, first, length;
  z3::expr year, place;            // March-based: year of its March, place 0 (March) .. 11
};
struct Civil {
  Month month;
  z3::expr day;                    // 1..31
};

// By how many days a number of working days moves a date, at least and at most, over all days that a calendar knows.
class Delays {
 public:
  std::optional<std::pair<int64_t, int64_t>> Of(const program::Policy& policy, const Term& term, int64_t count);

 private:
  std::map<std::tuple<program::Op, int32_t, int64_t>, std::optional<std::pair<int64_t, int64_t>>> known_;
};

class Encoder {
 public:
  // `relaxed`: whole numbers may lie between; what is impossible so is impossible.
  Encoder(z3::context& context, const Terms& terms, int64_t first_day, int64_t last_day, bool relaxed,
          Delays* delays)
      : context_(context),
        terms_(terms),
        first_day_(first_day),
        last_day_(last_day),
        relaxed_(relaxed),
        delays_(delays) {}

  // What the question says of inputs and of the day bounds them from the start. Before the first use of Of.
  void Bound(const std::vector<Constraint>& constraints);
  const Encoded& Of(TermId id);
  z3::expr Equal(const Encoded& a, const Encoded& b);
  z3::expr EqualTo(const Encoded& a, const Value& value);
  z3::expr In(const Encoded& a, const program::Interval& interval);
  // lower <= upper, or lower < upper.
  z3::expr AtMost(const Number& lower, const Number& upper, bool strict);
  z3::expr AtMost(const Encoded& lower, const Value& bound, bool strict);
  z3::expr AtLeast(const Encoded& upper, const Value& bound, bool strict);

  // A share of two unknowns held against constants, without the share: a / b < c is a < c * b. Nothing where the term is
  // no such share.
  std::optional<z3::expr> RatioIn(const Constraint& constraint);
  // Says of all months made that the earlier ones end before the later ones begin. It follows, but not soon.
  void OrderMonths();
  // What defines the variables made so far: to be asserted beside the question.
  const std::vector<z3::expr>& definitions() const { return definitions_; }
  // Terms that could not be told: any value of their type.
  const std::vector<TermId>& untold() const { return untold_; }
  const std::set<Index>& inputs() const { return inputs_; }
  bool today() const { return today_; }
  // Products of unknowns are in it.
  bool curved() const { return curved_; }
  Value ValueIn(const z3::model& model, const Encoded& encoded, bool* exact);

 private:
  friend class OperatorEncoder;
  friend class DateEncoder;

  Encoded Make(TermId id);  // the children are known
  Encoded Input(const Term& term);
  Encoded Scalar(const std::string& name, const program::Type& type, const program::Domain* domain);
  Encoded Untold(TermId id);
  void Restrict(const Encoded& encoded, const program::Type& type, const program::Domain* domain);

  z3::expr Fresh(const char* what, bool whole = true);
  z3::expr WholeOf(const Rational& number);        // a numeral, Int (Real when relaxed)
  z3::expr RealOf(const Rational& number);
  Number ConstantOf(const Rational& number);
  Number WholeNumber(z3::expr expr) { return {std::move(expr), true, 1, {}, {}}; }
  z3::expr Real(const Number& number);             // as a Real of its value
  z3::expr Multiple(const z3::expr& expr, const Rational& by);  // of an Int by a whole number
  z3::expr Whole(const Number& number);            // as an Int of its value; for days, months, counts
  Number Scaled(const Number& number, const Rational& by);
  Number Sum(const Number& a, const Number& b);
  Number Product(const Number& a, const Number& b);
  Number Choice(const z3::expr& condition, const Number& a, const Number& b);
  z3::expr Floor(const Number& number, const Rational& step, const Rational& shift = 0);
  z3::expr Truth(const Encoded& encoded);
  Encoded OfTruth(const z3::expr& truth);
  Encoded OfNumber(Number number) { return {std::move(number), {}, {}, {}, {}}; }
  Encoded Choice(const z3::expr& condition, const Encoded& a, const Encoded& b);
  int TextNumber(const std::string& text);
  void Define(const z3::expr& fact) { definitions_.push_back(fact); }
  z3::expr True() { return context_.bool_val(true); }

  z3::context& context_;
  const Terms& terms_;
  const int64_t first_day_, last_day_;
  const bool relaxed_;
  Delays* delays_;
  std::map<TermId, Encoded> known_;
  std::map<TermId, program::Interval> bounds_;
  std::map<unsigned, Civil> civil_;                // by the number of the day's expression
  std::map<unsigned, Month> months_;
  std::vector<const Month*> all_months_;           // in the order in which they were made
  std::vector<z3::expr> kept_;                     // whose numbers are keys above: not to be given away again
  std::vector<z3::expr> definitions_;
  std::vector<TermId> untold_;
  std::set<Index> inputs_;
  std::map<std::string, int> texts_;
  bool today_ = false, curved_ = false;
  int fresh_ = 0;
};

// Operators but those of the calendar; nothing where it cannot be told.
class OperatorEncoder {
 public:
  explicit OperatorEncoder(Encoder& encoder) : e_(encoder) {}
  std::optional<Encoded> Of(const Term& term);

 private:
  std::optional<Encoded> Condition(const Term& term);
  std::optional<Encoded> Extreme(const Term& term);
  std::optional<Encoded> Power(const Term& term);
  std::optional<Encoded> Share(const Term& term);
  Number Round(const Number& number, const Rational& step, value::RoundMode mode);
  Number Quotient(const Number& a, const Number& b);
  const Number* NumberOf(TermId id);
  Number LargestRemainder(const Number& total, const Rational& step,
                          const std::vector<Rational>& weights, size_t part);

  Encoder& e_;
};

// Dates, months and instants: by the rules of the civil calendar as linear constraints.
class DateEncoder {
 public:
  explicit DateEncoder(Encoder& encoder) : e_(encoder) {}
  std::optional<Encoded> Of(const Term& term);
  // What is known all the same of a value that cannot be told.
  void Bound(const Term& term, const Encoded& result);

 private:
  const Civil& CivilOf(const z3::expr& day, const Number& bounds);
  const Month& MonthOf(const z3::expr& index);
  const Month& MonthAt(const z3::expr& index, const z3::expr& year, const z3::expr& place);
  const Month& MonthAfter(const Month& month, int64_t months);
  Encoded Known(const z3::expr& day, const Month& month, const z3::expr& of_month);
  z3::expr DivideBy(const z3::expr& expr, int by, z3::expr* rest = nullptr);
  z3::expr FullMonths(const Number& from, const Number& to);
  std::optional<Encoded> Part(const Term& term);
  std::optional<Encoded> AddMonths(const Term& term);
  z3::expr Int(int64_t number) { return e_.WholeOf(Rational(number)); }
  Encoded Day(const z3::expr& day);
  program::TypeKind KindOf(TermId id) const;

  Encoder& e_;
};

}  // namespace pol::prove
