// Names, types, units, grids, sizes, cycles (semantics 1, 4, 6.1): the tree with everything
// resolved.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/source/files.h"

namespace pol::check {

struct Model;  // model.h: one entry per policy, symbol and expression

// A file that `use` names, or why it cannot be used.
struct Import {
  enum class Problem : uint8_t { kNone, kFile, kErrors, kCycle, kTooMany };
  Problem problem = Problem::kNone;
  source::Loaded::Problem file_problem = source::Loaded::Problem::kNone;  // kFile
  std::string name;               // of the file
  std::string chain;              // kCycle: the files in a ring
  size_t errors = 0;              // kErrors
  bool vocabulary = false;        // shared declarations alone: they stand in this text already
  const ast::File* file = nullptr;
  const Model* model = nullptr;   // both outlive what is made of this text
};

struct Options {
  source::Loader* files = nullptr;  // null: no other file can be read
  const std::map<std::string, Import, std::less<>>* imports = nullptr;  // by path as written
  // Where the text that is checked ends; what follows is the shared declarations of vocabularies.
  uint32_t text_size = UINT32_MAX;
};

std::shared_ptr<const Model> Check(const ast::File& file, diag::Sink& sink,
                                   const Options& options = {});

}  // namespace pol::check
