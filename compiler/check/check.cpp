#include "compiler/check/check.h"

#include <algorithm>

#include "compiler/check/checker.h"
#include "compiler/check/walk.h"
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

std::string_view IdOf(const ast::Policy& policy) {
  for (const ast::PolicyClause& clause : policy.clauses) {
    if (clause.kind == ast::PolicyClause::Kind::kId) return clause.text.text;
  }
  return {};
}

// Each policy after those of the file that it uses; a ring is reported once, with its chain.
std::vector<size_t> OrderOfPolicies(const ast::File& file, size_t count, diag::Sink& sink) {
  struct Mention {
    size_t policy;
    Range range;
  };
  std::vector<std::vector<Mention>> mentions(count);
  std::map<std::string_view, size_t> by_name;
  for (size_t i = 0; i < count; ++i) by_name.emplace(file.policies[i]->name.name.text, i);
  for (size_t i = 0; i < count; ++i) {
    std::set<std::string_view> own;  // names that mean something else here
    for (const ast::Declaration* declaration : file.policies[i]->declarations) {
      if (declaration->kind == ast::DeclarationKind::kUse) continue;
      for (const ast::DeclaredName& name : declaration->names) own.insert(name.name.text);
    }
    const auto mention = [&](std::string_view name, Range range) {
      const auto found = by_name.find(name);
      if (own.count(name) > 0 || (found != by_name.end() && found->second == i)) return;
      if (found != by_name.end()) mentions[i].push_back({found->second, range});
      // An id stands for all its versions.
      for (size_t other = 0; found == by_name.end() && other < count; ++other) {
        if (other != i && IdOf(*file.policies[other]) == name)
          mentions[i].push_back({other, range});
      }
    };
    for (const ast::Declaration* declaration : file.policies[i]->declarations) {
      if (declaration->kind == ast::DeclarationKind::kUse && !declaration->from &&
          !declaration->names.empty())
        mention(declaration->names[0].name.text, declaration->names[0].name.range);
      EachExpression(*declaration, [&](const ast::Expr& expr) {
        if (const ast::Name* name = CalledName(expr)) mention(name->text, name->range);
      });
    }
  }
  std::vector<size_t> order;
  std::vector<char> state(count, 0);
  for (size_t start = 0; start < count; ++start) {
    if (state[start] != 0) continue;
    std::vector<std::pair<size_t, size_t>> way{{start, 0}};
    state[start] = 1;
    while (!way.empty()) {
      auto& [at, next] = way.back();
      if (next == mentions[at].size()) {
        state[at] = 2;
        order.push_back(at);
        way.pop_back();
        continue;
      }
      const Mention& to = mentions[at][next++];
      if (state[to.policy] == 0) {
        state[to.policy] = 1;
        way.emplace_back(to.policy, 0);
      } else if (state[to.policy] == 1) {
        std::string chain;
        bool in = false;
        for (const auto& [each, unused] : way) {
          in = in || each == to.policy;
          if (in) chain += std::string(file.policies[each]->name.name.text) + " → ";
        }
        chain += file.policies[to.policy]->name.name.text;
        sink.Report(Code::kImportCycle, to.range, {chain});
      }
    }
  }
  return order;
}

// When the last version of a policy has been checked: all of them as one.
void MakeWholeOf(const ast::File& file, size_t last, size_t count, diag::Sink& sink,
                 const Options& options, Model* model) {
  const std::string_view id = IdOf(*file.policies[last]);
  if (id.empty() || sink.has_errors()) return;
  std::vector<const PolicyModel*> versions;
  for (size_t i = 0; i < count; ++i) {
    if (IdOf(*file.policies[i]) != id) continue;
    if (model->policies[i].policy == nullptr) return;  // its turn comes later
    versions.push_back(&model->policies[i]);
  }
  if (versions.size() < 2) return;
  std::unique_ptr<PolicyModel>& whole = model->wholes[std::string(id)];
  whole = std::make_unique<PolicyModel>();
  Checker(file, nullptr, sink, *whole, options, model).MakeWhole(std::string(id), versions);
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
  CollectReads();
  Facts();
  Tests();
  if (inferred && !sink_.has_errors()) ReportInferred();
}

std::shared_ptr<const Model> Check(const ast::File& file, diag::Sink& sink,
                                   const Options& options) {
  auto model = std::make_shared<Model>();
  if (file.policies.empty()) {
    model->policies.emplace_back();
    model->order.push_back(0);
    Checker::RunAll(file, nullptr, sink, &model->policies.back(), options, model.get());
    return model;
  }
  CheckVersions(file, sink);
  std::map<std::string_view, Range> names;
  size_t count = 0;
  for (const ast::Policy* policy : file.policies) {
    const auto [place, fresh] = names.emplace(policy->name.name.text, policy->name.name.range);
    if (!fresh) {
      auto& diagnostic = sink.Report(Code::kPolicyTwice, policy->name.name.range,
                                     {std::string(policy->name.name.text)});
      diagnostic.labels.push_back({place->second, {"第一次在这里", "first used here"}});
    }
    // What stands before the first policy is looked at with each of them.
    if (file.shared.size() * (count + 1) > kMostShared) {
      sink.Report(Code::kTooMuchShared, policy->head,
                  {std::to_string(file.shared.size()), std::to_string(file.policies.size())});
      break;
    }
    ++count;
  }
  // Addresses of models stay: others point at them.
  model->policies.resize(count);
  model->order = OrderOfPolicies(file, count, sink);
  for (const size_t i : model->order) {
    if (sink.full()) break;
    Checker::RunAll(file, file.policies[i], sink, &model->policies[i], options, model.get());
    MakeWholeOf(file, i, count, sink, options, model.get());
  }
  return model;
}

}  // namespace pol::check
