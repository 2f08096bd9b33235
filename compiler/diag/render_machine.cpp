// JSON and SARIF 2.1.0 (OASIS standard, 27 March 2020).
#include <map>
#include <nlohmann/json.hpp>

#include "compiler/diag/page.h"
#include "compiler/diag/render.h"
#include "compiler/source/utf8.h"

namespace pol::diag {
namespace {

using Json = nlohmann::ordered_json;
using source::Range;
using source::Source;

// A replacement may quote half a character of a hostile file: never throw.
std::string Dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json Both(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

const char* SeverityName(Severity severity) {
  return severity == Severity::kError     ? "error"
         : severity == Severity::kWarning ? "warning"
                                          : "note";
}

void AddPlace(const Source& source, Range range, Json* json) {
  const source::Position begin = source.At(range.begin), end = source.At(range.end);
  (*json)["line"] = begin.line;
  (*json)["column"] = begin.column;
  (*json)["endLine"] = end.line;
  (*json)["endColumn"] = end.column;
  (*json)["offset"] = range.begin;
  (*json)["length"] = range.end - range.begin;
}

Json Region(const Source& source, Range range) {
  const source::Position begin = source.At(range.begin), end = source.At(range.end);
  return {{"startLine", begin.line},
          {"startColumn", begin.column},
          {"endLine", end.line},
          {"endColumn", end.column}};
}

// A path as a relative or file URI: everything but letters, digits and -._~/ escaped (RFC 3986).
std::string Uri(std::string_view path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
        std::string_view("-._~/").find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += '%';
      uri += kHex[byte >> 4];
      uri += kHex[byte & 15];
    }
  }
  return path.starts_with('/') ? "file://" + uri : uri;
}

Json Artifact(const Source& source) { return {{"uri", Uri(source.name())}}; }

Json Location(const Source& source, Range range) {
  return {{"physicalLocation",
           {{"artifactLocation", Artifact(source)}, {"region", Region(source, range)}}}};
}

Json Rule(Code code, Language language) {
  const CodeInfo& info = Info(code);
  const bool zh = language == Language::kChinese;
  const std::string page = DiagnosticsPage(code, language);
  return {{"id", info.code},
          {"name", info.identifier},
          {"shortDescription", {{"text", zh ? info.zh : info.en}}},
          {"fullDescription", {{"text", zh ? info.page_zh : info.page_en}}},
          {"help", {{"text", zh ? info.page_zh : info.page_en}, {"markdown", page}}},
          {"defaultConfiguration", {{"level", SeverityName(info.severity)}}}};
}

// Answered in the text, or known before (SARIF 3.27.23, 3.35).
Json Suppressions(const Located& located) {
  Json list = Json::array();
  if (located.answer)
    list.push_back(
        {{"kind", "inSource"}, {"status", "accepted"}, {"justification", *located.answer}});
  if (located.known) list.push_back({{"kind", "external"}, {"status", "accepted"}});
  return list;
}

Json SarifResult(const Located& located, size_t rule, Language language, bool suppressions) {
  const Diagnostic& diagnostic = *located.diagnostic;
  const CodeInfo& info = Info(diagnostic.code);
  std::string message = Message(diagnostic, language);
  for (const Text& note : diagnostic.notes) message += "\n" + note.In(language);
  Json result = {{"ruleId", info.code},
                 {"ruleIndex", rule},
                 {"level", SeverityName(located.severity.value_or(info.severity))},
                 {"message", {{"text", message}}}};
  if (suppressions) result["suppressions"] = Suppressions(located);
  if (!located.fingerprint.empty())
    result["partialFingerprints"] = {{"declaration/v1", located.fingerprint}};
  if (!located.source) return result;
  const Source& source = *located.source;
  result["locations"] = Json::array({Location(source, diagnostic.range)});
  for (size_t i = 0; i < diagnostic.labels.size(); ++i) {
    Json related = Location(source, diagnostic.labels[i].range);
    related["id"] = i + 1;
    related["message"] = {{"text", diagnostic.labels[i].text.In(language)}};
    result["relatedLocations"].push_back(related);
  }
  for (const Fix& fix : diagnostic.fixes) {
    Json replacement = {{"deletedRegion", Region(source, fix.range)},
                        {"insertedContent", {{"text", Replacement(fix, source)}}}};
    result["fixes"].push_back(
        {{"description", {{"text", fix.title.In(language)}}},
         {"artifactChanges", Json::array({{{"artifactLocation", Artifact(source)},
                                           {"replacements", Json::array({replacement})}}})}});
  }
  return result;
}

}  // namespace

std::string RenderJson(const std::vector<Located>& diagnostics, Language language) {
  Json list = Json::array();
  for (const Located& located : diagnostics) {
    const Diagnostic& diagnostic = *located.diagnostic;
    const CodeInfo& info = Info(diagnostic.code);
    Json item = {{"code", info.code},
                 {"severity", SeverityName(located.severity.value_or(info.severity))},
                 {"text", Message(diagnostic, language)},
                 {"message",
                  {{"zh", Message(diagnostic, Language::kChinese)},
                   {"en", Message(diagnostic, Language::kEnglish)}}}};
    item["file"] = located.source ? Json(located.source->name()) : Json(nullptr);
    if (located.source) AddPlace(*located.source, diagnostic.range, &item);
    item["labels"] = item["notes"] = item["fixes"] = Json::array();
    for (const Label& label : diagnostic.labels) {
      Json entry = {{"text", Both(label.text)}};
      if (located.source) AddPlace(*located.source, label.range, &entry);
      item["labels"].push_back(entry);
    }
    for (const Text& note : diagnostic.notes) item["notes"].push_back(Both(note));
    for (const Fix& fix : diagnostic.fixes) {
      Json entry = {
          {"title", Both(fix.title)},
          {"replacement", located.source ? Replacement(fix, *located.source) : fix.replacement}};
      if (located.source) AddPlace(*located.source, fix.range, &entry);
      item["fixes"].push_back(entry);
    }
    if (located.answer) item["answer"] = *located.answer;
    if (!located.fingerprint.empty()) item["fingerprint"] = located.fingerprint;
    list.push_back(item);
  }
  return Dump({{"diagnostics", list}});
}

std::string RenderSarif(const std::vector<Located>& diagnostics, Language language,
                        const std::vector<Code>& described) {
  std::map<Code, size_t> index;
  Json rules = Json::array(), results = Json::array();
  for (const Code code : described) {
    if (index.emplace(code, index.size()).second) rules.push_back(Rule(code, language));
  }
  for (const Located& located : diagnostics) {
    const Code code = located.diagnostic->code;
    const auto [entry, added] = index.emplace(code, index.size());
    if (added) rules.push_back(Rule(code, language));
    results.push_back(SarifResult(located, entry->second, language, !described.empty()));
  }
  const Json driver = {{"name", "pol"}, {"rules", rules}};
  const Json run = {{"tool", {{"driver", driver}}},
                    {"language", language == Language::kChinese ? "zh-CN" : "en-US"},
                    {"columnKind", "unicodeCodePoints"},
                    {"results", results}};
  return Dump({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
               {"version", "2.1.0"},
               {"runs", Json::array({run})}});
}

}  // namespace pol::diag
