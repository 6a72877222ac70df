#!/bin/sh
# Judges what a CI run is about: the commits of a push, or the change that a pull or merge request will be.
#
# The range comes from the environment of GitHub, GitLab, Jenkins, Buildbot, Azure Pipelines or Bitbucket, or from
# COUNTERSIGN_BASE and COUNTERSIGN_TIP, which go before it. The exit status is that of countersign check, and 2 where
# nothing could be judged. See ci/README.md.
set -u

countersign=${COUNTERSIGN:-countersign}
remote=${COUNTERSIGN_REMOTE:-origin}

# stop WHAT HELP...: nothing was judged.
stop() {
  echo "countersign: $1" >&2
  shift
  for line in "$@"; do echo "  help: $line" >&2; done
  exit 2
}

say() { echo "countersign: $*" >&2; }

# Which CI: how the range is found, and how a clone gets the whole history there.
if [ "${GITHUB_ACTIONS:-}" = true ]; then
  ci=github deepen="give actions/checkout \`fetch-depth: 0\`"
elif [ -n "${GITLAB_CI:-}" ]; then
  ci=gitlab deepen="set the job's variable GIT_DEPTH to \"0\""
elif [ "${TF_BUILD:-}" = True ]; then
  ci=azure deepen="give the job \`checkout: self\` with \`fetchDepth: 0\`"
elif [ -n "${BITBUCKET_COMMIT:-}" ]; then
  ci=bitbucket deepen="set \`clone: {depth: full}\` for the step"
elif [ -n "${JENKINS_URL:-}" ]; then
  ci=jenkins deepen="turn off \"Shallow clone\" in the job's clone behaviours"
elif [ -n "${BUILDBOT_GOT_REVISION:-}" ]; then
  ci=buildbot deepen="leave out \`shallow\` in the Git step"
else
  ci='' deepen="run \`git fetch --unshallow\`"
fi

git rev-parse --git-dir >/dev/null || stop "git can't read the repository at $PWD"
if [ "$(git rev-parse --is-shallow-repository)" != false ]; then
  stop "this clone does not have the whole history, and an audit of a part of it would leave out older changes" "$deepen"
fi
command -v "$countersign" >/dev/null ||
  stop "the program is not here: $countersign" "install countersign, or set COUNTERSIGN to its path"

# event KEY...: a value of GitHub's description of the event, such as `event pull_request head sha`; empty if absent.
event() {
  [ -r "${GITHUB_EVENT_PATH:-}" ] ||
    stop "GITHUB_EVENT_PATH names no file, so the range can't be found" "set COUNTERSIGN_BASE and COUNTERSIGN_TIP"
  if command -v jq >/dev/null; then
    # shellcheck disable=SC2016 # a jq program
    jq -r 'getpath($ARGS.positional) // ""' "$GITHUB_EVENT_PATH" --args "$@"
  elif command -v python3 >/dev/null; then
    python3 -c '
import json, sys
value = json.load(open(sys.argv[1], encoding="utf-8"))
for key in sys.argv[2:]:
    value = (value or {}).get(key)
print(value or "")' "$GITHUB_EVENT_PATH" "$@"
  else
    stop "neither jq nor python3 is here to read GitHub's event" "install one, or set COUNTERSIGN_BASE and COUNTERSIGN_TIP"
  fi
}

# What the run is about: `base` and `tip` of a push, or `target` and `tip` of a proposal.
base='' tip='' target='' default=''
from_environment() {
  case $ci in
  github)
    default=$(event repository default_branch) || return
    case ${GITHUB_EVENT_NAME:-} in
    pull_request | pull_request_target)
      target=$(event pull_request base ref) && tip=$(event pull_request head sha)
      ;;
    merge_group)
      base=$(event merge_group base_sha) && tip=$(event merge_group head_sha)
      ;;
    push)
      base=$(event before) && tip=$(event after)
      ;;
    esac
    ;;
  gitlab)
    default=${CI_DEFAULT_BRANCH:-}
    # In a pipeline of merged results CI_COMMIT_SHA is GitLab's own merge.
    tip=${CI_MERGE_REQUEST_SOURCE_BRANCH_SHA:-${CI_COMMIT_SHA:-}}
    target=${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-}
    base=${CI_COMMIT_BEFORE_SHA:-}
    ;;
  azure)
    tip=${SYSTEM_PULLREQUEST_SOURCECOMMITID:-${BUILD_SOURCEVERSION:-}}
    target=${SYSTEM_PULLREQUEST_TARGETBRANCH:-}
    ;;
  bitbucket)
    tip=$BITBUCKET_COMMIT target=${BITBUCKET_PR_DESTINATION_BRANCH:-}
    ;;
  jenkins)
    tip=${GIT_COMMIT:-} target=${CHANGE_TARGET:-}
    # The last success, not the last build: what a failed build was about is judged again.
    base=${GIT_PREVIOUS_SUCCESSFUL_COMMIT:-}
    ;;
  buildbot)
    tip=$BUILDBOT_GOT_REVISION target=${BUILDBOT_TARGET_BRANCH:-} base=${BUILDBOT_PREVIOUS_REVISION:-}
    ;;
  esac
}

name_both="set COUNTERSIGN_BASE to the commit that production was on, and COUNTERSIGN_TIP to the one to judge"
if [ -n "${COUNTERSIGN_BASE:-}" ]; then
  base=$COUNTERSIGN_BASE tip=${COUNTERSIGN_TIP:-HEAD}
elif [ -n "${COUNTERSIGN_TIP:-}" ]; then
  stop "COUNTERSIGN_TIP is set and COUNTERSIGN_BASE is not" "$name_both"
else
  from_environment || exit 2
  [ -n "$tip" ] || stop "no range was found: nothing here says what this run is about${ci:+ ($ci)}" "$name_both"
fi

is_zero() { case $1 in *[!0]* | '') return 1 ;; esac; }
is_here() { git cat-file -e "$1^{commit}" 2>/dev/null; }
may_fetch() { [ "${COUNTERSIGN_FETCH:-yes}" != no ]; }

# Evidence is not part of a clone. Our own refs only ever grow: one that does not is refused here, not overwritten.
if may_fetch; then
  git remote get-url "$remote" >/dev/null 2>&1 ||
    stop "there is no remote $remote to fetch evidence from" "name it in COUNTERSIGN_REMOTE, or set COUNTERSIGN_FETCH=no"
  git fetch --quiet --no-tags --no-recurse-submodules "$remote" \
    '+refs/notes/*:refs/notes/*' 'refs/countersign/*:refs/countersign/*' ||
    stop "the evidence could not be fetched from $remote" "see git's message; COUNTERSIGN_FETCH=no judges what is here"
fi

# commit NAME WHAT: the id of a commit, fetched if need be.
commit() {
  case $1 in
  *[!0-9a-f]*) ;;
  *) is_here "$1" || ! may_fetch || git fetch --quiet --no-tags --no-recurse-submodules "$remote" "$1" >&2 ;;
  esac
  is_here "$1" || stop "$2 is not in this clone: $1" "fetch it, or $name_both"
  git rev-parse --verify --end-of-options "$1^{commit}"
}

# fork BRANCH: where the tip left BRANCH of the remote.
fork() {
  line=refs/remotes/$remote/${1#refs/heads/}
  if may_fetch; then
    git fetch --quiet --no-tags --no-recurse-submodules "$remote" "+refs/heads/${1#refs/heads/}:$line" ||
      stop "the branch $1 could not be fetched from $remote" "$name_both"
  fi
  is_here "$line" || stop "the branch $1 of $remote is not in this clone" "fetch it, or $name_both"
  git merge-base "$line" "$tip" || stop "$tip and the branch $1 have no commit in common" "$name_both"
}

is_zero "$tip" && stop "the branch was deleted: there is no tip to judge"
tip=$(commit "$tip" "the tip") || exit 2

proposed=
if [ -n "$target" ]; then
  base=$(fork "$target") || exit 2
  proposed=--proposed
elif [ -z "$base" ] || is_zero "$base"; then
  [ -n "$default" ] || default=$(git symbolic-ref --quiet --short "refs/remotes/$remote/HEAD") || default=''
  if [ -z "$default" ] && may_fetch; then
    default=$(git ls-remote --symref "$remote" HEAD | sed -n 's|^ref: refs/heads/\(.*\)	HEAD$|\1|p')
  fi
  default=${default#"$remote/"}
  [ -n "$default" ] || stop "no base was found, and nothing says which branch is the default one" "$name_both"
  base=$(fork "$default") || exit 2
  [ "$base" != "$tip" ] ||
    stop "no base was found: $tip is on $default already, and nothing says where $default was before" "$name_both" \
      "for a tag that is the release before it: git describe --tags --abbrev=0 $tip^" \
      "to judge the whole history, run \`countersign check\`"
  say "nothing says where this branch was before, as if it were new: judged from where it left $default"
else
  base=$(commit "$base" "the base") || exit 2
fi

set -- "$base..$tip"
if [ -n "$proposed" ]; then set -- "$proposed" "$@"; fi
if [ -n "${COUNTERSIGN_PRODUCTION:-}" ]; then set -- --production "$COUNTERSIGN_PRODUCTION" "$@"; fi
if [ -n "${COUNTERSIGN_POLICY:-}" ]; then set -- --policy "$COUNTERSIGN_POLICY" "$@"; fi
say "judging $base..$tip"

if [ -n "${COUNTERSIGN_JSON:-}" ]; then
  "$countersign" check --format json --output "$COUNTERSIGN_JSON" "$@"
  case $? in
  0 | 1) ;;
  *) stop "no JSON was written to $COUNTERSIGN_JSON" "see the message above" ;;
  esac
fi
exec "$countersign" check --format text "$@"
