// The sign-off table of a policy: every rule in words, to be ticked against the document line by
// line.
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "runtime/program/program.h"

namespace pol::cli {

struct SignOffRow {
  std::string clause, situation, result, bounds;  // of several lines where items are listed
};
struct SignOff {
  std::string title, head;  // "线上转贷收费标准（002-03-d）", where it comes from and from when
  std::vector<SignOffRow> rows;
  std::vector<std::string> inputs;    // what is asked, in words
  std::vector<std::string> parameters;    // with their values and periods
  std::vector<std::string> requirements;  // what the facts must meet
  std::vector<std::string> targets;
  std::vector<std::string> checks;        // figures held against each other, with what comes of it
  std::vector<std::string> assertions;
  std::vector<std::string> readings;  // ambiguities with the reading taken, to be confirmed
  std::vector<std::string> open;      // what the source leaves open
  std::vector<std::string> notes;
  std::vector<std::string> conclusions;  // what was proved, what was found, what is not decided
  std::vector<std::string> answered;     // findings that are kept as they are, with the reason
  std::vector<std::string> judgements;
  std::string foot;  // fingerprint, version, date
  std::vector<std::string> signatures;
};

// `text` is the policy's file: its fingerprint is printed. `day` is the date of printing.
SignOff MakeSignOff(const Context& context, const program::Policy& policy, std::string_view text,
                    int64_t day);

std::string SignOffText(const Context& context, const SignOff& sheet);
std::string SignOffMarkdown(const Context& context, const SignOff& sheet);
// One page of several sheets, one below the other.
std::string SignOffHtml(const Context& context, const std::vector<SignOff>& sheets);

}  // namespace pol::cli
