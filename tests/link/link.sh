#!/bin/bash
# The program that links runtime/ alone: runs, and brings nothing of the compiler with it.
set -euo pipefail
program=$1
"$program"
libraries=$(ldd "$program")
if grep -iE 'antlr|libz3|LLVM' <<<"$libraries"; then
  echo "runtime/ brings a library that only the compiler may need" >&2
  exit 1
fi
symbols=$(nm -C "$program")
if grep -E 'antlr4::|pol::(source|diag|ast|parse|check|lower|driver|format)::' <<<"$symbols" | head -5 | grep .; then
  echo "runtime/ brings parts of the compiler" >&2
  exit 1
fi
echo "runtime alone: right answers, no compiler"
