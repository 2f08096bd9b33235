#include "compiler/diag/render.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pol::diag {
namespace {

using source::Range;
using source::Source;

Source Make(std::string text) { return *Source::Create("收费.pol", std::move(text), {}, nullptr); }

Range Find(const Source& source, std::string_view part) {
  const auto at = static_cast<uint32_t>(source.text().find(part));
  return {at, at + static_cast<uint32_t>(part.size())};
}

Diagnostic About(const Source& source, std::string_view part) {
  Diagnostic diagnostic;
  diagnostic.code = Code::kNulByte;
  diagnostic.range = Find(source, part);
  return diagnostic;
}

// Everything after the heading.
std::string Body(const Diagnostic& diagnostic, const Source& source,
                 Language language = Language::kChinese) {
  const std::string text = RenderHuman(diagnostic, source, {language, false});
  return text.substr(text.find('\n') + 1);
}

TEST(RenderHuman, HeadingInBothLanguages) {
  const Source source = Make("abc");
  const Diagnostic diagnostic = About(source, "b");
  EXPECT_EQ(RenderHuman(diagnostic, source, {Language::kEnglish, false}),
            "error[P0003]: There is a zero byte here: this is not a text file, or it was saved as "
            "UTF-16. Save it in UTF-8 encoding.\n"
            "  --> 收费.pol:1:2\n"
            "   |\n"
            " 1 | abc\n"
            "   |  ^\n");
  const std::string zh = RenderHuman(diagnostic, source, {Language::kChinese, false});
  EXPECT_TRUE(zh.starts_with("错误[P0003]：这里有一个空字节"));
}

TEST(RenderHuman, CaretsStandRightUnderChinese) {
  const Source source = Make("若 行业 为 制造 则 日利率 = 0\n");
  EXPECT_EQ(Body(About(source, "制造"), source),
            "  --> 收费.pol:1:8\n"
            "   |\n"
            " 1 | 若 行业 为 制造 则 日利率 = 0\n"
            //   若=2 行业=4 为=2 with three spaces: 11 cells
            "   |            ^^^^\n");
}

TEST(RenderHuman, TabsBecomeSpacesUpToTheNextStop) {
  const Source source = Make("\t令\tx = 1\n");
  EXPECT_EQ(Body(About(source, "x"), source),
            "  --> 收费.pol:1:4\n"
            "   |\n"
            " 1 |     令  x = 1\n"
            "   |         ^\n");
}

TEST(RenderHuman, WideAndCombiningCharacters) {
  const Source source = Make(
      "ａe\xCC\x81"
      "𠮷x");
  EXPECT_EQ(Body(About(source, "x"), source),
            "  --> 收费.pol:1:5\n"
            "   |\n"
            " 1 | ａe\xCC\x81"
            "𠮷x\n"
            "   |      ^\n");
}

TEST(RenderHuman, AnEmptyPlaceAtTheEnd) {
  const Source source = Make("若 甲");
  Diagnostic diagnostic;
  diagnostic.code = Code::kNulByte;
  diagnostic.range = {7, 7};
  EXPECT_EQ(Body(diagnostic, source),
            "  --> 收费.pol:1:4\n"
            "   |\n"
            " 1 | 若 甲\n"
            "   |      ^\n");
}

TEST(RenderHuman, EmptyFile) {
  const Source source = Make("");
  EXPECT_EQ(Body(About(source, ""), source),
            "  --> 收费.pol:1:1\n"
            "   |\n"
            " 1 |\n"
            "   | ^\n");
}

TEST(RenderHuman, LabelsNotesAndFixes) {
  std::string text;
  for (int i = 1; i <= 11; ++i)
    text += i == 2 ? "输入 行业: 文本\n" : i == 11 ? "若 行业 = 5 则 x = 1\n" : "\n";
  const Source source = Make(text);
  Diagnostic diagnostic = About(source, "= 5");
  diagnostic.range.end -= 2;
  diagnostic.labels.push_back({Find(source, "行业"), Text("在这里定义", "declared here")});
  diagnostic.labels.push_back({Find(source, "5"), Text("数", "a number")});
  diagnostic.notes.push_back(Text("第一行\n第二行", "first line\nsecond line"));
  diagnostic.fixes.push_back({diagnostic.range, "==", Text("两数相等写 ==", "equality is ==")});
  EXPECT_EQ(Body(diagnostic, source),
            "   --> 收费.pol:11:6\n"
            "    |\n"
            "  2 | 输入 行业: 文本\n"
            "    |      ---- 在这里定义\n"
            "   ...\n"
            " 11 | 若 行业 = 5 则 x = 1\n"
            "    |         ^\n"
            "    |           - 数\n"
            "    = 说明：第一行\n"
            "            第二行\n"
            "    = 改为（两数相等写 ==）：\n"
            " 11 | 若 行业 == 5 则 x = 1\n");
  EXPECT_NE(Body(diagnostic, source, Language::kEnglish).find("    = write (equality is ==):\n"),
            std::string::npos);
}

TEST(RenderHuman, AFixShowsItsLineOnce) {
  const Source source = Make("若 行业 = 制造业 则 日费率 = 0\n");
  Diagnostic diagnostic = About(source, "=");
  diagnostic.fixes.push_back({diagnostic.range, " 为 ", Text("为")});
  EXPECT_EQ(Body(diagnostic, source),
            "  --> 收费.pol:1:6\n"
            "   |\n"
            " 1 | 若 行业 = 制造业 则 日费率 = 0\n"
            "   |         ^\n"
            "   = 改为：\n"
            " 1 | 若 行业 为 制造业 则 日费率 = 0\n");
  EXPECT_EQ(Replacement(diagnostic.fixes[0], source), "为");
  const Source tight = Make("若 行业=制造业 则 日费率 = 0\n");
  EXPECT_EQ(Replacement({Find(tight, "="), " 为 ", Text("为")}, tight), " 为 ");
}

TEST(RenderHuman, ARangeOverSeveralLines) {
  const Source source = Make("若 甲\n则 乙 = 1\n");
  Diagnostic diagnostic = About(source, "甲");
  diagnostic.range.end = Find(source, "乙").end;
  EXPECT_EQ(Body(diagnostic, source),
            "  --> 收费.pol:1:3\n"
            "   |\n"
            " 1 | 若 甲\n"
            "   |    ^^…\n");
}

TEST(RenderHuman, LongLinesThroughAWindow) {
  const Source source = Make(std::string(5000, 'a') + " 制造 " + std::string(5000, 'b'));
  const std::string body = Body(About(source, "制造"), source);
  EXPECT_EQ(body,
            "  --> 收费.pol:1:5002\n"
            "   |\n"
            " 1 | … " +
                std::string(39, 'a') + " 制造 " + std::string(75, 'b') + " …\n" + "   |   " +
                std::string(40, ' ') + "^^^^\n");
}

TEST(RenderHuman, ANameOfTenThousandCharacters) {
  std::string name;
  for (int i = 0; i < 10000; ++i) name += "额";
  const Source source = Make("输入 " + name + ": 金额");
  Diagnostic diagnostic = About(source, name);
  diagnostic.arguments = {Text(name)};
  const std::string text = RenderHuman(diagnostic, source, {Language::kChinese, false});
  EXPECT_LT(text.size(), 1500u);
  EXPECT_NE(text.find("^ "), 0u);
}

TEST(RenderHuman, ControlCharactersAreNamed) {
  const Source source = Make(
      "a\x1b"
      "b\xE2\x80\xAE"
      "c");
  EXPECT_EQ(Body(About(source, "c"), source),
            "  --> 收费.pol:1:5\n"
            "   |\n"
            " 1 | a<U+001B>b<U+202E>c\n"
            "   |                   ^\n");
}

TEST(RenderHuman, ColorOnlyWhenAsked) {
  const Source source = Make("abc");
  const Diagnostic diagnostic = About(source, "b");
  const std::string plain = RenderHuman(diagnostic, source, {Language::kEnglish, false});
  std::string color = RenderHuman(diagnostic, source, {Language::kEnglish, true});
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  EXPECT_TRUE(color.starts_with("\x1b[1;31merror[P0003]\x1b[0m"));
  while (true) {  // without its colours it is the same text
    const size_t begin = color.find('\x1b');
    if (begin == std::string::npos) break;
    color.erase(begin, color.find('m', begin) - begin + 1);
  }
  EXPECT_EQ(color, plain);
}

TEST(RenderHuman, CarriageReturnsAreLeftOut) {
  const Source source = Make("ab\r\ncd\r\n");
  EXPECT_EQ(Body(About(source, "b"), source),
            "  --> 收费.pol:1:2\n"
            "   |\n"
            " 1 | ab\n"
            "   |  ^\n");
}

TEST(RenderJson, HoldsEverything) {
  const Source source = Make("若 行业 为 制造\n");
  Diagnostic diagnostic = About(source, "制造");
  diagnostic.labels.push_back({Find(source, "行业"), Text("行", "row")});
  diagnostic.fixes.push_back({diagnostic.range, "制造业", Text("改", "change")});
  diagnostic.notes.push_back(Text("注", "note"));
  const auto json = nlohmann::json::parse(RenderJson({{&source, &diagnostic}}, Language::kChinese));
  const auto& item = json["diagnostics"][0];
  EXPECT_EQ(item["code"], "P0003");
  EXPECT_EQ(item["severity"], "error");
  EXPECT_EQ(item["file"], "收费.pol");
  EXPECT_EQ(item["line"], 1);
  EXPECT_EQ(item["column"], 8);
  EXPECT_EQ(item["endColumn"], 10);
  EXPECT_EQ(item["offset"], 15);
  EXPECT_EQ(item["length"], 6);
  EXPECT_EQ(item["message"]["zh"], Message(diagnostic, Language::kChinese));
  EXPECT_EQ(item["message"]["en"], Message(diagnostic, Language::kEnglish));
  EXPECT_EQ(item["labels"][0]["column"], 3);
  EXPECT_EQ(item["labels"][0]["text"]["en"], "row");
  EXPECT_EQ(item["fixes"][0]["replacement"], "制造业");
  EXPECT_EQ(item["notes"][0]["zh"], "注");
  EXPECT_EQ(nlohmann::json::parse(RenderJson({}, Language::kEnglish))["diagnostics"].size(), 0u);
}

TEST(RenderSarif, FollowsTheStandard) {
  const Source source = Make("若 行业 为 制造\n");
  Diagnostic first = About(source, "制造"), second = About(source, "行业");
  second.code = Code::kInvalidUtf8;
  first.fixes.push_back({first.range, "制造业", Text("改", "change")});
  const auto json = nlohmann::json::parse(
      RenderSarif({{&source, &first}, {&source, &second}, {&source, &first}}, Language::kEnglish));
  EXPECT_EQ(json["version"], "2.1.0");
  const auto& run = json["runs"][0];
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  ASSERT_EQ(run["tool"]["driver"]["rules"].size(), 2u);
  EXPECT_EQ(run["tool"]["driver"]["rules"][0]["id"], "P0003");
  EXPECT_FALSE(run["tool"]["driver"]["rules"][0]["help"]["text"].get<std::string>().empty());
  ASSERT_EQ(run["results"].size(), 3u);
  EXPECT_EQ(run["results"][1]["ruleIndex"], 1);
  EXPECT_EQ(run["results"][2]["ruleIndex"], 0);
  const auto& place = run["results"][0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "%E6%94%B6%E8%B4%B9.pol");
  EXPECT_EQ(place["region"]["startColumn"], 8);
  EXPECT_EQ(place["region"]["endColumn"], 10);
  EXPECT_EQ(run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
               ["insertedContent"]["text"],
            "制造业");
}

}  // namespace
}  // namespace pol::diag
