// Where the texts come from that policies refer to: the disk, and the library that is built into
// the compiler.
#pragma once

#include <string>

#include "compiler/source/files.h"

namespace pol::files {

// The disk as the process sees it. Regular files only: a pipe or a device would never end. A library
// of policies is the nearest folder above a policy that holds source::kSettings.
class Disk final : public source::Files {
 public:
  Problem Read(const std::string& name, size_t limit, std::string* text) const override;
  size_t LevelsAbove(const std::string& folder) const override;
};

// The files of the folder lib/ (calendars, code lists, units), by their names.
const source::Files& StandardLibrary();

}  // namespace pol::files
