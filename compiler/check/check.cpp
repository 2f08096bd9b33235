#include "compiler/check/check.h"

#include "compiler/check/checker.h"

namespace pol::check {

void Checker::Header() {
  if (policy_ == nullptr) return;
  model_.name = std::string(policy_->name.name.text);
  const ast::PolicyClause* before = nullptr;
  for (const ast::PolicyClause& clause : policy_->clauses) {
    if (clause.kind != ast::PolicyClause::Kind::kValidity || !clause.validity) continue;
    if (before != nullptr) {
      auto& diagnostic = Report(Code::kEffectiveTwice, clause.range);
      diagnostic.labels.push_back({before->range, {"前面已经写了一处", "the one before"}});
      continue;
    }
    before = &clause;
    ReadValidity(*clause.validity, &model_.effective_from, &model_.effective_to,
                 &model_.effective_by);
  }
}

void Checker::Run() {
  model_.policy = policy_;
  declarations_ = Declarations();
  DeclareAll();
  const bool inferred = !file_.declares_values;
  if (inferred) InferNames();
  Header();
  CollectRules();
  TypeBodies();
  CheckDefinitions();
  OrderDefinitions();
  Facts();
  Tests();
  if (inferred && !sink_.has_errors()) ReportInferred();
}

std::shared_ptr<const Model> Check(const ast::File& file, diag::Sink& sink) {
  auto model = std::make_shared<Model>();
  if (file.policies.empty()) {
    model->policies.emplace_back();
    Checker(file, nullptr, sink, model->policies.back()).Run();
    return model;
  }
  std::map<std::string_view, Range> names;
  for (const ast::Policy* policy : file.policies) {
    const auto [place, fresh] = names.emplace(policy->name.name.text, policy->name.name.range);
    if (!fresh) {
      auto& diagnostic = sink.Report(Code::kPolicyTwice, policy->name.name.range,
                                     {std::string(policy->name.name.text)});
      diagnostic.labels.push_back({place->second, {"第一次在这里", "first used here"}});
    }
    if (sink.full()) break;
    model->policies.emplace_back();
    Checker(file, policy, sink, model->policies.back()).Run();
  }
  return model;
}

}  // namespace pol::check
