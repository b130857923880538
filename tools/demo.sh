#!/usr/bin/env bash
# From nothing to answers: installs what is missing, builds rawi, makes a graph of the sample articles and asks it some questions.
#
#   bash tools/demo.sh    from any directory; all that it writes is build/release/ and, made anew each time, demo-out/
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rawi=build/release/rawi
out=demo-out
graph=$out/graph

heading() { printf '\n=== %s\n' "$*"; }

# Shows the command as a reader would type it, then runs it.
run() {
  local word line='$'
  for word in "$@"; do
    case $word in *[[:space:]]*) word="'$word'" ;; esac
    line+=" $word"
  done
  printf '\n%s\n' "$line"
  "$@"
}

# Long output goes to a log, and comes out only when the step fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 || {
    tail -n 30 "$log"
    echo "demo: '$*' failed; all of its output is in $log" >&2
    exit 1
  }
}

heading "1. Debian packages and the build of $rawi (minutes the first time)"
bash tools/packages.sh
quietly build/release/configure.log cmake --preset release
quietly build/release/build.log cmake --build --preset release --target rawi
ls -sh "$rawi"

heading "2. $(cat tests/samples/*.jsonl | wc -l) articles in Arabic, English and French become a graph"
rm -rf "$out"
mkdir -p "$out"
run "$rawi" build --db "$graph" tests/samples/ar.jsonl tests/samples/en.jsonl tests/samples/fr.jsonl
run "$rawi" stats --db "$graph"

heading "3. A timeline: Zelensky in March 2025, asked for in Arabic"
echo "Each event has its day (or the day of its first report), kind, status, how sure rawi is, and an id; below are who took part,"
echo "and every sentence that reports it, in whatever language."
run "$rawi" timeline --db "$graph" --actor زيلنسكي --from 2025-03-01 --to 2025-03-31

heading "4. Relations: what Macron and Zelensky did to and with each other, by kind and direction"
run "$rawi" relations --db "$graph" Macron Zelensky

heading "5. A path: how Meloni is connected with Putin, asked in Arabic and French, and the events that explain each step"
run "$rawi" path --db "$graph" ميلوني Poutine --events 1

heading "6. The whole graph for NetworkX, Gephi or yEd"
run "$rawi" export --db "$graph" --format graphml -o "$out/graph.graphml"
ls -sh "$out/graph.graphml"

heading "Done. Ask on: $rawi actors --db $graph    or    $rawi --help"
