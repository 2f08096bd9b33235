// Two tests that state the same facts and expect the same.
#include <map>

#include "compiler/lint/places.h"
#include "compiler/lint/say.h"
#include "compiler/lint/tested.h"

namespace pol::lint {
namespace {

// The day, the facts as written, without spaces, and what is expected: a test may show that two ways of writing a fact
// come to the same, and then it repeats nothing.
std::string Written(const Subject& subject, const program::Policy& policy, const RanTest& ran) {
  std::map<Index, std::string> texts;
  for (const program::TestCase::Given& given : ran.test->given) {
    std::string& text = texts[given.input];
    if (given.value < 0) continue;
    const source::Range range = subject.places->RangeOf(policy, given.value);
    for (const char c : subject.file.source->Text(range)) {
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') text += c;
    }
  }
  std::string all = std::to_string(ran.at.at);
  for (const auto& [input, text] : texts) all += "|" + std::to_string(input) + "=" + text;
  return all + "|" + ran.wanted;
}

}  // namespace

void TestRepeated(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    for (const Tested& tested : subject.studies->TestsOf(policy)) {
      std::map<std::string, const RanTest*> first;
      for (const RanTest& test : tested.tests) {
        // What is refused is kept by its words alone, which are not held against each other here.
        if (test.refused || test.in_file || !Own(subject, test.offset)) continue;
        const auto [known, added] = first.emplace(Written(subject, *tested.policy, test), &test);
        const RanTest& earlier = *known->second;
        if (added || earlier.at.facts.inputs != test.at.facts.inputs) continue;
        diag::Diagnostic& found = reporter->Report(
            diag::LintCode::kTestRepeated, subject.places->RangeAt(test.offset), {test.name, earlier.name});
        found.labels.push_back({subject.places->RangeAt(earlier.offset), {"同样的算例", "the same test"}});
      }
    }
  }
}

}  // namespace pol::lint
