# Completion of `lofte` for bash.

_lofte() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command=${COMP_WORDS[1]:-} verb=${COMP_WORDS[2]:-} options=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "check import plan apply verify explain forecast release undo key hold incident attest promises diff record notice demo --help --version" -- "$current")
    return
  fi
  if [ "$command" = key ] && [ "$COMP_CWORD" -eq 2 ]; then
    mapfile -t COMPREPLY < <(compgen -W "new --help" -- "$current")
    return
  fi
  if [ "$command" = hold ] && [ "$COMP_CWORD" -eq 2 ]; then
    mapfile -t COMPREPLY < <(compgen -W "add release list --help" -- "$current")
    return
  fi
  if [ "$command" = incident ] && [ "$COMP_CWORD" -eq 2 ]; then
    mapfile -t COMPREPLY < <(compgen -W "add told end list --help" -- "$current")
    return
  fi
  if [ "$command" = attest ] && [ "$COMP_CWORD" -eq 2 ]; then
    mapfile -t COMPREPLY < <(compgen -W "add withdraw list --help" -- "$current")
    return
  fi
  case "$previous" in
    --store)
      [ "$command" = demo ] || return
      mapfile -t COMPREPLY < <(compgen -W "sqlite postgres" -- "$current")
      return
      ;;
    --format)
      local formats="xlsx csv html json"
      [ "$command" != notice ] || formats="html markdown text jsonld tilt"
      mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$current")
      return
      ;;
    --role)
      mapfile -t COMPREPLY < <(compgen -W "controller processor" -- "$current")
      return
      ;;
    --template)
      mapfile -t COMPREPLY < <(compgen -W "gdpr dk no" -- "$current")
      return
      ;;
    --language)
      mapfile -t COMPREPLY < <(compgen -W "da en nb nn sv" -- "$current")
      return
      ;;
    --out | --output | --svg | --document | --sarif)
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
    --message)
      mapfile -t COMPREPLY < <(compgen -W "da en nb nn sv" -- "$current")
      return
      ;;
    --as)
      mapfile -t COMPREPLY < <(compgen -W "text markdown html" -- "$current")
      return
      ;;
    --all)
      if [ "$command" = notice ]; then
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        return
      fi
      ;;
    --dir)
      mapfile -t COMPREPLY < <(compgen -d -- "$current")
      return
      ;;
    --at | --max-share | --batch-rows | --approved-by | --subject | --reference | --months | --to | --order | --subjects | --connection | --seed | --from | --until | --told | --on | --by | --number | --url)
      return
      ;;
  esac
  case "$command $verb" in
    "hold add") options="--subject --reference --restriction --absent --at --json --help" ;;
    "hold release") options="--reference --at --json --help" ;;
    "incident add") options="--from --until --reference --approved-by --told --at --json --help" ;;
    "incident told") options="--reference --on --json --help" ;;
    "incident end") options="--reference --json --help" ;;
    "incident list") options="--json --help" ;;
    "attest add") options="--by --document --from --until --at --json --help" ;;
    "attest withdraw") options="--number --json --help" ;;
    "attest list") options="--json --help" ;;
    "key new") options="--json --help" ;;
    "hold list") options="--at --json --help" ;;
    import*) options="--as --out --json --help" ;;
    check*) options="--offline --decisions --no-lint --sarif --json --help" ;;
    plan*) options="--at --out --all --json --help" ;;
    apply*) options="--at --max-share --batch-rows --approved-by --dry-run --abandon --json --help" ;;
    verify*) options="--at --all --rows --most --json --help" ;;
    explain*) options="--at --json --help" ;;
    forecast*) options="--at --months --svg --json --help" ;;
    release*) options="--to --order --approved-by --json --help" ;;
    undo*) options="--reference --approved-by --store --json --help" ;;
    notice*) options="--language --format --output --all --url --help" ;;
    promises*) options="--coverage --json --help" ;;
    diff*) options="--message --count --json --help" ;;
    record*) options="--format --role --template --language --output --help" ;;
    demo*) options="--dir --subjects --store --connection --seed --at --no-run --json --help" ;;
  esac
  if [ "$command" = demo ] && [ "$COMP_CWORD" -eq 2 ]; then
    options="bookbeat gigcoms hellotickets larabot rebookly $options"
  fi
  if [[ $current == -* ]] || { [ "$command" = demo ] && [ "$COMP_CWORD" -eq 2 ]; }; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -d -- "$current")
    [ "$command" != diff ] || mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -X '!*.yaml' -- "$current")
    [[ $command != import && $command != check ]] || mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current")
    [ "$command" != apply ] || mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -X '!*.json' -- "$current")
  fi
}
complete -o filenames -F _lofte lofte
