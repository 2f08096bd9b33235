// The fast lexer gives the tokens of the plain one; every spelling is its keyword.
#include <antlr4-runtime.h>
#include <gtest/gtest.h>

#include "ReferenceLexer.h"
#include "compiler/parse/lex.h"
#include "tests/unit/parse/parse_support.h"

namespace pol::test {
namespace {

const std::vector<std::string>& KindNames() {
  static const std::vector<std::string> names = {
#define POL_KEYWORD(token, ...) #token,
#include "grammar/keywords.def"
#undef POL_KEYWORD
      "INSTANT", "DATE",   "MONTH",  "TIME",  "HANNUMBER", "NUMBER", "STRING", "ORDINAL", "NAME",
      "EQ",      "NE",     "LE",     "GE",    "LT",        "GT",     "ASSIGN", "PLUS",    "MINUS",
      "MUL",     "DIV",    "POW",    "TILDE", "COLON",     "COMMA",  "DUN",    "DOT",     "LPAREN",
      "RPAREN",  "LBRACK", "RBRACK", "DPIPE", "PIPE",      "HASH",   "STOP",   "STRAY",   "END"};
  return names;
}
source::Source SourceOf(const std::string& text) {
  source::TextProblem problem;
  return std::move(*source::Source::Create("test.pol", text, source::Limits(), &problem));
}

void Compare(const std::string& text, const std::string& where) {
  source::Source source = SourceOf(text);
  std::vector<ast::Token> fast = parse::Lex(source).tokens;
  antlr4::ANTLRInputStream stream(std::string(source.text()));
  reference::ReferenceLexer lexer(&stream);
  lexer.removeErrorListeners();
  auto plain = lexer.getAllTokens();
  ASSERT_EQ(fast.size(), plain.size() + 1) << where;
  for (size_t i = 0; i < plain.size(); i++) {
    ASSERT_EQ(KindNames()[static_cast<size_t>(fast[i].kind)],
              lexer.getVocabulary().getSymbolicName(plain[i]->getType()))
        << where << ": " << fast[i].text;
    ASSERT_EQ(fast[i].text, plain[i]->getText()) << where;
    ASSERT_EQ(source.Text(fast[i].range), fast[i].text) << where;
  }
}

TEST(Lexer, SameTokensAsThePlainLexer) {
  for (const char* folder : {"tests/syntax/samples", "tests/syntax/constructs"}) {
    for (const auto& path : Files(folder)) Compare(Read(path), path);
  }
}
TEST(Lexer, SameTokensOnOddTexts) {
  for (const char* text :
       {"2023年4月1日20:00", "2023-13", "2023-1-1", "10:27:63", "五折 两成 万分之三 三分之二",
        "1.2万亿元", "85折", "0.2‰/天", "（一）（十二）①⑳㈠", "≠≤≥×÷−＝＝！＝＜＝｜｜",
        "「a b」`c d`", "“x”\"y\"", "a1.5%b", "3~10", "Ⅱ类", "\t\r\n　\xC2\xA0x", "a&b?c",
        "５００万％", "1999-12 2299-12 0.5.3"}) {
    Compare(text, text);
  }
}
TEST(Lexer, EverySpellingIsItsKeyword) {
  struct Row {
    const char *token, *english, *chinese;
  };
  const Row rows[] = {
#define POL_KEYWORD(token, kind, glue, english, chinese, meaning) {#token, english, chinese},
#include "grammar/keywords.def"
#undef POL_KEYWORD
  };
  size_t spellings = 0;
  for (const Row& row : rows) {
    std::stringstream words(std::string(row.english) + " " + row.chinese);
    std::string word;
    while (words >> word) {
      const bool line = word.ends_with(":L");
      word = word.substr(0, word.find(':'));
      if (line) word += " 甲：金额";
      source::Source source = SourceOf(word);
      std::vector<ast::Token> tokens = parse::Lex(source).tokens;
      ASSERT_EQ(tokens.size(), line ? 5u : 2u) << word;
      EXPECT_EQ(KindNames()[static_cast<size_t>(tokens[0].kind)], row.token) << word;
      spellings++;
    }
  }
  EXPECT_GE(spellings, 262u);
}
TEST(Lexer, BytesBehindHanCharacters) {
  source::Source source = SourceOf("若 甲€ = 「乙」 // 备\n12");
  parse::Lexed lexed = parse::Lex(source);
  ASSERT_EQ(lexed.tokens.size(), 7u);
  EXPECT_EQ(lexed.tokens[2].text, "€");
  EXPECT_EQ(lexed.tokens[2].kind, ast::TokenKind::STRAY);
  EXPECT_EQ(lexed.tokens[4].range, (source::Range{13, 22}));
  EXPECT_EQ(lexed.tokens[5].range, (source::Range{30, 32}));
  ASSERT_EQ(lexed.comments.size(), 1u);
  EXPECT_EQ(lexed.comments[0].range, (source::Range{23, 29}));
}
TEST(Lexer, ControlCharactersAreNoHanCharacters) {
  source::Source source = SourceOf("a \x01\x12 b");
  parse::Lexed lexed = parse::Lex(source);
  ASSERT_EQ(lexed.tokens.size(), 5u);
  EXPECT_EQ(lexed.tokens[1].kind, ast::TokenKind::STRAY);
  EXPECT_EQ(lexed.tokens[2].kind, ast::TokenKind::STRAY);
}
TEST(Lexer, OpeningMarksWithoutPartnerStandAlone) {
  source::Source source = SourceOf("“a\n「b\n“c”");
  std::vector<ast::Token> tokens = parse::Lex(source).tokens;
  ASSERT_EQ(tokens.size(), 6u);
  EXPECT_EQ(tokens[0].kind, ast::TokenKind::STRAY);
  EXPECT_EQ(tokens[2].kind, ast::TokenKind::STRAY);
  EXPECT_EQ(tokens[4].kind, ast::TokenKind::STRING);
}

}  // namespace
}  // namespace pol::test
