#!/bin/sh
# Starts many writers on one repository at once, and sees that nothing of theirs is lost.
# Usage: Tests/writers.sh [COUNT] [BINARY]
set -eu
count=${1:-200}
binary=$(realpath "${2:-.build/debug/countersign}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME="$folder" GIT_CONFIG_NOSYSTEM=1

git init --quiet --initial-branch=main "$folder/repository"
cd "$folder/repository"
git config user.name "Bob Brown"
git config user.email bob@example.com
git commit --quiet --allow-empty --message=Begin
git commit --quiet --allow-empty --message=Change

number=0
running=
while [ "$number" -lt "$count" ]; do
  number=$((number + 1))
  "$binary" approve HEAD --target refs/heads/main --message "$number" >"$folder/out-$number" 2>&1 &
  running="$running $!"
done
failed=0
for writer in $running; do
  wait "$writer" || failed=$((failed + 1))
done

records=$(git ls-tree -r --name-only refs/countersign/evidence | wc -l)
git fsck --strict --no-dangling
echo "$count writers: $failed failed, $records records"
[ "$failed" -eq 0 ] && [ "$records" -eq "$count" ]
