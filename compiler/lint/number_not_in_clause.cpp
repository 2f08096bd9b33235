// A rule quotes the document, and holds a number that is not in the quotation.
#include <algorithm>

#include "compiler/lint/numbers.h"
#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"
#include "runtime/value/literal.h"

namespace pol::lint {
namespace {

using value::Rational;

// The words quoted behind 原文：, "" where none are.
std::string Quoted(const ast::Declaration& one) {
  std::string all;
  for (const ast::Remark& remark : one.remarks) {
    if (remark.kind == ast::Remark::Kind::kAmbiguity) continue;
    for (const std::string_view head : {"原文：", "原文:", "quote: "}) {
      const size_t at = remark.text.text.find(head);
      if (at == std::string_view::npos) continue;
      all += std::string(remark.text.text.substr(at + head.size())) + "\n";
      break;
    }
  }
  return value::FoldWidth(all);
}

// The numbers of a text, in digits: "2万元" is 20000 and, as 2 of something, 2.
std::vector<Rational> NumbersOf(std::string_view text) {
  std::vector<Rational> numbers;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || (end > at && (text[end] == '.' || text[end] == ','))))
      ++end;
    if (end == at) {
      ++at;
      continue;
    }
    while (text[end - 1] == '.' || text[end - 1] == ',') --end;
    const std::string digits(text.substr(at, end - at));
    for (const std::string_view unit : {"", "万", "亿", "百万", "千万", "千", "百", "%", "‰"}) {
      if (!text.substr(end).starts_with(unit)) continue;
      if (const auto number = value::ReadNumber(digits + std::string(unit))) numbers.push_back(*number);
    }
    at = end;
  }
  return numbers;
}

// A small number may be written in Han digits, alone or before 万 and 亿: "两万" for the written "2万".
bool InHan(const Rational& number, std::string_view written, std::string_view text) {
  static const char* const kHan[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"};
  if (written.size() > 1 && written[0] >= '1' && written[0] <= '9' && (written[1] & 0x80) != 0) {
    const std::string tail(written.substr(1));
    if (text.find(kHan[written[0] - '0'] + tail) != std::string_view::npos) return true;
    if (written[0] == '2' && text.find("两" + tail) != std::string_view::npos) return true;
  }
  const auto whole = number.ToInt64();
  if (!whole || *whole < 0 || *whole > 12) return false;
  return text.find(kHan[*whole]) != std::string_view::npos || (*whole == 2 && text.find("两") != std::string_view::npos) ||
         (*whole == 1 && text.find("首") != std::string_view::npos);
}

}  // namespace

void NumberNotInClause(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy*) {
    if (IsTest(one)) return;
    const std::string quoted = Quoted(one);
    if (quoted.empty()) return;
    const std::vector<Rational> numbers = NumbersOf(quoted);
    EachRoot(one, [&](const ast::Expr& root, Role role) {
      if (role == Role::kDomain || role == Role::kPeriod || role == Role::kHead) return;
      EachExpr(&root, [&](const ast::Expr& expr) {
        if (expr.kind != ast::ExprKind::kNumber && expr.kind != ast::ExprKind::kHanNumber) return;
        const auto number = LiteralOf(expr);
        // None and one are seldom written as numbers.
        if (!number || *number == Rational(0) || *number == Rational(1)) return;
        if (quoted.find(expr.text) != std::string::npos || InHan(*number, expr.text, quoted)) return;
        if (std::find(numbers.begin(), numbers.end(), *number) != numbers.end()) return;
        const auto typed = subject.places->NodeOf(expr);
        if (typed.number() != nullptr && std::find(numbers.begin(), numbers.end(), *typed.number()) != numbers.end())
          return;
        reporter->Report(diag::LintCode::kNumberNotInClause, expr.range, {subject.file.source->Text(expr.range)});
      });
    });
  });
}

}  // namespace pol::lint
