// The commands: each file adds its options to the command line and says what to do.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "cli/context.h"

namespace pol::cli {

using Action = std::function<int(const Context&)>;

void AddCheck(CLI::App& app, const Context& context, Action* action);
void AddLint(CLI::App& app, const Context& context, Action* action);
void AddEval(CLI::App& app, const Context& context, Action* action);
void AddRun(CLI::App& app, const Context& context, Action* action);
void AddFmt(CLI::App& app, const Context& context, Action* action);
void AddTest(CLI::App& app, const Context& context, Action* action);
void AddGenTests(CLI::App& app, const Context& context, Action* action);
void AddList(CLI::App& app, const Context& context, Action* action);
void AddExplain(CLI::App& app, const Context& context, Action* action);
void AddPrint(CLI::App& app, const Context& context, Action* action);
void AddLetter(CLI::App& app, const Context& context, Action* action);
void AddCompletion(CLI::App& app, const Context& context, Action* action);
void AddVersion(CLI::App& app, const Context& context, Action* action);

// Parses the arguments (without the program's name) and runs the command. Never throws.
int RunCommandLine(std::vector<std::string> arguments);

}  // namespace pol::cli
