#!/usr/bin/env bash
# Installs what is missing, builds the dev preset and runs every test. The last lines are ctest's summary.
#
#   bash tools/test.sh              from any directory
#   bash tools/test.sh -R golden    further arguments go to ctest
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

jobs=$(nproc)
log=build/dev/build.log
mkdir -p build/dev

quietly() {
  "$@" >>"$log" 2>&1 || {
    grep -E -A 5 'error|Error|FAILED' "$log" | head -n 60 >&2 || tail -n 30 "$log" >&2
    echo "test: '$*' failed; all of its output is in $log" >&2
    exit 1
  }
}

: >"$log"
bash tools/packages.sh --tests
echo "test: building the dev preset with $jobs jobs"
quietly cmake --preset dev
quietly cmake --build --preset dev --parallel "$jobs"
echo "test: built after $SECONDS seconds"
ctest --preset dev --parallel "$jobs" "$@"
