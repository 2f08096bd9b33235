#include "compiler/lint/burden.h"

#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

// From the name of a result; the words of one kind are enough.
std::optional<diag::Text> KindOf(std::string_view name) {
  // 免罚, 罚款减免 take nothing.
  if (Holds(name, {"免", "不予", "减轻", "从轻", "退"})) return std::nullopt;
  if (Holds(name, {"罚款", "处罚", "罚金", "吊销", "没收", "滞纳金", "责令", "停产", "停业", "拘留", "行政处分"}))
    return diag::Text("处罚", "a penalty");
  if (Holds(name, {"查封", "扣押", "强制执行", "强制拆除", "代履行", "冻结"})) return diag::Text("强制", "coercion");
  if (Holds(name, {"行政许可", "准予许可", "许可决定", "许可条件"})) return diag::Text("许可", "a licence");
  if (Holds(name, {"行政事业性收费", "行政收费", "规费", "应征", "征收"})) return diag::Text("收费、征收", "a charge");
  return std::nullopt;
}

}  // namespace

std::optional<Burden> BurdenOf(const Subject& subject, const program::Policy& policy) {
  for (const program::Definition& one : policy.definitions) {
    if (!one.output || !Own(subject, one.place.offset)) continue;
    if (auto kind = KindOf(one.name))
      return Burden{std::move(*kind), one.name, NameRange(subject, one.place.offset, one.name)};
  }
  return std::nullopt;
}

}  // namespace pol::lint
