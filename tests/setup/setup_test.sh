#!/bin/bash
# scripts/setup on machines that it does not find as it would like: faked with a PATH of its own, so nothing is installed.
set -euo pipefail
root=$1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
bin=$place/bin
mkdir -p "$bin"
# Small wrappers, not links: a fake that replaces one of them must never write through to the real program.
for tool in sed mktemp rm cat sleep env; do
  printf '#!%s\nexec %s "$@"\n' "$BASH" "$(command -v "$tool")" >"$bin/$tool"
  chmod +x "$bin/$tool"
done
failures=0

fake() {
  rm -f "$bin/$1"
  printf '#!%s\n%s\n' "$BASH" "$2" >"$bin/$1"
  chmod +x "$bin/$1"
}
# expect NAME STATUS TEXT...: runs the script, wants this exit status and these words in its output
expect() {
  local name=$1 want=$2 got=0 output
  shift 2
  output=$(PATH="$bin" "$BASH" "$root/scripts/setup" 2>&1) || got=$?
  if [ "$got" != "$want" ]; then
    echo "$name: exit status $got, not $want"; failures=1
  fi
  for words in "$@"; do
    if [[ "$output" != *"$words"* ]]; then
      echo "$name: '$words' is not in:"; echo "$output"; failures=1
    fi
  done
}

expect "no apt" 1 "no apt" "antlr4"

fake dpkg-query 'echo "install ok installed"'
fake apt-get 'echo "apt-get was called: $*" >>'"$place"'/calls; exit 0'
fake id 'echo 1000'
expect "all there, no rights" 0 "nothing to install"
[ ! -e "$place/calls" ] || { echo "all there: apt-get was called all the same"; failures=1; }

fake dpkg-query '[ "${@: -1}" != ccache ] && echo "install ok installed"'
expect "one missing, neither root nor sudo" 1 "missing: ccache" "not root and there is no sudo"
grep -q . "$place/calls" 2>/dev/null && { echo "without rights: apt-get was called"; failures=1; }

fake sudo 'exec "$@"'
expect "one missing, sudo" 0 "missing: ccache" "sudo may ask" "done"
grep -q -- 'update' "$place/calls" || { echo "sudo: no update"; failures=1; }
grep -q -- '--no-install-recommends ccache$' "$place/calls" || { echo "sudo: not installed"; failures=1; }

rm "$place/calls" "$bin/sudo"
fake id 'echo 0'
expect "one missing, root" 0 "done"
grep -q -- 'install' "$place/calls" || { echo "root: not installed"; failures=1; }

fake dpkg-query '[ "${@: -1}" != ccache ] && echo "install ok installed" || echo "deinstall ok config-files"'
expect "removed but not purged counts as missing" 0 "missing: ccache"

fake apt-get '[ "$1" = update ] || { echo "E: no space left"; exit 100; }'
fake sleep 'exit 0'
expect "installation fails" 1 "no space left" "failed"

[ "$failures" = 0 ] && echo "setup: all cases as expected"
exit "$failures"
