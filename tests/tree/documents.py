#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The project's own pages point at things that exist, and stay short where they promise to."""
import os
import re
import sys

import tree

LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
# `sim/run/plan.c` and the like; patterns, options and names to fill in are no paths.
PATH = re.compile(r"`((?:sim|app|data|tests|po|resources|tools)/[\w./-]+)`")
# From the first lines of a page to how long it may become.
LIMITS = {"sim/DESIGN.md": 100, "app/DESIGN.md": 100}
NEEDED = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "NEWS.md", "CITATION.cff", "LICENSE"]


def pages(root):
    return [name for name in tree.files(root) if name.endswith(".md")]


def check_links(root=tree.ROOT):
    for name in pages(root):
        text = tree.read(name, root)
        for match in LINK.finditer(text):
            target = match.group(1)
            if re.match(r"[a-z]+:", target):
                continue
            path = os.path.normpath(os.path.join(os.path.dirname(name), target))
            if not os.path.exists(os.path.join(root, path)):
                yield name, f"links to {target}, which does not exist"
        for match in PATH.finditer(text):
            if not os.path.exists(os.path.join(root, match.group(1))):
                yield name, f"names {match.group(1)}, which does not exist"


def check_length(root=tree.ROOT):
    for name, limit in LIMITS.items():
        if os.path.exists(os.path.join(root, name)):
            count = tree.read(name, root).count("\n")
            if count > limit:
                yield name, f"has {count} lines, more than {limit}"


def version_of(pattern, text):
    match = re.search(pattern, text, re.M)
    return match.group(1) if match else None


def main():
    results = tree.Results()
    for name in NEEDED:
        results.ok(os.path.exists(os.path.join(tree.ROOT, name)), f"{name} is there")
    results.check("every link and path in the pages leads somewhere", check_links())
    results.check("the design pages stay short", check_length())
    versions = {version_of(r"^  version: '([\d.]+)'", tree.read("meson.build")),
                version_of(r"^version: ([\d.]+)$", tree.read("CITATION.cff")),
                version_of(r"^## ([\d.]+)", tree.read("NEWS.md")),
                version_of(r"^trefoil \(([\d.]+)\)", tree.read("debian/changelog")),
                version_of(r'<release version="([\d.]+)"',
                           tree.read("data/org.trefoil.Trefoil.metainfo.xml.in"))}
    results.ok(len(versions) == 1 and None not in versions,
               "build, citation, news, packages and metainfo name one version")
    results.proof("the look at links", check_links, {
        "a.md": "[b](b.md) [c](c.md) [d](https://example.org/) `sim/e.c` `sim/f.c`\n", "b.md": "",
        "sim/e.c": "",
    }, ["a.md"])
    results.proof("the count of lines", check_length, {"sim/DESIGN.md": "\n" * 101},
                  ["sim/DESIGN.md"])
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
