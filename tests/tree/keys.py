#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys: whatever a widget of the window handles stands in the table that people are shown, among
those of its own place."""
import re
import sys

import tree

TABLE = "app/actions.c"
VIEWS = "app/views/list.c"
# Keys that are bound with what is held beside them, and those that a handler compares.
BOUND = re.compile(r"GDK_KEY_(\w+), (0|GDK_\w+_MASK(?: \| GDK_\w+_MASK)*)\b")
NAMED = re.compile(r"GDK_KEY_(?!(?:PRESS|RELEASE)\b)(\w+)")  # of keys, not of events
HELD = {"GDK_CONTROL_MASK": "<Control>", "GDK_ALT_MASK": "<Alt>", "GDK_SHIFT_MASK": "<Shift>",
        "0": ""}
# The groups of the table that tell of what a file handles: those of the longest beginning of its
# name. Another place may use the same key for something else.
PLACES = {"app/": ["View", "Program"], "app/editor/": ["In a setting"],
          "app/help/": ["In the guide"], "app/lesson/": ["In a lesson"],
          "app/search-list": ["In a setting"], "app/views/plot-area": ["In a plot"],
          "app/views/trials-view": ["Trials"]}
# Keys that do what another does: the plus without Shift, and the menu key.
TWINS = {"equal": "plus", "Menu": "F10"}


def shown(root):
    """The accelerators of each group of the table."""
    groups = re.split(r'^  \{ N_ \("([^"]*)"\),$', tree.read(TABLE, root), flags=re.M)[1:]
    accels = {title: {one for text in re.findall(r'\{ ("[^{}]*") \}', rows)
                      for accel in re.findall(r'"([^"]*)"', text) for one in accel.split()}
              for title, rows in zip(groups[::2], groups[1::2])}
    accels.setdefault("View", set()).update(
        re.findall(r'\.accel = "([^"]*)"', tree.read(VIEWS, root)))
    return accels


def of_place(name, groups):
    place = max((start for start in PLACES if name.startswith(start)), key=len)
    return set().union(*(groups.get(title, set()) for title in PLACES[place]))


def check_keys(root=tree.ROOT):
    groups = shown(root)
    if any(not groups.get(title) for titles in PLACES.values() for title in titles):
        yield TABLE, "has no keys of some place by this test's pattern"
    for name in tree.files(root):
        if not name.startswith("app/") or not name.endswith(".c") or name == TABLE:
            continue
        text = tree.read(name, root)
        accels = of_place(name, groups)
        names = {re.sub("<[^>]*>", "", accel) for accel in accels}
        for key, held in BOUND.findall(text):
            accel = "".join(HELD.get(part, part) for part in held.split(" | ")) + key
            if accel not in accels:
                yield name, f"binds {accel}, which is not shown for its place"
        for key in sorted(set(NAMED.findall(text))):
            if not key.startswith("KP_") and TWINS.get(key, key) not in names:
                yield name, f"handles {key}, which is not shown for its place"


def check_once(root=tree.ROOT):
    """No two actions have a key in common."""
    seen = {}
    rows = re.findall(r'\{ "([\w.-]+)", N_ \([^)]*\), \{ ([^}]*) \} \}', tree.read(TABLE, root))
    rows += [(view, accel) for view, accel in
             re.findall(r'ID \("(\w[\w-]*)"\)[^}]*?\.accel = ("[^"]*")', tree.read(VIEWS, root))]
    if len(rows) < 2:
        yield TABLE, "has no actions by this test's pattern"
    for action, accels in rows:
        for accel in re.findall(r'"([^"]*)"', accels):
            if accel in seen:
                yield action, f"has {accel}, and so has {seen[accel]}"
            seen[accel] = action


def main():
    results = tree.Results()
    results.check("every key that is handled is shown for its place", check_keys())
    results.check("no two actions have a key in common", check_once())
    views = '{ ID ("one"), .accel = "<Alt>1" },\n{ ID ("two"), .accel = "<Alt>2" }'
    titles = sorted({title for titles in PLACES.values() for title in titles})
    table = ('  { N_ ("Program"),\n    { { "win.a", N_ ("A"), { "<Control>a" } },\n'
             '      { NULL, N_ ("B"), { "Left <Alt>Right" } } } },\n')
    table += "".join(f'  {{ N_ ("{title}"),\n    {{ {{ NULL, N_ ("C"), {{ "Down" }} }} }} }},\n'
                     for title in titles if title != "Program")
    files = {TABLE: table, VIEWS: views,
             "app/fine.c": "add (GDK_KEY_a, GDK_CONTROL_MASK); key == GDK_KEY_Left;",
             "app/bound.c": "add (GDK_KEY_a, GDK_ALT_MASK);",
             "app/named.c": "key == GDK_KEY_KP_Up || key == GDK_KEY_Up;",
             "app/help/fine.c": "key == GDK_KEY_Down;", "app/help/place.c": "key == GDK_KEY_Left;"}
    results.proof("the look for keys", check_keys, files,
                  ["app/bound.c", "app/help/place.c", "app/named.c"])
    twice = table + '{ "win.c", N_ ("C"), { "<Alt>2" } }'
    results.proof("the look for keys of two actions", check_once, {TABLE: twice, VIEWS: views},
                  ["two"])
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
