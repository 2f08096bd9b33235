#include "cli/commands.h"

int main(int count, char** arguments) {
  return pol::cli::RunCommandLine(std::vector<std::string>(arguments + 1, arguments + count));
}
