#!/usr/bin/env bash
# Kills rawi at random moments of imports, builds, deletions, merges and backups, and looks after each kill whether the graph is sound, whether all that was
# acknowledged is there, and whether the latest backup can be restored. In the end the graph must say what one says that was never killed.
#
#   tools/torture.sh [ROUNDS] [RAWI]     20 rounds and build/release/rawi without them; 500 rounds before a release
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-20}
[[ $rounds =~ ^[0-9]+$ ]] || { echo "usage: tools/torture.sh [ROUNDS] [RAWI]   (ROUNDS is a number, not \"$rounds\")" >&2; exit 2; }
rawi=${2:-build/release/rawi}
[ -x "$rawi" ] || { echo "torture: $rawi is not there; build it, or name another as the second argument" >&2; exit 2; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

fail() { echo "torture: round $round, $what: $*" >&2; exit 1; }

# Tables of made-up events; each is imported until an import of it was acknowledged.
table() {
  awk -v part="$1" 'BEGIN {
    srand(part); OFS = "\t"; print "date", "source", "relation", "target"
    for (i = 0; i < 4000; ++i)
      printf "20%02d-%02d-%02d\tActor %d\tConsult\tActor %d\n", part % 20, 1 + i % 12, 1 + i % 28, int(rand() * rand() * 500), int(rand() * 500)
  }' >"$place/part-$1.tsv"
}
articles_there() { "$rawi" stats --db "$place/graph" --json | sed 's/.*"articles":\([0-9]*\).*/\1/'; }

# Runs the command and kills it at some moment of its usual time; true when it was done before.
killed_run() {
  "$rawi" "$@" >"$place/out" 2>&1 &
  local process=$! delay_ms=$((RANDOM % (usual_ms + usual_ms / 4)))
  sleep "$((delay_ms / 1000)).$(printf %03d $((delay_ms % 1000)))"
  kill -9 "$process" 2>/dev/null || true
  wait "$process" 2>/dev/null
}

printf 'date\tsource\trelation\ttarget\n2001-01-01\tActor 1\tConsult\tActor 2\n' >"$place/seed.tsv"
"$rawi" import --format icews --db "$place/graph" "$place/seed.tsv" >/dev/null
table 0
begin_ms=$(date +%s%3N)
"$rawi" import --format icews --db "$place/timed" "$place/part-0.tsv" >/dev/null
usual_ms=$(($(date +%s%3N) - begin_ms))
mapfile -t samples < <(sed -n 's/^{"id": "\([^"]*\)".*/\1/p' tests/samples/*.jsonl)
part=0
killed=0
built=0
backups=0
least=$(articles_there)
for ((round = 1; round <= rounds; ++round)); do
  case $((RANDOM % 6)) in
    0 | 1)
      what="import of part $part"
      [ -f "$place/part-$part.tsv" ] || table "$part"
      if killed_run import --format icews --db "$place/graph" "$place/part-$part.tsv"; then
        part=$((part + 1))
        least=$(articles_there)
      else killed=$((killed + 1)); fi
      ;;
    2)
      what="build of the samples"
      if killed_run build --db "$place/graph" tests/samples/*.jsonl; then
        built=1
        least=$(articles_there)
      else killed=$((killed + 1)); fi
      ;;
    3)
      what="backup"
      if killed_run backup --db "$place/graph" --to "$place/backups"; then backups=1; else killed=$((killed + 1)); fi
      ;;
    4)
      what="deletion"
      before=$(articles_there)
      least=$((before > 0 ? before - 1 : 0))
      if killed_run delete --db "$place/graph" "${samples[RANDOM % ${#samples[@]}]}"; then least=$(articles_there); else killed=$((killed + 1)); fi
      ;;
    5)
      what="merge"
      killed_run merge --db "$place/graph" "group:actor-$((RANDOM % 40))" "group:actor-$((RANDOM % 40))" || killed=$((killed + 1))
      ;;
  esac
  "$rawi" check --db "$place/graph" >"$place/check" 2>&1 || fail "the graph is damaged: $(head -n 3 "$place/check")"
  [ "$(articles_there)" -ge "$least" ] || fail "something that was acknowledged is lost"
  if [ "$what" = backup ] && [ "$backups" = 1 ]; then
    rm -rf "$place/restored"
    "$rawi" restore --from "$place/backups" --db "$place/restored" >"$place/check" 2>&1 || fail "the latest backup: $(cat "$place/check")"
  fi
done

# The parts that were begun are taken in for good, here and in a graph that is never killed.
what="the end"
for ((i = 0; i <= part; ++i)); do
  [ -f "$place/part-$i.tsv" ] || continue
  for graph in graph whole; do "$rawi" import --format icews --db "$place/$graph" "$place/part-$i.tsv" >/dev/null; done
done
for graph in graph whole; do "$rawi" build --db "$place/$graph" tests/samples/*.jsonl >/dev/null; done
for number in $("$rawi" edits --db "$place/graph" --json 2>/dev/null | sed -n 's/^{"edit":\([0-9]*\),"kind":"merge",.*"undone_by":null.*/\1/p'); do
  "$rawi" edits --db "$place/graph" --undo "$number" >/dev/null || fail "edit $number cannot be undone"
done
"$rawi" import --format icews --db "$place/whole" "$place/seed.tsv" >/dev/null
for graph in graph whole; do "$rawi" export --db "$place/$graph" --format jsonl | sort >"$place/$graph.jsonl"; done
cmp -s "$place/graph.jsonl" "$place/whole.jsonl" || fail "the graph does not say what one says that was never killed"
echo "torture: $rounds rounds, $killed of them killed in the middle (samples built: $built); the graph is sound"
