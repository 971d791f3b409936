#!/bin/sh
# usage: tests/tools/frameworks_md.sh BINARY
# Prints docs/frameworks.md: what is written there by hand, and below it the table of the predicates
# as BINARY knows them.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
sed '/^<!-- Below this line:/q' "$root/docs/frameworks.md"
echo
"$1" explain --predicates --format markdown
