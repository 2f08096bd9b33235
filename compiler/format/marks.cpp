#include "compiler/format/marks.h"

#include <algorithm>

namespace pol::format {
namespace {

using namespace ast;

class Marker {
 public:
  explicit Marker(const File& file) : file_(file) { marks_.tokens.resize(file.tokens.size()); }

  Marks Run() {
    for (const Declaration* declaration : file_.shared) Visit(*declaration);
    for (const Policy* policy : file_.policies) Visit(*policy);
    return std::move(marks_);
  }

 private:
  size_t At(uint32_t offset) const {  // the token that begins at or after a byte
    const auto token =
        std::lower_bound(file_.tokens.begin(), file_.tokens.end(), offset,
                         [](const Token& t, uint32_t o) { return t.range.begin < o; });
    return static_cast<size_t>(token - file_.tokens.begin());
  }
  size_t First(Range range) const { return std::min(At(range.begin), file_.tokens.size() - 1); }
  size_t End(Range range) const { return std::min(At(range.end), file_.tokens.size()); }
  Mark& Of(Range range) { return marks_.tokens[First(range)]; }
  TokenKind Kind(size_t i) const {
    return i < file_.tokens.size() ? file_.tokens[i].kind : TokenKind::END;
  }

  void Line(Range range, int indent) {
    if (!range.empty()) Of(range).indent = indent;
  }
  void Block(Range range, int indent) {
    Line(range, indent);
    Of(range).block = true;
  }
  // In [begin, end) every word of `kinds` that is not a name may begin a further line.
  void Soft(size_t begin, size_t end, std::initializer_list<TokenKind> kinds) {
    for (size_t i = begin; i < end; ++i) {
      if (std::find(kinds.begin(), kinds.end(), Kind(i)) != kinds.end())
        marks_.tokens[i].soft = true;
    }
  }

  void Visit(const Name& name, Place place = Place::kNone) {
    if (!name) return;
    Mark& mark = Of(name.range);
    mark.name = true;
    if (!name.quoted) mark.place = place;
  }
  void Visit(const DeclaredName& name) {
    Visit(name.name);
    Visit(name.alias);
    if (name.alias && First(name.alias.range) > 0)
      marks_.tokens[First(name.alias.range) - 1].alias = true;
  }
  void Visit(std::span<DeclaredName> names) {
    for (const DeclaredName& name : names) Visit(name);
  }
  void Visit(std::span<Name> names) {
    for (const Name& name : names) Visit(name);
  }

  // -----------------------------------------------------------------------------------------
  // expressions An own stack: a sum of 100,000 terms is a tree of that depth.
  void Visit(const Expr* root, int indent, bool lines = true) {
    if (!root) return;
    std::vector<std::pair<const Expr*, int>> open = {{root, indent}};
    while (!open.empty()) {
      const auto [expr, at] = open.back();
      open.pop_back();
      Visit(expr->unit, Place::kUnit);
      if (expr->unit) Of(expr->unit.range).unit = true;
      if (expr->said) {
        Said(*expr);
      } else {
        Visit(*expr);
      }
      for (const Expr* part : expr->args) {
        if (part) open.emplace_back(part, at);
      }
      for (const NamedArgument& argument : expr->named) {
        Visit(argument.name);
        if (argument.value) open.emplace_back(argument.value, at);
      }
      for (const Generator& generator : expr->generators) {
        Visit(generator.names);
        for (const Expr* list : generator.lists) open.emplace_back(list, at);
        if (generator.where) open.emplace_back(generator.where, at);
        if (generator.by) open.emplace_back(generator.by, at);
      }
      for (const Item& item : expr->items) {
        if (lines) Line(item.range, at + 2);
        if (item.condition) open.emplace_back(item.condition, at + 2);
      }
      if (lines && !expr->items.empty()) After(expr->items.back().range, at);
    }
  }

  // What follows a group of items begins a line of its own, unless it closes or separates.
  void After(Range range, int indent) {
    const size_t next = End(range);
    switch (Kind(next)) {
      case TokenKind::THEN:
      case TokenKind::ELSE:
      case TokenKind::UNLESS:
      case TokenKind::AND:
      case TokenKind::OR:
        if (marks_.tokens[next].indent < 0) marks_.tokens[next].indent = indent;
        break;
      default:
        break;
    }
  }

  // A phrase: its nodes stand for words that are spelled otherwise.
  void Said(const Expr& expr) {
    if (expr.kind == ExprKind::kAtLeast) Of(expr.range).count = true;
    const size_t end = End(expr.range);
    if (expr.kind == ExprKind::kInterval && end > 0 && Kind(end - 1) == TokenKind::ORLESS)
      marks_.tokens[end - 1].silent = true;
    if ((expr.kind == ExprKind::kCall || expr.op_token == TokenKind::ONWARD) &&
        Kind(First(expr.range)) == TokenKind::FROM && Kind(end) == TokenKind::ORLESS)
      marks_.tokens[end].silent = true;
  }

  void Visit(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kMultiply:
        if (expr.op_token == TokenKind::DE || expr.op_token == TokenKind::OF) {
          const size_t word = First(expr.op_range);
          marks_.tokens[word].share = true;
          if (expr.op_token == TokenKind::DE && word + 1 < marks_.tokens.size())
            marks_.tokens[word + 1].tight = true;
          if (Kind(First(expr.range)) == TokenKind::BY) Of(expr.range).silent = true;
        }
        break;
      case ExprKind::kName:
        // A unit as the quantum of a rounding or after a division stands where a name stands.
        Visit(expr.name,
              BuiltinSpelling(Place::kValue, expr.name.text, Script::kEnglish) != expr.name.text ||
                      BuiltinSpelling(Place::kValue, expr.name.text, Script::kChinese) !=
                          expr.name.text
                  ? Place::kValue
                  : Place::kUnit);
        break;
      case ExprKind::kField:
        Visit(expr.name);
        break;
      case ExprKind::kCall:
        if (Kind(First(expr.name.range)) == TokenKind::NAME) {
          Visit(expr.name, Place::kFunction);
        } else if (Kind(First(expr.name.range)) != TokenKind::LIST &&
                   Kind(First(expr.name.range)) != TokenKind::SET) {
          Visit(expr.name);
        }
        break;
      case ExprKind::kEvery:
      case ExprKind::kSome:
      case ExprKind::kNo:
        Visit(expr.name);
        break;
      case ExprKind::kInterval:
        Interval(expr);
        break;
      case ExprKind::kAll:
      case ExprKind::kAny:
        if (Kind(First(expr.range) + 1) != TokenKind::OF &&
            First(expr.range) + 1 < marks_.tokens.size()) {
          marks_.tokens[First(expr.range) + 1].wants_of = true;
        }
        break;
      case ExprKind::kAtLeast:
        Of(expr.range).count = true;
        break;
      case ExprKind::kDivide: {
        // 3元/月 stays in one piece if it was written in one piece.
        const size_t sign = First(expr.op_range);
        if (sign > 0 && sign + 1 < file_.tokens.size() && Kind(sign + 1) == TokenKind::NAME &&
            (Kind(sign - 1) == TokenKind::NUMBER || marks_.tokens[sign - 1].unit ||
             (Kind(sign - 1) == TokenKind::NAME && sign > 1 &&
              Kind(sign - 2) == TokenKind::NUMBER)) &&
            file_.tokens[sign - 1].range.end == file_.tokens[sign].range.begin &&
            file_.tokens[sign].range.end == file_.tokens[sign + 1].range.begin) {
          marks_.tokens[sign].tight = marks_.tokens[sign + 1].tight = true;
        }
        break;
      }
      default:
        break;
    }
  }

  void Interval(const Expr& expr) {
    const size_t begin = First(expr.range), end = End(expr.range);
    if (end == 0 || end <= begin) return;
    marks_.tokens[begin].interval = marks_.tokens[end - 1].interval = true;
    if (expr.args.size() == 2 && expr.args[1]) {
      const size_t second = First(expr.args[1]->range);
      // The comma stands before the second bound, whatever brackets that one has.
      for (size_t i = second; i > begin; --i) {
        if (Kind(i - 1) == TokenKind::COMMA) {
          marks_.tokens[i - 1].interval = true;
          break;
        }
        if (Kind(i - 1) != TokenKind::LPAREN && Kind(i - 1) != TokenKind::LBRACK) break;
      }
    }
  }

  // ----------------------------------------------------------------------------------------- types
  // and clauses
  void Visit(const Type* type) {
    for (; type; type = type->element) {
      Visit(type->name, Place::kType);
      Visit(type->unit, Place::kUnit);
      Visit(type->per, Place::kUnit);
      if (type->per) {
        const size_t per = First(type->per.range);
        marks_.tokens[per].tight = true;
        if (per > 0) marks_.tokens[per - 1].tight = true;
      }
      Visit(type->members);
      Visit(type->precision, 0, false);
      if (type->domain) Visit(type->domain->value, 0, false);
      if (type->at_most) {
        Visit(type->at_most, 0, false);
        const size_t size = First(type->at_most->range);
        if (size > 0) marks_.tokens[size - 1].count = true;
      }
      if (type->element && First(type->element->range) > 0 &&
          Kind(First(type->element->range) - 1) != TokenKind::OF) {
        Of(type->element->range).wants_of = true;
      }
    }
  }
  void Visit(const Period& period) {
    Visit(period.from, 0, false);
    Visit(period.to, 0, false);
  }
  void Visit(const std::optional<Validity>& validity) {
    if (!validity) return;
    Visit(validity->period);
    Visit(validity->by);
  }
  void Visit(const Remark& remark, int indent) {
    Line(remark.range, indent);
    Soft(First(remark.range) + 1, End(remark.range), {TokenKind::TAKEN, TokenKind::SOURCE});
  }
  void Visit(const Allocation* allocation, int indent) {
    if (!allocation) return;
    Visit(allocation->total, indent);
    for (const Expr* share : allocation->shares) Visit(share, indent);
    for (const Leg& leg : allocation->legs) {
      Visit(leg.name);
      Visit(leg.at_most, indent);
      if (leg.at_most && First(leg.at_most->range) > 0) {
        marks_.tokens[First(leg.at_most->range) - 1].count = true;
      }
    }
    Visit(allocation->precision, indent);
    Visit(allocation->rounding, Place::kFunction);
    Visit(allocation->remainder);
    // Shares 10:27:63 keep the look they have: a colon in them is no punctuation.
    for (size_t i = First(allocation->range) + 1; i + 1 < End(allocation->range); ++i) {
      if (Kind(i) != TokenKind::COLON) continue;
      Mark& colon = marks_.tokens[i];
      colon.interval = true;
      colon.tight = file_.tokens[i - 1].range.end == file_.tokens[i].range.begin;
      marks_.tokens[i + 1].tight = file_.tokens[i].range.end == file_.tokens[i + 1].range.begin;
    }
  }
  void Visit(std::span<Outcome> outcomes, int indent) {
    for (const Outcome& outcome : outcomes) {
      Visit(outcome.name);
      Visit(outcome.value, indent);
      Visit(outcome.allocation, indent);
    }
  }
  void Visit(const std::optional<HitPolicy>& hit) {
    if (!hit) return;
    for (size_t i = First(hit->range) + 1; i < End(hit->range); ++i) {
      if (Kind(i) == TokenKind::LIST || Kind(i) == TokenKind::SET) continue;
      marks_.tokens[i].name = true;  // any and priority too: here they are hit policies
      marks_.tokens[i].place = Place::kWord;
    }
  }

  // -----------------------------------------------------------------------------------------
  // tables
  void Visit(const Cell& cell) {
    for (const CellTest& test : cell.tests) Visit(test.value, 0, false);
    Visit(cell.value, 0, false);
    Visit(cell.needs);
  }
  void Row(Range range, int table, int indent) {
    const size_t begin = First(range), end = End(range);
    if (end <= begin) return;
    marks_.rows.push_back({begin, end, table});
    for (size_t i = begin; i < end; ++i)
      marks_.tokens[i].row = static_cast<int>(marks_.rows.size()) - 1;
    marks_.tokens[begin].indent = indent;
  }
  void Table(const Declaration& declaration) {
    if (!declaration.table) return;
    const int table = marks_.tables++;
    for (const auto& cells : {declaration.table->conditions, declaration.table->results}) {
      for (const HeadCell& cell : cells) Visit(cell.value, 0, false);
    }
    Row(declaration.table->range, table, 2);
    for (const TableRow& row : declaration.rows) {
      for (const auto& cells : {row.conditions, row.results}) {
        for (const Cell& cell : cells) Visit(cell);
      }
      Row(row.range, table, 2);
    }
  }

  // -----------------------------------------------------------------------------------------
  // declarations
  void Branches(const Declaration& d) {
    const bool named =
        (d.kind == DeclarationKind::kRule && Kind(First(d.range)) != TokenKind::ORDINAL) ||
        d.kind == DeclarationKind::kException;
    bool lines = std::count_if(d.branches.begin(), d.branches.end(),
                               [](const Branch& branch) { return !branch.repeated; }) > 1;
    for (const Branch& branch : d.branches) lines = lines || HasItems(branch);
    const int indent = named && lines ? 2 : 0;
    for (size_t i = 0; i < d.branches.size(); ++i) {
      const Branch& branch = d.branches[i];
      if (branch.repeated) {  // of 分别: only its value is new
        Visit(branch.outcomes, indent);
        continue;
      }
      size_t begin = First(branch.range);
      // `else` belongs to the branch that it begins, also where the range does not hold it.
      if (i > 0 && begin > 0 && Kind(begin) != TokenKind::ELSE &&
          Kind(begin - 1) == TokenKind::ELSE)
        --begin;
      if (lines && (named || i > 0)) marks_.tokens[begin].indent = indent;
      if (i == 0 && begin > 0 && Kind(begin) != TokenKind::IF && Kind(begin - 1) == TokenKind::THEN)
        --begin;
      if (named && !lines) marks_.tokens[begin].soft = true;
      if (!branch.outcomes.empty()) {
        Clause(branch.outcomes[0].range, TokenKind::THEN);
        Frame(branch);
      }
      if (branch.unless) Clause(branch.unless->range, TokenKind::UNLESS);
      Visit(branch.condition, indent);
      Visit(branch.outcomes, indent);
      Visit(branch.unless, indent);
    }
  }
  // 对 … 的，… ; for …: …
  void Frame(const Branch& branch) {
    const size_t begin = First(branch.outcomes[0].range);
    if (begin < 2 || (Kind(begin - 1) != TokenKind::COMMA && Kind(begin - 1) != TokenKind::COLON))
      return;
    marks_.tokens[begin].clause = true;
    if (Kind(begin - 1) == TokenKind::COLON)
      marks_.tokens[begin - 1].frame = true;
    else if (Kind(begin - 2) == TokenKind::DE)
      marks_.tokens[begin - 2].frame = true;
  }
  void Clause(Range range, TokenKind word) {
    const size_t begin = First(range);
    if (begin > 0 && Kind(begin - 1) == word) marks_.tokens[begin - 1].clause = true;
  }
  static bool HasItems(const Branch& branch) {
    std::vector<const Expr*> open = {branch.condition, branch.unless};
    while (!open.empty()) {
      const Expr* expr = open.back();
      open.pop_back();
      if (!expr) continue;
      if (!expr->items.empty()) return true;
      open.insert(open.end(), expr->args.begin(), expr->args.end());
    }
    return false;
  }

  void Visit(const Declaration& d) {
    const int indent = d.kind == DeclarationKind::kField ? 2 : 0;
    Block(d.range, indent);
    Visit(d.names);
    Visit(d.type);
    Visit(d.hit);
    Visit(d.under);
    Visit(d.validity);
    Visit(d.others);
    Visit(d.as);
    Visit(d.attainment);
    Visit(d.value, 0);
    Visit(d.guard, 0);
    Visit(d.zero, 0);
    Visit(d.at, 0, false);
    Branches(d);
    Table(d);
    Visit(d.allocation, 0);
    if (d.period) Visit(*d.period);
    for (const DatedValue& dated : d.dated) {
      Line(dated.range, 2);
      Visit(dated.period);
      Visit(dated.value, 2);
    }
    for (const Assignment& given : d.given) {
      Visit(given.name);
      Visit(given.value, 2);
    }
    for (const Expectation& expected : d.expected) {
      Visit(expected.name);
      Visit(expected.value, 2);
      Visit(expected.needs);
    }
    for (const Remark& remark : d.remarks) Visit(remark, indent + 2);
    Clauses(d);
    Style(d.range);
  }

  // Clause words of one declaration, found by their place: after its value, outside names.
  void Clauses(const Declaration& d) {
    const size_t begin = First(d.range) + 1, end = End(d.range);
    if (d.value && First(d.value->range) > 0) {
      Mark& before = marks_.tokens[First(d.value->range) - 1];
      before.value = Kind(First(d.value->range) - 1) == TokenKind::ASSIGN;
    }
    if (d.guard) {
      const size_t guard = First(d.guard->range);
      if (guard > 0 && Kind(guard - 1) == TokenKind::IF) marks_.tokens[guard - 1].soft = true;
    }
    if (d.kind == DeclarationKind::kCheck && d.mismatch) {
      const size_t mismatch = First(d.mismatch.range);
      if (mismatch > 0) marks_.tokens[mismatch - 1].soft = true;
    } else if (d.kind == DeclarationKind::kTest) {
      Soft(begin, end, {TokenKind::GIVEN, TokenKind::EXPECT});
    } else if (d.kind == DeclarationKind::kTarget && d.value) {
      // Behind a group of items they would read as part of the last one.
      const size_t after = End(d.value->range);
      if (!d.value->items.empty() && after < end && marks_.tokens[after].indent < 0)
        marks_.tokens[after].indent = 2;
      for (size_t i = End(d.value->range); i < end; ++i) {
        if (marks_.tokens[i].name) continue;
        Soft(i, i + 1,
             {TokenKind::PERIOD, TokenKind::FIRMNESS, TokenKind::ATTAINMENT, TokenKind::ZERO});
        if (Kind(i) == TokenKind::NAME && Kind(i - 1) == TokenKind::FIRMNESS) {
          marks_.tokens[i].name = true;
          marks_.tokens[i].place = Place::kWord;
        }
      }
    } else if (d.kind == DeclarationKind::kJudgement || d.kind == DeclarationKind::kAllocation) {
      for (size_t i = begin; i < end; ++i) {
        if (marks_.tokens[i].name) continue;
        Soft(i, i + 1,
             {TokenKind::ROLE, TokenKind::EVIDENCE, TokenKind::AMONG, TokenKind::PRECISION,
              TokenKind::REMAINDER});
      }
    } else if (d.kind == DeclarationKind::kMonthEnd) {
      for (size_t i = begin; i < end; ++i) {
        if (Kind(i) == TokenKind::NAME) marks_.tokens[i].place = Place::kWord;
      }
    }
  }

  void Visit(const Policy& policy) {
    Range head = policy.head.empty() ? policy.range : policy.head;
    Block(head, 0);
    Visit(policy.name);
    uint32_t end = head.end;
    for (const PolicyClause& clause : policy.clauses) {
      Line(clause.range, 2);
      Visit(clause.name);
      Visit(clause.validity);
      if (clause.remark) Visit(*clause.remark, 2);
      end = std::max(end, clause.range.end);
    }
    Style({head.begin, std::max(end, policy.name.alias ? policy.name.alias.range.end + 3 : end)});
    for (const Declaration* declaration : policy.declarations) Visit(*declaration);
  }

  // Whether full-width or half-width punctuation is written is told by the first word of the
  // declaration.
  void Style(Range range) {
    const size_t begin = First(range), end = End(range);
    const bool chinese = begin < file_.tokens.size() && source::HoldsHan(file_.tokens[begin].text);
    for (size_t i = begin; i < end; ++i) marks_.tokens[i].chinese = chinese;
  }

  const File& file_;
  Marks marks_;
};

}  // namespace

Marks MarkTokens(const File& file) {
  if (file.tokens.empty()) return {};
  return Marker(file).Run();
}

}  // namespace pol::format
