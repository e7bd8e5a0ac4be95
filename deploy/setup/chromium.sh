#!/bin/sh
# Makes sure that Chromium is there for the browser tests; exit status 1 and one line of advice when it cannot.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

as_root=
if [ "$(id -u)" != 0 ]; then
    as_root="sudo -n"
fi

if command -v apt-get >/dev/null 2>&1 && { [ -z "$as_root" ] || $as_root true 2>/dev/null; }; then
    echo "Installo Chromium per le prove nel browser ..."
    export DEBIAN_FRONTEND=noninteractive
    if { $as_root apt-get update -q && $as_root apt-get install -q -y --no-install-recommends chromium; } </dev/null; then
        exit 0
    fi
fi
echo "Chromium manca e le prove nel browser saranno saltate: installalo con 'sudo apt-get install chromium'." >&2
exit 1
