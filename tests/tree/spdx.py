#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source file says its licence in its first lines, and every C file what it is for."""
import re
import sys

import tree

SOURCE = re.compile(r"\.(c|h|def|py|sh|R|ui|css|svg|xml|in|build|yml|supp|1)$"
                    r"|(^|/)(meson_options\.txt|dev|\.ci/run|headless|debian/rules|POTFILES\.in"
                    r"|LINGUAS)$")
# Metainfo is read and merged by catalogues: its own text is in the public domain by their rule.
OTHER = {"data/org.trefoil.Trefoil.metainfo.xml.in": "CC0-1.0"}


def check_licence(root=tree.ROOT):
    for name in tree.files(root):
        if not SOURCE.search(name):
            continue
        head = "\n".join(tree.read(name, root).splitlines()[:4])
        wanted = OTHER.get(name, "GPL-3.0-or-later")
        if not re.search(rf"SPDX-License-Identifier: {re.escape(wanted)}(\s|$)", head):
            yield name, f"has no 'SPDX-License-Identifier: {wanted}' in its first lines"


def check_purpose(root=tree.ROOT):
    for name in tree.files(root):
        if not name.endswith((".c", ".h")):
            continue
        match = re.match(r"/\*(.*?)\*/", tree.read(name, root), re.S)
        words = match.group(1).replace("*", " ").split() if match else []
        if len(words) < 5:
            yield name, "does not start with a comment that says what it is for"


def main():
    results = tree.Results()
    results.check("every source file has its SPDX line", check_licence())
    results.check("every C file says what it is for", check_purpose())
    results.proof("the licence check", check_licence, {
        "sim/a.c": "/* SPDX-License-Identifier: GPL-3.0-or-later */\n", "sim/b.c": "int x;\n",
        "tests/c.py": "#!/usr/bin/env python3\n# SPDX-License-Identifier: MIT\n", "notes.md": "",
    }, ["sim/b.c", "tests/c.py"])
    results.proof("the check of purpose", check_purpose, {
        "sim/a.c": "/* SPDX-License-Identifier: GPL-3.0-or-later\n *\n * a.c - shows how. */\n",
        "sim/b.c": "/* SPDX-License-Identifier: GPL-3.0-or-later */\nint x;\n",
    }, ["sim/b.c"])
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
