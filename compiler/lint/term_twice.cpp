// One term with two meanings in one file: the definitions side by side (check 10).
#include <map>

#include "compiler/lint/places.h"
#include "compiler/lint/say.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

struct Meaning {
  const ast::Policy* policy = nullptr;
  source::Range name;
  std::string text;                       // without spaces
};

std::string Bare(const Subject& subject, source::Range range) {
  std::string text;
  for (const char c : subject.file.source->Text(range)) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') text += c;
  }
  return text;
}

std::string_view IdOf(const ast::Policy* policy) {
  for (const ast::PolicyClause& clause : policy->clauses) {
    if (clause.kind == ast::PolicyClause::Kind::kId) return clause.text.text;
  }
  return policy->name.name.text;
}

// What a declaration says that its names mean; nothing where it is a fact or an amount like any other.
source::Range MeaningOf(const Subject& subject, const ast::Declaration& declaration) {
  switch (declaration.kind) {
    case ast::DeclarationKind::kDefine:
    case ast::DeclarationKind::kInput:
      if (declaration.type == nullptr || declaration.type->members.empty()) return {};
      return declaration.type->range;
    case ast::DeclarationKind::kLet: {
      if (declaration.value == nullptr) return {};
      // A class or a condition, not an amount.
      const program::Type* type = subject.places->NodeOf(*declaration.value).type();
      const bool condition = type == nullptr || type->kind == program::TypeKind::kBoolean ||
                             type->kind == program::TypeKind::kSet;
      return condition ? declaration.value->range : source::Range{};
    }
    default:
      return {};
  }
}

}  // namespace

void TermTwice(const Subject& subject, Reporter* reporter) {
  std::map<std::string_view, Meaning> first;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
    if (policy == nullptr) return;
    const source::Range range = MeaningOf(subject, declaration);
    if (range.empty()) return;
    for (const ast::DeclaredName& name : declaration.names) {
      const Meaning meaning{policy, name.name.range, Bare(subject, range)};
      const auto [known, added] = first.emplace(name.name.text, meaning);
      if (added || known->second.policy == policy || known->second.text == meaning.text) continue;
      // Two versions of one policy may differ: that is what a version is for.
      if (IdOf(known->second.policy) == IdOf(policy)) continue;
      diag::Diagnostic& found = reporter->Report(diag::LintCode::kTermTwice, name.name.range, {name.name.text});
      found.labels.push_back({known->second.name, {"这里是另一个意思", "another meaning here"}});
      found.notes.emplace_back("第 " + std::to_string(subject.file.source->At(known->second.name.begin).line) +
                                   " 行：" + known->second.text,
                               "line " + std::to_string(subject.file.source->At(known->second.name.begin).line) +
                                   ": " + known->second.text);
      found.notes.emplace_back("这里：" + meaning.text, "here: " + meaning.text);
    }
  });
}

}  // namespace pol::lint
