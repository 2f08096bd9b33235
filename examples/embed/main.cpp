#include <iostream>
#include <pol/compile.h>

int main() {
  const pol::Compiled fee = pol::Compile("fee.pol", "if amount <= 500万 then fee = 0");
  if (!fee) {
    std::cerr << fee.messages;
    return 1;
  }
  for (const char* facts : {R"({"amount": "400万"})", R"({"amount": 5000001})", "{}"}) {
    const pol::Answer answer = fee.policies[0].Evaluate(facts, "2023-06-01");
    std::cout << answer.json << "\n";
    if (!answer) return 3;
  }
}
