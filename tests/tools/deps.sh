#!/bin/sh
# Installs the Debian packages named as arguments, as far as they are missing.
set -eu

missing=
for package; do
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    case $status in
    *' installed') ;;
    *) missing="$missing $package" ;;
    esac
done
if [ -z "$missing" ]; then
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "This system has no apt-get. Install what these Debian packages hold:" >&2
    printf '  %s\n' "$@" >&2
    exit 1
fi
as_root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Run this as root, for neither are you root nor is there sudo:" >&2
        echo "  apt-get install$missing" >&2
        exit 1
    fi
    as_root=sudo
fi
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -q
# shellcheck disable=SC2086 # names of packages, without spaces
$as_root apt-get install -q -y --no-install-recommends $missing
