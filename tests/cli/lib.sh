# Sourced by the scripts of this folder, which are called with the command and the root of the sources.
set -u
POL=$1
ROOT=$2
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ -x "$POL" ] || { echo "no command at $POL" >&2; exit 1; }
unset LC_ALL LC_MESSAGES NO_COLOR
export LANG=zh_CN.UTF-8
WORK=$(mktemp -d)
FIXTURES=$(mktemp -d)
trap 'rm -rf "$WORK" "$FIXTURES"' EXIT
# The loan table alone, as a file of one policy, with the members of its type of the shared words; its own folder holds
# nothing else.
LOANS=$FIXTURES/002-03-d.pol
CLAUSE=$ROOT/policies/nantong-66-2023/002-03.pol
awk -v id=002-03-d -v "industries=$(sed -n 's/^定义 制造业与否：//p' "$ROOT/policies/common/行业.pol")" '
  /^\/\// { comments = comments $0 "\n"; next }
  /^政策 / { if (mine) exit; text = "" }
  { sub(/：制造业与否$/, "：" industries) }
  { text = text comments $0 "\n"; comments = "" }
  $1 == "编号" && $2 == "\"" id "\"" { mine = 1 }
  END { sub(/\n+$/, "\n", text); if (mine) printf "%s", text }
' "$CLAUSE" >"$LOANS"
cd "$WORK" || exit 1
failures=0
step=""

fail() {
  failures=$((failures + 1))
  printf 'FAILED (line %s): pol %s\n' "${BASH_LINENO[1]}" "${step:0:300}" >&2
  [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
}
# Runs the command; its output is in the files out and err, its exit code in $code.
pol() {
  step="$*"
  "$POL" "$@" >"$WORK/out" 2>"$WORK/err" </dev/null
  code=$?
}
code_is() { [ "$code" -eq "$1" ] || fail "exit code $code, expected $1" "$(cat "$WORK/err")"; }
# Standard output is exactly what stands on standard input.
out_is() { cat >"$WORK/want"; diff -u "$WORK/want" "$WORK/out" >"$WORK/diff" || fail "$(cat "$WORK/diff")"; }
err_is() { cat >"$WORK/want"; diff -u "$WORK/want" "$WORK/err" >"$WORK/diff" || fail "$(cat "$WORK/diff")"; }
file_is() { cat >"$WORK/want"; diff -u "$WORK/want" "$1" >"$WORK/diff" || fail "$(cat "$WORK/diff")"; }
out_has() { grep -qF -- "$1" "$WORK/out" || fail "output lacks: $1" "$(head -20 "$WORK/out")"; }
out_lacks() { ! grep -qF -- "$1" "$WORK/out" || fail "output holds: $1"; }
err_has() { grep -qF -- "$1" "$WORK/err" || fail "errors lack: $1" "$(head -20 "$WORK/err")"; }
gone() { for path in "$@"; do [ ! -e "$path" ] || fail "$path is there"; done; }
done_here() {
  [ "$failures" -eq 0 ] || { printf '%s failures\n' "$failures" >&2; exit 1; }
  exit 0
}
