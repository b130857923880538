#!/usr/bin/env bash
# Rewrites what tests/golden expects with what the commands write now. Read the diff before you commit it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cmake --build --preset dev --target test_golden
RAWI_UPDATE_GOLDEN=1 build/dev/test_golden
git --no-pager diff --stat -- tests/golden
