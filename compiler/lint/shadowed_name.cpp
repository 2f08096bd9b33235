// A name that is also a word of the language, or a passing name that hides one that is declared.
#include <map>
#include <set>

#include "compiler/lint/say.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

// "超过 高于 超:R": the spellings without what is said about them.
void AddSpellings(std::string_view spellings, std::set<std::string, std::less<>>* into) {
  for (size_t begin = 0; begin < spellings.size();) {
    const size_t end = std::min(spellings.find(' ', begin), spellings.size());
    const std::string_view one = spellings.substr(begin, end - begin);
    const size_t mark = std::min(one.find(':'), one.size());
    // A head only at the beginning of a line (L) is a name everywhere else, and nobody takes it for anything more.
    if (one.substr(mark) != ":L") into->emplace(one.substr(0, mark));
    begin = end + 1;
  }
}

// Words that mean something wherever they stand.
const std::set<std::string, std::less<>>& Reserved() {
  static const std::set<std::string, std::less<>> words = [] {
    std::set<std::string, std::less<>> all;
    enum Kind { HEAD, WORD, SOFT };
#define POL_KEYWORD(token, kind, glue, english, chinese, meaning) \
  if (kind != SOFT) {                                             \
    AddSpellings(english, &all);                                  \
    AddSpellings(chinese, &all);                                  \
  }
#include "grammar/keywords.def"
#undef POL_KEYWORD
    all.erase("");
    return all;
  }();
  return words;
}

}  // namespace

void ShadowedName(const Subject& subject, Reporter* reporter) {
  std::map<std::string_view, source::Range> declared;
  const auto look = [&](const ast::DeclaredName& name) {
    for (const ast::Name* one : {&name.name, &name.alias}) {
      if (!*one || Reserved().count(one->text) == 0) continue;
      reporter->Report(diag::LintCode::kShadowedName, one->range, {one->text})
          .notes.emplace_back("同一个词既是名称又是写法，每次用都要加引号，念出来也分不清。换一个名称。",
                              "One word is a name and also part of the language: it needs its marks wherever it "
                              "stands, and nobody hears them. Use another name.");
    }
    declared.emplace(name.name.text, name.name.range);
  };
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    switch (declaration.kind) {
      case ast::DeclarationKind::kInput:
      case ast::DeclarationKind::kJudgement:
      case ast::DeclarationKind::kOutput:
      case ast::DeclarationKind::kLet:
      case ast::DeclarationKind::kParameter:
      case ast::DeclarationKind::kDefine:
      case ast::DeclarationKind::kTarget:
        for (const ast::DeclaredName& name : declaration.names) look(name);
        break;
      default:
        break;
    }
  });
  const auto passing = [&](const ast::Name& name) {
    const auto found = declared.find(name.text);
    if (found == declared.end()) return;
    diag::Diagnostic& one = reporter->Report(diag::LintCode::kShadowedName, name.range, {name.text});
    one.labels.push_back({found->second, {"这里已经列出过", "declared here"}});
    one.notes.emplace_back("临时取的名称盖住了列出的名称：括号里的这个词说的是清单中的一项。换一个名称。",
                           "The passing name hides the declared one: inside the brackets it means an item of the "
                           "list. Use another name.");
  };
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    EachExpr(declaration, [&](const ast::Expr& expr) {
      if (expr.kind == ast::ExprKind::kEvery || expr.kind == ast::ExprKind::kSome ||
          expr.kind == ast::ExprKind::kNo)
        passing(expr.name);
      for (const ast::Generator& generator : expr.generators) {
        for (const ast::Name& name : generator.names) passing(name);
      }
    });
  });
}

}  // namespace pol::lint
