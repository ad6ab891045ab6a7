#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house in figures: how long files and functions are.

The figures are a hint that a room does two jobs, not a goal. What fails is a file that nobody can
keep in mind any more, and long functions becoming the habit.
"""
import statistics
import sys

import tree

FILE_LINES = 900
HEADER_LINES = 300
FUNCTION_LINES = 50
SHORT_SHARE = 0.95
GENERATED = "-table.h"


def programs(root, ending):
    return [name for name in tree.files(root) if name.endswith(ending)
            and name.startswith(("sim/", "app/", "tests/", "tools/"))
            and not name.endswith(GENERATED)]


def functions(text):
    """(first line, length) of every function: from its brace in column 0 to the closing one."""
    start = None
    for number, line in enumerate(text.splitlines(), 1):
        if line == "{":
            start = number
        elif line.startswith("}") and start is not None:
            if line == "}":
                yield start, number - start + 1
            start = None


def lengths(root, prefixes):
    return [(length, f"{name}:{line}") for name in programs(root, ".c") if name.startswith(prefixes)
            for line, length in functions(tree.read(name, root))]


def check_files(root=tree.ROOT):
    for ending, limit in ((".c", FILE_LINES), (".h", HEADER_LINES)):
        for name in programs(root, ending):
            count = tree.read(name, root).count("\n")
            if count > limit:
                yield name, f"has {count} lines, more than {limit}"


def check_functions(root=tree.ROOT):
    """In the programs themselves; a test may tell a long story."""
    found = lengths(root, ("sim/", "app/"))
    long = sorted((item for item in found if item[0] > FUNCTION_LINES), reverse=True)
    if found and 1 - len(long) / len(found) < SHORT_SHARE:
        for length, place in long:
            yield place, f"{length} lines"


def report():
    for room in ("sim/", "app/", "tests/"):
        sizes = [tree.read(name).count("\n") for name in programs(tree.ROOT, ".c")
                 if name.startswith(room)]
        spans = sorted(lengths(tree.ROOT, (room,)), reverse=True)
        if not sizes or not spans:
            continue
        short = sum(length <= FUNCTION_LINES for length, _ in spans) / len(spans)
        print(f"# {room} {len(sizes)} files, {sum(sizes)} lines, median"
              f" {statistics.median(sizes):.0f}, longest {max(sizes)}; {len(spans)} functions,"
              f" {short:.1%} of at most {FUNCTION_LINES} lines, longest {spans[0][0]}"
              f" ({spans[0][1]})")


def main():
    results = tree.Results()
    report()
    results.check(f"no file over {FILE_LINES} lines, no header over {HEADER_LINES}", check_files())
    results.check(f"{SHORT_SHARE:.0%} of the functions have at most {FUNCTION_LINES} lines",
                  check_functions())
    results.proof("the look at files", check_files, {
        "sim/a.c": "\n" * FILE_LINES, "sim/b.c": "\n" * (FILE_LINES + 1),
        "sim/c.h": "\n" * (HEADER_LINES + 1), "sim/d-table.h": "\n" * 5000,
    }, ["sim/b.c", "sim/c.h"])
    short = "int\nf (void)\n{\n}\n"
    results.proof("the look at functions", check_functions, {
        "sim/a.c": short * 9 + "int\ng (void)\n{\n" + "  x ();\n" * 60 + "}\n",
    }, ["sim/a.c:39"])
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
