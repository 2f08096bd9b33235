// Where a text compares something with a number, for the rules about bounds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/places.h"

namespace pol::lint {

struct BoundUse {
  enum class Form : uint8_t { kWord, kSign, kSuffix, kInterval, kRange };  // 超过, >, 以上, (0, 5], 1~5
  const ast::Declaration* declaration = nullptr;
  int row = -1, column = -1;              // of a table
  const ast::Expr* condition = nullptr;   // the whole condition that it stands in; of a cell: null
  std::string subject;                    // what is compared, as written on one line: "占用天数"
  const program::Type* type = nullptr;    // of the number
  Form form = Form::kWord;
  bool lower = false, upper = false;      // which ends there are
  bool low_open = false, high_open = false;
  value::Rational low, high;
  std::string word;                       // as written: "超过", ">=", "以上"; of intervals and ranges: ""
  source::Range range;                    // all of it; of a cell: of the test
  source::Range word_range;               // of the word
  const ast::Expr* value = nullptr;       // of one end; of intervals and ranges: the interval
  // It holds for the number itself.
  bool Holds(const value::Rational& number) const;
};

// Of a declaration that is no test, in the order of the text. Comparisons with what is no literal are left out.
std::vector<BoundUse> BoundsOf(const Subject& subject, const ast::Declaration& declaration);

// A rule or table all of whose results admit one rule at most: neither the order of the rules nor a sum decides.
bool IsUnique(const Subject& subject, const ast::Policy* policy, const ast::Declaration& declaration);

// The text of a range on one line, without comments.
std::string OneLine(const ast::File& file, source::Range range);

// A reading taken (疑义 … 取 …) stands in the declaration, or in the policy, and mentions one of the words ("" : any).
bool HasReading(const ast::Declaration& declaration, const ast::Policy* policy,
                const std::vector<std::string_view>& words = {});

}  // namespace pol::lint
