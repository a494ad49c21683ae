#!/bin/sh
# Finds a Python that can run the project and hands over to setup/environment.py.
#
# Usage: sh setup/start.sh run|dev
#   run  what `make contracts` needs
#   dev  the same, and what the tests need
#
# When .venv is already there and right, its own Python says so in some milliseconds and nothing is searched for.

set -eu
cd "$(dirname "$0")/.."
group="${1:-run}"

# -E -s -S: neither the caller's environment nor packages of the machine may change what the set-up does.
environment() {
    python="$1"
    shift
    "$python" -E -s -S -m setup.environment "$@"
}

if [ -x .venv/bin/python ] && environment .venv/bin/python ready "$group"; then
    exit 0
fi

# A name on the path is not enough: it can be a version manager's stub, or an older Python.
is_suitable() {
    "$1" -E -s -S -c 'import sys; sys.exit(not sys.version_info >= (3, 11))' 2>/dev/null
}

# `python3` comes first: it is the one that the distribution's python3-uno is made for.
for python in python3 python3.11 python3.12 python3.13 python3.14 python; do
    if command -v "$python" >/dev/null 2>&1 && is_suitable "$python"; then
        environment "$python" make "$group"
        exit $?
    fi
done

found="$(python3 -c 'import sys; print("only Python %d.%d is here" % sys.version_info[:2])' 2>/dev/null || true)"
cat >&2 <<TEXT
Python 3.11 or later is needed; ${found:-no python3 is here}. Install it, then run make again:
  Debian 12, Ubuntu 24.04 and later:  sudo apt-get install python3 python3-venv
  Ubuntu 22.04:                       sudo apt-get install python3.11 python3.11-venv
  Fedora:                             sudo dnf install python3
  Arch:                               sudo pacman -S python
  macOS with Homebrew:                brew install python@3.12
TEXT
exit 4
