// Tables: a drafter writes one row to a line, so lines tell where a row was meant to end.
#include "compiler/parse/mistakes.h"
#include "compiler/parse/words.h"

namespace pol::parse {

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
  // The line of the error, from its first bar.
  size_t error = k;
  if ((EndsSentence(KindAt(error)) || KindAt(error) == Kind::PIPE) && error > first &&
      LineOf(error) != LineOf(error - 1))
    error--;  // the row before was left open
  size_t row = error;
  while (row > first && LineOf(row - 1) == LineOf(error)) row--;
  while (row > first && KindAt(row) != Kind::PIPE && KindAt(row) != Kind::DPIPE) row--;
  size_t end = error;
  while (end + 1 < tokens_.size() && LineOf(end + 1) == LineOf(error) && !IsHead(KindAt(end + 1)) &&
         KindAt(end + 1) != Kind::END)
    end++;
  if (KindAt(error) == Kind::IF) {
    Say(Code::kIfInCell, RangeAt(error));
    return true;
  }
  size_t results = 0;
  for (size_t i = row; i <= end; i++) {
    Kind kind = KindAt(i), next = KindAt(i + 1);
    results += kind == Kind::DPIPE;
    bool bar = kind == Kind::PIPE || kind == Kind::DPIPE;
    bool next_bar = i < end && (next == Kind::PIPE || next == Kind::DPIPE);
    if (bar && next_bar) {
      Say(Code::kEmptyCell, {RangeAt(i).begin, RangeAt(i + 1).end});
      return true;
    }
    if (kind == Kind::IF) {
      Say(Code::kIfInCell, RangeAt(i));
      return true;
    }
  }
  source::Range line{RangeAt(row).begin, RangeAt(end).end};
  if (results == 0) {
    // Of the head, or of a later row.
    Say(Code::kNoResultColumn, line);
    return true;
  }
  if (results > 1) {
    Say(Code::kNotUnderstood, RangeAt(k), {Shown(k)});
    return true;
  }
  if (KindAt(end) != Kind::PIPE) {
    bool operand_missing = IsConnective(KindAt(end));
    if (operand_missing) return false;
    diag::Diagnostic& d = Say(Code::kRowNotClosed, line);
    Fix(d, After(end), " |");
    return true;
  }
  if (EndsSentence(KindAt(k)) && LineOf(first) == LineOf(error)) {
    Say(Code::kTableWithoutRows, RangeAt(begin_), {name});
    return true;
  }
  return false;
}

}  // namespace pol::parse
