#include "compiler/parse/mistakes.h"

namespace pol::parse {

Mistakes::Mistakes(const ast::File& file, const DeclaredNames& declared,
                   const std::vector<BadRun>& bad_runs, Sentence& sentence, const Limits& limits,
                   diag::Sink* sink)
    : file_(file),
      declared_(declared),
      bad_runs_(bad_runs),
      sentence_(sentence),
      limits_(limits),
      sink_(*sink) {}

void Mistakes::ReportWords() {
  for (const BadRun& bad : bad_runs_) {
    sink_.Report(diag::Code::kNotUnderstood, bad.range, {file_.source->Text(bad.range)});
  }
}
std::optional<Stop> Mistakes::Refused(size_t) { return std::nullopt; }
void Mistakes::Report(const Stop& stop) {
  const ast::Token& token = file_.tokens[stop.token];
  sink_.Report(diag::Code::kNotUnderstood, token.range, {token.text});
}

}  // namespace pol::parse
