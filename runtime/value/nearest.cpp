#include "runtime/value/nearest.h"

#include <algorithm>

#include "runtime/value/literal.h"

namespace pol::value {

namespace {

constexpr size_t kLongestName = 80;  // characters; longer ones are not compared

// Characters of a text with widths and case folded; invalid bytes stand for themselves.
std::u32string Folded(std::string_view text) {
  const std::string folded = FoldWidth(text);
  std::u32string characters;
  for (size_t at = 0; at < folded.size();) {
    const auto lead = static_cast<unsigned char>(folded[at]);
    const size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t character = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (size_t i = 1; i < length && at + i < folded.size(); ++i)
      character = character << 6 | (static_cast<unsigned char>(folded[at + i]) & 0x3FU);
    if (character >= U'A' && character <= U'Z') character += U'a' - U'A';
    if (character != U' ' && character != U'_' && character != U'-') characters += character;
    at += length;
  }
  return characters;
}

size_t Distance(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

// How many slips are still the same word: a Han word carries in two characters what a Latin one
// needs eight for.
size_t Allowed(const std::u32string& word) {
  const bool han = std::any_of(word.begin(), word.end(), [](char32_t c) { return c >= 0x3400; });
  if (word.size() < (han ? 2U : 3U)) return 0;
  return word.size() <= (han ? 4U : 5U) ? 1 : word.size() / 3;
}

}  // namespace

std::string Nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const std::u32string wanted = Folded(word);
  if (wanted.empty() || wanted.size() > kLongestName) return "";
  constexpr size_t kFar = 1000000;
  size_t best = kFar;
  const std::string* nearest = nullptr;
  for (const std::string& candidate : candidates) {
    const std::u32string known = Folded(candidate);
    if (known.empty() || known.size() > kLongestName) continue;
    const std::u32string& shorter = known.size() < wanted.size() ? known : wanted;
    const std::u32string& longer = known.size() < wanted.size() ? wanted : known;
    const size_t allowed = std::max(Allowed(wanted), Allowed(known));
    const size_t missing = longer.size() - shorter.size();
    size_t score = kFar;
    if (missing <= allowed) {
      const size_t distance = Distance(wanted, known);
      // Something must stay: a word that was replaced altogether is another word.
      if (distance <= allowed && distance < longer.size()) score = 10 * distance;
    }
    const size_t least = shorter[0] >= 0x3400 ? 2 : 4;
    if (shorter.size() >= least && longer.size() <= 3 * shorter.size() &&
        longer.find(shorter) != std::u32string::npos)
      score = std::min(score, 9 + 2 * missing);
    if (score < best) {
      best = score;
      nearest = &candidate;
    }
  }
  return nearest == nullptr ? "" : *nearest;
}

}  // namespace pol::value
