// pol version
#include "cli/commands.h"
#include "cli/options.h"

namespace pol::cli {

void AddVersion(CLI::App& app, const Context& context, Action* action) {
  AddCommand(app, context, "version", Message::kHelpVersion, Message::kExamplesVersion);
  *action = [](const Context&) {
    OutLine("pol " POL_VERSION);
    return static_cast<int>(kOk);
  };
}

}  // namespace pol::cli
