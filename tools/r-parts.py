#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of an R program, sim/report/r/*.R, as a table of C: name, other parts needed, text.

A part begins with its licence line, and with "# needs: OTHER ..." where it needs others; neither
is a part of the programs.
"""
import os
import re
import sys


def quoted(text):
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return "\n".join(f'    "{line}\\n"' for line in text.split("\n"))


def main():
    target, *sources = sys.argv[1:]
    with open(target, "w", encoding="ascii") as out:
        out.write('/* SPDX-License-Identifier: GPL-3.0-or-later\n *\n'
                  ' * Made by tools/r-parts.py of sim/report/r: the parts of an R program. */\n'
                  '#include "report/r-parts.h"\n\n#include <stddef.h>\n\n'
                  'const SimRPart sim_r_parts[] = {\n')
        for source in sources:
            with open(source, encoding="ascii") as file:
                text = file.read().split("\n", 1)[1]
            match = re.match(r"# needs: (.*)\n", text)
            needs = match.group(1) if match else ""
            body = text[match.end():] if match else text
            name = os.path.splitext(os.path.basename(source))[0]
            out.write(f'  {{ "{name}", "{needs}",\n{quoted(body.strip())} }},\n')
        out.write("  { NULL, NULL, NULL }\n};\n")


if __name__ == "__main__":
    main()
