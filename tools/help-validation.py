#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the page of the guide that has the cases of `trefoil-sim verify --format json`, read from
standard input. Figures have six significant digits: those are the same on every machine.
"""
import json
import sys
from xml.sax.saxutils import escape

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!-- SPDX-License-Identifier: GPL-3.0-or-later; written by tools/help-validation.py -->
<page xmlns="http://projectmallard.org/1.0/" type="topic" style="reference" id="validation">
<info>
  <link type="guide" xref="index#reference"/>
  <link type="seealso" xref="methods-power"/>
  <link type="seealso" xref="task-review"/>
  <desc>Published and closed-form figures beside what this program computes</desc>
</info>
<title>Validation</title>
<p>The command <code>trefoil-sim verify</code>, and <gui>Verify This Installation</gui> in the menu,
compute {n} cases on your machine and hold each against a value from elsewhere: textbooks, articles,
R and other programs. No expected value comes from this program. What follows is what it gave when
this page was written: {passed} passed, {failed} failed. The table of your own machine has the date,
the version and the processor, for the validation file of a trial.</p>
<p>A case that is simulated has a fixed seed; its distance is given in Monte Carlo standard errors,
<em>z</em>, beyond the tolerance that its source asks for. How a release is tested beyond this is
told in the file <file>CONTRIBUTING.md</file> of the source.</p>
"""
# The first case of each section, and its title.
SECTIONS = [
    ("streams", "numbers", "Random numbers"),
    ("data-anova", "data", "Analyses of given data"),
    ("dunnett-p", "constants", "Constants and levels"),
    ("t-power", "means", "Power and numbers of patients: means"),
    ("proportions-power-r", "rates", "The same: proportions, hazards, repeated measures"),
    ("type-s", "errors", "Wrong signs, exaggeration, assurance"),
    ("bonferroni-p", "rules", "Adjusted p-values"),
    ("luo-t-32", "designs", "Whole designs of means"),
    ("fisher-power", "outcomes", "Whole designs of other outcomes"),
    ("holm-power", "procedures", "Whole procedures"),
]
TABLE = """<table frame="all" rules="rows">
<thead><tr><td><p>Case</p></td><td><p>Source</p></td><td><p>Expected</p></td><td><p>Found</p></td>\
<td><p>Off by</p></td></tr></thead>
<tbody>
"""


def distance(case):
    if case["kind"] == "simulated":
        return f"z {case['z']:.1f}, MCSE {case['mcse']:.2g}"
    off = abs(case["difference"])
    return "0" if off == 0 else "below 1e-9" if off < 1e-9 else f"{off:.1g}"


def row(case):
    cells = [f"<code>{escape(case['id'])}</code> {escape(case['design'])}", escape(case["source"]),
             f"{case['expected']:.6g}", f"{case['found']:.6g}", distance(case)]
    return "<tr>" + "\n".join(f"<td><p>{cell}</p></td>" for cell in cells) + "</tr>\n"


def main():
    found = json.load(sys.stdin)
    text = HEAD.format(n=len(found["cases"]), passed=found["passed"], failed=found["failed"])
    starts = {first: (name, title) for first, name, title in SECTIONS}
    begun = 0
    for case in found["cases"]:
        if case["id"] in starts:
            name, title = starts[case["id"]]
            text += "</tbody>\n</table>\n</section>\n" if begun else ""
            text += f'\n<section id="{name}">\n<title>{title}</title>\n{TABLE}'
            begun += 1
        text += row(case)
    if begun < len(SECTIONS):
        sys.exit("help-validation.py: a section begins with a case that is not there")
    sys.stdout.write(text + "</tbody>\n</table>\n</section>\n</page>\n")


main()
