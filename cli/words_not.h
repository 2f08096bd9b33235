// Why a yes/no result is no, in words.
#pragma once

#include <string>
#include <vector>

#include "cli/text.h"
#include "runtime/interp/why_not.h"

namespace pol::cli {

// `named`: where it is nothing but the name of another result, that is told too.
// One text an item: "②“用工人数”：申请时用工数为9人，应不少于10人，差1人".
std::vector<std::string> NotMet(const program::Policy& policy,
                                const std::vector<interp::WhyNot>& found, Language language,
                                bool named = false);

}  // namespace pol::cli
