// Did you mean …? Edit distance with swapped neighbours (Damerau, optimal string alignment), over
// code points with widths folded and the usual confusions (O and 0, l and 1, look-alike Han letters
// of names) taken as equal.
#include <algorithm>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/source/utf8.h"

namespace pol::diag {
namespace {

constexpr size_t kLongestName = 80;  // longer ones are not compared letter by letter

char32_t Fold(char32_t c) {
  if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
  switch (c) {
    case U'o':
    case U'〇':
      return U'0';
    case U'l':
    case U'i':
      return U'1';
    case U'（':
      return U'(';
    case U'）':
      return U')';
    default:
      return c;
  }
}

std::u32string Folded(std::string_view text) {
  std::u32string points = source::ToUtf32(source::FoldWidth(text));
  std::erase_if(points, [](char32_t c) { return c == U' ' || c == U'_' || c == U'-'; });
  std::transform(points.begin(), points.end(), points.begin(), Fold);
  return points;
}

size_t Distance(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

// How many edits still count as a slip: a Han word carries in two letters what a Latin one needs
// eight for.
size_t Allowed(const std::u32string& word) {
  const bool han = std::any_of(word.begin(), word.end(), source::IsHan);
  if (han) return word.size() < 2 ? 0 : word.size() <= 4 ? 1 : word.size() / 3;
  return word.size() < 3 ? 0 : word.size() <= 5 ? 1 : word.size() / 3;
}

// A short form of the other: 制造 for 制造业, 贷款金额 for 转贷款金额, subsequences of at least two
// Han letters.
bool Contained(const std::u32string& a, const std::u32string& b) {
  const std::u32string& part = a.size() < b.size() ? a : b;
  const std::u32string& whole = a.size() < b.size() ? b : a;
  if (part.size() < (source::IsHan(part.empty() ? 0 : part[0]) ? 2u : 4u)) return false;
  return whole.find(part) != std::u32string::npos && whole.size() <= 3 * part.size();
}

// Letters that two words share in the same order.
size_t Shared(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> last(b.size() + 1), row(b.size() + 1);
  for (const char32_t c : a) {
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = c == b[j - 1] ? last[j - 1] + 1 : std::max(last[j], row[j - 1]);
    }
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string Nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const std::u32string wanted = Folded(word);
  if (wanted.empty() || wanted.size() > kLongestName) return "";
  constexpr size_t kFar = 1000;
  size_t best = kFar;
  const std::string* nearest = nullptr;
  for (const std::string& candidate : candidates) {
    const std::u32string known = Folded(candidate);
    if (candidate == word || known.empty() || known.size() > kLongestName) continue;
    const size_t longer = std::max(wanted.size(), known.size());
    const size_t shorter = std::min(wanted.size(), known.size());
    size_t score = kFar;
    const size_t allowed = std::max(Allowed(wanted), Allowed(known));
    if (longer - shorter <= allowed) {
      const size_t distance = Distance(wanted, known);
      // One letter must stay: a word that was replaced altogether is another word.
      if (distance <= allowed && distance < longer) score = 10 * distance;
    }
    // 贷款金额 for 转贷金额: three letters of four, though it takes two edits.
    if (score == kFar && shorter >= 4 && source::IsHan(wanted[0]) &&
        4 * Shared(wanted, known) >= 3 * longer) {
      score = 25;
    }
    // Each letter that a short form leaves out counts less than a wrong one, but after one slip.
    if (Contained(wanted, known)) score = std::min(score, 9 + 2 * (longer - shorter));
    if (score < best) {
      best = score;
      nearest = &candidate;
    }
  }
  return nearest ? *nearest : "";
}

}  // namespace pol::diag
