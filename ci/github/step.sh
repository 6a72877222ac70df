#!/bin/sh
# Runs ci/countersign.sh as a step of GitHub Actions and adds what it said to the step's summary.
#
# What it prints has titles and names from commits in it, which anybody may have written: in the log they can't be
# workflow commands, and in the summary they can't leave the block that they stand in.
set -u

here=$(cd "$(dirname "$0")" && pwd)
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
# GitHub drops a summary of more than 1 MiB, whole.
limit=900000

range=${COUNTERSIGN_RANGE:-}
case $range in
'') ;;
*...* | ..* | *..)
  echo "countersign: the input \`range\` is not BASE..TIP: $range" >&2
  exit 2
  ;;
*..*)
  COUNTERSIGN_BASE=${range%%..*} COUNTERSIGN_TIP=${range#*..}
  export COUNTERSIGN_BASE COUNTERSIGN_TIP
  ;;
*)
  echo "countersign: the input \`range\` is not BASE..TIP: $range" >&2
  exit 2
  ;;
esac

work=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/countersign.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
[ ${#token} -eq 32 ] || exit 2

status=0
sh "$here/../countersign.sh" >"$work/output" 2>"$work/errors" || status=$?

echo "::stop-commands::$token"
cat "$work/errors" "$work/output"
echo
echo "::$token::"

case $status in
0) verdict="nothing stands against any change" ;;
1) verdict="something stands against at least one change" ;;
*) verdict="the audit could not be completed (exit status $status)" ;;
esac
cat "$work/errors" "$work/output" >"$work/all"
head -c "$limit" "$work/all" >"$work/shown"
# A fence is ended by one at least as long.
fence=$(awk '{
  while (match($0, /`+/)) { if (RLENGTH > longest) longest = RLENGTH; $0 = substr($0, RSTART + RLENGTH) }
} END { fence = "```"; while (length(fence) <= longest) fence = fence "`"; print fence }' "$work/shown")
if [ ${#fence} -gt 1000 ]; then
  echo 'countersign: too many backticks in a row for the summary: see the log' >"$work/shown"
  fence='```'
fi
{
  printf '### countersign: %s\n\n%stext\n' "$verdict" "$fence"
  cat "$work/shown"
  printf '\n%s\n' "$fence"
  if [ "$(wc -c <"$work/all")" -gt "$limit" ]; then
    printf '\nThis is the beginning only: the rest is in the log.\n'
  fi
} >>"$summary"
exit "$status"
