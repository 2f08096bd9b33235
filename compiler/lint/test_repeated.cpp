// Two tests that state the same facts and expect the same.
#include <map>

#include "compiler/lint/places.h"
#include "compiler/lint/say.h"
#include "compiler/lint/tested.h"

namespace pol::lint {
namespace {

// The facts as written, without spaces: a test may show that two ways of writing them come to the same.
std::map<Index, std::string> Written(const Subject& subject, const program::Policy& policy,
                                     const program::TestCase& test) {
  std::map<Index, std::string> texts;
  for (const program::TestCase::Given& given : test.given) {
    std::string& text = texts[given.input];
    if (given.value < 0) continue;
    const source::Range range = subject.places->RangeOf(policy, given.value);
    for (const char c : subject.file.source->Text(range)) {
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') text += c;
    }
  }
  return texts;
}

bool SameFacts(const RanTest& a, const RanTest& b) {
  return a.at.at == b.at.at && a.at.facts.inputs == b.at.facts.inputs && a.wanted == b.wanted;
}

}  // namespace

void TestRepeated(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    for (const Tested& tested : subject.studies->TestsOf(policy)) {
      for (size_t i = 0; i < tested.tests.size(); ++i) {
        const RanTest& later = tested.tests[i];
        // What is refused is kept by its words alone, which are not held against each other here.
        if (later.refused || later.in_file || !Own(subject, later.offset)) continue;
        for (size_t n = 0; n < i; ++n) {
          const RanTest& earlier = tested.tests[n];
          if (earlier.refused || earlier.in_file || !SameFacts(earlier, later)) continue;
          if (Written(subject, *tested.policy, *earlier.test) != Written(subject, *tested.policy, *later.test))
            continue;
          diag::Diagnostic& found = reporter->Report(
              diag::LintCode::kTestRepeated, subject.places->RangeAt(later.offset), {later.name, earlier.name});
          found.labels.push_back(
              {subject.places->RangeAt(earlier.offset), {"同样的算例", "the same test"}});
          break;
        }
      }
    }
  }
}

}  // namespace pol::lint
