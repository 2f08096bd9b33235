#include "compiler/format/pieces.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "compiler/source/utf8.h"

namespace pol::format {
namespace {

using ast::File;
using ast::Token;
using ast::TokenKind;

std::string Canonical(const Token& token) {
  switch (token.kind) {
    case TokenKind::EQ:
      return "==";
    case TokenKind::NE:
      return "!=";
    case TokenKind::LE:
      return "<=";
    case TokenKind::GE:
      return ">=";
    case TokenKind::MUL:
      return "*";
    case TokenKind::DIV:
      return "/";
    case TokenKind::STRING:
      return std::string(token.text);
    case TokenKind::NAME:
      if (token.text.starts_with("「")) return std::string(token.text);
      break;
    case TokenKind::INSTANT: {  // one space between day and clock
      std::string text = source::FoldWidth(token.text), out;
      for (const char c : text) {
        if (c != ' ' && c != '\t') {
          out += c;
        } else if (!out.ends_with(' ')) {
          out += ' ';
        }
      }
      return out;
    }
    case TokenKind::END:
      return "";
    default:
      break;
  }
  return source::FoldWidth(token.text);
}

class Builder {
 public:
  Builder(const File& file, const Options& options)
      : file_(file), options_(options), marks_(MarkTokens(file)) {}

  Pieces Run() {
    Attach();
    std::vector<size_t> first_piece(file_.tokens.size() + 1, 0);
    for (size_t i = 0; i < file_.tokens.size();) {
      const size_t piece = out_.all.size();
      const size_t used = Add(i);
      for (size_t j = i; j < i + used; ++j) first_piece[j] = piece;
      i += used;
    }
    first_piece.back() = out_.all.size();
    for (const Row& row : marks_.rows) {
      out_.rows.push_back({first_piece[row.begin], first_piece[row.end], row.table});
    }
    out_.tables = marks_.tables;
    Spaces();
    return std::move(out_);
  }

 private:
  struct Remarks {
    std::vector<std::string> before;
    std::string after;
    bool blank = false;  // before the comments, or before the token if there are none
  };

  // Comments to the token that they stand before or behind.
  void Attach() {
    comments_.resize(file_.tokens.size());
    const std::string_view text = file_.source->text();
    size_t next = 0;    // token
    uint32_t last = 0;  // end of what came before
    for (size_t c = 0; c <= file_.comments.size(); ++c) {
      const bool more = c < file_.comments.size();
      const uint32_t until = more ? file_.comments[c].range.begin : UINT32_MAX;
      for (; next < file_.tokens.size() && file_.tokens[next].range.begin < until; ++next) {
        Remarks& remarks = comments_[next];
        const bool blank = Newlines(text, last, file_.tokens[next].range.begin) > 1;
        if (remarks.before.empty()) {
          remarks.blank = blank;
        } else if (blank) {
          remarks.before.emplace_back();
        }
        last = std::max(last, file_.tokens[next].range.end);
      }
      if (!more) break;
      const source::Range range = file_.comments[c].range;
      std::string comment(text.substr(range.begin, range.end - range.begin));
      while (!comment.empty() &&
             (comment.back() == ' ' || comment.back() == '\t' || comment.back() == '\r')) {
        comment.pop_back();
      }
      const int newlines = Newlines(text, last, range.begin);
      if (newlines == 0 && next > 0 && !InsideRow(next)) {
        comments_[next - 1].after = comment;
      } else {
        const size_t owner = InsideRow(next) ? RowBegin(next) : next;
        Remarks& remarks = comments_[std::min(owner, comments_.size() - 1)];
        if (owner == next) {
          if (remarks.before.empty()) {
            remarks.blank = newlines > 1;
          } else if (newlines > 1) {
            remarks.before.emplace_back();
          }
        }
        remarks.before.push_back(comment);
      }
      last = range.end;
    }
  }
  // Between two tokens of one row a comment has no place: it goes above the row.
  bool InsideRow(size_t next) const {
    if (next == 0 || next >= file_.tokens.size()) return false;
    const int row = marks_.tokens[next].row;
    return row >= 0 && marks_.tokens[next - 1].row == row;
  }
  size_t RowBegin(size_t next) const {
    return marks_.rows[static_cast<size_t>(marks_.tokens[next].row)].begin;
  }
  static int Newlines(std::string_view text, uint32_t begin, uint32_t end) {
    if (end <= begin) return 0;
    return static_cast<int>(std::count(text.begin() + begin, text.begin() + end, '\n'));
  }

  // Adds the pieces of token i and of what belongs to it; returns how many tokens that took.
  size_t Add(size_t i) {
    const Token& token = file_.tokens[i];
    const Mark& mark = marks_.tokens[i];
    if (token.kind == TokenKind::STOP) {
      Drop(i);
      return 1;
    }
    const bool translate = options_.keywords != Keywords::kKeep;
    const Script script =
        options_.keywords == Keywords::kEnglish ? Script::kEnglish : Script::kChinese;
    if (!translate) {
      Put(i, Canonical(token));
      return 1;
    }
    if (mark.wants_of && script == Script::kEnglish && !AfterOf()) PutOf(mark);
    if (mark.place != Place::kNone) {
      Put(i, Builtin(mark, token, script));
      return 1;
    }
    // Words that are not names: only what stands in the other script is spelled anew.
    const bool english = !source::HoldsHan(token.text);
    const bool frame = mark.frame && token.kind == TokenKind::COLON;
    if (mark.name || !(IsKeyword(token.kind) || token.kind == TokenKind::DOT || frame) ||
        (script == Script::kEnglish) == english) {
      Put(i, Canonical(token));
      return 1;
    }
    return script == Script::kEnglish ? English(i) : Chinese(i);
  }

  size_t English(size_t i) {
    const Token& token = file_.tokens[i];
    const TokenKind next = i + 1 < file_.tokens.size() ? file_.tokens[i + 1].kind : TokenKind::END;
    const Mark& mark = marks_.tokens[i];
    if (mark.silent || token.kind == TokenKind::COUNTED) {
      Drop(i);
      return 1;
    }
    if (mark.share) {
      Put(i, "*");
      out_.all.back().kind = TokenKind::MUL;
      return 1;
    }
    if (token.kind == TokenKind::DE && next == TokenKind::COMMA) {
      return FrameInEnglish(i);
    }
    if (token.kind == TokenKind::DE && HasNoName(next)) {
      Drop(i);
      return 1;
    }
    if (token.kind == TokenKind::DE) {
      Put(i, ".");
      out_.all.back().kind = TokenKind::DOT;
      return 1;
    }
    if (token.kind == TokenKind::YES && AfterOperand()) {  // 是 between two values
      Put(i, "is");
      return 1;
    }
    const bool of_test = token.kind == TokenKind::REACHES && marks_.tokens[i].count;
    Put(i, of_test ? "at least"
                   : std::string(
                         Spelling(token.kind, source::FoldWidth(token.text), Script::kEnglish)));
    return 1;
  }

  // 的 before a word that is no name: the particle alone.
  static bool HasNoName(TokenKind next) {
    return next == TokenKind::EXCEPTED || next == TokenKind::HIGHEST ||
           next == TokenKind::LOWEST || next == TokenKind::SUMMED;
  }
  // 对 a 的，b is `for a: b`, 若 a 的，b is `if a then b`; before a comma after 同时满足 English has
  // nothing.
  size_t FrameInEnglish(size_t i) {
    size_t begin = i;
    int depth = 0;
    while (begin > 0) {
      const TokenKind kind = file_.tokens[--begin].kind;
      depth += kind == TokenKind::RPAREN;
      depth -= kind == TokenKind::LPAREN;
      if (depth <= 0 && (kind == TokenKind::FOR || kind == TokenKind::IF || IsGroup(begin, i)))
        break;
    }
    const TokenKind head = file_.tokens[begin].kind;
    if (head != TokenKind::FOR && head != TokenKind::IF) {
      Drop(i);
      return 1;
    }
    Put(i, head == TokenKind::FOR ? ":" : "then");
    out_.all.back().kind = head == TokenKind::FOR ? TokenKind::COLON : TokenKind::THEN;
    Drop(i + 1);
    return 2;
  }
  // Does the group of items whose 的 this is begin here? 同时满足的，…：① …
  bool IsGroup(size_t begin, size_t de) const {
    const TokenKind kind = file_.tokens[begin].kind;
    if (kind == TokenKind::ALL || kind == TokenKind::ANY) return begin + 1 == de;
    return kind == TokenKind::REACHES && marks_.tokens[begin].count;
  }

  // Two English words may be one in Chinese.
  size_t Chinese(size_t i) {
    const TokenKind kind = file_.tokens[i].kind;
    const TokenKind next = i + 1 < file_.tokens.size() ? file_.tokens[i + 1].kind : TokenKind::END;
    const auto two = [&](TokenKind first, TokenKind second) {
      return kind == first && next == second;
    };
    std::string_view word;
    if (marks_.tokens[i].frame && kind == TokenKind::COLON) {
      Put(i, "的");
      out_.all.back().kind = TokenKind::DE;
      Piece comma;
      comma.kind = TokenKind::COMMA;
      comma.text = "，";
      comma.mark.chinese = true;
      out_.all.push_back(std::move(comma));
      return 1;
    }
    if (marks_.tokens[i].share && kind == TokenKind::OF) {
      Put(i, "*");
      out_.all.back().kind = TokenKind::MUL;
      return 1;
    }
    if (two(TokenKind::AT, TokenKind::LEAST)) {
      word = marks_.tokens[i].count || marks_.tokens[i + 1].count ? "至少" : "不低于";
    } else if (two(TokenKind::AT, TokenKind::MOST)) {
      word = marks_.tokens[i].count || marks_.tokens[i + 1].count ? "至多" : "不超过";
    } else if (two(TokenKind::IS, TokenKind::NOT)) {
      word = "不为";
    } else if (two(TokenKind::NOT, TokenKind::MEMBER)) {
      word = "不属于";
    } else if (two(TokenKind::OR, TokenKind::MOREWORD)) {
      word = "以上";
    } else if (two(TokenKind::OR, TokenKind::LESSWORD)) {
      word = "以下";
    } else if (two(TokenKind::SHALL, TokenKind::NOT)) {
      word = "不得";
    } else if (two(TokenKind::MEMBER, TokenKind::PRINCIPLE)) {
      word = "原则上";
    } else if (two(TokenKind::CAPPED, TokenKind::AT)) {
      word = "封顶";
    } else if (two(TokenKind::FLOORED, TokenKind::AT)) {
      word = "保底";
    } else if (two(TokenKind::NO, TokenKind::RULE) && AfterName()) {
      word = "无规则";
    }
    if (!word.empty()) {
      Put(i, std::string(word));
      out_.all.back().mark.count = false;
      if (kind == TokenKind::OR) {
        out_.all.back().kind = next == TokenKind::MOREWORD ? TokenKind::ORMORE : TokenKind::ORLESS;
      } else if (kind == TokenKind::AT || kind == TokenKind::IS) {
        out_.all.back().kind = TokenKind::REACHES;  // one word: no rule of AT or IS applies to it
      }
      Drop(i + 1);
      return 2;
    }
    if (kind == TokenKind::OF) {
      Drop(i);
      return 1;
    }
    if (kind == TokenKind::DOT) {
      Put(i, "的");
      out_.all.back().kind = TokenKind::DE;
      return 1;
    }
    std::string_view spelling =
        Spelling(kind, source::FoldWidth(file_.tokens[i].text), Script::kChinese);
    if (kind == TokenKind::ATMOST && marks_.tokens[i].count) spelling = "至多";
    Put(i, spelling.empty() ? Canonical(file_.tokens[i]) : std::string(spelling));
    return 1;
  }

  std::string Builtin(const Mark& mark, const Token& token, Script script) {
    const std::string name = Canonical(token);
    const std::string_view other = BuiltinSpelling(mark.place, name, script);
    // A declared name hides the built-in: neither its own word nor the new one may be one.
    if (other == name || Declared(name) || Declared(other)) return name;
    // 元/天 is yuan/day, but 3天 is 3 days.
    if (mark.tight && other.ends_with('s') &&
        SameBuiltin(other.substr(0, other.size() - 1), name)) {
      return std::string(other.substr(0, other.size() - 1));
    }
    return std::string(other);
  }
  bool Declared(std::string_view name) {
    if (declared_.empty()) {
      declared_.insert("");  // filled
      for (size_t i = 0; i < file_.tokens.size(); ++i) {
        const Mark& mark = marks_.tokens[i];
        if (mark.name && mark.place == Place::kNone) declared_.insert(Canonical(file_.tokens[i]));
      }
    }
    return declared_.contains(std::string(name));
  }

  bool AfterOf() const { return !out_.all.empty() && out_.all.back().kind == TokenKind::OF; }
  bool AfterName() const { return !out_.all.empty() && out_.all.back().mark.name; }
  bool AfterOperand() const {
    if (out_.all.empty()) return false;
    const Piece& last = out_.all.back();
    switch (last.kind) {
      case TokenKind::NAME:
      case TokenKind::NUMBER:
      case TokenKind::HANNUMBER:
      case TokenKind::DATE:
      case TokenKind::MONTH:
      case TokenKind::INSTANT:
      case TokenKind::TIME:
      case TokenKind::STRING:
      case TokenKind::RPAREN:
      case TokenKind::RBRACK:
      case TokenKind::YES:
      case TokenKind::NAY:
      case TokenKind::NONE:
      case TokenKind::ORMORE:
      case TokenKind::ORLESS:
      case TokenKind::BEYOND:
        return true;
      default:
        return last.mark.name;
    }
  }

  void PutOf(const Mark& mark) {
    Piece of;
    of.kind = TokenKind::OF;
    of.text = "of";
    of.mark.chinese = mark.chinese;
    out_.all.push_back(std::move(of));
  }

  void Put(size_t i, std::string text) {
    Piece piece;
    piece.kind = file_.tokens[i].kind;
    piece.text = std::move(text);
    piece.mark = marks_.tokens[i];
    if (options_.keywords != Keywords::kKeep) {
      piece.mark.chinese = options_.keywords == Keywords::kChinese;
    }
    Remarks& remarks = comments_[i];
    piece.blank_before = remarks.blank || carried_blank_;
    piece.before = std::move(carried_);
    piece.before.insert(piece.before.end(), remarks.before.begin(), remarks.before.end());
    piece.after = std::move(remarks.after);
    carried_.clear();
    carried_blank_ = false;
    out_.all.push_back(std::move(piece));
  }
  // A token that is not printed hands its comments on.
  void Drop(size_t i) {
    Remarks& remarks = comments_[i];
    carried_.insert(carried_.end(), remarks.before.begin(), remarks.before.end());
    if (remarks.after.empty()) return;
    if (!out_.all.empty() && out_.all.back().after.empty()) {
      out_.all.back().after = remarks.after;
    } else {
      carried_.push_back(remarks.after);
    }
  }

  // -----------------------------------------------------------------------------------------
  // spacing
  void Spaces() {
    int depth = 0, row = -1;
    for (size_t i = 0; i < out_.all.size(); ++i) {
      Piece& piece = out_.all[i];
      if (piece.mark.row != row) depth = 0;
      row = piece.mark.row;
      if (piece.kind == TokenKind::LPAREN && !piece.mark.interval) ++depth;
      if (piece.kind == TokenKind::RPAREN && !piece.mark.interval) --depth;
      // Tests in a cell are parted by a half-width comma, as the intervals beside them are.
      Punctuate(&piece, row >= 0 && depth <= 0);
      piece.width = source::DisplayWidth(piece.text);
      piece.space_before = i > 0 && Space(i);
    }
  }

  static void Punctuate(Piece* piece, bool cell) {
    const bool wide = piece->mark.chinese && !piece->mark.interval;
    switch (piece->kind) {
      case TokenKind::COLON:
        piece->text = wide ? "：" : ":";
        break;
      case TokenKind::COMMA:
        piece->text = wide && !cell ? "，" : ",";
        break;
      case TokenKind::LPAREN:
        piece->text = wide ? "（" : "(";
        break;
      case TokenKind::RPAREN:
        piece->text = wide ? "）" : ")";
        break;
      case TokenKind::LBRACK:
        piece->text = "[";
        break;
      case TokenKind::RBRACK:
        piece->text = "]";
        break;
      default:
        break;
    }
  }
  bool Space(size_t i) const {
    const Piece& last = out_.all[i - 1];
    const Piece& piece = out_.all[i];
    // 甲 的20% is 甲 * 20% in English.
    if (piece.mark.tight && last.kind != TokenKind::MUL) return false;
    switch (piece.kind) {  // never before these
      case TokenKind::COMMA:
      case TokenKind::DUN:
      case TokenKind::RPAREN:
      case TokenKind::RBRACK:
      case TokenKind::DOT:
      case TokenKind::TILDE:
        return false;
      case TokenKind::COLON:
        return piece.mark.interval;
      case TokenKind::LPAREN:  // 以下（含）
        if (piece.mark.chinese && i + 1 < out_.all.size() &&
            (out_.all[i + 1].kind == TokenKind::WITHIT ||
                                        out_.all[i + 1].kind == TokenKind::LESSIT))
          return false;
        break;
      default:
        break;
    }
    switch (last.kind) {  // never after these
      case TokenKind::LPAREN:
      case TokenKind::LBRACK:
      case TokenKind::DUN:
      case TokenKind::DOT:
      case TokenKind::TILDE:
        return false;
      case TokenKind::COLON:
      case TokenKind::COMMA:
        return last.text == ":" || last.text == ",";
      case TokenKind::MINUS:
        if (!Binary(i - 1)) return false;
        break;
      default:
        break;
    }
    if (piece.kind == TokenKind::LPAREN && !piece.mark.interval) {
      if (piece.mark.alias) return !piece.mark.chinese;
      const bool callee = last.mark.name || last.kind == TokenKind::NAME ||
                          last.kind == TokenKind::LIST || last.kind == TokenKind::SET;
      return !callee;
    }
    if (piece.mark.unit) return UnitSpace(piece);
    if (piece.kind == TokenKind::ORMORE || piece.kind == TokenKind::ORLESS ||
        piece.kind == TokenKind::BEYOND) {
      const bool quantity = last.kind == TokenKind::NUMBER || last.mark.unit;
      return !(quantity && source::HoldsHan(piece.text));
    }
    return true;
  }

  // 500万元, 3天, but 36 months. "3 成" in one piece would be a fraction, "3 万家" another number.
  static bool UnitSpace(const Piece& unit) {
    if (!source::IsHan(source::Decode(unit.text, 0).value)) return true;
    for (const char* part : {"万", "亿", "成", "折"}) {
      if (unit.text.starts_with(part)) return true;
    }
    return false;
  }

  bool Binary(size_t i) const {
    if (i == 0) return false;
    const Piece& last = out_.all[i - 1];
    switch (last.kind) {
      case TokenKind::NAME:
      case TokenKind::NUMBER:
      case TokenKind::HANNUMBER:
      case TokenKind::DATE:
      case TokenKind::MONTH:
      case TokenKind::INSTANT:
      case TokenKind::TIME:
      case TokenKind::STRING:
      case TokenKind::RPAREN:
      case TokenKind::RBRACK:
      case TokenKind::YES:
      case TokenKind::NAY:
      case TokenKind::NONE:
        return true;
      default:
        return last.mark.name;
    }
  }

  const File& file_;
  Options options_;
  Marks marks_;
  std::vector<Remarks> comments_;
  std::vector<std::string> carried_;
  bool carried_blank_ = false;
  std::unordered_set<std::string> declared_;
  Pieces out_;
};

}  // namespace

Pieces MakePieces(const File& file, const Options& options) { return Builder(file, options).Run(); }

}  // namespace pol::format
