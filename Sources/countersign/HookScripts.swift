// swift-format-ignore-file
// Generated from hooks/ by `make generate`. Change the scripts there.

/// The hooks that `countersign hook install` writes, by name.
enum HookScripts {
  static let scripts: [String: String] = [
"pre-push": ###"""
#!/bin/sh
# Says before a push what the server would miss: the approval or the tests that the policy asks for.
# Written by `countersign hook install`, and taken away by `countersign hook uninstall`.
#
# A hook that was here before countersign's stands beside it as pre-push.before-countersign. It runs first, with the same
# arguments and input; where it refuses, its exit status is this hook's.
set -u

hook=pre-push

# The program: $COUNTERSIGN, else the configuration, else PATH. One that is named is used, or none is.
named=${COUNTERSIGN:-$(git config --type=path countersign.path)} || [ $? -eq 1 ] || exit 1
countersign=$(command -v "${named:-countersign}") || countersign=''

# Without the program nothing was judged. Only who says so beforehand may push all the same.
missing() {
  echo "countersign: this push was not judged: the $hook hook finds no program${named:+ at $named}" >&2
  if [ "$(git config --type=bool countersign.allowMissing)" = true ]; then
    echo "countersign: it goes on, since countersign.allowMissing is true" >&2
    return 0
  fi
  echo "  help: install countersign (make build && make install in its sources), or say where it is:" >&2
  echo "        git config countersign.path /path/to/countersign" >&2
  echo "        to push without it: git config countersign.allowMissing true" >&2
  return 1
}

judge() {
  [ -n "$countersign" ] || { missing; exit; }
  "$countersign" hook run "$hook" "$@"
  status=$?
  # git says nothing of why: a program that was killed could not say it.
  if [ $status -gt 2 ]; then
    echo "countersign: this push was not judged: $countersign ended with status $status before it had judged" >&2
  fi
  exit $status
}

before=$0.before-countersign
if [ ! -e "$before" ]; then judge "$@"; fi
if [ ! -x "$before" ]; then
  echo "countersign: $before is not executable, so it does not run: chmod +x it, or remove it" >&2
  judge "$@"
fi

# Both need the input. The x keeps its last line end, which $() would drop.
input=$(cat && echo x) || exit 1
input=${input%x}
printf %s "$input" 2>/dev/null | "$before" "$@" || exit
printf %s "$input" 2>/dev/null | judge "$@"

"""###,
"pre-receive": ###"""
#!/bin/sh
# Refuses a push that moves production to changes without the approval or the tests that the policy asks for.
# Written by `countersign hook install`, and taken away by `countersign hook uninstall`.
#
# A hook that was here before countersign's stands beside it as pre-receive.before-countersign. It runs first, with the same
# arguments and input; where it refuses, its exit status is this hook's.
set -u

hook=pre-receive

# The program: $COUNTERSIGN, else the configuration, else PATH. One that is named is used, or none is.
named=${COUNTERSIGN:-$(git config --type=path countersign.path)} || [ $? -eq 1 ] || exit 1
countersign=$(command -v "${named:-countersign}") || countersign=''

# A server that can't judge lets nothing in.
missing() {
  echo "countersign: the push is refused: the server's $hook hook finds no program${named:+ at $named}" >&2
  echo "  help: an administrator of the server installs countersign, or tells the repository where it is:" >&2
  echo "        git config countersign.path /path/to/countersign" >&2
  return 1
}

judge() {
  [ -n "$countersign" ] || { missing; exit; }
  "$countersign" hook run "$hook" "$@"
  status=$?
  # git says nothing of why: a program that was killed could not say it.
  if [ $status -gt 2 ]; then
    echo "countersign: the push is refused: $countersign ended with status $status before it had judged" >&2
  fi
  exit $status
}

before=$0.before-countersign
if [ ! -e "$before" ]; then judge "$@"; fi
if [ ! -x "$before" ]; then
  echo "countersign: $before is not executable, so it does not run: chmod +x it, or remove it" >&2
  judge "$@"
fi

# Both need the input. The x keeps its last line end, which $() would drop.
input=$(cat && echo x) || exit 1
input=${input%x}
printf %s "$input" 2>/dev/null | "$before" "$@" || exit
printf %s "$input" 2>/dev/null | judge "$@"

"""###,
"update": ###"""
#!/bin/sh
# Refuses to move a ref of production to changes without the approval or the tests that the policy asks for. For servers
# that give no pre-receive: it sees one ref at a time, so what the same push brings besides may come too late for it.
# Written by `countersign hook install`, and taken away by `countersign hook uninstall`.
#
# A hook that was here before countersign's stands beside it as update.before-countersign. It runs first, with the same
# arguments; where it refuses, its exit status is this hook's.
set -u

hook=update

# The program: $COUNTERSIGN, else the configuration, else PATH. One that is named is used, or none is.
named=${COUNTERSIGN:-$(git config --type=path countersign.path)} || [ $? -eq 1 ] || exit 1
countersign=$(command -v "${named:-countersign}") || countersign=''

# A server that can't judge lets nothing in.
missing() {
  echo "countersign: the update is refused: the server's $hook hook finds no program${named:+ at $named}" >&2
  echo "  help: an administrator of the server installs countersign, or tells the repository where it is:" >&2
  echo "        git config countersign.path /path/to/countersign" >&2
  return 1
}

judge() {
  [ -n "$countersign" ] || { missing; exit; }
  "$countersign" hook run "$hook" "$@"
  status=$?
  # git says nothing of why: a program that was killed could not say it.
  if [ $status -gt 2 ]; then
    echo "countersign: the update is refused: $countersign ended with status $status before it had judged" >&2
  fi
  exit $status
}

before=$0.before-countersign
if [ ! -e "$before" ]; then judge "$@"; fi
if [ ! -x "$before" ]; then
  echo "countersign: $before is not executable, so it does not run: chmod +x it, or remove it" >&2
  judge "$@"
fi

"$before" "$@" || exit
judge "$@"

"""###,
"post-receive": ###"""
#!/bin/sh
# Records in the ledger what a push did to production, after it did it. It fails no push.
# Written by `countersign hook install`, and taken away by `countersign hook uninstall`.
#
# A hook that was here before countersign's stands beside it as post-receive.before-countersign. It runs first, with the
# same arguments and input.
set -u

hook=post-receive

# The program: $COUNTERSIGN, else the configuration, else PATH. One that is named is used, or none is.
named=${COUNTERSIGN:-$(git config --type=path countersign.path)} || [ $? -eq 1 ] || exit 1
countersign=$(command -v "${named:-countersign}") || countersign=''

# The next push is recorded together with what it finds missing.
missing() {
  echo "countersign: this push is not recorded: the server's $hook hook finds no program${named:+ at $named}" >&2
  echo "  help: an administrator of the server installs countersign, or tells the repository where it is:" >&2
  echo "        git config countersign.path /path/to/countersign" >&2
}

record() {
  [ -n "$countersign" ] || { missing; exit 0; }
  "$countersign" hook run "$hook" "$@"
  status=$?
  if [ $status -gt 2 ]; then
    echo "countersign: $countersign ended with status $status before this push was recorded; the next one records it" >&2
  fi
  exit 0
}

before=$0.before-countersign
if [ ! -e "$before" ]; then record "$@"; fi
if [ ! -x "$before" ]; then
  echo "countersign: $before is not executable, so it does not run: chmod +x it, or remove it" >&2
  record "$@"
fi

# Both need the input. The x keeps its last line end, which $() would drop.
input=$(cat && echo x) || exit 1
input=${input%x}
printf %s "$input" 2>/dev/null | "$before" "$@"
printf %s "$input" 2>/dev/null | record "$@"

"""###,
]
}
