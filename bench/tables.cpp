#include "bench/tables.h"

#include <fmt/format.h>

namespace pol::bench {
namespace {

constexpr int kLow = 0, kHigh = 1'000'000;  // of each number column, both in

// Even columns are whole numbers, odd ones have four members.
bool IsNumber(int column) { return column % 2 == 0; }

// What a row takes of each column: numbers from .. to, or members by bits.
struct Piece {
  std::vector<int> low, high;  // number columns; of members: low is the set of bits
};

class Random {
 public:
  uint32_t Below(uint32_t bound) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<uint32_t>(state_ >> 33) % bound;
  }

 private:
  uint64_t state_ = 20231121;
};

std::vector<int> Members(int bits) {
  std::vector<int> members;
  for (int i = 0; i < 4; ++i) {
    if ((bits >> i & 1) != 0) members.push_back(i);
  }
  return members;
}

bool Halve(Random* random, int column, Piece* piece, Piece* other) {
  *other = *piece;
  int& low = piece->low[static_cast<size_t>(column)];
  if (!IsNumber(column)) {
    const std::vector<int> members = Members(low);
    if (members.size() < 2) return false;
    const int taken = 1 << members[random->Below(static_cast<uint32_t>(members.size()))];
    other->low[static_cast<size_t>(column)] = taken;
    low &= ~taken;
    return true;
  }
  int& high = piece->high[static_cast<size_t>(column)];
  if (high - low < 20) return false;
  // Round bounds, as people write them.
  const int step = (high - low) / 10;
  const int cut = low + step + static_cast<int>(random->Below(static_cast<uint32_t>(8 * step)));
  other->low[static_cast<size_t>(column)] = cut + 1;
  high = cut;
  return true;
}

std::string Cell(int column, const Piece& piece) {
  const int low = piece.low[static_cast<size_t>(column)], high = piece.high[static_cast<size_t>(column)];
  if (IsNumber(column)) {
    if (low == kLow && high == kHigh) return "-";
    return fmt::format("[{}, {}]", low, high);
  }
  if (low == 15) return "-";
  std::string cell;
  for (const int member : Members(low)) cell += fmt::format("{}m{}_{}", cell.empty() ? "" : ", ", column, member);
  return cell;
}

}  // namespace

std::string TablePolicy(const TableOptions& options) {
  Random random;
  std::vector<Piece> pieces(1);
  for (int c = 0; c < options.columns; ++c) {
    pieces[0].low.push_back(IsNumber(c) ? kLow : 15);
    pieces[0].high.push_back(kHigh);
  }
  while (pieces.size() < static_cast<size_t>(options.rows)) {
    const size_t at = random.Below(static_cast<uint32_t>(pieces.size()));
    Piece other;
    if (Halve(&random, static_cast<int>(random.Below(static_cast<uint32_t>(options.columns))), &pieces[at],
              &other))
      pieces.push_back(other);
  }
  if (options.overlap) {
    // Wide in its first number column that is cut.
    for (int c = 0; c < options.columns; c += 2) {
      Piece& last = pieces.back();
      if (last.low[static_cast<size_t>(c)] == kLow) continue;
      last.low[static_cast<size_t>(c)] -= 1;
      break;
    }
  }
  if (options.hole) pieces.pop_back();
  std::string text = "policy bench\n";
  std::string head = "  |";
  for (int c = 0; c < options.columns; ++c) {
    if (IsNumber(c)) {
      text += fmt::format("input c{}: integer [{}, {}]\n", c, kLow, kHigh);
    } else {
      text += fmt::format("input c{0}: enum m{0}_0, m{0}_1, m{0}_2, m{0}_3\n", c);
    }
    head += fmt::format(" c{} |", c);
  }
  text += "output result: integer\ntable result\n" + head + "| result |\n";
  for (size_t row = 0; row < pieces.size(); ++row) {
    text += "  |";
    for (int c = 0; c < options.columns; ++c) text += " " + Cell(c, pieces[row]) + " |";
    text += fmt::format("| {} |\n", row + 1);
  }
  return text;
}

}  // namespace pol::bench
