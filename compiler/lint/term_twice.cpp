// One term with two meanings in one file: the definitions side by side (check 10).
#include <algorithm>
#include <map>

#include "compiler/lint/bounds.h"
#include "compiler/lint/places.h"
#include "compiler/lint/say.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

struct Meaning {
  const ast::Policy* policy = nullptr;
  source::Range name;
  std::string text;                       // as written, on one line
  const ast::Type* listed = nullptr;      // of a list of values
};

std::string WithoutSpaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

// As written; where a line was broken behind a mark, without the break.
std::string AsWritten(const ast::File& file, source::Range range) {
  std::string text = OneLine(file, range);
  for (const std::string mark : {"、", "，", "（"}) {
    for (size_t at = text.find(mark + " "); at != std::string::npos; at = text.find(mark + " ", at))
      text.erase(at + mark.size(), 1);
  }
  return text;
}

// One list is the other, less what one of the measures has no use for: a form that it does not take, a class that it
// leaves to others. Where the order counts it has to be the same.
bool IsPart(const ast::Type& small, const ast::Type& large) {
  const bool ordered = small.kind == ast::TypeKind::kOrderedEnum;
  size_t from = 0;
  for (const ast::DeclaredName& member : small.members) {
    const auto begin = large.members.begin() + static_cast<std::ptrdiff_t>(ordered ? from : 0);
    const auto at = std::find_if(begin, large.members.end(), [&](const ast::DeclaredName& other) {
      return other.name.text == member.name.text;
    });
    if (at == large.members.end()) return false;
    from = static_cast<size_t>(at - large.members.begin()) + 1;
  }
  return small.kind == large.kind;
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
      const bool lists = declaration.type != nullptr && !declaration.type->members.empty();
      const Meaning meaning{policy, name.name.range, AsWritten(subject.file, range),
                            lists ? declaration.type : nullptr};
      const auto [known, added] = first.emplace(name.name.text, meaning);
      if (added || known->second.policy == policy || WithoutSpaces(known->second.text) == WithoutSpaces(meaning.text))
        continue;
      const ast::Type* other = known->second.listed;
      if (other != nullptr && meaning.listed != nullptr &&
          (IsPart(*other, *meaning.listed) || IsPart(*meaning.listed, *other)))
        continue;
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
