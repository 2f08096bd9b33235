// Known findings, kept as JSON. A finding is known by its code, its policy and the words of its declaration, so it
// moves with the text and comes back when the clause changes.
#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/lint.h"

namespace pol::cli {
namespace {

using Json = nlohmann::ordered_json;
constexpr size_t kBytes = 64 << 20;

}  // namespace

bool ReadBaseline(const Context& context, const std::string& path, Baseline* baseline,
                  std::string* problem) {
  std::string text;
  if (!ReadFile(context, path, kBytes, &text, problem)) return false;
  const Json json = Json::parse(text, nullptr, false);
  const auto refuse = [&] {
    *problem = context.Say(Message::kBaselineUnread, path);
    return false;
  };
  if (!json.is_object() || json.value("version", Json()) != Json(1) || !json.contains("findings") ||
      !json["findings"].is_array())
    return refuse();
  for (const Json& one : json["findings"]) {
    if (!one.is_object() || !one.contains("code") || !one["code"].is_string() ||
        !one.contains("policy") || !one["policy"].is_string() || !one.contains("clause") ||
        !one["clause"].is_string() || !one.contains("count") ||
        !one["count"].is_number_integer() || one["count"].get<int64_t>() < 1 ||
        one["count"].get<int64_t>() > 1'000'000)
      return refuse();
    (*baseline)[one["code"].get<std::string>() + " " + one["policy"].get<std::string>() + " " +
                one["clause"].get<std::string>()] += one["count"].get<int>();
  }
  return true;
}

bool WriteBaseline(const Context& context, const std::string& path,
                   const std::vector<LintedUnit>& units, std::string* problem) {
  struct Entry {
    int count = 0;
    std::string message;
  };
  std::map<std::string, Entry> entries;
  for (const LintedUnit& linted : units) {
    for (const LintFinding& finding : linted.findings) {
      if (finding.answer) continue;
      Entry& entry = entries[finding.key];
      ++entry.count;
      entry.message = diag::Message(finding.finding.diagnostic, context.language);
    }
  }
  Json list = Json::array();
  for (const auto& [key, entry] : entries) {
    const size_t first = key.find(' '), last = key.rfind(' ');
    list.push_back({{"code", key.substr(0, first)},
                    {"policy", last > first ? key.substr(first + 1, last - first - 1) : ""},
                    {"clause", key.substr(last + 1)},
                    {"count", entry.count},
                    {"message", entry.message}});
  }
  const Json json = {{"version", 1}, {"findings", list}};
  WholeFile file;
  if (!file.Open(path) ||
      !file.Write(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n") ||
      !file.Commit()) {
    *problem = context.Say(Message::kCannotWrite, path, SystemReason(context, file.error()));
    return false;
  }
  return true;
}

void MarkKnown(Baseline baseline, std::vector<LintedUnit>* units) {
  for (LintedUnit& linted : *units) {
    for (LintFinding& finding : linted.findings) {
      if (finding.answer) continue;
      const auto known = baseline.find(finding.key);
      if (known == baseline.end() || known->second == 0) continue;
      --known->second;
      finding.known = true;
    }
  }
}

}  // namespace pol::cli
