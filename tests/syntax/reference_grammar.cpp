// Prints tests/syntax/reference/ReferenceLexer.g4.in with the words of grammar/keywords.def in
// their place.
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

namespace {

// "为 等于 非:N" -> " | '为' | '等于' | '非'"
std::string Alternatives(const std::string& spellings) {
  std::stringstream words(spellings);
  std::string word, out;
  while (words >> word) {
    if (word.ends_with(":L")) continue;  // a head only at the beginning of a line: decided after the lexer
    out += " | '" + word.substr(0, word.find(':')) + "'";
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ifstream in(argv[1]);
  std::string line;
  while (std::getline(in, line)) {
    if (line != "@KEYWORDS@") {
      std::cout << line << "\n";
      continue;
    }
#define POL_KEYWORD(token, kind, glue, english, chinese, meaning) \
  std::cout << #token << " : " << Alternatives(english " " chinese).substr(3) << " ;\n";
#include "grammar/keywords.def"
#undef POL_KEYWORD
  }
  return std::cout.good() ? 0 : 1;
}
