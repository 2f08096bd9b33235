// Files to programs, and which policy of them is meant.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/context.h"
#include "compiler/driver/compile.h"

namespace pol::cli {

// What the commands that read policies have in common: PATH... or -e TEXT, --policy or --id.
struct Selection {
  std::vector<std::string> paths;
  std::string expression;  // -e
  bool has_expression = false;
  std::string policy, id;  // --policy, --id ("" : not given)
};

struct Unit {
  std::string name;
  std::unique_ptr<driver::Compilation> compilation;
  // What diagnostics are shown in; where the text could not be a source (invalid UTF-8, too large),
  // its readable part.
  std::shared_ptr<const source::Source> shown;
};
using Units = std::vector<Unit>;

// Reads and compiles. An unreadable path prints one sentence and returns false; diagnostics are
// left to the caller.
Unit CompileUnit(std::string name, std::string text);
bool LoadUnits(const Context& context, const Selection& selection, Units* units);

// Prints the diagnostics of a unit for people, to standard error or output. Notes and warnings too.
void PrintDiagnostics(const Context& context, const Unit& unit, bool to_error);
bool AnyErrors(const Units& units);

// One policy, kept alive together with its program.
struct Chosen {
  const Unit* unit = nullptr;
  std::shared_ptr<const program::Program> program;
  const program::Policy* policy = nullptr;
};

// Every policy of all units that the selection names (all of them when it names none).
std::vector<Chosen> Policies(const Units& units, const Selection& selection);

// Loads, prints errors, and chooses one policy. kOk, or kUnusable after one message. Of the
// versions of one policy that share an id, the one in force at `at` is taken.
int ChooseOne(const Context& context, const Selection& selection, int64_t at, Units* units,
              Chosen* chosen);

// The same where several are meant unless --policy or --id chooses: all of them, in order.
int ChooseAll(const Context& context, const Selection& selection, int64_t at, Units* units,
              std::vector<Chosen>* chosen);

// "线上转贷收费标准（002-03-d）".
std::string NameWithId(const program::Policy& policy, Language language);

}  // namespace pol::cli
