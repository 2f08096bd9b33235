// Readings (syntax 6): the policy is modelled once for each, as if the text said nothing else. What
// says no reading belongs to all of them.
#include <algorithm>

#include "compiler/check/checker.h"

namespace pol::check {

using Kind = ast::DeclarationKind;

// A test that names no reading is one of the adopted reading; so are the comparisons.
bool Checker::InReading(const Declaration& declaration) const {
  const bool test = declaration.kind == Kind::kTest || declaration.kind == Kind::kTests;
  if (!declaration.under) return adopted_ || !(test || declaration.kind == Kind::kCompare);
  return declaration.under.text == model_.reading.name;
}

std::vector<Reading> Checker::Readings(size_t* adopted) {
  std::vector<Declaration*> all(file_.shared.begin(), file_.shared.end());
  if (policy_ != nullptr) {
    all.insert(all.end(), policy_->declarations.begin(), policy_->declarations.end());
  }
  std::vector<Reading> readings;
  std::vector<std::string> names;
  const Declaration* in_force = nullptr;
  for (const Declaration* declaration : all) {
    if (declaration->kind != Kind::kVariant || declaration->names.empty()) continue;
    const ast::Name& name = declaration->names[0].name;
    const auto before = std::find(names.begin(), names.end(), name.text);
    if (before != names.end()) {
      const Declaration* first =
          readings[static_cast<size_t>(before - names.begin())].declaration;
      auto& diagnostic = Report(Code::kReadingTwice, name.range, {std::string(name.text)});
      diagnostic.labels.push_back(
          {first->names[0].name.range, {"第一次在这里", "first listed here"}});
      continue;
    }
    if (declaration->open && in_force != nullptr) {
      auto& diagnostic = Report(Code::kTwoReadingsAdopted, name.range, {std::string(name.text)});
      diagnostic.labels.push_back(
          {in_force->names[0].name.range, {"前面已采用这一种", "this one is adopted already"}});
    } else if (declaration->open) {
      in_force = declaration;
      *adopted = readings.size();
    }
    names.emplace_back(name.text);
    readings.push_back(
        {std::string(name.text), std::string(declaration->title.text), declaration});
  }
  if (!readings.empty() && in_force == nullptr) {
    Report(Code::kNoReadingAdopted, readings[0].declaration->names[0].name.range);
  }
  const auto unknown = [&](const ast::Name& name) {
    if (std::find(names.begin(), names.end(), name.text) != names.end()) return;
    ReportName(Code::kUnknownReading, name.range, {std::string(name.text)},
               diag::Nearest(name.text, names));
  };
  for (const Declaration* declaration : all) {
    if (declaration->under) unknown(declaration->under);
    if (declaration->kind != Kind::kCompare) continue;
    for (const ast::Name& name : declaration->others) unknown(name);
  }
  return readings;
}

void Checker::Comparisons() {
  for (const Declaration* declaration : declarations_) {
    if (declaration->kind != Kind::kCompare) continue;
    Comparison comparison;
    comparison.declaration = declaration;
    for (const ast::Name& name : declaration->others) {
      const std::string reading(name.text);
      if (std::find(comparison.readings.begin(), comparison.readings.end(), reading) !=
          comparison.readings.end()) {
        Report(Code::kCompareOne, name.range, {reading});
        continue;
      }
      comparison.readings.push_back(reading);
    }
    model_.comparisons.push_back(std::move(comparison));
  }
}

void Checker::RunAll(const ast::File& file, const ast::Policy* policy, diag::Sink& sink,
                     PolicyModel* model, const Options& options, const Model* all) {
  size_t adopted = 0;
  const std::vector<Reading> readings = Checker(file, policy, sink, *model, options, all).Readings(&adopted);
  if (!readings.empty()) model->reading = readings[adopted];
  Checker whole(file, policy, sink, *model, options, all);
  whole.Run();
  whole.Comparisons();
  // The sink drops what it has heard about the declarations that readings share.
  for (size_t i = 0; i < readings.size(); ++i) {
    if (i == adopted || sink.full()) continue;
    PolicyModel& other = model->others.emplace_back();
    other.reading = readings[i];
    Checker checker(file, policy, sink, other, options, all);
    checker.adopted_ = false;
    checker.Run();
  }
}

}  // namespace pol::check
