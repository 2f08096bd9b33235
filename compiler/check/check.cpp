#include "compiler/check/check.h"

#include <algorithm>

#include "compiler/check/checker.h"
#include "runtime/value/date.h"

namespace pol::check {
namespace {

// The days on which a policy is in force, where they are written as days.
struct Version {
  const ast::Policy* policy = nullptr;
  std::string_view id;
  Range range;
  int64_t from = INT64_MIN, to = INT64_MAX;
};

std::optional<int64_t> Day(const ast::Expr* expr) {
  if (expr == nullptr || expr->kind != ast::ExprKind::kDate) return std::nullopt;
  return value::ParseDate(expr->text);
}

// Versions of one policy carry one id; on any day at most one of them is in force (semantics 3.5).
void CheckVersions(const ast::File& file, diag::Sink& sink) {
  std::map<std::string_view, std::vector<Version>> by_id;
  for (const ast::Policy* policy : file.policies) {
    Version version;
    version.policy = policy;
    for (const ast::PolicyClause& clause : policy->clauses) {
      if (clause.kind == ast::PolicyClause::Kind::kId) {
        version.id = clause.text.text;
        version.range = clause.range;
      } else if (clause.kind == ast::PolicyClause::Kind::kValidity && clause.validity) {
        version.from = Day(clause.validity->period.from).value_or(INT64_MIN);
        version.to = Day(clause.validity->period.to).value_or(INT64_MAX);
      }
    }
    if (!version.id.empty()) by_id[version.id].push_back(version);
  }
  for (auto& [id, versions] : by_id) {
    std::stable_sort(versions.begin(), versions.end(),
                     [](const Version& a, const Version& b) { return a.from < b.from; });
    for (size_t i = 1; i < versions.size(); ++i) {
      const Version &before = versions[i - 1], &next = versions[i];
      if (before.to < next.from) continue;
      auto& diagnostic = sink.Report(Code::kVersionOverlap, next.range,
                                     {std::string(id), std::string(before.policy->name.name.text),
                                      std::string(next.policy->name.name.text)});
      diagnostic.labels.push_back(
          {before.range, {"同一编号的另一项", "the other one with this id"}});
    }
  }
}

constexpr size_t kMostShared = 500'000;  // shared declarations times policies

}  // namespace

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

// What is only ever 空 has no kind that could be told from it: 令 壬 = 空.
void Checker::RequireTypes() {
  if (sink_.has_errors()) return;
  for (const Definition& definition : model_.definitions) {
    if (definition.type != kNoType || definition.declaration == nullptr) continue;
    Report(Code::kNoneNotAllowed, definition.declaration->head, {definition.name});
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
  RequireTypes();
  OrderDefinitions();
  Facts();
  Tests();
  if (inferred && !sink_.has_errors()) ReportInferred();
}

std::shared_ptr<const Model> Check(const ast::File& file, diag::Sink& sink,
                                   const Options& options) {
  auto model = std::make_shared<Model>();
  if (file.policies.empty()) {
    model->policies.emplace_back();
    Checker::RunAll(file, nullptr, sink, &model->policies.back(), options);
    return model;
  }
  CheckVersions(file, sink);
  std::map<std::string_view, Range> names;
  for (const ast::Policy* policy : file.policies) {
    const auto [place, fresh] = names.emplace(policy->name.name.text, policy->name.name.range);
    if (!fresh) {
      auto& diagnostic = sink.Report(Code::kPolicyTwice, policy->name.name.range,
                                     {std::string(policy->name.name.text)});
      diagnostic.labels.push_back({place->second, {"第一次在这里", "first used here"}});
    }
    if (sink.full()) break;
    // What stands before the first policy is looked at with each of them.
    if (file.shared.size() * (model->policies.size() + 1) > kMostShared) {
      sink.Report(Code::kTooMuchShared, policy->head,
                  {std::to_string(file.shared.size()), std::to_string(file.policies.size())});
      break;
    }
    model->policies.emplace_back();
    Checker::RunAll(file, policy, sink, &model->policies.back(), options);
  }
  return model;
}

}  // namespace pol::check
