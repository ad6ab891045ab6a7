#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Simulates a scenario on a Slurm cluster:
#
#   ./submit.sh scenario.trefoil [TASKS [FOLDER]]
#
# TASKS parts (16 if not given) go into FOLDER (that of the scenario if not given), which every node
# must see. When all are there they are joined to FOLDER/results.json: the results that one run of
# all trials on one machine would give, bit by bit but for the timing.
set -eu

scenario=${1:?which scenario?}
tasks=${2:-16}
folder=${3:-$(dirname "$scenario")}
here=$(dirname "$0")

trefoil-sim check --quiet "$scenario" # a mistake is told here, and not by every task
job=$(sbatch --parsable --array="1-$tasks" "$here/array.sbatch" "$scenario" "$tasks" "$folder")
sbatch --dependency="afterok:${job%%;*}" "$here/merge.sbatch" "$tasks" "$folder"
