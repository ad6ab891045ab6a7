#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that do not belong in a finished tree, and lines that are too long or end in blanks.

The words stand here in two halves, so that this file does not find itself.
"""
import os
import re
import subprocess
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
# Those that are made in decimals; the others hang on the last bit of a C library's logarithm.
EXACT = ["normal-tail-table"]
BUNDLED = re.compile(r"^data/(lessons|scenarios)/.*\.trefoil$")
HYPHEN = re.compile(r"(?<![\w*/~])-\d[\d.]*")
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


def check_minus(root=tree.ROOT):
    """Prose of bundled files has the minus of the plots, not the hyphen of the keyboard; code in
    {{…}} and the items of a list, which begin with "- ", are none."""
    for name in texts(root, BUNDLED):
        for number, line in enumerate(tree.read(name, root).splitlines(), 1):
            for text in re.findall(r'"(?:[^"\\]|\\.)*"', line):
                for found in re.finditer(HYPHEN, re.sub(r"\{\{.*?\}\}", "", text)):
                    yield f"{name}:{number}", f"says '{found.group().strip()}' for U+2212"


def check_tables(root=tree.ROOT):
    """Committed tables are, byte for byte, what their generators write."""
    for table in EXACT:
        made = subprocess.run([sys.executable, os.path.join(root, "tools", f"{table}.py")],
                              check=True, capture_output=True).stdout.decode()
        if made != tree.read(f"sim/base/{table}.h", root):
            yield f"sim/base/{table}.h", f"is not what tools/{table}.py writes"


def main():
    results = tree.Results()
    results.check("nothing is unfinished by its own word", check_unfinished())
    results.check(f"lines have at most {COLUMNS} columns, no tabs, no blanks at the end",
                  check_lines())
    results.check("a minus in the prose of bundled files is U+2212", check_minus())
    results.check("committed tables are what their generators write", check_tables())
    results.proof("the search for words", check_unfinished, {
        "sim/a.c": "/* TO" "DO */\n", "app/b.ui": '<property name="placeholder-text"/>\n',
        "sim/c.c": 'mkstemp ("file-XXXXXX");\n', "README.md": "This is not " "implemented.\n",
    }, ["README.md:1", "sim/a.c:1"])
    results.proof("the look at lines", check_lines, {
        "sim/a.c": "int a;\n", "sim/b.c": "int b; \n", "sim/c.c": "x" * 101 + "\n",
        "sim/d.c": "\tint d;\n", "sim/e.c": "int e;",
    }, ["sim/b.c:1", "sim/c.c:1", "sim/d.c:1", "sim/e.c"])
    results.proof("the look at tables", check_tables, {
        "tools/normal-tail-table.py": 'print ("1.0")\n', "sim/base/normal-tail-table.h": "1.1\n",
    }, ["sim/base/normal-tail-table.h"])
    results.proof("the search for hyphens", check_minus, {
        "data/lessons/a.trefoil": '"t": "from -3.7 to 1",\n"v": -0.5,\n"i": "1-2 or 152-patient"\n',
        "data/scenarios/b.trefoil": '"n": "- 397 patients, \u22121 and {{/a - /b}}"\n',
        "data/scenarios/c.trefoil": '"n": "(-1 points)"\n',
    }, ["data/lessons/a.trefoil:1", "data/scenarios/c.trefoil:1"])
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
