#include "compiler/files/standard.h"

#include "compiler/files/files.h"

namespace pol::files {
namespace {

class Standard final : public source::Files {
 public:
  Problem Read(const std::string& name, size_t limit, std::string* text) const override {
    for (size_t i = 0; i < kStandardFileCount; ++i) {
      if (kStandardFiles[i].name != name) continue;
      if (kStandardFiles[i].text.size() > limit) return Problem::kTooLarge;
      *text = kStandardFiles[i].text;
      return Problem::kNone;
    }
    return Problem::kMissing;
  }
};

}  // namespace

const source::Files& StandardLibrary() {
  static const Standard standard;
  return standard;
}

}  // namespace pol::files
