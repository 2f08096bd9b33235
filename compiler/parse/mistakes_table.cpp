// Tables: a drafter writes one row to a line, so lines tell where a row was meant to end.
#include "compiler/parse/mistakes.h"
#include "compiler/parse/words.h"

namespace pol::parse {
namespace {

bool IsBar(TokenKind kind) { return kind == TokenKind::PIPE || kind == TokenKind::DPIPE; }
// A head word that stands in no table.
bool EndsTable(TokenKind kind) {
  return IsHead(kind) && kind != TokenKind::CITE && kind != TokenKind::OTHERWISE;
}

}  // namespace

// The tokens of one line of a table; reading failed at `error`.
bool Mistakes::Row(size_t row, size_t end, size_t error) {
  if (!IsBar(KindAt(row))) return false;  // goes on from the line before
  size_t results = 0;
  for (size_t i = row; i <= end; i++) {
    results += KindAt(i) == Kind::DPIPE;
    if (IsBar(KindAt(i)) && i < end && IsBar(KindAt(i + 1))) {
      Say(Code::kEmptyCell, {RangeAt(i).begin, RangeAt(i + 1).end});
      return true;
    }
    if (KindAt(i) == Kind::IF) {
      Say(Code::kIfInCell, RangeAt(i));
      resume_ = std::max(resume_, i + 1);
      return true;
    }
  }
  source::Range line{RangeAt(row).begin, RangeAt(end).end};
  if (results == 0 && (KindAt(end) == Kind::PIPE || end >= error)) {
    Say(Code::kNoResultColumn, line);
    return true;
  }
  if (KindAt(end) != Kind::PIPE && results == 1 && !IsConnective(KindAt(end)) &&
      (IsBar(KindAt(end + 1)) || EndsSentence(KindAt(end + 1)) || end >= error)) {
    Fix(Say(Code::kRowNotClosed, line), After(end), " |");
    return true;
  }
  return false;
}

bool Mistakes::Tables(size_t k) {
  Kind head = KindAt(begin_);
  if (head != Kind::TABLE && head != Kind::TESTS) return false;
  size_t first = begin_ + 1;
  while (first < k && KindAt(first) != Kind::PIPE) first++;
  diag::Text name =
      begin_ + 1 < k && (IsNameLike(KindAt(begin_ + 1)) || KindAt(begin_ + 1) == Kind::STRING)
          ? Shown(begin_ + 1)
          : diag::Text("");
  if (KindAt(first) != Kind::PIPE) {
    // No bar up to the place of the error: the name may be missing or reserved, or the head.
    if (head == Kind::TABLE && KindAt(k) != Kind::DPIPE && !EndsSentence(KindAt(k)) &&
        !EndsOperand(KindAt(k)))
      return false;
    if (head == Kind::TESTS && KindAt(begin_ + 1) != Kind::STRING) return false;
    if (head == Kind::TABLE && IsKeyword(KindAt(k)) && k == begin_ + 1 && !EndsSentence(KindAt(k)))
      return false;
    Say(Code::kTableWithoutHead, RangeAt(k), {name});
    return true;
  }
  size_t error = k;
  if ((EndsSentence(KindAt(error)) || KindAt(error) == Kind::PIPE) && error > first &&
      LineOf(error) != LineOf(error - 1)) {
    error--;  // the row before was left open
  }
  // Line by line, up to that of the error.
  for (size_t row = first; row <= error;) {
    size_t end = row;
    while (LineOf(end + 1) == LineOf(row) && KindAt(end + 1) != Kind::END &&
           !EndsTable(KindAt(end + 1)))
      end++;
    if (Row(row, end, error)) return true;
    row = end + 1;
  }
  if (EndsSentence(KindAt(k)) && LineOf(first) == LineOf(error)) {
    Say(Code::kTableWithoutRows, RangeAt(begin_), {name});
    return true;
  }
  return false;
}

}  // namespace pol::parse
