// Pieces to lines: hard line ends first, then whatever is too long is broken at its loosest places.
#include "compiler/format/format.h"

#include <algorithm>
#include <array>

#include "compiler/format/pieces.h"

namespace pol::format {
namespace {

using ast::TokenKind;

constexpr int kWidth = 100;  // display columns of a line
constexpr int kWidestColumn =
    60;  // of a table: a longer cell sticks out instead of widening every row
constexpr int kDeepestIndent = 40;

class Printer {
 public:
  explicit Printer(const Pieces& pieces)
      : all_(pieces.all), rows_(pieces.rows), tables_(pieces.tables) {
    sums_.reserve(all_.size() + 1);
    sums_.push_back(0);
    for (const Piece& piece : all_)
      sums_.push_back(sums_.back() + piece.width + piece.space_before);
  }

  std::string Run() {
    MeasureTables();
    int indent = 0;
    for (size_t i = 0; i < all_.size();) {
      const Piece& first = all_[i];
      const bool continued = i > 0 && first.mark.indent < 0 &&
                             first.kind != TokenKind::END;  // only a comment ended the line before
      if (!continued) indent = first.kind == TokenKind::END ? 0 : first.mark.indent;
      const int at = continued ? indent + 2 : indent;
      const bool block = first.mark.block || first.kind == TokenKind::END;
      Comments(first, block, at);
      if (first.kind == TokenKind::END) break;
      size_t end = i + 1;
      while (end < all_.size() && all_[end - 1].after.empty() && !Begins(end)) ++end;
      if (first.mark.row >= 0) {
        PrintRow(rows_[static_cast<size_t>(first.mark.row)], at);
      } else {
        Layout(i, end, at, at + 2);
      }
      if (!all_[end - 1].after.empty()) {
        out_ += "  " + all_[end - 1].after;
      }
      out_ += '\n';
      i = end;
    }
    return std::move(out_);
  }

 private:
  bool Begins(size_t i) const {
    return all_[i].mark.indent >= 0 || all_[i].kind == TokenKind::END || !all_[i].before.empty();
  }

  void Comments(const Piece& piece, bool block, int indent) {
    if (block && piece.blank_before && !out_.empty() &&
        !(piece.kind == TokenKind::END && piece.before.empty())) {
      out_ += '\n';
    }
    for (const std::string& comment : piece.before) {
      if (comment.empty()) {
        if (block) out_ += '\n';
        continue;
      }
      out_.append(static_cast<size_t>(indent), ' ');
      out_ += comment;
      out_ += '\n';
    }
    // An empty line between the last comment and the end of the file.
    while (piece.kind == TokenKind::END && out_.ends_with("\n\n")) out_.pop_back();
  }

  // ----------------------------------------------------------------------------------------- lines
  int Width(size_t begin, size_t end) const {
    return sums_[end] - sums_[begin] - static_cast<int>(all_[begin].space_before);
  }

  void Print(size_t begin, size_t end, int indent) {
    out_.append(static_cast<size_t>(indent), ' ');
    for (size_t i = begin; i < end; ++i) {
      if (i > begin && all_[i].space_before) out_ += ' ';
      out_ += all_[i].text;
    }
  }

  // How loosely the pieces before and from i hang together: lower is looser; kNever: they stay
  // together.
  static constexpr int kNever = 1 << 20;
  static constexpr int kClasses = 9;
  enum Class { kSoft, kClause, kBranch, kLogic, kComma, kList, kValue, kFilter, kTerm };
  static bool Fills(int rank) {  // as many on a line as fit
    const int c = rank % kClasses;
    return c == kComma || c == kList || c == kTerm;
  }
  int Rank(size_t i, int depth) const {
    const Piece& piece = all_[i];
    const Piece& last = all_[i - 1];
    const int base = std::min(depth, 1000) * kClasses;
    if (piece.mark.soft && depth == 0) return kSoft;
    if (piece.mark.clause && depth == 0) return kClause;
    if (!piece.mark.name) {
      switch (piece.kind) {
        case TokenKind::THEN:
        case TokenKind::ELSE:
        case TokenKind::UNLESS:
          return base + kBranch;
        case TokenKind::OR:
          // 5 or more: the comparison, not a choice.
          if (i + 1 < all_.size() && (all_[i + 1].kind == TokenKind::MOREWORD ||
                                      all_[i + 1].kind == TokenKind::LESSWORD)) {
            return kNever;
          }
          [[fallthrough]];
        case TokenKind::AND:
          return base + kLogic;
        case TokenKind::ASSIGN:
          return piece.mark.value ? base + kValue : kNever;
        case TokenKind::WHERE:
          return base + kFilter;
        case TokenKind::PLUS:
          return base + kTerm;
        case TokenKind::MINUS:
          return piece.space_before && i + 1 < all_.size() && all_[i + 1].space_before
                     ? base + kTerm
                     : kNever;
        default:
          break;
      }
    }
    if (last.kind == TokenKind::COMMA && !last.mark.interval) return base + kComma;
    if (last.kind == TokenKind::DUN) return base + kList;
    return kNever;
  }

  void Layout(size_t begin, size_t end, int indent, int deeper) {
    indent = std::min(indent, kDeepestIndent);
    deeper = std::min(deeper, kDeepestIndent);
    int best = kNever;
    if (indent + Width(begin, end) > kWidth) {
      int depth = 0;
      for (size_t i = begin; i < end; ++i) {
        depth -= Closes(i);
        if (i > begin) best = std::min(best, Rank(i, std::max(depth, 0)));
        depth += Opens(i);
      }
    }
    if (best == kNever) {
      Print(begin, end, indent);
      return;
    }
    std::vector<size_t> cuts;
    int depth = 0;
    for (size_t i = begin; i < end; ++i) {
      depth -= Closes(i);
      if (i > begin && Rank(i, std::max(depth, 0)) == best) cuts.push_back(i);
      depth += Opens(i);
    }
    cuts.push_back(end);
    size_t from = begin;
    for (size_t c = 0; c < cuts.size(); ++c) {
      const int at = from == begin ? indent : deeper;
      if (Fills(best)) {
        while (c + 1 < cuts.size() && at + Width(from, cuts[c + 1]) <= kWidth) ++c;
      }
      if (from != begin) out_ += '\n';
      // What a condition is broken into stands deeper than the `then` after it.
      const bool head = from == begin && (best == kClause || best % kClasses == kBranch);
      Layout(from, cuts[c], at, head ? at + 4 : from == begin ? deeper : at + 2);
      from = cuts[c];
    }
  }
  int Opens(size_t i) const {
    return all_[i].kind == TokenKind::LPAREN || all_[i].kind == TokenKind::LBRACK;
  }
  int Closes(size_t i) const {
    return all_[i].kind == TokenKind::RPAREN || all_[i].kind == TokenKind::RBRACK;
  }

  // -----------------------------------------------------------------------------------------
  // tables Calls back with each cell [begin, end) of a row and its number.
  template <typename Visit>
  void Cells(const Row& row, Visit visit) const {
    size_t begin = row.begin + 1, number = 0;
    for (size_t i = begin; i < row.end; ++i) {
      if (all_[i].kind != TokenKind::PIPE && all_[i].kind != TokenKind::DPIPE) continue;
      visit(begin, i, number++);
      begin = i + 1;
    }
  }

  void MeasureTables() {
    columns_.resize(static_cast<size_t>(tables_));
    for (const Row& row : rows_) {
      std::vector<int>& widths = columns_[static_cast<size_t>(row.table)];
      Cells(row, [&](size_t begin, size_t end, size_t number) {
        if (widths.size() <= number) widths.resize(number + 1, 0);
        const int width = begin < end ? Width(begin, end) : 0;
        widths[number] = std::max(widths[number], std::min(width, kWidestColumn));
      });
    }
  }

  void PrintRow(const Row& row, int indent) {
    const std::vector<int>& widths = columns_[static_cast<size_t>(row.table)];
    out_.append(static_cast<size_t>(indent), ' ');
    out_ += '|';
    Cells(row, [&](size_t begin, size_t end, size_t number) {
      const int width = begin < end ? Width(begin, end) : 0;
      out_ += ' ';
      if (begin < end) Print(begin, end, 0);
      out_.append(static_cast<size_t>(std::max(0, widths[number] - width)) + 1, ' ');
      out_ += all_[end].kind == TokenKind::DPIPE ? "||" : "|";
    });
  }

  const std::vector<Piece>& all_;
  const std::vector<Row>& rows_;
  int tables_;
  std::vector<int> sums_;
  std::vector<std::vector<int>> columns_;
  std::string out_;
};

}  // namespace

std::string Format(const ast::File& file, const Options& options) {
  const Pieces pieces = MakePieces(file, options);
  return Printer(pieces).Run();
}

}  // namespace pol::format
