// Cases and missing rows as a drafter can paste them into the text.
#pragma once

#include <string>
#include <vector>

#include "compiler/prove/prove.h"
#include "compiler/prove/term.h"

namespace pol::prove {

// A value as the language writes it where a value of this type is expected: 500万元, 0.2‰, 2023-06-01, 「是」,
// 列表（（车型 = "厢式"，合格 = 是））. Read back it is the same value. "" for what cannot be written (a text with both
// kinds of quotes).
std::string LiteralText(const program::Policy& policy, const program::Type& type, const Value& value,
                        bool chinese);
// A name as the language writes it: in 「」 where it is a keyword, begins with a digit or holds other signs. Members of
// lists also where they are words that are keywords only in their place.
std::string NameText(const std::string& name, bool member = false);

struct TestWish {
  std::string name;                  // of the test
  std::vector<Index> definitions;    // what is expected: their values in the case; empty: every output
  std::vector<bool> inputs;          // the inputs to state, by number; empty: all that have a value
  bool day = true;                   // with the day, unless it is that of a test that names none
};
// A `test` that can stand in the text of the policy; what it expects comes from the reference interpreter, so it passes.
// "" where something in it cannot be written.
std::string TestText(const program::Policy& policy, const Case& which, const TestWish& wish,
                     bool chinese);

// The row or rule that would close the gap in which a case lies: as wide as it can be without meeting another rule, with
// "…" for the value that the drafter has to decide. Where the group hangs on more than comparisons with constants:
// 其余 X = …. "" where the case is no gap that a rule could close.
std::string ClosingText(const program::Policy& policy, Index definition, const Case& gap,
                        bool chinese);

}  // namespace pol::prove
