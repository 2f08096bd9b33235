// Findings for continuous integration: annotations of GitHub, and JUnit.
#include "cli/lint.h"
#include "compiler/diag/render.h"
#include "compiler/source/source.h"

namespace pol::cli {
namespace {

// What GitHub reads out of a line: % and line ends in a message, also : and , in a property.
std::string Escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%') {
      out += "%25";
    } else if (c == '\n') {
      out += "%0A";
    } else if (c == '\r') {
      out += "%0D";
    } else if (property && c == ':') {
      out += "%3A";
    } else if (property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string Xml(std::string_view text) {
  std::string out;
  for (const char c : CleanUtf8(text)) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\n') {
      out += "&#10;";
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') {
      out += c;  // other controls cannot stand in XML at all
    }
  }
  return out;
}

std::string WholeMessage(const Context& context, const LintFinding& finding) {
  std::string text = diag::Message(finding.finding.diagnostic, context.language);
  for (const diag::Text& note : finding.finding.diagnostic.notes)
    text += "\n" + note.In(context.language);
  return text;
}

const char* WordOf(diag::Severity severity) {
  return severity == diag::Severity::kError     ? "error"
         : severity == diag::Severity::kWarning ? "warning"
                                                : "notice";
}

}  // namespace

std::string LintGithub(const Context& context, const std::vector<LintedUnit>& units) {
  std::string out;
  for (const LintedUnit& linted : units) {
    for (const LintFinding& finding : linted.findings) {
      if (!finding.left()) continue;
      const diag::Diagnostic& one = finding.finding.diagnostic;
      const source::Position begin = linted.unit.shown->At(one.range.begin);
      const source::Position end = linted.unit.shown->At(one.range.end);
      const std::string title(diag::Info(one.code).code);
      out += fmt::format("::{} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
                         WordOf(finding.severity), Escaped(linted.unit.name, true), begin.line,
                         end.line, begin.column, end.column, Escaped(title, true),
                         Escaped(WholeMessage(context, finding), false));
    }
  }
  return out;
}

std::string LintJunit(const Context& context, const std::vector<LintedUnit>& units) {
  std::string suites;
  size_t tests = 0, failures = 0;
  for (const LintedUnit& linted : units) {
    std::string cases;
    size_t count = 0, failed = 0;
    for (const LintFinding& finding : linted.findings) {
      const diag::Diagnostic& one = finding.finding.diagnostic;
      const source::Position at = linted.unit.shown->At(one.range.begin);
      const std::string name =
          fmt::format("{} {}:{}", diag::Info(one.code).code, at.line, at.column);
      cases += fmt::format("    <testcase classname=\"{}\" name=\"{}\"", Xml(linted.unit.name), Xml(name));
      ++count;
      if (!finding.left()) {
        const std::string why = finding.answer.value_or(context.Say(Message::kLintKnownWord));
        cases += fmt::format(">\n      <skipped message=\"{}\"/>\n    </testcase>\n", Xml(why));
      } else if (finding.severity == diag::Severity::kNote) {
        cases += fmt::format(">\n      <system-out>{}</system-out>\n    </testcase>\n",
                             Xml(WholeMessage(context, finding)));
      } else {
        ++failed;
        cases += fmt::format(">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
                             WordOf(finding.severity),
                             Xml(diag::Message(one, context.language)),
                             Xml(diag::RenderHuman(one, *linted.unit.shown,
                                                   {context.language, false, finding.severity})));
      }
    }
    if (count == 0) {  // a suite without a case is no proof that the file was looked at
      cases = fmt::format("    <testcase classname=\"{}\" name=\"lint\"/>\n", Xml(linted.unit.name));
      count = 1;
    }
    suites += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n{}  </testsuite>\n",
                          Xml(linted.unit.name), count, failed, cases);
    tests += count;
    failures += failed;
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pol lint\" tests=\"{}\" "
      "failures=\"{}\">\n{}</testsuites>\n",
      tests, failures, suites);
}

}  // namespace pol::cli
