// Work on many files at once.
#pragma once

#include <cstddef>
#include <functional>

namespace pol::cli {

// Calls `work` once for each number below `count`, on as many threads as the machine has cores; where one of the
// calls throws, the first exception in the order of the numbers is thrown here, after all have ended.
void ForEach(size_t count, const std::function<void(size_t)>& work);

}  // namespace pol::cli
