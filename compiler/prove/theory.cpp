#include "compiler/prove/theory.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "compiler/prove/cache.h"
#include "compiler/prove/theory_encode.h"

namespace pol::prove {

using program::Op;
using program::TypeKind;

namespace {

// How often a value that could not be told is computed for the case at hand and told after all.
constexpr int kMostRounds = 40;

bool Contains(const program::Interval& interval, const Rational& x) {
  if (interval.low && (x < *interval.low || (interval.low_open && x == *interval.low))) return false;
  return !(interval.high && (x > *interval.high || (interval.high_open && x == *interval.high)));
}

z3::expr Formula(Encoder& encoder, z3::context& context, const Constraint& constraint) {
  if (const std::optional<z3::expr> ratio = encoder.RatioIn(constraint)) return *ratio;
  const Encoded& encoded = encoder.Of(constraint.term);
  z3::expr in = context.bool_val(false);
  for (const program::Interval& interval : constraint.intervals) {
    in = in || encoder.In(encoded, interval);
  }
  for (const Value& value : constraint.values) {
    if (encoded.truth && value.is_number()) {
      if (value.number() == Rational(1)) in = in || *encoded.truth;
      if (value.number().is_zero()) in = in || !*encoded.truth;
    } else {
      in = in || encoder.EqualTo(encoded, value);
    }
  }
  return constraint.negated ? !in : in;
}

}  // namespace

bool Meets(const Constraint& constraint, const Value& value) {
  bool in = std::find(constraint.values.begin(), constraint.values.end(), value) !=
            constraint.values.end();
  if (value.is_number()) {
    for (const program::Interval& interval : constraint.intervals) {
      in = in || Contains(interval, value.number());
    }
  }
  return in != constraint.negated;
}

struct SolverSession::State {
  // A context keeps what it has seen: after so many questions a new one begins.
  static constexpr size_t kQuestions = 5'000;
  std::unique_ptr<z3::context> context;
  size_t questions = 0;

  z3::context& Context() {
    if (questions++ == kQuestions) {
      context.reset();
      questions = 1;
    }
    if (context == nullptr) context = std::make_unique<z3::context>();
    return *context;
  }
};

SolverSession::SolverSession() : state_(std::make_unique<State>()) {}
SolverSession::~SolverSession() = default;

struct Theory::Solver {
  SolverSession own;
  SolverSession::State& session;  // own, or that of the cache
  uint64_t work = 0;
  Delays delays;

  Solver(const TheoryLimits& limits, Cache* cache)
      : session(*(cache != nullptr ? cache->session() : own).state_) {
    // For the whole process: what one solver may take, all of them may.
    z3::set_param("memory_max_size", static_cast<int>(limits.megabytes));
  }
};

Theory::Theory(const Terms& terms, const TheoryLimits& limits, Cache* cache)
    : terms_(terms),
      limits_(limits),
      cache_(cache),
      solver_(std::make_unique<Solver>(limits, cache)) {}
Theory::~Theory() = default;
uint64_t Theory::work() const { return solver_->work; }

namespace {

// One question.
class Question {
 public:
  Question(z3::context& context, const Terms& terms, const std::vector<Constraint>& constraints,
           int64_t first_day, int64_t last_day, Delays* delays)
      : context_(context),
        terms_(terms),
        constraints_(constraints),
        first_day_(first_day),
        last_day_(last_day),
        delays_(delays) {
    FindInputs();
  }

  TheoryReply Answer(uint32_t work) {
    Encoder encoder(context_, terms_, first_day_, last_day_, false, delays_);
    encoder.Bound(constraints_);
    std::vector<z3::expr> formulas;
    for (const Constraint& constraint : constraints_) {
      formulas.push_back(Formula(encoder, context_, constraint));
      if (formulas.back().simplify().is_false()) return Told(TheoryReply::Kind::kImpossible);
    }
    encoder.OrderMonths();
    z3::solver quick(context_, z3::solver::simple());
    Load(&quick, encoder, formulas);
    // Products of unknowns: whole numbers there may never be decided, numbers that may lie between always are.
    const uint32_t share = encoder.curved() ? work / 16 : work;
    TheoryReply reply = Rounds(&quick, &encoder, share);
    if (reply.kind != TheoryReply::Kind::kUndecided || !unknown_ || !encoder.curved()) return reply;
    if (ImpossibleRelaxed(work / 4)) return Told(TheoryReply::Kind::kImpossible);
    z3::solver thorough(context_);
    Load(&thorough, encoder, formulas);
    return Rounds(&thorough, &encoder, work / 2);
  }

  uint64_t work() const { return work_; }

 private:
  static TheoryReply Told(TheoryReply::Kind kind) {
    TheoryReply reply;
    reply.kind = kind;
    return reply;
  }

  static void Load(z3::solver* solver, const Encoder& encoder,
                   const std::vector<z3::expr>& formulas) {
    for (const z3::expr& definition : encoder.definitions()) solver->add(definition);
    for (const z3::expr& formula : formulas) solver->add(formula);
  }

  z3::check_result Check(z3::solver* solver, uint32_t work) {
    z3::params params(context_);
    params.set("rlimit", work);
    // A decision procedure for products inside another: what it does is not counted, and has taken a minute for one step.
    // The same procedure is asked by itself in ImpossibleRelaxed, where it is counted.
    params.set("arith.nl.nra", false);
    solver->set(params);
    const uint64_t before = Counter(*solver);
    const z3::check_result result = solver->check();
    const uint64_t after = Counter(*solver);
    if (after > before) work_ += after - before;
    return result;
  }

  static uint64_t Counter(const z3::solver& solver) {
    const z3::stats stats = solver.statistics();
    for (unsigned i = 0; i < stats.size(); ++i) {
      if (stats.key(i) == "rlimit count" && stats.is_uint(i)) return stats.uint_value(i);
    }
    return 0;
  }

  bool ImpossibleRelaxed(uint32_t work) {
    Encoder encoder(context_, terms_, first_day_, last_day_, true, delays_);
    encoder.Bound(constraints_);
    std::vector<z3::expr> formulas;
    for (const Constraint& constraint : constraints_) {
      formulas.push_back(Formula(encoder, context_, constraint));
    }
    z3::solver solver(context_);
    Load(&solver, encoder, formulas);
    return Check(&solver, work) == z3::unsat;
  }

  // Asks, computes the case that comes back, and tells the solver what it did not know, until both agree.
  TheoryReply Rounds(z3::solver* solver, Encoder* encoder, uint32_t work) {
    unknown_ = false;
    TheoryReply reply;
    const uint64_t until = work_ + work;
    for (int round = 0; round < kMostRounds && work_ < until; ++round) {
      const z3::check_result result = Check(solver, static_cast<uint32_t>(until - work_));
      if (result == z3::unsat) return Told(TheoryReply::Kind::kImpossible);
      if (result == z3::unknown) {
        unknown_ = true;
        break;
      }
      const bool exact = Read(solver->get_model(), encoder, &reply);
      if (exact && Confirmed(reply)) {
        reply.kind = TheoryReply::Kind::kPossible;
        return reply;
      }
      if (!exact) {
        unknown_ = encoder->untold().empty();
        break;
      }
      if (!Teach(solver, encoder, reply)) break;
    }
    reply.stopped = !encoder->untold().empty() ? encoder->untold().front() : Hardest();
    return reply;
  }

  // The inputs of a model. False where one has no exact value.
  bool Read(const z3::model& model, Encoder* encoder, TheoryReply* reply) {
    bool all = true;
    reply->inputs.clear();
    const auto inputs = static_cast<Index>(terms_.policy().inputs.size());
    for (const Index input : encoder->inputs()) {
      if (input < inputs) {
        const TypeKind kind = terms_.policy().types[terms_.policy().inputs[input].type].kind;
        if (kind == TypeKind::kList || kind == TypeKind::kSet || kind == TypeKind::kRecord) continue;
      }
      bool exact = true;
      const Value value = encoder->ValueIn(model, encoder->Of(input_terms_.at(input)), &exact);
      if (exact) reply->inputs[input] = value;
      all = all && exact;
    }
    if (encoder->today()) {
      bool exact = true;
      const Value day = encoder->ValueIn(model, encoder->Of(today_), &exact);
      reply->at = day.number().ToInt64();
    }
    return all;
  }

  // The terms of inputs and of the day in the constraints.
  void FindInputs() {
    std::set<TermId> seen;
    std::vector<TermId> open;
    for (const Constraint& constraint : constraints_) open.push_back(constraint.term);
    while (!open.empty()) {
      const TermId next = open.back();
      open.pop_back();
      if (!seen.insert(next).second) continue;
      const Term& term = terms_[next];
      if (term.op == Op::kInput) input_terms_[term.input] = next;
      if (term.op == Op::kToday) today_ = next;
      open.insert(open.end(), term.children.begin(), term.children.end());
    }
  }

  Terms::Inputs Given(const TheoryReply& reply) const {
    return [&reply](Index input) -> const Value* {
      const auto found = reply.inputs.find(input);
      return found == reply.inputs.end() ? nullptr : &found->second;
    };
  }

  bool Confirmed(const TheoryReply& reply) const {
    return std::all_of(constraints_.begin(), constraints_.end(), [&](const Constraint& one) {
      const std::optional<Value> value =
          terms_.Evaluate(one.term, Given(reply), reply.at.value_or(first_day_));
      return value && Meets(one, *value);
    });
  }

  // What the terms that could not be told are in this case; where they grow with an operand, also beside it.
  bool Teach(z3::solver* solver, Encoder* encoder, const TheoryReply& reply) {
    bool taught = false;
    const int64_t at = reply.at.value_or(first_day_);
    for (const TermId id : std::vector<TermId>(encoder->untold())) {
      const Term& term = terms_[id];
      const std::optional<Value> value = terms_.Evaluate(id, Given(reply), at);
      std::vector<Value> operands;
      for (const TermId child : term.children) {
        const std::optional<Value> operand = terms_.Evaluate(child, Given(reply), at);
        if (operand && !operand->is_list()) operands.push_back(*operand);
      }
      if (!value || value->is_list() || operands.size() != term.children.size() ||
          operands.empty()) {
        continue;
      }
      const Encoded& result = encoder->Of(id);
      const auto child = [&](size_t i) -> const Encoded& { return encoder->Of(term.children[i]); };
      z3::expr same = context_.bool_val(true), rest = context_.bool_val(true);
      for (size_t i = 0; i < operands.size(); ++i) {
        const z3::expr equal = encoder->EqualTo(child(i), operands[i]);
        same = same && equal;
        if (i > 0) rest = rest && equal;
      }
      solver->add(z3::implies(same, encoder->EqualTo(result, *value)));
      taught = true;
      const auto below = [&](size_t i) { return encoder->AtMost(child(i), operands[i], false); };
      const auto above = [&](size_t i) { return encoder->AtLeast(child(i), operands[i], false); };
      const auto least = [&] { return encoder->AtLeast(result, *value, false); };
      const auto most = [&] { return encoder->AtMost(result, *value, false); };
      if (term.op == Op::kAddWorkdays || term.op == Op::kToWorkday) {
        solver->add(z3::implies(rest && below(0), most()));
        solver->add(z3::implies(rest && above(0), least()));
      } else if (term.op == Op::kWorkdaysBetween) {
        solver->add(z3::implies(above(0) && below(1), most()));
        solver->add(z3::implies(below(0) && above(1), least()));
      }
    }
    return taught;
  }

  // Where the solver most likely got lost: a product or quotient of unknowns, else what is asked first.
  TermId Hardest() const {
    for (const Constraint& constraint : constraints_) {
      std::vector<TermId> open = {constraint.term};
      std::set<TermId> seen;
      while (!open.empty()) {
        const TermId next = open.back();
        open.pop_back();
        if (!seen.insert(next).second) continue;
        const Term& term = terms_[next];
        const auto unknown = std::count_if(
            term.children.begin(), term.children.end(),
            [&](TermId child) { return terms_[child].op != Op::kConstant; });
        const bool curved = (term.op == Op::kMultiply && unknown > 1) ||
                            (term.op == Op::kPower && unknown > 0) ||
                            (term.op == Op::kDivide && terms_[term.children[1]].op != Op::kConstant);
        if (curved) return next;
        open.insert(open.end(), term.children.begin(), term.children.end());
      }
    }
    for (const Constraint& constraint : constraints_) {
      if (!terms_[constraint.term].children.empty()) return constraint.term;
    }
    return constraints_.empty() ? -1 : constraints_[0].term;
  }

  z3::context& context_;
  const Terms& terms_;
  const std::vector<Constraint>& constraints_;
  const int64_t first_day_, last_day_;
  Delays* delays_;
  std::map<Index, TermId> input_terms_;
  TermId today_ = -1;
  uint64_t work_ = 0;
  bool unknown_ = false;
};

}  // namespace

TheoryReply Theory::Ask(const std::vector<Constraint>& constraints, int64_t first_day,
                        int64_t last_day) {
  TheoryReply reply;
  std::optional<Cache::Asked> asked;
  if (cache_ != nullptr) asked = Cache::Describe(terms_, constraints, first_day, last_day);
  if (asked) {
    if (std::optional<Cache::Found> found = cache_->Find(*asked)) {
      solver_->work += found->work;
      return std::move(found->reply);
    }
  }
  const uint64_t before = solver_->work;
  try {
    Question question(solver_->session.Context(), terms_, constraints, first_day, last_day,
                      &solver_->delays);
    reply = question.Answer(limits_.work);
    solver_->work += question.work();
    if (asked) cache_->Keep(*asked, reply, solver_->work - before);
  } catch (const z3::exception&) {
    // Out of memory, mostly. What the context holds may be half made: the next question gets a new one.
    solver_->session.context.reset();
    solver_->work += limits_.work;
    reply = {};
    for (const Constraint& constraint : constraints) {
      if (reply.stopped < 0 || !terms_[constraint.term].children.empty()) {
        reply.stopped = constraint.term;
      }
    }
  }
  return reply;
}

}  // namespace pol::prove
