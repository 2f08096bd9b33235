// Options that several commands share.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/load.h"

namespace pol::cli {

// A command with its description and examples, and --lang.
CLI::App* AddCommand(CLI::App& app, const Context& context, const char* name, Message help,
                     Message examples);

// -e TEXT.
void AddExpression(CLI::App* command, const Context& context, Selection* selection);
// --policy NAME, --id ID.
void AddPolicyChoice(CLI::App* command, const Context& context, Selection* selection);

// Is `value` one of `allowed`? If not, `problem` is a sentence with the nearest.
bool OneOf(const Context& context, const std::string& option, const std::string& value,
           const std::vector<std::string>& allowed, std::string* problem);
// --at: today in Shanghai when it is not given. False: `problem` is a sentence.
bool ReadDay(const Context& context, const std::string& text, int64_t* day, std::string* problem);

// Called after the options were read: a PATH or -e must be there.
bool HasSource(const Context& context, const Selection& selection, std::string* problem);

}  // namespace pol::cli
