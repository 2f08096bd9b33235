// Work on many files at once.
#pragma once

#include <cstddef>
#include <functional>

namespace pol::cli {

// Calls `work` once for each number below `count`, on as many threads as the machine has cores; where one of the
// calls throws, the first exception in the order of the numbers is thrown here, after all have ended.
void ForEach(size_t count, const std::function<void(size_t)>& work);

// The same in runs of neighbours that share what is dear to make: `work` gets the numbers from `begin` up to `end`. How the
// runs are cut hangs on `count` alone, so that what they share is the same on every machine.
void ForEachRun(size_t count, const std::function<void(size_t begin, size_t end)>& work);

}  // namespace pol::cli
