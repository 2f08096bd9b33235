// The texts of lib/, as cmake/embed.cmake writes them into the build.
#pragma once

#include <cstddef>
#include <string_view>

namespace pol::files {

struct StandardFile {
  std::string_view name, text;
};
extern const StandardFile kStandardFiles[];
extern const size_t kStandardFileCount;

}  // namespace pol::files
