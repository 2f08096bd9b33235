// The files of one compilation: each that `use` names is read, checked and lowered once, before the
// one that uses it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/driver/compile.h"
#include "compiler/lower/lower.h"

namespace pol::driver {

inline constexpr size_t kMostFiles = 200;  // used by one text, directly or not
inline constexpr size_t kMostDepth = 16;   // of one used through another

// After mistakes in sentences: the mistakes in what the other sentences mean that stand on their own.
void CheckTheRest(const ast::File& file, const check::Options& options, diag::Sink& sink);

class Modules {
 public:
  Modules(source::Loader* loader, const Options& options) : loader_(*loader), options_(options) {}

  // Compiles the text of `compilation`, whose source is set.
  void Compile(Compilation* compilation);
  // Those that were used, in the order of loading.
  std::vector<std::unique_ptr<Compilation>> TakeUsed();

 private:
  struct Module {
    std::unique_ptr<Compilation> compilation;
    std::shared_ptr<const check::Model> model;  // null after errors
    bool vocabulary = false;                    // shared declarations alone
    std::vector<std::shared_ptr<const source::Source>> vocabularies;  // that it uses, and itself
  };

  void Build(Module* module);
  check::Import Get(const std::string& referrer, const std::string& path, Module* user);
  std::shared_ptr<const check::Model> Check(Module* module,
                                            const std::map<std::string, check::Import, std::less<>>&
                                                imports);

  source::Loader& loader_;
  const Options& options_;
  std::map<std::string, std::unique_ptr<Module>> modules_;  // by name of the file
  std::vector<std::string> order_, open_;                   // loaded; being compiled
  lower::Lowered lowered_;
  // Trees that were read with the vocabularies in them.
  std::vector<std::unique_ptr<ast::File>> files_;
};

}  // namespace pol::driver
