#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hot loop allocates nothing: ten times the trials, and no more allocations.

Usage: allocations.py TREFOIL_SIM DATA_DIR

Counts allocations of the whole program with valgrind's memcheck, once for a run of so many blocks
and once for ten times as many, which is at least 40 blocks more. On one thread, so that no block
ever waits for another. The results are written with a digit more or less here and there, which is
an allocation or two. Speaks TAP.
"""
import os
import re
import shutil
import subprocess
import sys

TOTAL = re.compile(r"total heap usage: ([\d,]+) allocs")


def allocations(program, scenario, replicates):
    # valgrind does not know AVX-512
    command = ["valgrind", "--tool=memcheck", "--leak-check=no", program, "run", scenario,
               "--isa", "avx2", "--threads", "1", "--replicates", str(replicates), "--sizes", "60",
               "--format", "json", "--quiet", "-o", os.devnull]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(TOTAL.search(done.stderr).group(1).replace(",", ""))


def main():
    program, data = sys.argv[1:]
    if not shutil.which("valgrind"):
        print("1..0 # SKIP valgrind is not installed")
        return
    scenario = os.path.join(data, "scenarios", "luo-2019.trefoil")
    few, many = (allocations(program, scenario, n) for n in (40000, 400000))
    print(f"# {few} allocations in 40,000 trials, {many} in 400,000")
    print("ok" if abs(many - few) < 10 else "not ok", "1 - as many for ten times the trials")
    print("1..1")


main()
