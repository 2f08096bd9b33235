#include "compiler/ast/dump.h"

namespace pol::ast {
namespace {

constexpr std::string_view kExprKinds[] = {
    "number", "han",      "date",  "month", "instant",  "clock",  "text",    "yes",   "no",
    "none",   "name",     "field", "call",  "interval", "record", "paren",   "-",     "^",
    "*",      "/",        "+",     "minus", "without",  "capped", "floored", "range", "bound",
    "items",  "compare",  "in",    "chain", "not",      "and",    "or",      "if",    "all",
    "any",    "at-least", "every", "some",  "no-one",   "error"};
static_assert(std::size(kExprKinds) == static_cast<size_t>(ExprKind::kError) + 1);
constexpr std::string_view kCompares[] = {"==", "!=", "<", "<=", ">", ">="};
constexpr std::string_view kBounds[] = {"or-more", "or-less", "beyond"};
constexpr std::string_view kTypeKinds[] = {"named", "enum", "ordered", "codes",
                                           "list",  "set",  "record"};
constexpr std::string_view kModalities[] = {
    "",          "may",           "shall",           "shall-not",
    "principle", "principle-may", "principle-shall", "principle-shall-not"};
constexpr std::string_view kDeclarationKinds[] = {
    "use",       "define", "field",    "unit",      "calendar",   "monthend",  "input",
    "judgement", "output", "let",      "parameter", "rule",       "bare-rule", "otherwise",
    "exception", "table",  "priority", "target",    "allocation", "assert",    "independent",
    "require",   "check",  "variant",  "compare",   "test",       "tests"};
static_assert(std::size(kDeclarationKinds) == static_cast<size_t>(DeclarationKind::kTests) + 1);
constexpr std::string_view kHeadKinds[] = {"", "#", "cite"};
constexpr std::string_view kRemarkKinds[] = {"cite", "note", "ambiguity"};
constexpr std::string_view kClauseKinds[] = {"id",     "subject",  "version", "replaces",
                                             "source", "basis",    "office",  "issued",
                                             "applies", "bars",     "validity", "remark"};

template <typename Kind, size_t size>
std::string_view Of(const std::string_view (&names)[size], Kind kind) {
  return names[static_cast<size_t>(kind)];
}

class Dumper {
 public:
  explicit Dumper(const DumpOptions& options) : options_(options) {}
  std::string Take() { return std::move(out_); }

  void File(const ast::File& file) {
    for (const ast::Declaration* d : file.shared) Line(*d);
    for (const Policy* policy : file.policies) {
      Open("policy");
      Declared({&policy->name, 1});
      Text(policy->title);
      for (const PolicyClause& clause : policy->clauses) Clause(clause);
      Close();
      out_ += '\n';
      for (const ast::Declaration* d : policy->declarations) Line(*d);
    }
    if (!file.unread.empty()) {
      Open("unread");
      for (const ast::Name& name : file.unread) Name(name);
      Close();
      out_ += '\n';
    }
  }

  void Declaration(const ast::Declaration& d) {
    Open(Of(kDeclarationKinds, d.kind));
    Declared(d.names);
    Text(d.title);
    if (d.type != nullptr) Type(*d.type);
    if (d.hit) {
      Open("hit");
      Word(d.hit->first);
      if (!d.hit->second.empty()) Word(d.hit->second);
      Close();
    }
    Tagged("under", d.under);
    Tagged("as", d.as);
    if (d.validity) Validity(*d.validity);
    if (d.open) Atom("open");
    for (const ast::Name& name : d.others) Name(name);
    Text(d.role);
    for (const String& text : d.evidence) Text(text);
    Text(d.from);
    Tagged("if", d.guard);
    Optional(d.value);
    for (const DatedValue& dated : d.dated) {
      Open("from");
      Period(dated.period);
      Expr(*dated.value);
      Close();
    }
    for (const Branch& branch : d.branches) {
      Open("branch");
      Tagged("if", branch.condition);
      for (const ast::Outcome& outcome : branch.outcomes) Outcome(outcome);
      Tagged("unless", branch.unless);
      Close();
    }
    if (d.allocation != nullptr) Allocation(*d.allocation);
    if (d.table != nullptr) Table(d);
    if (d.period) Period(*d.period);
    if (!d.firmness.empty()) Word(d.firmness);
    if (d.attainment.name) Declared({&d.attainment, 1});
    Tagged("zero", d.zero);
    Text(d.mismatch);
    Tagged("at", d.at);
    for (const Assignment& given : d.given) {
      Open("given");
      Name(given.name);
      Expr(*given.value);
      Close();
    }
    for (const Expectation& expected : d.expected) Expected(expected);
    for (const ast::Remark& remark : d.remarks) Remark(remark);
    Close();
  }

  void Expr(const ast::Expr& e) {
    std::string_view kind = Of(kExprKinds, e.kind);
    if (e.kind == ExprKind::kCompare) kind = Of(kCompares, e.compare);
    if (e.kind == ExprKind::kBound) kind = Of(kBounds, e.bound);
    Open(kind);
    if (e.negated) Atom("not");
    if (e.about) Atom("about");
    if (e.kind == ExprKind::kInterval) Atom(e.low_open ? "open" : "closed"), Atom(e.high_open ? "open" : "closed");
    bool leaf = e.args.empty() && e.items.empty();
    if (leaf && !e.text.empty() && e.kind != ExprKind::kTrue && e.kind != ExprKind::kFalse &&
        e.kind != ExprKind::kNone)
      Word(e.text);
    if (e.name) Name(e.name);
    if (e.unit) Name(e.unit);
    for (const Generator& generator : e.generators) {
      Open("for");
      for (const ast::Name& name : generator.names) Name(name);
      for (const ast::Expr* list : generator.lists) Expr(*list);
      Tagged("where", generator.where);
      Tagged("by", generator.by);
      Close();
    }
    for (const ast::Expr* arg : e.args) Expr(*arg);
    for (const NamedArgument& named : e.named) {
      Open("=");
      Name(named.name);
      Expr(*named.value);
      Close();
    }
    for (const Item& item : e.items) {
      Open("item");
      if (!item.ordinal.empty()) Word(item.ordinal);
      Text(item.label);
      Expr(*item.condition);
      Close();
    }
    Close();
  }

 private:
  void Line(const ast::Declaration& d) {
    Declaration(d);
    out_ += '\n';
  }
  void Atom(std::string_view text) {
    if (!out_.empty() && out_.back() != '(' && out_.back() != '\n') out_ += ' ';
    out_ += text;
  }
  void Open(std::string_view kind) {
    if (!out_.empty() && out_.back() != '(' && out_.back() != '\n') out_ += ' ';
    out_ += '(';
    out_ += kind;
  }
  void Close() { out_ += ')'; }
  void Word(std::string_view text) { Atom(options_.words ? text : "_"); }
  void Name(const ast::Name& name) { Word(name.text); }
  void Text(const String& text) {
    if (text) Atom(options_.words ? '"' + std::string(text.text) + '"' : "\"_\"");
  }
  void Declared(std::span<const DeclaredName> names) {
    for (const DeclaredName& declared : names) {
      if (declared.name) Name(declared.name);
      if (declared.alias) Tagged("alias", declared.alias);
    }
  }
  void Tagged(std::string_view tag, const ast::Name& name) {
    if (!name) return;
    Open(tag);
    Name(name);
    Close();
  }
  void Tagged(std::string_view tag, const ast::Expr* expr) {
    if (expr == nullptr) return;
    Open(tag);
    Expr(*expr);
    Close();
  }
  void Optional(const ast::Expr* expr) {
    if (expr != nullptr) Expr(*expr);
  }
  void Type(const ast::Type& type) {
    Open(Of(kTypeKinds, type.kind));
    if (type.name) Name(type.name);
    if (type.unit) Name(type.unit);
    Tagged("per", type.per);
    Declared(type.members);
    if (type.open) Atom("open");
    Text(type.file);
    Tagged("at-most", type.at_most);
    if (type.element != nullptr) Type(*type.element);
    Tagged("precision", type.precision);
    if (type.domain) {
      Open(type.domain->compare ? Of(kCompares, *type.domain->compare) : "domain");
      Expr(*type.domain->value);
      Close();
    }
    if (type.optional) Atom("optional");
    Close();
  }
  void Period(const ast::Period& period) {
    Open("period");
    Tagged("from", period.from);
    Tagged("to", period.to);
    Close();
  }
  void Validity(const ast::Validity& validity) {
    Open("valid");
    Period(validity.period);
    Tagged("by", validity.by);
    Close();
  }
  void Remark(const ast::Remark& remark) {
    Open(Of(kRemarkKinds, remark.kind));
    Text(remark.text);
    Text(remark.extra);
    Close();
  }
  void Clause(const PolicyClause& clause) {
    Open(Of(kClauseKinds, clause.kind));
    Text(clause.text);
    Text(clause.clause);
    if (clause.name) Name(clause.name);
    for (const String& text : clause.texts) Text(text);
    if (clause.validity) Validity(*clause.validity);
    if (clause.remark) Remark(*clause.remark);
    Close();
  }
  void Outcome(const ast::Outcome& outcome) {
    Open("then");
    if (outcome.modality != Modality::kNone) Atom(Of(kModalities, outcome.modality));
    if (outcome.allocation != nullptr) {
      Allocation(*outcome.allocation);
    } else {
      Name(outcome.name);
      Expr(*outcome.value);
    }
    Close();
  }
  void Allocation(const ast::Allocation& allocation) {
    Open(allocation.shares.empty() ? "pour" : "share");
    Expr(*allocation.total);
    for (const ast::Expr* share : allocation.shares) Expr(*share);
    for (const Leg& leg : allocation.legs) {
      Open("to");
      Name(leg.name);
      Optional(leg.at_most);
      Close();
    }
    Tagged("precision", allocation.precision);
    Tagged("by", allocation.rounding);
    Tagged("remainder", allocation.remainder);
    Close();
  }
  void Table(const ast::Declaration& d) {
    Open("head");
    for (const auto& cells : {d.table->conditions, d.table->results}) {
      Open(cells.data() == d.table->conditions.data() ? "conditions" : "results");
      for (const HeadCell& cell : cells) {
        if (cell.value != nullptr)
          Expr(*cell.value);
        else
          Atom(Of(kHeadKinds, cell.kind));
      }
      Close();
    }
    Close();
    for (const TableRow& row : d.rows) {
      Open("row");
      for (const ast::Cell& cell : row.conditions) Cell(cell);
      Atom("||");
      for (const ast::Cell& cell : row.results) Cell(cell);
      Close();
    }
  }
  void Cell(const ast::Cell& cell) {
    switch (cell.kind) {
      case CellKind::kDash:
        Atom("-");
        break;
      case CellKind::kAnything:
        Atom("anything");
        break;
      case CellKind::kOtherwise:
        Atom("otherwise");
        break;
      case CellKind::kNoRule:
        Atom("no-rule");
        break;
      case CellKind::kNeeds:
        Open("needs");
        for (const ast::Name& name : cell.needs) Name(name);
        Close();
        break;
      case CellKind::kValue:
        Open("cell");
        if (cell.modality != Modality::kNone) Atom(Of(kModalities, cell.modality));
        Expr(*cell.value);
        Close();
        break;
      case CellKind::kTests:
        Open("cell");
        for (const CellTest& test : cell.tests) {
          if (test.negated) Atom("not");
          if (test.compare) Atom(Of(kCompares, *test.compare));
          Expr(*test.value);
        }
        Close();
        break;
    }
  }
  void Expected(const Expectation& expected) {
    constexpr std::string_view kKinds[] = {"expect", "expect-no-rule", "expect-needs",
                                           "expect-error"};
    Open(Of(kKinds, expected.kind));
    Name(expected.name);
    Optional(expected.value);
    for (const ast::Name& name : expected.needs) Name(name);
    Close();
  }

  const DumpOptions& options_;
  std::string out_;
};

}  // namespace

std::string Dump(const File& file, const DumpOptions& options) {
  Dumper dumper(options);
  dumper.File(file);
  return dumper.Take();
}
std::string Dump(const Declaration& declaration, const DumpOptions& options) {
  Dumper dumper(options);
  dumper.Declaration(declaration);
  return dumper.Take();
}
std::string Dump(const Expr& expr, const DumpOptions& options) {
  Dumper dumper(options);
  dumper.Expr(expr);
  return dumper.Take();
}

}  // namespace pol::ast
