# Completion of rawi's commands and options for bash: source it, or install it to /usr/share/bash-completion/completions/rawi.

_rawi() {
  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}"
  local commands="build import extract annotate actors match show relations path neighbors timeline export stats merge split edits delete check backup restore"
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "$commands --help --version" -- "$word"))
    return
  fi
  if [[ $command == restore && $before == --from ]]; then COMPREPLY=($(compgen -d -- "$word")); return; fi
  case "$before" in
    --to) [[ $command == backup ]] && COMPREPLY=($(compgen -d -- "$word")); return ;;
    --db|--data) COMPREPLY=($(compgen -d -- "$word")); return ;;
    -o|--output|--file) COMPREPLY=($(compgen -f -- "$word")); return ;;
    --status) COMPREPLY=($(compgen -W "happened ongoing planned possible negated" -- "$word")); return ;;
    --type) COMPREPLY=($(compgen -W "country person organization group place" -- "$word")); return ;;
    --format)
      if [[ $command == import ]]; then COMPREPLY=($(compgen -W "icews" -- "$word"))
      elif [[ $command == annotate ]]; then COMPREPLY=($(compgen -W "conllu jsonl" -- "$word"))
      else COMPREPLY=($(compgen -W "graphml jsonl" -- "$word")); fi
      return ;;
    --date|--lang|--threads|--kind|--from|--number|--as-of|--min-confidence|--limit|--by|--note|--sentence|--undo|--hops|--max-hops|--paths|--events|--actor) return ;;
  esac
  local input="--date --lang --data" store="--db --data" filter="--kind --status --from --to --as-of --min-confidence" options=""
  case "$command" in
    build) options="$input --db --threads --again --json --progress" ;;
    import) options="--format --db --data --json" ;;
    extract) options="$input" ;;
    annotate) options="$input --format" ;;
    actors) options="import $store --json $filter --type --limit --format --out --language" ;;
    match) options="--data --json --file --by-sound" ;;
    show) options="$store --json --as-of --limit --explain" ;;
    relations) options="$store --json $filter --with-places" ;;
    path) options="$store --json $filter --through-places --events-only --max-hops --paths --events" ;;
    neighbors) options="$store --json $filter --hops --through-places --limit" ;;
    timeline) options="$store --json $filter --actor --place --word --group --summary --format --limit" ;;
    export) options="$store $filter --format --output" ;;
    stats) options="$store --json" ;;
    backup) options="--db --to --json" ;;
    restore) options="--from --db --number --json" ;;
    merge) options="$store --json --by --note --date" ;;
    split) options="$store --json --by --note --date --sentence" ;;
    edits) options="$store --json --by --note --date --undo" ;;
    delete) options="$store --json" ;;
    check) options="--db --json --repair" ;;
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options --help" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -F _rawi rawi
