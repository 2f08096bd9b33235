#!/bin/bash
# Which folder may include which. Anything that the table does not allow fails, so that the direction of the layers is
# kept by a machine and not by memory (docs/architecture.md has the reasons).
#   layering.sh ROOT     checks a source tree
#   layering.sh --self   checks that the check can fail
set -euo pipefail
export LC_ALL=C

# folder: folders of the project that it may include, itself aside
allowed='
compiler/source:
compiler/files:   compiler/source
compiler/diag:    compiler/source
compiler/ast:     compiler/source grammar
compiler/parse:   compiler/source compiler/diag compiler/ast grammar runtime/value
compiler/check:   compiler/source compiler/diag compiler/ast grammar runtime/value runtime/program
compiler/lower:   compiler/source compiler/ast compiler/check runtime/value runtime/program
compiler/prove:   compiler/source compiler/diag compiler/ast grammar runtime/value runtime/program runtime/interp
compiler/cover:   runtime/value runtime/program runtime/interp
compiler/lint:    compiler/source compiler/diag compiler/ast compiler/prove compiler/cover grammar runtime/value runtime/program runtime/interp
compiler/format:  compiler/source compiler/ast grammar
compiler/driver:  compiler/source compiler/files compiler/diag compiler/ast compiler/parse compiler/check compiler/lower compiler/format runtime/value runtime/program runtime/interp
runtime/value:
runtime/program:  runtime/value
runtime/interp:   runtime/value runtime/program
cli:              compiler/source compiler/files compiler/diag compiler/ast compiler/parse compiler/format compiler/driver compiler/prove compiler/cover compiler/lint grammar runtime/value runtime/program runtime/interp
api:              compiler/files compiler/diag compiler/driver runtime/value runtime/program runtime/interp include
include:
grammar:
'
# header of a library: the only folders that may include it
confined='
antlr4-runtime:   compiler/parse grammar
PolLexer.h:       compiler/parse
PolParser.h:      compiler/parse
z3:               compiler/prove
llvm/:            runtime/jit
CLI/:             cli
csv.h:            cli
toml++/:          cli
'

check() {
  local root=$1
  # pol/ is how the public headers in include/pol are named.
  (cd "$root" && find compiler runtime cli api include grammar -type f \( -name '*.h' -o -name '*.cpp' -o -name '*.def' \) \
      -exec grep -nHE '^[[:space:]]*#[[:space:]]*include' {} + 2>/dev/null || true) |
  ALLOWED="$allowed" CONFINED="$confined" awk '
    function layer(path,   parts) {
      split(path, parts, "/")
      return (parts[1] == "compiler" || parts[1] == "runtime") ? parts[1] "/" parts[2] : parts[1] == "pol" ? "include" : parts[1]
    }
    function table(text, into,   lines, n, i, at) {
      n = split(text, lines, "\n")
      for (i = 1; i <= n; ++i) {
        at = index(lines[i], ":")
        if (at > 0) into[substr(lines[i], 1, at - 1)] = substr(lines[i], at + 1) " "
      }
    }
    BEGIN { table(ENVIRON["ALLOWED"], may); table(ENVIRON["CONFINED"], only); bad = 0; seen = 0 }
    {
      split($0, where, ":")
      file = where[1]; line = where[2]; from = layer(file); ++seen
      if (!(from in may)) {
        print file ": the folder " from " has no line in the table of layers"; bad = 1; next
      }
      if (match($0, /[<"][^>"]+[>"]/) == 0) next
      target = substr($0, RSTART + 1, RLENGTH - 2)
      for (header in only)
        if (index(target, header) == 1 && index(only[header], " " from " ") == 0) {
          print file ":" line ": " from " may not include <" target ">"; bad = 1
        }
      if (target !~ /^(compiler|runtime|cli|api|pol|grammar|tests|bench|policies|docs|examples)\//) {
        if (target ~ /\.\.\//) { print file ":" line ": includes start at the root of the project: " target; bad = 1 }
        next
      }
      to = layer(target)
      if (to != from && index(may[from], " " to " ") == 0) {
        print file ":" line ": " from " may not include " to " (" target ")"; bad = 1
      }
    }
    END {
      if (seen == 0) { print "no includes found: is this the root of the project?"; bad = 1 }
      if (!bad) print seen " includes, all within their layers"
      exit bad
    }'
}

# One forbidden include at a time in a small tree; each must be found, and the tree without it must pass.
self() {
  local failures=0
  tree=$(mktemp -d)
  trap 'rm -rf "$tree"' EXIT
  mkdir -p "$tree"/{compiler/{parse,check,ast,diag,source},runtime/{value,program,interp},cli,grammar,api,include/pol}
  echo '#include "runtime/value/rational.h"' >"$tree/runtime/program/program.h"
  echo '#include <antlr4-runtime.h>' >"$tree/compiler/parse/lex.cpp"
  if ! check "$tree" >/dev/null; then
    echo "a tree without a forbidden include was refused"; failures=1
  fi
  while read -r file include; do
    [ -n "$file" ] || continue
    mkdir -p "$(dirname "$tree/$file")"
    echo "#include $include" >"$tree/$file"
    if check "$tree" >/dev/null; then
      echo "not found: $file includes $include"; failures=1
    fi
    rm "$tree/$file"
  done <<'CASES'
runtime/interp/x.cpp "compiler/ast/ast.h"
runtime/value/x.cpp "runtime/program/program.h"
runtime/program/x.h "runtime/interp/evaluate.h"
compiler/source/x.cpp "compiler/diag/diagnostic.h"
compiler/ast/x.cpp "compiler/diag/diagnostic.h"
compiler/check/x.cpp "compiler/parse/parse.h"
compiler/parse/x.cpp "compiler/check/check.h"
compiler/parse/x.cpp "runtime/program/program.h"
compiler/check/x.cpp <antlr4-runtime.h>
compiler/check/x.cpp "PolParser.h"
compiler/ast/x.cpp "../diag/diagnostic.h"
cli/x.cpp "compiler/check/check.h"
compiler/unheard_of/x.cpp "compiler/source/source.h"
grammar/x.h "compiler/ast/ast.h"
include/pol/x.h "runtime/program/program.h"
api/x.cpp "compiler/ast/ast.h"
runtime/interp/x.cpp "pol/engine.h"
CASES
  [ "$failures" = 0 ] && echo "every forbidden include was found"
  return "$failures"
}

case "${1:-}" in
  --self) self ;;
  "") echo "usage: layering.sh ROOT | --self" >&2; exit 2 ;;
  *) check "$1" ;;
esac
