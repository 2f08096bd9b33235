#include "compiler/lint/lint.h"

#include <algorithm>
#include <utility>

#include "compiler/lint/places.h"
#include "compiler/lint/study.h"

namespace pol::lint {

#define POL_LINT_RULE(name, code, function, proofs) \
  void function(const Subject& subject, Reporter* reporter);
#include "compiler/lint/rules.def"
#undef POL_LINT_RULE

const std::vector<Rule>& Rules() {
  static const std::vector<Rule> rules = {
#define POL_LINT_RULE(name, code, function, proofs) {name, diag::LintCode::k##code, function, proofs},
#include "compiler/lint/rules.def"
#undef POL_LINT_RULE
  };
  return rules;
}

const std::vector<Option>& AllOptions() {
  static const std::vector<Option> options = {
#define POL_LINT_OPTION(rule, key, value, zh, en) {rule, key, value, zh, en},
#include "compiler/lint/options.def"
#undef POL_LINT_OPTION
  };
  return options;
}

std::string Subject::OptionOf(std::string_view rule, std::string_view key) const {
  const auto set = options.find(std::string(rule) + "." + std::string(key));
  if (set != options.end()) return set->second;
  for (const Option& option : AllOptions()) {
    if (option.rule == rule && option.key == key) return std::string(option.value);
  }
  return "";
}

diag::Diagnostic& Reporter::Report(diag::LintCode code, source::Range range,
                                   std::vector<diag::Text> arguments) {
  Finding& finding = found_.emplace_back();
  finding.diagnostic.code = diag::Of(code);
  finding.diagnostic.range = range;
  finding.diagnostic.arguments = std::move(arguments);
  return finding.diagnostic;
}

void Reporter::SafeFix(source::Range range, std::string replacement, diag::Text title) {
  Finding& last = found_.back();
  last.diagnostic.fixes.insert(last.diagnostic.fixes.begin(),
                               {range, std::move(replacement), std::move(title)});
  last.safe = true;
}

std::vector<Finding> Reporter::Take() {
  std::vector<Finding> all(std::make_move_iterator(found_.begin()),
                           std::make_move_iterator(found_.end()));
  found_.clear();
  std::stable_sort(all.begin(), all.end(), [](const Finding& a, const Finding& b) {
    return a.diagnostic.range.begin < b.diagnostic.range.begin;
  });
  return all;
}

std::vector<Finding> Run(const Subject& given, const std::function<bool(const Rule&)>& enabled) {
  Subject subject = given;
  if (subject.places == nullptr)
    subject.places = std::make_shared<const Places>(given.file, given.program, given.text_size);
  if (subject.studies == nullptr) subject.studies = std::make_shared<Studies>();
  Reporter reporter;
  for (const Rule& rule : Rules()) {
    if (!enabled || enabled(rule)) rule.run(subject, &reporter);
  }
  return reporter.Take();
}

}  // namespace pol::lint
