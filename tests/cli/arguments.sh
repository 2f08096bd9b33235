# The command line itself: language, help, and what cannot be used; never more than a sentence or two, never a trace.
. "$(dirname "$0")/lib.sh"

pol; code_is 2; err_has '用法'
pol --help; code_is 0; out_has '用法: pol'; out_has '选项:'; out_has '命令:'; out_lacks 'Options'; for name in check eval run fmt test list print letter explain completion version; do out_has "  $name"; done
# Columns stand below each other by the width of a terminal, where Han takes two cells.
pol eval --help; out_has '  --policy 名称             选哪一项政策'; out_has '  --id ID                   选哪一项政策'
pol --help --lang en; code_is 0; out_has 'Usage: pol'; out_lacks '用法'
for name in check eval run fmt test list print letter explain completion version; do
  pol $name --help; code_is 0; out_has "用法: pol $name ["; out_has '例：'; out_has '--lang'; out_has "pol $name"
  pol $name --help --lang en; code_is 0; out_has 'Examples:'; out_has "pol $name"
  grep -qP '\p{Han}' <(grep -v 'pol ' "$WORK/out") && fail "Chinese in English help: $(grep -P '\p{Han}' "$WORK/out")"
done
pol chekc; code_is 2; err_is <<'X'
pol: 没有“chekc”这个命令（是“check”吗？）。用 pol --help 看有哪些命令。
X
pol check --fromat json x; code_is 2; err_has '没有“--fromat”这个选项（是“--format”吗？）'
pol check "$LOANS" --format xml; code_is 2; err_has '--format 不能写“xml”，可写：human、json、sarif。'
pol check "$LOANS" --format; code_is 2; err_has '--format 后面要写内容'
pol check "$LOANS" --lang fr; code_is 2; err_has 'zh, en'
pol check; code_is 2; err_has '没有写文件'
pol check -e 'x' "$LOANS"; code_is 2; err_has '只能写一样'
LC_ALL=en_US.UTF-8 "$POL" chekc 2>err; grep -qF 'There is no command chekc (did you mean check?)' err || fail "$(cat err)"
LC_ALL=C "$POL" chekc 2>err; grep -qF 'There is no command' err || fail "LC_ALL=C"
# No colour but on a terminal.
pol check "$LOANS"; ! grep -q $'\x1b' out || fail "colour in a file"
# A full disk is noticed.
if [ -e /dev/full ]; then
  "$POL" list "$LOANS" --format json >/dev/full 2>err; code=$?; step="list > /dev/full"; code_is 2; err_has '没有输出完'
fi
pol check "$WORK/none"; code_is 2; err_has '没有这个文件或文件夹'
done_here
