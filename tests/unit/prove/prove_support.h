// Terms over the inputs of a small policy, for tests of the prover.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "compiler/driver/compile.h"
#include "compiler/prove/term.h"
#include "runtime/value/date.h"

namespace pol {

inline std::string MessagesOf(const driver::Compilation& compilation) {
  std::string all;
  for (const diag::Diagnostic& one : compilation.diagnostics.all()) {
    all += std::string(diag::Info(one.code).identifier) + ": " +
           diag::Message(one, diag::Language::kEnglish) + "\n";
  }
  return all;
}

struct Sample {
  explicit Sample(const std::string& text) : compilation(driver::Compile("t.pol", text)) {
    EXPECT_NE(compilation->program, nullptr) << MessagesOf(*compilation);
    terms = std::make_unique<prove::Terms>(policy());
  }
  const program::Policy& policy() const { return compilation->program->policies[0]; }

  program::Index InputNumber(const std::string& name) const {
    for (size_t i = 0; i < policy().inputs.size(); ++i) {
      if (policy().inputs[i].name == name) return static_cast<program::Index>(i);
    }
    ADD_FAILURE() << name;
    return 0;
  }
  prove::TermId In(const std::string& name) {
    const program::Index input = InputNumber(name);
    return terms->Input(input, policy().inputs[input].type);
  }
  prove::TermId Num(const value::Rational& number) {
    return terms->Constant(value::Value(number));
  }
  // A constant of the type of an input.
  prove::TermId Like(const std::string& name, const value::Rational& number) {
    return terms->Constant(value::Value(number), policy().inputs[InputNumber(name)].type);
  }
  prove::TermId Op(program::Op op, std::vector<prove::TermId> children, int32_t a = 0,
                   int32_t b = 0, program::Index type = -1) {
    prove::Term term;
    term.op = op;
    term.a = a;
    term.b = b;
    term.children = std::move(children);
    term.type = type;
    return terms->Add(std::move(term));
  }
  // The same with the type of an input.
  prove::TermId OpLike(const std::string& name, program::Op op, std::vector<prove::TermId> children,
                       int32_t a = 0) {
    return Op(op, std::move(children), a, 0, policy().inputs[InputNumber(name)].type);
  }

  std::unique_ptr<driver::Compilation> compilation;
  std::unique_ptr<prove::Terms> terms;
};

inline int64_t Day(int year, int month, int day) {
  return value::DaysFromCivil({year, month, day});
}

}  // namespace pol
