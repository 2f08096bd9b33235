#include "cli/check_against.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/proofs.h"
#include "compiler/diag/proof_codes.h"
#include "compiler/diag/render.h"
#include "compiler/prove/report_words.h"

namespace pol::cli {
namespace {

using program::Policy;

// The new version with a requirement that leaves the region out. Null: the condition cannot be read; `problem` says why.
std::shared_ptr<const program::Program> Without(const Context& context, const Chosen& chosen,
                                                const std::string& outside, std::string* problem) {
  if (outside.empty()) return chosen.program;
  const driver::Compilation& compilation = *chosen.unit->compilation;
  std::string text(compilation.source->text());
  size_t end = text.size();
  for (const ast::Policy* one : compilation.file->policies) {
    if (one->range.begin == chosen.policy->source.offset) end = one->range.end;
  }
  text.insert(end, "\n填报要求 并非 （" + outside + "）\n");
  const Unit with = CompileUnit(chosen.unit->name, text);
  if (with.compilation->program != nullptr) return with.compilation->program;
  std::string why;
  for (const diag::Diagnostic& one : with.compilation->diagnostics.all()) {
    if (why.empty() && diag::Info(one.code).severity == diag::Severity::kError)
      why = diag::Message(one, context.language);
  }
  *problem = context.Say(Message::kOutsideUnreadable, CleanUtf8(outside), why);
  return nullptr;
}

// Both as readings of one text, whatever days they are in force: what is compared are their rules.
Policy Joined(const Policy& now, const Policy& before, const std::string& name,
              const std::string& other) {
  const auto bare = [](const Policy& policy, const std::string& reading) {
    Policy copy = policy;
    copy.reading = reading;
    copy.readings.clear();
    copy.comparisons.clear();
    copy.effective_from.reset();
    copy.effective_to.reset();
    copy.effective_by = -1;
    return copy;
  };
  Policy joined = bare(now, name);
  joined.readings.push_back({other, "", std::make_shared<const Policy>(bare(before, other))});
  joined.comparisons.push_back({{name, other}, now.source});
  return joined;
}

interp::Facts FactsFor(const Policy& to, const Policy& from, const interp::Facts& facts) {
  interp::Facts made;
  made.leaves = facts.leaves;
  made.decided_by.resize(to.inputs.size());
  made.inputs.resize(to.inputs.size());
  for (size_t i = 0; i < to.inputs.size(); ++i) {
    for (size_t j = 0; j < from.inputs.size() && j < facts.inputs.size(); ++j) {
      if (from.inputs[j].name == to.inputs[i].name) made.inputs[i] = facts.inputs[j];
    }
  }
  return made;
}

// Where they differ: the outputs, and what each version gives.
diag::Diagnostic Difference(const Policy& joined, const prove::Case& found,
                            const std::string& name, const std::string& other) {
  const Policy& before = *joined.readings[0].policy;
  const interp::Evaluation one = interp::Evaluate(joined, found.facts, found.at);
  const interp::Evaluation two =
      interp::Evaluate(before, FactsFor(before, joined, found.facts), found.at);
  std::vector<diag::Text> names;
  diag::Diagnostic diagnostic;
  for (const interp::Outcome& a : one.outputs) {
    const std::string& output = joined.definitions[static_cast<size_t>(a.definition)].name;
    for (const interp::Outcome& b : two.outputs) {
      if (before.definitions[static_cast<size_t>(b.definition)].name != output) continue;
      const diag::Text left = prove::OutcomeText(joined, a), right = prove::OutcomeText(before, b);
      if (left.zh == right.zh) continue;
      names.emplace_back(output);
      diagnostic.notes.push_back(
          {output + "：" + name + " 给出 " + left.zh + "，" + other + " 给出 " + right.zh + "。",
           output + ": " + name + " gives " + left.en + ", " + other + " gives " + right.en + "."});
    }
  }
  diagnostic.code = diag::Of(diag::ProofCode::kVersionsDiffer);
  diagnostic.arguments = {prove::JoinTexts(names), prove::CaseText(joined, found, -1)};
  return diagnostic;
}

source::Range HeadOf(const Chosen& chosen) {
  for (const ast::Policy* one : chosen.unit->compilation->file->policies) {
    if (one->range.begin == chosen.policy->source.offset && !one->head.empty())
      return {one->head.begin, std::max(one->head.end, one->name.name.range.end)};
  }
  return {0, 0};
}

}  // namespace

int CheckAgainst(const Context& context, const Selection& selection, const Against& against,
                 const prove::Options& options) {
  Units units, other_units;
  Chosen chosen, other;
  Selection old;
  old.paths = {against.path};
  old.id = selection.id;
  if (const int code = ChooseOne(context, selection, 0, &units, &chosen)) return code;
  if (const int code = ChooseOne(context, old, 0, &other_units, &other)) return code;
  std::string problem;
  const auto program = Without(context, chosen, against.outside, &problem);
  if (program == nullptr) return Unusable(context, problem);
  const auto place = static_cast<size_t>(chosen.policy - chosen.program->policies.data());
  const std::string name = chosen.unit->name, path = other.unit->name;
  const Policy joined = Joined(program->policies[place], *other.policy, name, path);
  const prove::Report report = prove::Prove(joined, options);
  const prove::Answer* answer = nullptr;
  for (const prove::Answer& one : report.answers) {
    if (one.claim == prove::Claim::kReadingsEqual) answer = &one;
  }
  if (answer == nullptr) return Unusable(context, context.Say(Message::kAgainstFacts, name, path));
  std::vector<diag::Diagnostic> found;
  if (answer->verdict == prove::Verdict::kRefuted && answer->witness) {
    found.push_back(Difference(joined, *answer->witness, name, path));
    found[0].range = HeadOf(chosen);
  }
  const bool proved = answer->verdict == prove::Verdict::kProved;
  if (against.format != "human") {
    std::vector<diag::Located> located;
    for (const diag::Diagnostic& one : found) located.push_back({chosen.unit->shown.get(), &one});
    if (against.format == "sarif") {
      OutLine(diag::RenderSarif(located, context.language));
    } else {
      auto json = nlohmann::ordered_json::parse(diag::RenderJson(located, context.language));
      nlohmann::ordered_json one = {{"policy", joined.name},
                                    {"claim", "versions equal"},
                                    {"against", path},
                                    {"verdict", proved          ? "proved"
                                                : found.empty() ? "undecided"
                                                                : "refuted"}};
      if (!against.outside.empty()) one["outside"] = against.outside;
      if (answer->witness) one["case"] = CaseJson(joined, *answer->witness);
      if (!answer->stopped_by.empty()) one["stoppedBy"] = answer->stopped_by;
      json["proofs"] = nlohmann::ordered_json::array({one});
      OutLine(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    }
    return proved ? kOk : kFindings;
  }
  for (const diag::Diagnostic& one : found) {
    std::string text =
        diag::RenderHuman(one, *chosen.unit->shown, {context.language, context.color_out});
    while (!text.empty() && text.back() == '\n') text.pop_back();
    OutLine(text);
  }
  if (proved) {
    OutLine(against.outside.empty()
                ? context.Say(Message::kAgainstSame, name, path)
                : context.Say(Message::kAgainstSameOutside, name, path, against.outside));
  } else if (found.empty()) {
    OutLine(context.Say(Message::kAgainstOpen, name, path, answer->stopped_by));
  }
  return proved ? kOk : kFindings;
}

}  // namespace pol::cli
