// Cutting of runs: all samples without their optional spaces give the same tokens; readings that
// were decided.
#include <gtest/gtest.h>

#include "compiler/ast/dump.h"
#include "compiler/parse/names.h"
#include "compiler/parse/words.h"
#include "tests/unit/parse/parse_support.h"

namespace pol::test {
namespace {

using ast::Token;
using ast::TokenKind;

bool IsSign(TokenKind kind) { return kind >= TokenKind::EQ && kind <= TokenKind::RBRACK; }
bool IsTypedHead(TokenKind kind) {
  return kind == TokenKind::INPUT || kind == TokenKind::OUTPUT || kind == TokenKind::LET ||
         kind == TokenKind::PARAMETER || kind == TokenKind::FIELD || kind == TokenKind::DEFINE ||
         kind == TokenKind::JUDGEMENT;
}
bool EndsTyping(TokenKind kind) {
  return kind == TokenKind::ASSIGN || kind == TokenKind::RULE || kind == TokenKind::IF ||
         kind == TokenKind::TEST || kind == TokenKind::TABLE;
}

// May this token touch its neighbour?
bool Gluable(const Token& token, bool declaring, const parse::DeclaredNames& declared) {
  if (declaring) return false;
  if (token.kind == TokenKind::NAME) return true;
  if (parse::IsSoft(token.kind) && declared.names.contains(std::string(token.text))) return true;
  if (token.kind == TokenKind::NUMBER || token.kind == TokenKind::HANNUMBER) return true;
  if (token.kind == TokenKind::DATE && token.text.find("年") != std::string_view::npos) return true;
  const parse::Word* word = parse::Words().Find(token.text);
  return word != nullptr && word->han &&
         (word->glue == parse::Glue::B || word->glue == parse::Glue::R);
}

std::string WithoutSpaces(const Parsed& parsed) {
  const std::vector<Token>& tokens = parsed.file->tokens;
  parse::DeclaredNames declared = parse::FindDeclaredNames(tokens);
  std::string text;
  bool typing = false;
  int line = 1;
  for (size_t i = 0; i + 1 < tokens.size(); i++) {
    const Token& token = tokens[i];
    if (EndsTyping(token.kind)) typing = false;
    if (IsTypedHead(token.kind)) typing = true;
    int own_line = parsed.source->At(token.range.begin).line;
    if (i > 0) {
      const Token& before = tokens[i - 1];
      bool touch = IsSign(token.kind) != IsSign(before.kind) ||
                   (!typing && Gluable(token, declared.at[i], declared) &&
                    Gluable(before, declared.at[i - 1], declared));
      if (!touch) text += own_line != line ? "\n" : " ";
    }
    text += token.text;
    line = own_line;
  }
  return text + "\n";
}

TEST(Glued, SamplesWithoutSpaces) {
  size_t joined = 0;
  for (const auto& path : Files("tests/syntax/samples")) {
    std::string text = Read(path);
    Parsed spaced = ParseSample(path, text);
    ASSERT_FALSE(spaced.sink.has_errors()) << spaced.Messages();
    Parsed glued = ParseText(WithoutSpaces(spaced), {}, path.filename(), KnownOf(path, text));
    EXPECT_FALSE(glued.sink.has_errors()) << glued.Messages();
    ASSERT_EQ(spaced.file->tokens.size(), glued.file->tokens.size()) << path;
    for (size_t i = 0; i < spaced.file->tokens.size(); i++) {
      EXPECT_EQ(spaced.file->tokens[i].kind, glued.file->tokens[i].kind)
          << path << " " << spaced.file->tokens[i].text;
      EXPECT_EQ(spaced.file->tokens[i].text, glued.file->tokens[i].text) << path;
      joined += glued.file->tokens[i].joined;
    }
    EXPECT_EQ(ast::Dump(*spaced.file), ast::Dump(*glued.file)) << path;
  }
  EXPECT_GT(joined, 500u);
}

// The tokens of the last line, with spaces between them.
std::string Cut(const std::string& text) {
  Parsed parsed = ParseText(text);
  size_t last = text.rfind('\n') + 1;
  std::string all;
  for (const Token& token : parsed.file->tokens)
    if (token.range.begin >= last && token.kind != TokenKind::END)
      all += (all.empty() ? "" : " ") + std::string(token.text);
  return all;
}
constexpr char kNames[] =
    "输入 收入：金额\n输入 行业：枚举 制造业、非制造业\n输入 天数：天数\n输出 费、费用：金额\n";

TEST(Glued, DeclaredNamesWinLongestFirst) {
  EXPECT_EQ(Cut(std::string(kNames) + "若收入超过3万元则费用=1"),
            "若 收入 超过 3万 元 则 费用 = 1");
  EXPECT_EQ(Cut(std::string(kNames) + "若行业为非制造业则费=1"), "若 行业 为 非制造业 则 费 = 1");
  EXPECT_EQ(Cut("输入 收入为负：是否\n输出 费：金额\n若收入为负则费=1"), "若 收入为负 则 费 = 1");
}
TEST(Glued, NeighboursThatSpellALongerWord) {
  EXPECT_EQ(Cut(std::string(kNames) + "令 甲 = 若收入不低于3元则1否则2"),
            "令 甲 = 若 收入 不低于 3 元 则 1 否则 2");
  EXPECT_EQ(Cut(std::string(kNames) + "若天数大于等于3则费=1"), "若 天数 大于等于 3 则 费 = 1");
}
TEST(Glued, ModalWordsFollowAConclusion) {
  EXPECT_EQ(Cut(std::string(kNames) + "若天数超过3则可以费=1"), "若 天数 超过 3 则 可以 费 = 1");
  EXPECT_EQ(Cut("输入 应缴：金额\n输出 费：金额\n若应缴超过3则应费=1"),
            "若 应缴 超过 3 则 应 费 = 1");
}
TEST(Glued, NumbersUnitsBounds) {
  EXPECT_EQ(Cut(std::string(kNames) + "若收入1000万元以下则费=1"),
            "若 收入 1000万 元 以下 则 费 = 1");
  EXPECT_EQ(Cut(std::string(kNames) + "若收入超过万分之三则费=1"),
            "若 收入 超过 万分之三 则 费 = 1");
  EXPECT_EQ(Cut("输入 日：日期\n输出 费：金额\n若日早于2023年4月1日则费=1"), "若 日 早于 2023年4月1日 则 费 = 1");
}
TEST(Glued, WithoutDeclarations) {
  EXPECT_EQ(Cut("若转贷金额1000万元以下且天数不超过3天则费=1"),
            "若 转贷金额 1000万 元 以下 且 天数 不超过 3 天 则 费 = 1");
  EXPECT_EQ(Cut("若「诚实且不幸」为是则费=1"), "若 「诚实且不幸」 为 是 则 费 = 1");
  EXPECT_EQ(Cut("若 等级 为 A级 则 费=1"), "若 等级 为 A级 则 费 = 1");
}
TEST(Glued, LatinWordsAreNeverCut) {
  EXPECT_EQ(Cut("若color为red则order=1"), "若 color 为 red 则 order = 1");
  EXPECT_EQ(Cut("输入 a、b、ab1：是否\n输出 c：金额\n若ab1则c=1"), "若 ab1 则 c = 1");
}
TEST(Glued, CandidatesAreNamed) {
  Parsed parsed =
      ParseText("输入 收入：枚举 正、负\n输入 收入为负：是否\n输出 费：金额\n若收入为负则费=0");
  ASSERT_EQ(parsed.sink.all().size(), 1u);
  const diag::Diagnostic& d = parsed.sink.all()[0];
  EXPECT_EQ(d.code, diag::Code::kRunAmbiguous);
  ASSERT_EQ(d.notes.size(), 2u);
  EXPECT_EQ(d.notes[0].zh, "可以读成：若 收入为负 则 费");
  EXPECT_EQ(d.notes[1].zh, "可以读成：若 收入 为 负 则 费");
}
TEST(Glued, TheUnknownPartAndItsNeighbourAreNamed) {
  Parsed parsed = ParseText("输入 收入：金额\n输出 费：金额\n若收人大于3则费=0");
  ASSERT_EQ(parsed.sink.all().size(), 1u);
  const diag::Diagnostic& d = parsed.sink.all()[0];
  EXPECT_EQ(d.code, diag::Code::kRunUndeclared);
  EXPECT_EQ(parsed.source->Text(d.range), "收人");
  ASSERT_EQ(d.fixes.size(), 1u);
  EXPECT_EQ(d.fixes[0].replacement, "收入");
}
// Set apart or not, what begins like a number is one: a second number is no unit of the first.
TEST(Glued, ANumberAfterANumberIsNoUnit) {
  for (const char* text : {"若行业为制造业且转贷金额不超过500万0天则费=1",
                           "若 行业 为 制造业 且 转贷金额 不超过 500万 0天 则 费=1"}) {
    Parsed parsed = ParseText(text);
    ASSERT_EQ(parsed.sink.all().size(), 1u) << text;
    EXPECT_EQ(diag::Info(parsed.sink.all()[0].code).code, "P1056") << text;
  }
}
TEST(Glued, NamesDeclaredElsewhere) {
  Parsed parsed = ParseText("输入 行业：枚举 自 \"行业.csv\"\n输出 费：金额\n若行业为制造业则费=0",
                            {}, "t.pol", {"制造业"});
  EXPECT_FALSE(parsed.sink.has_errors()) << parsed.Messages();
}

}  // namespace
}  // namespace pol::test
