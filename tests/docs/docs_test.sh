#!/bin/bash
# The documents say what is true: every ```pol block is checked and its tests are run, every `$ pol …` in a ```console
# block is run again and its output compared, and the C++ of the READMEs is examples/embed/main.cpp.
#   docs_test.sh BIN ROOT [--update]     BIN: folder of the pol command; --update writes the outputs into the documents
set -euo pipefail
bin=$(cd "$1" && pwd)
cd "$2"
update=${3:-}
export PATH="$bin:$PATH" LC_ALL=C.UTF-8 LANG=C.UTF-8 NO_COLOR=1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
failures=0
# Commands run beside the project's folders, but what they write (out/) stays out of the tree.
mkdir -p "$place/at/out"
for folder in policies data examples; do ln -s "$PWD/$folder" "$place/at/$folder"; done
complain() { echo "$*"; failures=$((failures + 1)); }

# Copies a document, with every ```console block made new; the other blocks go into files of their own.
remake() {
  local document=$1 line block="" number=0 start=0 skipping=no file=
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    if [ -z "$block" ]; then
      printf '%s\n' "$line"
      case "$line" in
        '```pol') block=pol start=$number file=$place/$(basename "$document" .md)-$start.pol ;;
        '```cpp') block=cpp start=$number file=$place/$(basename "$document" .md)-$start.cpp ;;
        '```console') block=console skipping=no ;;
        '```'*) block=other ;;
      esac
    elif [ "$line" = '```' ]; then
      block=
      printf '%s\n' "$line"
    elif [ "$block" = console ]; then
      if [[ "$line" == '$ '* ]]; then
        skipping=yes
        printf '%s\n' "$line"
        (cd "$place/at" && bash -c "${line#\$ }") 2>&1 </dev/null || true
      elif [ $skipping = no ]; then
        printf '%s\n' "$line"
      fi
    else
      printf '%s\n' "$line"
      [ "$block" = other ] || printf '%s\n' "$line" >>"$file"
    fi
  done <"$document"
}

for document in README.md README.zh.md docs/language.md docs/language.zh.md docs/tutorial.zh.md docs/adding_a_construct.md; do
  remake "$document" >"$place/remade"
  if ! cmp -s "$place/remade" "$document"; then
    if [ "$update" = --update ]; then
      cat "$place/remade" >"$document"
      echo "$document: outputs brought up to date"
    else
      complain "$document: commands answer otherwise than it says (tests/docs/docs_test.sh BIN ROOT --update):"
      diff "$document" "$place/remade" | head -40 || true
    fi
  fi
done

blocks=0
for block in "$place"/*.pol; do
  [ -e "$block" ] || continue
  blocks=$((blocks + 1))
  output=$(pol check "$block" 2>&1) || complain "$(basename "$block") is not right: $output"
  if grep -qE '^ *(test|tests|测试|测试表|算例) ' "$block"; then
    output=$(pol test "$block" 2>&1) || complain "$(basename "$block"): its tests fail: $output"
  fi
done
[ "$blocks" -gt 0 ] || complain "no policies found in the documents"

for readme in README README.zh; do
  found=("$place/$readme"-*.cpp)
  cmp -s "${found[0]}" examples/embed/main.cpp || complain "$readme.md: its C++ is not examples/embed/main.cpp"
done
echo "$blocks policies in the documents, $failures complaints"
[ "$failures" = 0 ]
