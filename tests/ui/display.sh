#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# display.sh PROGRAM - what trefoil says where there is no display to open a window on.
program=$1
unset DISPLAY WAYLAND_DISPLAY
n=0

check () { # NAME CONDITION...
  n=$((n + 1))
  name=$1
  shift
  if "$@"; then echo "ok $n $name"; else echo "not ok $n $name"; fi
}

echo 1..7
said=$("$program" 2>&1)
status=$?
check "no display: exit status 1" test "$status" -eq 1
check "no display: one line" test "$(printf '%s\n' "$said" | wc -l)" -eq 1
check "no display: a sentence with a way out" \
  sh -c 'case $1 in *"no display"*trefoil-sim*) ;; *) exit 1 ;; esac' - "$said"
DISPLAY=:987
export DISPLAY
said=$("$program" 2>&1)
check "dead display: exit status 1" test $? -eq 1
check "dead display: the same sentence" \
  sh -c 'case $1 in *"no display"*trefoil-sim*) ;; *) exit 1 ;; esac' - "$said"
said=$("$program" --version)
check "the version needs no display" \
  sh -c 'case $1 in "trefoil "[0-9]*.[0-9]*) ;; *) exit 1 ;; esac' - "$said"
"$program" --help | grep -q 'FILE'
check "nor does the help" test $? -eq 0
