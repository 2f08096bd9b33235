// What a name says of what it stands for: personal data, papers, money given and money owed, the facts on which fair
// competition looks. A remark may say it in so many words: 备注 "公平竞争：所有制".
#pragma once

#include <string_view>

#include "runtime/program/program.h"

namespace pol::lint {

bool IsPersonal(std::string_view name);         // 身份证号、手机号、住址
bool IsSensitive(std::string_view name);        // 民族、健康
bool IsPaper(std::string_view name);            // 复印件、承诺书
bool IsTaxPaid(std::string_view name);          // 税、地方贡献
bool IsShare(std::string_view name);            // 占比、比重: a part of a whole

enum class Fair : uint8_t { kNone, kPlace, kOwnership, kLocalPurchase, kList, kOperator };
// From its name, the members of its list, and remarks.
Fair FairOf(const program::Policy& policy, const program::Input& input);

enum class Gives : uint8_t { kNothing, kBenefit, kTender };
// What an output means to whom it is given; from its name, alias and remarks.
Gives GivesOf(const program::Policy& policy, const program::Definition& output);
bool IsBenefit(std::string_view name);
bool IsCost(std::string_view name);             // 费、罚款、利率

}  // namespace pol::lint
