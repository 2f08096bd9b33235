#include "compiler/parse/parse.h"

#include <algorithm>
#include <mutex>

#include "compiler/parse/build.h"
#include "compiler/parse/cut.h"
#include "compiler/parse/lex.h"
#include "compiler/parse/mistakes.h"
#include "compiler/parse/names.h"
#include "compiler/parse/paste.h"
#include "compiler/parse/sentence.h"
#include "compiler/parse/shape.h"
#include "compiler/parse/words.h"

namespace pol::parse {

std::mutex& GeneratedCode() {
  static std::mutex mutex;
  return mutex;
}

namespace {

class FileParser {
 public:
  FileParser(ast::File* file, const DeclaredNames& declared, diag::Sink* sink, const Limits& limits)
      : file_(*file),
        sink_(*sink),
        limits_(limits),
        sentence_(file->tokens, limits.nesting),
        builder_(file, declared) {}

  void Run(const DeclaredNames& declared, const std::vector<BadRun>& bad_runs) {
    Mistakes mistakes(file_, declared, bad_runs, limits_, &sink_);
    mistakes.ReportWords();
    const std::vector<ast::Token>& tokens = file_.tokens;
    size_t at = 0, before = 0;
    while (tokens[at].kind == TokenKind::STOP) at++;
    while (tokens[at].kind != TokenKind::END && !sink_.full()) {
      size_t begin = at;
      bool head = tokens[at].kind == TokenKind::POLICY;
      // What is too long or already known to be wrong is not read at all.
      std::optional<Stop> stop = mistakes.Refused(begin);
      if (!stop) stop = head ? Head(&at) : One(&at, mistakes);
      if (stop) {
        // What begins no declaration belongs to the one before, which was thought to end too early.
        bool goes_on = stop->token == begin && begin > before &&
                       !BeginsDeclaration(tokens[begin].kind) &&
                       tokens[begin - 1].kind != TokenKind::STOP;
        if (goes_on) {
          stop->begin = before;
          if (read_last_ && !declarations_.empty()) {
            declarations_.pop_back();
            KeepNames(declared, before, begin);
          }
        }
        at = NextDeclaration(tokens, begin, mistakes.Report(*stop));
        KeepNames(declared, begin, at);
        if (head) Begin(BrokenPolicy(begin));
      }
      read_last_ = !stop && !head;
      before = begin;
      while (tokens[at].kind == TokenKind::STOP) at++;
    }
    End();
    file_.shared = file_.arena->Copy(shared_);
    file_.policies = file_.arena->Copy(policies_);
    file_.unread = file_.arena->Copy(unread_);
  }

 private:
  std::optional<Stop> Head(size_t* at) {
    size_t begin = *at;
    Outcome<Rules::PolicyHeadContext> parsed = sentence_.PolicyHead(begin);
    if (parsed.rule == nullptr) return parsed.stop;
    Begin(builder_.PolicyHead(parsed.rule));
    *at = parsed.end;
    return std::nullopt;
  }
  std::optional<Stop> One(size_t* at, Mistakes& mistakes) {
    size_t begin = *at;
    Outcome<Rules::DeclarationContext> parsed = sentence_.Declaration(begin);
    if (parsed.rule == nullptr) return parsed.stop;
    *at = parsed.end;
    ast::Declaration* declaration = builder_.Declaration(parsed.rule);
    std::vector<source::Range> chains = builder_.TakeLongChains();
    mistakes.ReportChains(chains);
    const std::vector<Builder::Trouble> troubles = builder_.TakeTroubles();
    mistakes.ReportTroubles(troubles);
    if (mistakes.ReportRows(*declaration) || !chains.empty() || !troubles.empty())
      return Stop{begin, parsed.end, {}, true, false};
    declarations_.push_back(declaration);
    return std::nullopt;
  }

  void Begin(ast::Policy* policy) {
    End();
    policy_ = policy;
  }
  void End() {
    if (policy_ == nullptr) {
      shared_ = std::move(declarations_);
    } else {
      policy_->declarations = file_.arena->Copy(declarations_);
      if (!declarations_.empty()) policy_->range.end = declarations_.back()->range.end;
      policies_.push_back(policy_);
    }
    declarations_.clear();
    policy_ = nullptr;
  }
  ast::Policy* BrokenPolicy(size_t begin) {
    ast::Policy* policy = file_.arena->New<ast::Policy>();
    policy->head = policy->range = file_.tokens[begin].range;
    if (IsNameLike(file_.tokens[begin + 1].kind)) policy->name.name = builder_.NameAt(begin + 1);
    return policy;
  }
  void KeepNames(const DeclaredNames& declared, size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++)
      if (declared.final_at[i]) unread_.push_back(builder_.NameAt(i));
  }

  ast::File& file_;
  diag::Sink& sink_;
  const Limits& limits_;
  Sentence sentence_;
  Builder builder_;
  ast::Policy* policy_ = nullptr;
  std::vector<ast::Declaration*> declarations_, shared_;
  std::vector<ast::Policy*> policies_;
  std::vector<ast::Name> unread_;
  bool read_last_ = false;  // the declaration before was read
};

}  // namespace

std::unique_ptr<ast::File> Parse(std::shared_ptr<const source::Source> source, diag::Sink& sink,
                                 const Limits& limits, const std::vector<std::string>& known) {
  auto file = std::make_unique<ast::File>();
  file->source = std::move(source);
  file->arena = std::make_unique<ast::Arena>();
  std::lock_guard lock(GeneratedCode());
  if (std::optional<Unfolded> unfolded = UnfoldTables(*file->source)) {
    source::TextProblem problem;
    std::optional<source::Source> bars = source::Source::Create(
        file->source->name(), std::move(unfolded->text), source::Limits(), &problem);
    if (bars) {
      file->source = std::make_shared<const source::Source>(std::move(*bars));
      for (Unfolded::Said& said : unfolded->said)
        sink.Report(said.code, said.range, std::move(said.arguments));
    }
  }
  Lexed lexed = Lex(*file->source);
  DeclaredNames declared = FindDeclaredNames(lexed.tokens);
  CutResult cut = CutRuns(lexed.tokens, &declared, known, limits.run_bytes);
  // Where nothing is cut any more, a name is a name wherever it was declared: the code I65 is no 165.
  declared.names.insert(known.begin(), known.end());
  SettleNo(&cut.tokens);
  file->tokens = std::move(cut.tokens);
  file->comments = std::move(lexed.comments);
  file->declares_values = declared.values;
  FileParser(file.get(), declared, &sink, limits).Run(declared, cut.bad);
  return file;
}

std::vector<std::string> NamesOf(const source::Source& source) {
  std::lock_guard lock(GeneratedCode());
  DeclaredNames declared = FindDeclaredNames(Lex(source).tokens);
  std::vector<std::string> names(declared.names.begin(), declared.names.end());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace pol::parse
