#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the tests in meson's logs and says the verdict in one last line.

Usage: tally.py [--passed NAME]... [--failed NAME]... [--results FILE] LOG...
       tally.py --suites BUILD_DIR

A program that speaks TAP counts once for each of its numbered results, any other program once. A
program that failed without one "not ok" of its own (it crashed, hung, or ended early) counts one
failure more. The last line is "N passed, N failed", with ", N skipped" where some were; the exit
status is 0 only if something passed and nothing failed. What tests print as "# result: ..." is
shown and kept on the page FILE. --suites lists a build folder's suites.
"""
import argparse
import datetime
import json
import os
import platform
import re
import subprocess
import sys

TAP = re.compile(r"^(not )?ok\b[ \t]*\d*[ \t]*-?[ \t]*(.*)$")
DIRECTIVE = re.compile(r"#\s*SKIP\b", re.I)
RESULT = re.compile(r"^#\s*result:\s*(.+)$")


class Tally:
    def __init__(self):
        self.passed, self.failed, self.skipped = [], [], []

    def line(self):
        text = f"{len(self.passed)} passed, {len(self.failed)} failed"
        return text + (f", {len(self.skipped)} skipped" if self.skipped else "")


def read_log(path):
    """The test programs of one testlog.json: a JSON object a line."""
    with open(path, encoding="utf-8", errors="replace") as log:
        return [json.loads(line) for line in log if line.strip()]


def count_tap(name, output, tally):
    """Adds the numbered results of a TAP stream; returns how many, and how many of them failed."""
    total = bad = 0
    for line in output.splitlines():
        match = TAP.match(line)
        if not match:
            continue
        total += 1
        label = match.group(2).strip()
        directive = DIRECTIVE.search(label)
        title = f"{name}: {label}"
        if match.group(1):
            bad += 1
            tally.failed.append(title)
        elif directive:
            tally.skipped.append(title)
        else:
            tally.passed.append(title)
    return total, bad


def count_program(entry, tally):
    name, verdict = entry["name"], entry["result"]
    total, bad = count_tap(name, entry.get("stdout") or "", tally)
    if verdict in ("OK", "EXPECTEDFAIL"):
        if total == 0:
            tally.passed.append(name)
    elif verdict == "SKIP":
        if total == 0:
            tally.skipped.append(f"{name}: {(entry.get('stderr') or 'skipped').strip()[:200]}")
    elif bad == 0:
        tally.failed.append(f"{name}: {verdict.lower()} (status {entry.get('returncode')})")


def explain(entry):
    """What a failed program said about it: its diagnostics and the end of its error output."""
    said = [line for line in (entry.get("stdout") or "").splitlines()
            if line.startswith(("#", "not ok", "Bail out")) and not line.startswith(
                ("# Start of", "# End of", "# random seed"))]
    said += (entry.get("stderr") or "").splitlines()[-30:]
    print(f"\n== {entry['name']}: {entry['result'].lower()}")
    print("\n".join(said[-60:]))


def list_suites(build):
    text = subprocess.run(["meson", "introspect", "--tests", build], check=True,
                          capture_output=True, text=True).stdout
    suites = {suite.split(":", 1)[-1] for test in json.loads(text) for suite in test["suite"]}
    print("\n".join(sorted(suites)))


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            return next(line.split(":", 1)[1].strip() for line in info
                        if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def results_of(entry):
    """What a test has measured."""
    return [m.group(1) for m in map(RESULT.match, (entry.get("stdout") or "").splitlines()) if m]


def write_results(path, logs, tally):
    """Puts today's section on top of the earlier ones; a second run on the same day replaces it."""
    today = datetime.date.today().isoformat()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True,
                            text=True).stdout.strip() or "unknown"
    section = [f"## {today}", "", f"Commit {commit}, {processor()}, {os.cpu_count()} cores: "
               f"{tally.line()}.", ""]
    for log in logs:
        for entry in read_log(log):
            found = results_of(entry)
            if found:
                section.append(f"- {entry['name']} ({entry['duration']:.0f} s)")
                section += [f"  - {text}" for text in found]
    title = "# Long tests: what they measured\n\nWritten by `./dev test --slow`; newest first."
    old = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            old = file.read()
    parts = re.split(r"^(?=## )", old, flags=re.M)
    earlier = [part.strip() for part in parts if part.startswith("## ")
               and not part.startswith(f"## {today}")]
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n\n".join([title, "\n".join(section).strip()] + earlier) + "\n")


def main():
    parser = argparse.ArgumentParser(add_help=True)
    parser.add_argument("--suites", metavar="BUILD_DIR")
    parser.add_argument("--passed", action="append", default=[])
    parser.add_argument("--failed", action="append", default=[])
    parser.add_argument("--results", metavar="FILE")
    parser.add_argument("logs", nargs="*")
    options = parser.parse_args()
    if options.suites:
        list_suites(options.suites)
        return 0

    tally = Tally()
    tally.passed += options.passed
    tally.failed += options.failed
    logs = []
    for path in options.logs:
        if os.path.exists(path):
            logs.append(path)
            for entry in read_log(path):
                count_program(entry, tally)
                for text in results_of(entry):
                    print(f"{entry['name']}: {text}")
                if entry["result"] not in ("OK", "SKIP", "EXPECTEDFAIL"):
                    explain(entry)
        else:
            tally.failed.append(f"no test ran: {path} is missing")
    if options.results:
        write_results(options.results, logs, tally)

    for word, names in (("Skipped", tally.skipped), ("Failed", tally.failed)):
        if names:
            print(f"\n{word}:")
            print("\n".join(f"  {name}" for name in names))
    print()
    print(tally.line())
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main())
