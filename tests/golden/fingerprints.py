#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fingerprints of the bundled scenarios, which every later version must give again.

Usage: fingerprints.py check PROGRAM DATA_DIR FILE
       fingerprints.py write PROGRAM DATA_DIR FILE

write renews the file after a change of numbers that is meant; NEWS.md must then name it under
"Numbers changed". Speaks TAP.
"""
import json
import pathlib
import subprocess
import sys

TRIALS = 4000


def fingerprint(program, scenario):
    command = [program, "run", scenario, "--replicates", str(TRIALS), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["fingerprint"]


def main():
    how, program, data, path = sys.argv[1:]
    path = pathlib.Path(path)
    scenarios = sorted(pathlib.Path(data, "scenarios").glob("*.trefoil"))
    found = {scenario.stem: fingerprint(program, scenario) for scenario in scenarios}
    if how == "write":
        path.write_text("".join(f"{name} {text}\n" for name, text in found.items()))
        return
    kept = dict(line.split() for line in path.read_text().splitlines())
    names = sorted(set(found) | set(kept))
    print(f"1..{len(names)}")
    for number, name in enumerate(names, 1):
        same = found.get(name) == kept.get(name)
        print("ok" if same else "not ok", number, "-", name)
        if not same:
            print(f"# kept {kept.get(name)}, found {found.get(name)}")


main()
