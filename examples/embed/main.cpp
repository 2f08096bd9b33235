#include <iostream>
#include "compiler/driver/compile.h"
#include "runtime/interp/accept.h"
#include "runtime/interp/canonical.h"
int main() {
  const auto fee = pol::driver::Compile("fee", "if amount <= 500万 then fee = 0");
  if (!fee->program) return 2;
  const auto& policy = fee->program->policies[0];
  pol::interp::Datum loan;
  if (pol::interp::JsonError e; !pol::interp::ParseJson(R"({"amount": "400万"})", &loan, &e)) return 2;
  const int64_t today = pol::value::TodayInShanghai();
  const auto accepted = pol::interp::Accept(policy, loan, today);
  if (!accepted.refusals.empty()) return 3;
  std::cout << pol::interp::EvaluationJson(policy, pol::interp::Evaluate(policy, accepted.facts, today), {});
}
