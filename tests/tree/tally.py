#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/tally.py counts what it should: the verdict of a whole run hangs on it."""
import json
import os
import subprocess
import sys
import tempfile

import tree

TALLY = os.path.join(tree.ROOT, "tests", "tally.py")


def entry(name, result, stdout="", status=0):
    return {"name": name, "result": result, "stdout": stdout, "returncode": status, "duration": 1.5}


def run(entries, *options):
    """(last line, exit status, whole text) of a tally over one log of these entries."""
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "testlog.json")
        with open(log, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(item) + "\n" for item in entries)
        options = [option.replace("FOLDER", folder) for option in options]
        said = subprocess.run([sys.executable, TALLY, *options, log], capture_output=True,
                              text=True)
        return said.stdout.rstrip("\n").rsplit("\n", 1)[-1], said.returncode, said.stdout


CASES = [
    ("a program without TAP counts once", [entry("a", "OK")], "1 passed, 0 failed", 0),
    ("TAP results count one by one",
     [entry("a", "OK", "TAP version 13\nok 1 /x\nok 2 - y\n1..2\n")], "2 passed, 0 failed", 0),
    ("a failed TAP result fails the run",
     [entry("a", "FAIL", "ok 1 /x\nnot ok 2 /y\n1..2\n", 1)], "1 passed, 1 failed", 1),
    ("a crash after good results is a failure",
     [entry("a", "ERROR", "ok 1 /x\n", -11)], "1 passed, 1 failed", 1),
    ("a hanging program is a failure", [entry("a", "TIMEOUT")], "0 passed, 1 failed", 1),
    ("skipped results are counted apart",
     [entry("a", "OK", "ok 1 /x # SKIP no display\nok 2 /y\n")],
     "1 passed, 0 failed, 1 skipped", 0),
    ("a skipped program is counted apart",
     [entry("a", "SKIP", "", 77), entry("b", "OK")], "1 passed, 0 failed, 1 skipped", 0),
    ("nothing run is no success", [], "0 passed, 0 failed", 1),
]


def main():
    results = tree.Results()
    for title, entries, line, status in CASES:
        last, code, _ = run(entries)
        if (last, code) != (line, status):
            print(f"# said '{last}' and {code}, not '{line}' and {status}")
        results.ok((last, code) == (line, status), title)

    last, code, text = run([entry("a", "OK")], "--failed", "build with clang", "--passed", "gcc")
    results.ok(last == "2 passed, 1 failed" and code == 1 and "build with clang" in text,
               "builds are counted and named")
    missing = subprocess.run([sys.executable, TALLY, "/nonexistent/log"], capture_output=True,
                             text=True)
    results.ok(missing.returncode == 1 and missing.stdout.endswith("0 passed, 1 failed\n"),
               "a missing log is a failure")

    with tempfile.TemporaryDirectory() as folder:
        page = os.path.join(folder, "RESULTS.md")
        with open(page, "w", encoding="utf-8") as file:
            file.write("# Old\n\n## 2001-01-01\n\n- kept\n")
        for _ in range(2):
            run([entry("slow", "OK", "ok 1 /x\n# result: power .5 exact .5\n")], "--results", page)
        with open(page, encoding="utf-8") as file:
            text = file.read()
        results.ok(text.count("power .5 exact .5") == 1 and text.count("- kept") == 1
                   and text.count("\n## ") == 2,
                   "results of one day replace each other, earlier days stay")
    _, _, text = run([entry("slow", "OK", "ok 1 /x\n# result: power .5\n")])
    results.ok("slow: power .5\n" in text, "results are told")
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
