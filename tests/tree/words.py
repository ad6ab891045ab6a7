#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that do not belong in a finished tree, and lines that are too long or end in blanks.

The words stand here in two halves, so that this file does not find itself.
"""
import re
import sys

import tree

UNFINISHED = ["TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK", "WI" "P"]
PHRASES = ["not " "implemented", "un" "implemented", "coming " "soon", "lorem " "ipsum",
           "place" r"holder(?!\[?[-_])", "/wo" "rk/", "sub" "agent", "helper " "session",
           r"\.lib" "rary/"]
WORD = re.compile(r"\b(" + "|".join(UNFINISHED) + r")\b")
PHRASE = re.compile("|".join(PHRASES), re.I)
TEXT = re.compile(r"\.(c|h|def|py|sh|R|ui|css|xml|in|build|md|trefoil|1|cff|svg)$"
                  r"|(^|/)(dev|run|headless)$")
CODE = re.compile(r"\.(c|h|def|py|sh|build)$|(^|/)(dev|run|headless)$")
# Generated tables and reference data keep the shape of their source.
GENERATED = re.compile(r"-table\.h$")
COLUMNS = 100


def texts(root, pattern):
    return [name for name in tree.files(root) if pattern.search(name) and name != "LICENSE"]


def check_unfinished(root=tree.ROOT):
    for name in texts(root, TEXT):
        for number, line in enumerate(tree.read(name, root).splitlines(), 1):
            found = WORD.search(line) or PHRASE.search(line)
            if found:
                yield f"{name}:{number}", f"says '{found.group()}'"


def check_lines(root=tree.ROOT):
    for name in texts(root, CODE):
        if GENERATED.search(name):
            continue
        text = tree.read(name, root)
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > COLUMNS:
                yield f"{name}:{number}", f"has {len(line)} columns, more than {COLUMNS}"
            if line != line.rstrip():
                yield f"{name}:{number}", "ends in blanks"
            if "\t" in line:
                yield f"{name}:{number}", "has a tab"
        if text and not text.endswith("\n"):
            yield name, "does not end in a newline"


def main():
    results = tree.Results()
    results.check("nothing is unfinished by its own word", check_unfinished())
    results.check(f"lines have at most {COLUMNS} columns, no tabs, no blanks at the end",
                  check_lines())
    results.proof("the search for words", check_unfinished, {
        "sim/a.c": "/* TO" "DO */\n", "app/b.ui": '<property name="placeholder-text"/>\n',
        "sim/c.c": 'mkstemp ("file-XXXXXX");\n', "README.md": "This is not " "implemented.\n",
    }, ["README.md:1", "sim/a.c:1"])
    results.proof("the look at lines", check_lines, {
        "sim/a.c": "int a;\n", "sim/b.c": "int b; \n", "sim/c.c": "x" * 101 + "\n",
        "sim/d.c": "\tint d;\n", "sim/e.c": "int e;",
    }, ["sim/b.c:1", "sim/c.c:1", "sim/d.c:1", "sim/e.c"])
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
