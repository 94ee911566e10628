#!/usr/bin/env zsh
# Types into a real zsh as a person does, presses Tab, and looks at what zsh makes of it; needs the script's file.
emulate -L zsh
zmodload zsh/zpty || exit 1
script=$1
home=$(mktemp -d)
trap 'zpty -d person 2>/dev/null; rm -rf $home' EXIT

TERM=dumb HOME=$home zpty -b person zsh -f -i || exit 1
zpty -w person "PS1= PS2= RPS1=; unsetopt zle_bracketed_paste prompt_cr prompt_sp; source $script; echo re''ady"

seen=
# until PATTERN: reads what zsh shows until it is there.
until_shown() {
  local end=$((SECONDS + 20)) part
  while [[ $seen != *$~1* ]]; do
    if ((SECONDS > end)); then
      print -u2 "zsh does not show $1 but: $seen"
      exit 1
    fi
    if zpty -r -t person part; then seen+=$part; else sleep 0.1; fi
  done
}

# tab TYPED PATTERN: what Tab makes of it.
tab() {
  seen=
  zpty -w -n person "$1"$'\t'
  until_shown "$2"
  # Away with the line, and on.
  zpty -w -n person $'\x15'
  zpty -w person "echo do''ne"
  until_shown 'done'
}

until_shown 'ready'
tab 'herald chec' 'herald check'
tab 'herald tokens val' 'herald tokens validate'
tab 'herald check --bun' 'herald check --bundle'
tab 'herald db ' 'backup*import*migrate'
print 'zsh: good'
