#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares raw bits of the lanes with the committed fingerprints.

Usage: identity.py native PROGRAM HASHES
       identity.py cross COMPILER QEMU SOURCE_ROOT HASHES
       identity.py write PROGRAM HASHES

native: every instruction set of this machine, by this build's compiler. cross: the lane objects
built for another machine by COMPILER and run under QEMU. write: renews the file after a change of
arithmetic that is meant; NEWS.md must then say that numbers changed. Speaks TAP.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

FLAGS = ["-std=gnu11", "-O3", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math",
         "-fno-tree-slp-vectorize", "-static", "-DSIM_LANE_ISA=scalar", "-DSIM_LANE_SCALAR=1"]


def lines_of(command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [line.split() for line in done.stdout.splitlines()]


def compare(lines, hashes):
    """One test a line; the fingerprints must be those of the case in the file."""
    expected = {words[0]: words[1:] for words in
                (line.split() for line in hashes.read_text().splitlines()) if words[0] != "#"}
    number = 0
    for case, isa, *found in lines:
        number += 1
        verdict = "ok" if expected.get(case) == found else "not ok"
        print(f"{verdict} {number} - {case} {isa}")
        if verdict != "ok":
            print(f"# expected {expected.get(case)}, found {found}")
    seen = {line[0] for line in lines}
    number += 1
    print("ok" if seen == set(expected) else "not ok", number, "- every case was seen")
    print(f"1..{number}")


def build(compiler, root, folder):
    program = folder / "identity"
    sources = [root / "tests/lanes/identity.c", root / "sim/base/stream.c",
               *sorted((root / "sim").rglob("*-lanes.c"))]
    subprocess.run([compiler, *FLAGS, f"-I{root / 'sim'}", "-o", program, *sources], check=True)
    return program


def main():
    how, rest = sys.argv[1], sys.argv[2:]
    hashes = pathlib.Path(rest[-1])
    if how == "native":
        compare(lines_of([rest[0]]), hashes)
    elif how == "write":
        lines = [line for line in lines_of([rest[0]]) if line[1] == "scalar"]
        hashes.write_text("# case, then FNV-1a of the raw bits: draws; or sums, fits, counts\n"
                          + "".join(" ".join([line[0], *line[2:]]) + "\n" for line in lines))
    else:
        compiler, qemu, root = rest[:3]
        if not shutil.which(compiler) or not shutil.which(qemu):
            print(f"1..0 # SKIP {compiler} and {qemu} are not both installed")
            return
        with tempfile.TemporaryDirectory() as folder:
            program = build(compiler, pathlib.Path(root), pathlib.Path(folder))
            compare(lines_of([qemu, program]), hashes)


main()
