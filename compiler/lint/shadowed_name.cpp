// A name that is also a word of the language. (That a passing name hides a declared one is the checker's affair: P2120.)
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
  const auto look = [&](const ast::DeclaredName& name) {
    for (const ast::Name* one : {&name.name, &name.alias}) {
      if (!*one || Reserved().count(one->text) == 0) continue;
      reporter->Report(diag::LintCode::kShadowedName, one->range, {one->text})
          .notes.emplace_back("同一个词既是名称又是写法，每次用都要加引号，念出来也分不清。换一个名称。",
                              "One word is a name and also part of the language: it needs its marks wherever it "
                              "stands, and nobody hears them. Use another name.");
    }
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
}

}  // namespace pol::lint
