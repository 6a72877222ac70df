#!/bin/sh
# Records a JUnit report of some megabytes, written into a pipe while it is read, and says how much memory that took.
# Usage: Tests/junit-size.sh [MEGABYTES] [BINARY]
set -eu
size=${1:-200}
binary=$(realpath "${2:-.build/debug/countersign}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME="$folder" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C

git init --quiet --initial-branch=main "$folder/repository"
cd "$folder/repository"
git config user.name CI
git config user.email ci@example.com
git commit --quiet --allow-empty --message=Begin
{
  echo '<testsuite name="large">'
  awk -v bytes=$((size * 1000000)) 'BEGIN {
    for (written = 0; written < bytes; written += length(line) + 1) {
      line = sprintf("<testcase classname=\"bank.Case%d\" name=\"charges once %d\" time=\"0.01\"><system-out>%s</system-out></testcase>",
        count, count, "a line that a test wrote, with &lt;markup&gt; in it and an end that is far away")
      count++
      print line
    }
    print count > "/dev/stderr"
  }' 2>"$folder/count"
  # All but the end has been read, or is in the pipe.
  sed -n 's/^VmHWM:[^0-9]*\([0-9]*\) kB$/\1/p' "/proc/$(cat "$folder/pid")/status" >"$folder/memory"
  echo '</testsuite>'
} | {
  # The reader's own number, which it keeps.
  sh -c 'echo $$ >"$0/pid"; exec "$1" record tests --suite unit --junit /dev/stdin' "$folder" "$binary" \
    >"$folder/out" 2>&1 || { cat "$folder/out"; exit 1; }
}

written=$(cat "$folder/count")
record=$(git ls-tree -r --name-only refs/countersign/evidence)
git cat-file blob "refs/countersign/evidence:$record" | sed 's/.*"payload":"\([^"]*\)".*/\1/' | base64 -d >"$folder/payload"
grep -q "\"executed\":$written," "$folder/payload" || { echo "not $written tests: $(cat "$folder/payload")"; exit 1; }
echo "$size MB, $written tests, $(cat "$folder/memory") kB of memory at most"
