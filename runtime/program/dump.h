// A program as text: for tests, for bug reports, and to see what a policy became.
#pragma once

#include <string>

#include "runtime/program/program.h"

namespace pol::program {

struct DumpOptions {
  // With the words of the source, its lines and offsets. Without them two spellings of one policy
  // dump alike.
  bool source = false;
};

// One line per declaration, rules indented under what they define, expressions as nested lists.
std::string Dump(const Policy& policy, const DumpOptions& options = {});
// One expression: "(and (== industry 0) (<= amount 5000000))".
std::string DumpNode(const Policy& policy, Index node, const DumpOptions& options = {});

const char* KindName(TypeKind kind);  // "exact_money"
const char* AggregateName(Aggregate aggregate);
const char* OpName(Op op);
const char* HitName(Hit hit);

}  // namespace pol::program
