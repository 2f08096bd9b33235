#include "cli/text.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <set>

#include "cli/sha256.h"

namespace pol::cli {
namespace {

// The arguments {0} {1} .. that a template names.
std::set<int> Arguments(std::string_view text) {
  std::set<int> found;
  for (size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 1] >= '0' && text[i + 1] <= '9' && text[i + 2] == '}')
      found.insert(text[i + 1] - '0');
  }
  return found;
}

TEST(Messages, EveryTemplateIsInBothLanguagesAndFormats) {
  for (size_t i = 0; i < static_cast<size_t>(Message::kCount); ++i) {
    const auto message = static_cast<Message>(i);
    SCOPED_TRACE(MessageName(message));
    for (const Language language : {Language::kChinese, Language::kEnglish}) {
      EXPECT_NO_THROW(Say(language, message, "a", "b", "c", "d", "e"));
    }
    const auto zh = Arguments(Template(message, Language::kChinese)),
               en = Arguments(Template(message, Language::kEnglish));
    // A language may leave out what its sentence does not need.
    EXPECT_TRUE(std::includes(zh.begin(), zh.end(), en.begin(), en.end()) ||
                std::includes(en.begin(), en.end(), zh.begin(), zh.end()));
    EXPECT_EQ(Template(message, Language::kChinese).empty(),
              Template(message, Language::kEnglish).empty());
  }
}

TEST(Language, FromArgumentsThenFromTheEnvironment) {
  unsetenv("LC_ALL");
  unsetenv("LC_MESSAGES");
  setenv("LANG", "zh_CN.UTF-8", 1);
  EXPECT_EQ(ChooseLanguage({}), Language::kChinese);
  setenv("LC_MESSAGES", "en_US.UTF-8", 1);
  EXPECT_EQ(ChooseLanguage({}), Language::kEnglish);
  setenv("LC_ALL", "zh_TW", 1);
  EXPECT_EQ(ChooseLanguage({}), Language::kChinese);
  EXPECT_EQ(ChooseLanguage({"eval", "--lang", "en"}), Language::kEnglish);
  EXPECT_EQ(ChooseLanguage({"--lang=en", "eval"}), Language::kEnglish);
  EXPECT_EQ(ChooseLanguage({"eval", "--", "--lang", "en"}), Language::kChinese);
  setenv("LC_ALL", "de_DE.UTF-8", 1);
  EXPECT_EQ(ChooseLanguage({}), Language::kEnglish);
  setenv("LC_ALL", "", 1);
  unsetenv("LC_MESSAGES");
  unsetenv("LANG");
  EXPECT_EQ(ChooseLanguage({}), Language::kEnglish);
}

TEST(Utf8, WellFormedOnly) {
  EXPECT_TRUE(IsUtf8("转贷金额,abcdefghijkl\xF0\x9F\x98\x80"));
  EXPECT_FALSE(IsUtf8("\xC0\xAF"));             // overlong
  EXPECT_FALSE(IsUtf8("\xED\xA0\x80"));         // surrogate
  EXPECT_FALSE(IsUtf8("\xF4\x90\x80\x80"));     // beyond U+10FFFF
  EXPECT_FALSE(IsUtf8("abc\xD6\xC6\xD4\xEC"));  // GBK
  EXPECT_FALSE(IsUtf8("\xE8\xBD"));             // cut off
  EXPECT_EQ(CleanUtf8("a\xFF制"), "a\xEF\xBF\xBD制");
}

TEST(Text, JoinsBracketsAndPads) {
  EXPECT_EQ(Join({"甲", "乙"}, Language::kChinese), "甲、乙");
  EXPECT_EQ(Join({"a", "b"}, Language::kEnglish), "a, b");
  EXPECT_EQ(Bracketed("x", Language::kChinese), "（x）");
  EXPECT_EQ(Bracketed("x", Language::kEnglish), " (x)");
  EXPECT_EQ(Bracketed("", Language::kEnglish), "");
  EXPECT_EQ(Padded("制造业", 8), "制造业  ");
}

TEST(Sha256, KnownAnswers) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(Sha256Hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace pol::cli
