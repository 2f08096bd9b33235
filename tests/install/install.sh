#!/bin/bash
# Installs into an empty folder, builds examples/embed against what was installed, and looks at its answers.
#   install.sh BUILD ROOT CXX
set -euo pipefail
build=$1 root=$2 compiler=$3
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
quietly() { "$@" >"$place/log" 2>&1 || { cat "$place/log"; echo "failed: $*"; exit 1; }; }
quietly cmake --install "$build" --prefix "$place/usr"
quietly cmake -G Ninja -S "$root/examples/embed" -B "$place/build" -DCMAKE_PREFIX_PATH="$place/usr" \
  -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_BUILD_TYPE=Release
quietly cmake --build "$place/build"

if grep -rnE 'antlr|nlohmann|ast/|compiler/|runtime/' "$place/usr/include"; then
  echo "a public header shows what is inside"
  exit 1
fi
answers=$("$place/build/embed")
mapfile -t lines <<<"$answers"
want=('"status": *"value".*"value": *"0"' '"status": *"no_rule"' '"needs": *\["amount"\]')
[ ${#lines[@]} = ${#want[@]} ] || { echo "not ${#want[@]} answers: $answers"; exit 1; }
for i in "${!want[@]}"; do
  [[ "${lines[$i]}" =~ ${want[$i]} ]] || { echo "answer $i is ${lines[$i]}, not ${want[$i]}"; exit 1; }
done
[ ! -e "$place/usr/bin/pol" ] || "$place/usr/bin/pol" --version >/dev/null
echo "installed, embedded, three right answers"
