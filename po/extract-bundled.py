#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Collects the visible text of the bundled scenarios and lessons for translators.

Usage: po/extract-bundled.py --write    writes po/bundled-table.h, which po/POTFILES.in lists
       po/extract-bundled.py            exits with 1 where that file is out of date

The files stay as they are. What is shown of them is looked up under the context "scenario" (see
sim/scenario/shown.h), so po/bundled-table.h is read by xgettext alone and never compiled.
"""
import json
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDERS = ("data/scenarios", "data/lessons")
TABLE = "po/bundled-table.h"
CONTEXT = "scenario"
# Keys whose text people read; of the lists each member.
SHOWN = {"title", "question", "notes", "note", "name", "unit", "text", "reveal"}
SHOWN_LISTS = {"choices", "categories"}
# Keys whose text may have blanks in it and is for the program alone: what is chosen as the answer
# is one of the choices.
QUIET = {"answer", "answer-from"}
# What a file expects is never shown by itself. Its scenario has the words of the file again, and
# else those of another version of it.
LEFT_OUT = {"/expected"}
HEADER = f"""/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bundled-table.h - the visible text of the bundled scenarios and lessons, for xgettext alone.
 * Written by po/extract-bundled.py.
 */
"""


def texts(value, pointer="", key=""):
    """(pointer, text) of all visible text below a value. A text with blanks under a key that is
    not known is an error, so that no new key of the format is forgotten."""
    if pointer in LEFT_OUT:
        return
    if isinstance(value, dict):
        for name, member in value.items():
            yield from texts(member, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}",
                             name.rsplit("/", 1)[-1])
    elif isinstance(value, list):
        for place, member in enumerate(value):
            inner = key if key in SHOWN_LISTS or isinstance(member, (dict, list)) else ""
            yield from texts(member, f"{pointer}/{place}", inner)
    elif isinstance(value, str) and value:
        if key in SHOWN | SHOWN_LISTS:
            yield pointer, value
        elif " " in value and key not in QUIET:
            raise ValueError(f"{pointer} has text, and its key is not known: '{value}'")


def bundled(root=ROOT):
    """{text: where it stands first}, in the order of files and of text in them."""
    found = {}
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(root, folder))):
            if not name.endswith(".trefoil"):
                continue
            with open(os.path.join(root, folder, name), encoding="utf-8") as file:
                for pointer, text in texts(json.load(file)):
                    found.setdefault(text, f"{os.path.splitext(name)[0]} {pointer}")
    return found


def literal(text):
    """A C string, a line of it for each line of the text."""
    lines = [re.sub(r'[\\"]', r"\\\g<0>", line) for line in text.split("\n")]
    lines = [line + "\\n" for line in lines[:-1]] + lines[-1:]
    lines = [line for place, line in enumerate(lines) if line or place == 0]
    return "\n".join(f'  "{line}"' for line in lines)


def remark(text, where):
    """What a translator must know: where it stands, and what has to stay."""
    said = f"Translators: {where}"
    if "{{" in text:
        said += ". Keep what stands in {{…}} as it is."
    return said


def table(root=ROOT):
    rows = [f'/* {remark(text, where)} */\n'
            f'NC_ ("{CONTEXT}", /* xgettext:no-c-format */\n{literal(text)})\n'
            for text, where in bundled(root).items()]
    return HEADER + "\n" + "\n".join(rows)


def current(root=ROOT):
    try:
        with open(os.path.join(root, TABLE), encoding="utf-8") as file:
            return file.read() == table(root)
    except FileNotFoundError:
        return False


def main():
    if sys.argv[1:] == ["--write"]:
        with open(os.path.join(ROOT, TABLE), "w", encoding="utf-8") as file:
            file.write(table())
        return 0
    if current():
        return 0
    print(f"{TABLE} is out of date; po/extract-bundled.py --write renews it", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
