// pol check NEW --against OLD: do two versions give the same in every case outside a stated region?
#pragma once

#include "cli/load.h"
#include "compiler/prove/prove.h"

namespace pol::cli {

struct Against {
  std::string path;     // of the other version
  std::string outside;  // a condition in the words of the new one; "" : every case counts
  std::string format;
};
int CheckAgainst(const Context& context, const Selection& selection, const Against& against,
                 const prove::Options& options);

}  // namespace pol::cli
