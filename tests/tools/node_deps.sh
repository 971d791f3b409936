#!/bin/sh
# Installs what the tests in a browser need from npm, just as tests/browser/package-lock.json names
# it, unless it is there already. Node.js comes from Debian where there is none.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$here/../browser

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    "$here/deps.sh" nodejs npm
fi
# Of what was installed last.
stamp=$folder/node_modules/installed.json
if cmp -s "$stamp" "$folder/package-lock.json"; then
    exit 0
fi
echo "installing: the packages of tests/browser"
npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error
cp "$folder/package-lock.json" "$stamp"
