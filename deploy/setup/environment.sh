#!/bin/sh
# Makes .venv from the lock: uv where it is, else uv installed into .venv, else pip with the hashes of requirements.lock.
set -eu
cd "$(dirname "$0")/../.."

UV_VERSION=0.13.9
export UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv

refuse() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

is_recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 && is_recent "$name"; then
            command -v "$name"
            return
        fi
    done
    refuse "Serve Python 3.11 o più recente (Debian 12: apt-get install python3 python3-venv)."
}

install_venv_module() {
    advice="Manca il modulo venv di Python. Installalo con: sudo apt-get install python3-venv — poi ripeti il comando."
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || refuse "$advice"
    echo "Installo python3-venv ..."
    { apt-get update -q && apt-get install -q -y --no-install-recommends python3-venv; } </dev/null || refuse "$advice"
}

make_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null || install_venv_module
    "$python" -m venv --clear .venv || refuse "Non riesco a creare .venv: controlla lo spazio e i permessi di $(pwd)."
}

sync_with_pip() {
    .venv/bin/python -m pip install --quiet --no-deps --require-hashes --requirement requirements.lock || return 1
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s\n%s\n' "$(pwd)/platform" "$(pwd)" >"$site/_colletta.pth"
}

python=$(find_python)
echo "Preparo l'ambiente in .venv con $python ..."
if command -v uv >/dev/null 2>&1 && uv sync --frozen --python "$python"; then
    exit 0
fi
make_venv
if .venv/bin/python -m pip install --quiet "uv==$UV_VERSION" && .venv/bin/uv sync --frozen --inexact; then
    exit 0
fi
echo "uv non è utilizzabile qui: provo con pip e i codici di controllo di requirements.lock ..."
sync_with_pip || refuse "Non riesco a installare i pacchetti: controlla la rete (o l'indice configurato per pip) e riprova."
