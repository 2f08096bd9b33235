#include "compiler/prove/reviewed.h"

#include <algorithm>
#include <string_view>

#include "compiler/diag/proof_codes.h"

namespace pol::prove {
namespace {

using source::Range;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The text of one comment, read from the left; what it says may be full-width or half-width.
class Reader {
 public:
  Reader(std::string_view text, uint32_t offset) : text_(text), offset_(offset) {}

  uint32_t offset() const { return offset_ + static_cast<uint32_t>(at_); }
  std::string_view rest() const { return text_.substr(at_); }
  bool Take(std::string_view word) {
    if (rest().substr(0, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  void SkipSpace() {
    while (Take(" ") || Take("\t") || Take("　")) {
    }
  }
  bool TakeAny(std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [this](std::string_view word) { return Take(word); });
  }
  // "P3001", also "p3001" and "Ｐ3001".
  std::string TakeCode() {
    const size_t before = at_;
    std::string code = "P";
    if (TakeAny({"P", "p", "Ｐ"})) {
      while (at_ < text_.size() && IsDigit(text_[at_])) code += text_[at_++];
    }
    if (code.size() > 1) return code;
    at_ = before;
    return "";
  }

 private:
  std::string_view text_;
  uint32_t offset_;
  size_t at_ = 0;
};

// A reason says something: signs alone are none.
std::string ReasonOf(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  Reader signs(text, 0);
  while (signs.TakeAny({" ", "　", ".", ",", ";", ":", "-", "!", "?", "/", "。", "，", "、", "；", "：",
                        "—", "…", "！", "？"})) {
  }
  return signs.rest().empty() ? "" : std::string(text);
}

// The codes and the reason of one comment; nothing if it is no answer at all ("// 已核对原文" is none).
std::vector<Reviewed> Read(std::string_view text, Range comment) {
  std::vector<Reviewed> found;
  Reader reader(text, comment.begin);
  while (reader.Take("/")) {
  }
  reader.SkipSpace();
  if (!reader.TakeAny({"已核", "reviewed", "Reviewed"})) return found;
  reader.SkipSpace();
  while (true) {
    const uint32_t begin = reader.offset();
    std::string code = reader.TakeCode();
    if (code.empty()) break;
    Reviewed one;
    one.code = diag::FindCode(code);
    if (one.code && static_cast<uint16_t>(*one.code) < diag::kProofBase) one.code.reset();
    one.written = std::move(code);
    one.code_range = {begin, reader.offset()};
    found.push_back(std::move(one));
    reader.SkipSpace();
    if (reader.TakeAny({"、", "，", ","})) reader.SkipSpace();
  }
  const bool colon = reader.TakeAny({"：", ":"});
  if (found.empty()) {
    if (!colon) return found;
    found.emplace_back().code_range = comment;
  }
  for (Reviewed& one : found) {
    one.comment = comment;
    // Without the colon what follows is taken for the reason all the same.
    one.reason = ReasonOf(reader.rest());
  }
  return found;
}

bool Holds(Range range, uint32_t offset) { return range.begin <= offset && offset < range.end; }

// The names to which a rule or table gives something.
std::vector<std::string_view> GivenBy(const ast::Declaration& rule) {
  std::vector<std::string_view> names;
  for (const ast::Branch& branch : rule.branches) {
    for (const ast::Outcome& outcome : branch.outcomes) names.push_back(outcome.name.text);
  }
  if (rule.kind != ast::DeclarationKind::kTable || rule.table == nullptr) return names;
  for (const ast::HeadCell& head : rule.table->results) {
    if (head.value != nullptr && head.value->kind == ast::ExprKind::kName) names.push_back(head.value->name.text);
  }
  return names;
}

// What a token belongs to: a declaration, else the policy around it.
void Cover(const ast::File& file, uint32_t token, Reviewed* one) {
  const auto in = [&](std::span<ast::Declaration* const> declarations) {
    for (const ast::Declaration* declaration : declarations) {
      if (!Holds(declaration->range, token)) continue;
      one->covers = declaration->range;
      if (one->code != diag::Of(diag::ProofCode::kGap)) return true;
      const std::vector<std::string_view> given = GivenBy(*declaration);
      const auto gives = [&](const ast::Name& name) {
        return name && std::find(given.begin(), given.end(), name.text) != given.end();
      };
      for (const ast::Declaration* other : declarations) {
        if (std::any_of(other->names.begin(), other->names.end(), [&](const ast::DeclaredName& declared) {
              return gives(declared.name) || gives(declared.alias);
            }))
          one->results.push_back(other->range);
      }
      return true;
    }
    return false;
  };
  if (in(file.shared)) return;
  for (const ast::Policy* policy : file.policies) {
    if (in(policy->declarations)) return;
    if (!Holds(policy->range, token)) continue;
    one->covers = policy->range;
    one->whole_policy = true;
    return;
  }
}

}  // namespace

std::vector<Reviewed> ReadReviewed(const ast::File& file) {
  std::vector<Reviewed> all;
  for (const ast::Comment& comment : file.comments) {
    std::vector<Reviewed> read = Read(file.source->Text(comment.range), comment.range);
    if (read.empty()) continue;
    const auto next = std::partition_point(
        file.tokens.begin(), file.tokens.end(),
        [&](const ast::Token& token) { return token.range.begin < comment.range.begin; });
    // At the end of a line it belongs to what stands before it, on a line of its own to what follows.
    const uint32_t line = file.source->Line(file.source->At(comment.range.begin).line).begin;
    const bool behind = next != file.tokens.begin() && std::prev(next)->range.end > line;
    const auto token = behind ? std::prev(next) : next;
    for (Reviewed& one : read) {
      if (token != file.tokens.end() && token->kind != ast::TokenKind::END)
        Cover(file, token->range.begin, &one);
      all.push_back(std::move(one));
    }
  }
  return all;
}

const Reviewed* AnswerTo(std::vector<Reviewed>* reviewed, const diag::Diagnostic& finding) {
  const Reviewed* first = nullptr;
  for (Reviewed& one : *reviewed) {
    if (one.code != finding.code || one.reason.empty()) continue;
    const auto holds = [&](Range range) { return Holds(range, finding.range.begin); };
    if (!holds(one.covers) && std::none_of(one.results.begin(), one.results.end(), holds)) continue;
    ++one.used;
    if (first == nullptr) first = &one;
  }
  return first;
}

void ApplyReviewed(std::vector<Reviewed>* reviewed, std::vector<diag::Diagnostic>* found,
                   std::vector<diag::Diagnostic>* answered) {
  std::vector<diag::Diagnostic> left;
  for (diag::Diagnostic& finding : *found) {
    if (AnswerTo(reviewed, finding) == nullptr) {
      left.push_back(std::move(finding));
    } else if (answered != nullptr) {
      answered->push_back(std::move(finding));
    }
  }
  *found = std::move(left);
}

}  // namespace pol::prove
