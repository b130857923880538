#!/usr/bin/env bash
# Scores words, tags, trees and names on the test sets beside a checkout (../shared/data, ../shared/eval); says so and ends
# well where it has none. Raw text goes in, one sentence a line. usage: bash tools/score_reader.sh [SET…]
# A SET is a treebank (en-pud, ar-pud, uk-parlamint-test …) or a name corpus (ar-aqmar-test …). Of ar-pud only the last
# 200 sentences are scored: the others train.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=$top/../shared/data
eval=$top/../shared/eval
rawi=${RAWI:-$top/build/release/rawi}
[ -d "$data/treebanks" ] || { echo "tools/score_reader.sh: no test sets at $data; nothing to score"; exit 0; }
[ -x "$rawi" ] || { echo "tools/score_reader.sh: build the release preset first (bash tools/demo.sh)" >&2; exit 2; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
[ $# -gt 0 ] || set -- en-pud ar-pud fr-pud de-pud es-pud ru-pud uk-parlamint-test en-ewt-test fr-gsd-test es-ancora-test \
  ar-aqmar-test en-uner-ewt-test ru-factrueval-test

tree() {
  xz -dc "$data/treebanks/$1.conllu.xz" >"$out/$1.all"
  python3 - "$1" "$out" <<'PY'
import json, sys
name, out = sys.argv[1:]
blocks = open(f"{out}/{name}.all", encoding="utf8").read().strip().split("\n\n")
if name == "ar-pud":
    blocks = blocks[-200:]
open(f"{out}/{name}.gold", "w", encoding="utf8").write("\n\n".join(blocks) + "\n\n")
text = [next(l[9:] for l in b.split("\n") if l.startswith("# text = ")) for b in blocks]
json.dump({"id": name, "language": name[:2], "text": "\n".join(text)}, open(f"{out}/{name}.jsonl", "w"), ensure_ascii=False)
PY
  "$rawi" annotate --format conllu "$out/$1.jsonl" >"$out/$1.conllu"
  echo "$1: $(python3 "$eval/score_conllu.py" "$out/$1.gold" "$out/$1.conllu")"
}

# FactRuEval has stand-off spans: of nested names the outermost counts, as in training.
factrueval() {
  tar -xJf "$data/ner/ru-factrueval2016.tar.xz" -C "$out"
  python3 - "$top/tools/train" "$out/testset" >"$out/ru-factrueval-test.bio" <<'PY'
import sys
sys.path.insert(0, sys.argv[1])
import entities
for s in entities.read_factrueval(sys.argv[2], "ru", ""):
    print("".join(f"{w.form} {w.entity}\n" for w in s.words))
PY
}

names() {
  case $1 in
    ru-factrueval-test) factrueval ;;
    *) xz -dc "$(ls "$data/ner/$1".*.xz)" >"$out/$1.bio" ;;
  esac
  python3 "$eval/score_entities.py" text "$out/$1.bio" >"$out/$1.jsonl"
  "$rawi" annotate --format jsonl --lang "${1:0:2}" "$out/$1.jsonl" >"$out/$1.mentions"
  echo "$1: $(python3 "$eval/score_entities.py" score "$out/$1.bio" "$out/$1.mentions")"
}

for name; do
  if [ -e "$data/treebanks/$name.conllu.xz" ]; then tree "$name"; else names "$name"; fi
done
