// pol explain [CODE]
#include <algorithm>

#include "cli/commands.h"
#include "cli/options.h"
#include "compiler/diag/diagnostic.h"
#include "runtime/value/literal.h"

namespace pol::cli {
namespace {

std::string SeverityWord(const Context& context, diag::Severity severity) {
  switch (severity) {
    case diag::Severity::kError:
      return context.Say(Message::kSeverityError);
    case diag::Severity::kWarning:
      return context.Say(Message::kSeverityWarning);
    case diag::Severity::kNote:
      return context.Say(Message::kSeverityNote);
  }
  return "";
}

// Templates hold {0}: in a list they are shown as dots.
std::string WithoutArguments(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
      plain += "…";
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

int Explain(const Context& context, const std::string& wanted) {
  std::vector<std::string> codes;
  for (const diag::Code code : diag::AllCodes()) {
    codes.emplace_back(diag::Info(code).code);
  }
  if (wanted.empty()) {
    for (const diag::Code code : diag::AllCodes()) {
      const diag::CodeInfo& info = diag::Info(code);
      OutLine(fmt::format("{}  {}", Colored(context.color_out, Color::kBold, info.code),
                          WithoutArguments(context.chinese() ? info.zh : info.en)));
    }
    return kOk;
  }
  std::string folded = value::FoldWidth(wanted);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  const auto code = diag::FindCode(folded);
  if (!code) {
    const std::string nearest = diag::Nearest(folded, codes);
    const std::string hint = nearest.empty() ? "" : context.Say(Message::kDidYouMean, nearest);
    return Unusable(context, context.Say(Message::kNoSuchCode, CleanUtf8(wanted), hint));
  }
  const diag::CodeInfo& info = diag::Info(*code);
  OutLine(fmt::format("{}  {}", Colored(context.color_out, Color::kBold, info.code),
                      SeverityWord(context, info.severity)));
  OutLine(WithoutArguments(context.chinese() ? info.zh : info.en));
  OutLine("");
  OutLine(context.chinese() ? info.page_zh : info.page_en);
  return kOk;
}

}  // namespace

void AddExplain(CLI::App& app, const Context& context, Action* action) {
  auto code = std::make_shared<std::string>();
  CLI::App* command =
      AddCommand(app, context, "explain", Message::kHelpExplain, Message::kExamplesExplain);
  command->add_option("CODE", *code, context.Say(Message::kOptionCode))->type_name("");
  *action = [code](const Context& given) { return Explain(given, *code); };
}

}  // namespace pol::cli
