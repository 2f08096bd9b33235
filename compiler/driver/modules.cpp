#include "compiler/driver/modules.h"

#include <algorithm>
#include <utility>

#include "compiler/parse/references.h"

namespace pol::driver {
namespace {

using Imports = std::map<std::string, check::Import, std::less<>>;

// A file that says what words mean and computes nothing.
bool IsVocabulary(const ast::File& file) {
  using Kind = ast::DeclarationKind;
  return file.policies.empty() && !file.shared.empty() &&
         std::all_of(file.shared.begin(), file.shared.end(), [](const ast::Declaration* one) {
           return one->kind == Kind::kDefine || one->kind == Kind::kField ||
                  one->kind == Kind::kUnit || one->kind == Kind::kCalendar ||
                  one->kind == Kind::kMonthEnd || one->kind == Kind::kUse;
         });
}

// What was read behind the text itself comes before the first policy, for all of them.
void Share(ast::File* file, uint32_t text_size) {
  std::vector<ast::Declaration*> shared(file->shared.begin(), file->shared.end());
  for (ast::Policy* policy : file->policies) {
    std::vector<ast::Declaration*> own;
    for (ast::Declaration* declaration : policy->declarations) {
      (declaration->range.begin < text_size ? own : shared).push_back(declaration);
    }
    policy->declarations = file->arena->Copy(own);
  }
  file->shared = file->arena->Copy(shared);
}

}  // namespace

void Modules::Compile(Compilation* compilation) {
  Module module;
  module.compilation.reset(compilation);
  open_.push_back(compilation->source->name());
  Build(&module);
  static_cast<void>(module.compilation.release());
}

std::vector<std::unique_ptr<Compilation>> Modules::TakeUsed() {
  std::vector<std::unique_ptr<Compilation>> used;
  for (const std::string& name : order_) used.push_back(std::move(modules_[name]->compilation));
  return used;
}

check::Import Modules::Get(const std::string& referrer, const std::string& path, Module* user) {
  check::Import import;
  const source::Loaded& loaded = loader_.Load(referrer, path);
  import.name = loaded.name;
  if (loaded.source == nullptr) {
    import.problem = check::Import::Problem::kFile;
    import.file_problem = loaded.problem;
    return import;
  }
  const auto ring = std::find(open_.begin(), open_.end(), loaded.name);
  if (ring != open_.end()) {
    import.problem = check::Import::Problem::kCycle;
    for (auto each = ring; each != open_.end(); ++each) import.chain += *each + " → ";
    import.chain += loaded.name;
    return import;
  }
  std::unique_ptr<Module>& module = modules_[loaded.name];
  if (module == nullptr) {
    if (modules_.size() > kMostFiles || open_.size() > kMostDepth) {
      modules_.erase(loaded.name);
      import.problem = check::Import::Problem::kTooMany;
      return import;
    }
    module = std::make_unique<Module>();
    module->compilation = std::make_unique<Compilation>();
    module->compilation->source = loaded.source;
    order_.push_back(loaded.name);
    open_.push_back(loaded.name);
    Build(module.get());
    open_.pop_back();
  }
  const diag::Sink& sink = module->compilation->diagnostics;
  if (sink.has_errors() || module->model == nullptr) {
    import.problem = check::Import::Problem::kErrors;
    import.errors = sink.error_count();
    return import;
  }
  import.vocabulary = module->vocabulary;
  import.file = module->compilation->file.get();
  import.model = module->model.get();
  if (module->vocabulary) {
    for (const auto& text : module->vocabularies) {
      const bool known = std::any_of(user->vocabularies.begin(), user->vocabularies.end(),
                                     [&](const auto& one) { return one->name() == text->name(); });
      if (!known) user->vocabularies.push_back(text);
    }
  }
  return import;
}

std::shared_ptr<const check::Model> Modules::Check(Module* module, const Imports& imports) {
  Compilation& compilation = *module->compilation;
  check::Options checking;
  checking.files = &loader_;
  checking.imports = &imports;
  if (module->vocabularies.empty())
    return check::Check(*compilation.file, compilation.diagnostics, checking);
  // The shared declarations of the vocabularies are read behind the text itself, so that places in
  // it stay what they are.
  std::string text(compilation.source->text());
  checking.text_size = static_cast<uint32_t>(text.size());
  for (const auto& vocabulary : module->vocabularies) {
    text += '\n';
    text += vocabulary->text();
  }
  source::Limits limits = options_.source;
  limits.bytes = program::kModule - 1;
  source::TextProblem problem;
  auto whole = source::Source::Create(compilation.source->name(), std::move(text), limits, &problem);
  if (!whole) {
    compilation.diagnostics.Report(
        diag::Code::kImportUnread, {0, 0},
        {module->vocabularies.back()->name(),
         diag::Text("几个词表加在一起太大", "the vocabularies together are too large")});
    return nullptr;
  }
  const auto source = std::make_shared<const source::Source>(*std::move(whole));
  diag::Sink sink;
  auto file = parse::Parse(source, sink, options_.parse, KnownNames(*source, loader_));
  Share(file.get(), checking.text_size);
  auto model = check::Check(*file, sink, checking);
  compilation.file = std::move(file);
  const source::Range end{checking.text_size, checking.text_size};
  for (const diag::Diagnostic& one : sink.all()) {
    const bool own = one.range.begin < checking.text_size;
    // A vocabulary has been checked by itself; what it does to this text is said at its end.
    diag::Diagnostic& reported =
        compilation.diagnostics.Report(one.code, own ? one.range : end, one.arguments);
    for (const diag::Label& label : one.labels) {
      if (label.range.begin < checking.text_size) reported.labels.push_back(label);
    }
    reported.notes = one.notes;
    if (own) reported.fixes = one.fixes;
  }
  return model;
}

void Modules::Build(Module* module) {
  Compilation& compilation = *module->compilation;
  diag::Sink& sink = compilation.diagnostics;
  const std::shared_ptr<const source::Source> written = compilation.source;
  const source::Source& source = *written;
  compilation.file =
      parse::Parse(compilation.source, sink, options_.parse, KnownNames(source, loader_));
  compilation.source = compilation.file->source;  // pasted tables stand in it with their bars
  Imports imports;
  for (const parse::Reference& reference : parse::ReferencesOf(source)) {
    if (reference.head != ast::TokenKind::USE) continue;
    if (imports.count(reference.path) > 0) continue;
    imports.emplace(reference.path, Get(source.name(), reference.path, module));
  }
  module->vocabulary = IsVocabulary(*compilation.file);
  if (sink.has_errors()) {
    check::Options checking;
    checking.files = &loader_;
    checking.imports = &imports;
    // What a vocabulary declares is not known to a text that could not be read.
    if (module->vocabularies.empty()) CheckTheRest(*compilation.file, checking, sink);
    sink.Sort();
    return;
  }
  if (compilation.file->shared.empty() && compilation.file->policies.empty()) {
    sink.Report(diag::Code::kNothingWritten, {0, 0});
    return;
  }
  module->model = Check(module, imports);
  if (module->vocabulary) module->vocabularies.push_back(compilation.source);
  sink.Sort();
  if (sink.has_errors() || module->model == nullptr) return;
  compilation.program = lower::Lower(*compilation.file, *module->model, &lowered_);
}

}  // namespace pol::driver
