// One cell of a pasted table, as the language writes it.
#pragma once

#include <string>
#include <string_view>

namespace pol::parse {

// "500~1000万 (含)" in a column of 元: "500万元~1000万元 (含)". `unit`: of the column, "" if its head gives
// none. *guessed: something was read that the cell does not say in so many words.
std::string ReadCell(std::string_view cell, const std::string& unit, bool* guessed);

// May it stand without 「」?
bool IsPlainName(std::string_view name);

}  // namespace pol::parse
