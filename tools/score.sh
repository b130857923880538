#!/usr/bin/env bash
# Scores extraction on the coded development sets, where a checkout has them beside it (../shared/eval); says so and
# ends well where it has not. usage: bash tools/score.sh [SET…]
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
gold=$top/../shared/eval
rawi=${RAWI:-$top/build/release/rawi}
[ -d "$gold/dev" ] || { echo "tools/score.sh: no gold sets at $gold; nothing to score"; exit 0; }
[ -x "$rawi" ] || { echo "tools/score.sh: build the release preset first (bash tools/demo.sh)" >&2; exit 2; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
[ $# -gt 0 ] || set -- $(cd "$gold/dev" && ls)
for name; do
  "$rawi" extract "$gold/dev/$name/articles.jsonl" >"$out/$name.jsonl"
  echo "== $name"
  python3 "$gold/score.py" "$gold/dev/$name" "$out/$name.jsonl"
done
