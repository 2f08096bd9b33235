// Parses and checks a text, for tests.
#pragma once

#include <memory>
#include <string>

#include "compiler/check/check.h"
#include "compiler/check/model.h"
#include "compiler/files/files.h"
#include "compiler/parse/parse.h"
#include "compiler/source/source.h"

namespace pol::test {

struct Checked {
  diag::Sink sink;
  std::unique_ptr<ast::File> file;
  std::shared_ptr<const check::Model> model;

  bool Has(diag::Code code) const {
    for (const diag::Diagnostic& diagnostic : sink.all()) {
      if (diagnostic.code == code) return true;
    }
    return false;
  }
  // All messages, one a line, for failures.
  std::string All() const {
    std::string out;
    for (const diag::Diagnostic& diagnostic : sink.all()) {
      out += std::string(diag::Info(diagnostic.code).code) + " " +
             std::string(diag::Info(diagnostic.code).identifier) + " " +
             diag::Message(diagnostic, diag::Language::kChinese) + "\n";
    }
    return out;
  }
  const diag::Diagnostic& Only() const { return sink.all().at(0); }
  const check::PolicyModel& policy() const { return model->policies.at(0); }
  const check::Definition& definition(std::string_view name) const {
    return policy().definitions.at(static_cast<size_t>(policy().Find(name)->index));
  }
  // D of the formula of a definition; "none" where there is none.
  std::string Denominator(std::string_view name) const {
    const auto& found = policy().Of(*definition(name).expression).denominator;
    return found ? found->ToString() : "none";
  }
};

// The files that the examples of the pages name.
class ExampleFiles final : public source::Files {
 public:
  Problem Read(const std::string& name, size_t, std::string* text) const override {
    if (name != "片区.csv") return Problem::kMissing;
    *text = "code,name,parent\n1,城区,\n11,城区,1\n12,城郊,1\n";
    return Problem::kNone;
  }
};

inline Checked CheckText(std::string text) {
  Checked checked;
  source::TextProblem problem;
  auto source = source::Source::Create("test.pol", std::move(text), {}, &problem);
  if (!source) return checked;
  const ExampleFiles examples;
  source::Loader loader("test.pol", &examples, &files::StandardLibrary(), {});
  check::Options options;
  options.files = &loader;
  checked.file = parse::Parse(std::make_shared<source::Source>(std::move(*source)), checked.sink);
  if (!checked.sink.has_errors()) {
    checked.model = check::Check(*checked.file, checked.sink, options);
  }
  return checked;
}

}  // namespace pol::test
