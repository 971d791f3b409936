#!/bin/sh
# usage: tests/lint/docs.sh ROOT BINARY
# The manual pages of ROOT/docs have no mistakes, and the reference of the format, its schemas and the
# rules are those that the program prints.
set -u
binary=$2
tools=$(cd "$(dirname "$0")/../tools" && pwd)
cd "$1/docs" || exit 2
bad=0

for page in ./*.[1-9]; do
    [ -e "$page" ] || continue
    if command -v mandoc >/dev/null 2>&1; then
        mandoc -Tlint -Wwarning "$page" || bad=1
    else
        echo "note: mandoc is not installed, $page was not looked at"
    fi
done
if [ ! -e format.md ]; then
    echo "docs/format.md is missing: make docs"
    bad=1
elif ! "$binary" schema --markdown | diff -u format.md -; then
    echo "docs/format.md is not what the program prints: make docs"
    bad=1
fi
for kind in library people plan part runbook; do
    if ! "$binary" schema "$kind" | diff -u "schema/$kind.json" -; then
        echo "docs/schema/$kind.json is not what the program prints: make docs"
        bad=1
    fi
done
if [ ! -e rules.md ]; then
    echo "docs/rules.md is missing: make docs"
    bad=1
elif ! "$tools/rules_md.sh" "$binary" | diff -u rules.md -; then
    echo "docs/rules.md is not what the program and tests/rules/ give: make docs"
    bad=1
fi
if [ ! -e frameworks.md ]; then
    echo "docs/frameworks.md is missing: make docs"
    bad=1
elif ! "$tools/frameworks_md.sh" "$binary" | diff -u frameworks.md -; then
    echo "docs/frameworks.md is not what the program prints: make docs"
    bad=1
fi
exit $bad
