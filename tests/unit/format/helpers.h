#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "compiler/diag/render.h"
#include "compiler/format/format.h"
#include "compiler/parse/parse.h"

namespace pol::format {

using Names = std::vector<std::string>;

inline std::unique_ptr<ast::File> Read(const std::string& text, const Names& known = {}) {
  auto source = source::Source::Create("t.pol", text, {}, nullptr);
  EXPECT_TRUE(source.has_value());
  if (!source) return nullptr;
  const auto shared = std::make_shared<const source::Source>(std::move(*source));
  diag::Sink sink;
  auto file = parse::Parse(shared, sink, {}, known);
  for (const diag::Diagnostic& d : sink.all()) {
    if (diag::Info(d.code).severity != diag::Severity::kError) continue;
    ADD_FAILURE() << diag::RenderHuman(d, *shared, {}) << text;
    return nullptr;
  }
  return file;
}

// Formats; checks that the result is the same program and formats to itself.
inline std::string Formatted(const std::string& text, Keywords keywords = Keywords::kKeep,
                             const Names& known = {}) {
  const auto file = Read(text, known);
  if (!file) return "";
  const std::string once = Format(*file, {keywords});
  const auto again = Read(once, known);
  if (!again) return once;
  EXPECT_TRUE(SameTokens(*file, *again)) << text << "\n---\n" << once;
  EXPECT_EQ(Format(*again, {keywords}), once) << "not the same the second time";
  return once;
}

}  // namespace pol::format
