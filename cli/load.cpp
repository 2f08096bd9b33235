#include "cli/load.h"

#include <algorithm>
#include <set>

#include "cli/files.h"
#include "cli/parallel.h"
#include "compiler/diag/render.h"
#include "compiler/files/files.h"
#include "runtime/value/literal.h"

namespace pol::cli {
namespace {

bool InForce(const program::Policy& policy, int64_t at) {
  if (policy.effective_by >= 0) return true;
  return (!policy.effective_from || *policy.effective_from <= at) &&
         (!policy.effective_to || at <= *policy.effective_to);
}

// The policies that there are, one a line, for a message.
std::string ListOf(const std::vector<Chosen>& policies, Language language) {
  std::string lines;
  for (const Chosen& each : policies) {
    lines += fmt::format("\n  {}", NameWithId(*each.policy, language));
    if (!each.policy->title.empty()) lines += fmt::format("  {}", each.policy->title);
  }
  return lines;
}

std::string NearestName(const std::vector<Chosen>& all, const Selection& selection) {
  std::vector<std::string> names;
  for (const Chosen& each : all) {
    names.push_back(selection.id.empty() ? each.policy->name : each.policy->id);
  }
  return diag::Nearest(selection.id.empty() ? selection.policy : selection.id, names);
}

// The same text with ? for what is no character, so that offsets stay and a place can be shown.
std::string Readable(std::string text) {
  text.resize(std::min(text.size(), source::Limits().bytes));
  std::string readable;
  while (readable.size() < text.size()) {
    const std::string_view rest = std::string_view(text).substr(readable.size());
    const size_t length = rest[0] == '\0' ? 0 : Utf8Length(rest);
    readable += length == 0 ? std::string_view("?") : rest.substr(0, length);
  }
  return readable;
}

}  // namespace

Unit CompileUnit(std::string name, std::string text) {
  Unit unit;
  unit.name = name;
  const files::Disk disk;
  driver::Options options;
  options.files = &disk;
  unit.compilation = driver::Compile(name, text, options);
  unit.shown = unit.compilation->source;
  if (unit.shown == nullptr) {
    const std::string readable = Readable(std::move(text));
    source::TextProblem problem;
    unit.shown = std::make_shared<source::Source>(
        *source::Source::Create(std::move(name), readable, {}, &problem));
  }
  return unit;
}

namespace {

// Files that others use and that have mistakes are shown too, each once.
void AddUsed(Units* units) {
  std::set<std::string> known;
  for (const Unit& unit : *units) known.insert(unit.name);
  const size_t count = units->size();
  for (size_t i = 0; i < count; ++i) {
    for (std::unique_ptr<driver::Compilation>& used : (*units)[i].compilation->used) {
      if (!used->diagnostics.has_errors() || !known.insert(used->source->name()).second) continue;
      Unit unit;
      unit.name = used->source->name();
      unit.shown = used->source;
      unit.compilation = std::move(used);
      units->push_back(std::move(unit));
    }
    std::erase(units->at(i).compilation->used, nullptr);
  }
}

bool LoadNamed(const Context& context, const Selection& selection, Units* units);

// A file of types, units and calendars: what others use, and no policy.
bool IsVocabulary(const Unit& unit, const program::Policy& policy) {
  const ast::File* file = unit.compilation->file.get();
  return file != nullptr && file->policies.empty() && policy.inputs.empty() &&
         policy.definitions.empty() && policy.assertions.empty() && policy.tests.empty();
}

}  // namespace

bool LoadUnits(const Context& context, const Selection& selection, Units* units) {
  if (!LoadNamed(context, selection, units)) return false;
  AddUsed(units);
  return true;
}

namespace {

bool LoadNamed(const Context& context, const Selection& selection, Units* units) {
  if (selection.has_expression) {
    units->push_back(CompileUnit("-e", selection.expression));
    return true;
  }
  std::vector<std::string> files;
  std::string problem;
  if (!CollectFiles(context, selection.paths, &files, &problem)) {
    Unusable(context, problem);
    return false;
  }
  const source::Limits limits;
  std::vector<std::string> texts(files.size());
  for (size_t i = 0; i < files.size(); ++i) {
    if (ReadFile(context, files[i], limits.bytes, &texts[i], &problem)) continue;
    Unusable(context, problem);
    return false;
  }
  units->resize(files.size());
  ForEach(files.size(), [&](size_t i) {
    const std::string& file = files[i];
    (*units)[i] =
        CompileUnit(file == "-" ? context.Say(Message::kStandardInput) : file, std::move(texts[i]));
  });
  return true;
}

}  // namespace

void PrintDiagnostics(const Context& context, const Unit& unit, bool to_error) {
  const diag::RenderOptions options{context.language,
                                    to_error ? context.color_err : context.color_out};
  for (const diag::Diagnostic& diagnostic : unit.compilation->diagnostics.all()) {
    std::string text = diag::RenderHuman(diagnostic, *unit.shown, options);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    to_error ? ErrLine(text) : OutLine(text);
  }
}

bool AnyErrors(const Units& units) {
  return std::any_of(units.begin(), units.end(), [](const Unit& unit) {
    return unit.compilation->diagnostics.has_errors() || unit.compilation->program == nullptr;
  });
}

std::vector<Chosen> Policies(const Units& units, const Selection& selection) {
  std::vector<Chosen> found;
  for (const Unit& unit : units) {
    const std::shared_ptr<const program::Program>& program = unit.compilation->program;
    if (program == nullptr) continue;
    for (const program::Policy& policy : program->policies) {
      if (IsVocabulary(unit, policy)) continue;
      const bool name = selection.policy.empty() || policy.name == selection.policy ||
                        policy.title == selection.policy;
      const bool id =
          selection.id.empty() || value::FoldWidth(policy.id) == value::FoldWidth(selection.id);
      if (name && id) found.push_back({&unit, program, &policy});
    }
  }
  return found;
}

int ChooseAll(const Context& context, const Selection& selection, int64_t at, Units* units,
              std::vector<Chosen>* chosen) {
  if (!LoadUnits(context, selection, units)) return kUnusable;
  if (AnyErrors(*units)) {
    for (const Unit& unit : *units) PrintDiagnostics(context, unit, true);
    return Unusable(context, context.Say(Message::kHasErrors));
  }
  // A file of bare rules says what was inferred, every time: nothing is silent.
  if (selection.has_expression) PrintDiagnostics(context, units->front(), true);
  const std::vector<Chosen> all = Policies(*units, {});
  std::vector<Chosen> found = Policies(*units, selection);
  if (all.empty()) return Unusable(context, context.Say(Message::kNoPolicies));
  if (found.empty()) {
    const std::string wanted = selection.policy.empty() ? selection.id : selection.policy;
    const std::string nearest = NearestName(all, selection);
    const std::string hint = nearest.empty() ? "" : context.Say(Message::kDidYouMean, nearest);
    return Unusable(
        context, context.Say(Message::kNoSuchPolicy, wanted, hint) + ListOf(all, context.language));
  }
  if (found.size() > 1) {
    std::set<std::string> ids;
    for (const Chosen& each : found) ids.insert(each.policy->id);
    if (ids.size() == 1 && !ids.begin()->empty()) {
      std::vector<Chosen> now;
      std::copy_if(found.begin(), found.end(), std::back_inserter(now),
                   [&](const Chosen& each) { return InForce(*each.policy, at); });
      if (now.size() == 1) found = now;
    }
  }
  *chosen = std::move(found);
  return kOk;
}

int ChooseOne(const Context& context, const Selection& selection, int64_t at, Units* units,
              Chosen* chosen) {
  std::vector<Chosen> found;
  if (const int code = ChooseAll(context, selection, at, units, &found)) return code;
  if (found.size() > 1) {
    const int count = static_cast<int>(found.size());
    return Unusable(
        context, context.Say(Message::kSeveralPolicies, count) + ListOf(found, context.language));
  }
  *chosen = found.front();
  return kOk;
}

std::string NameWithId(const program::Policy& policy, Language language) {
  const std::string name =
      policy.name.empty() ? Say(language, Message::kUnnamedPolicy) : policy.name;
  return name + Bracketed(policy.id, language);
}

}  // namespace pol::cli
