# SPDX-License-Identifier: GPL-3.0-or-later
"""The example of how a program uses sim.h: the numbers of trefoil-sim, and quoted by the guide.

Called with trefoil-sim and the compiled example.
"""
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from harness import DATA, LIMIT, LUO, Case, environment, main

EXAMPLE = os.path.abspath(sys.argv.pop(2))
HERE = os.path.dirname(os.path.abspath(__file__))
GUIDE = os.path.join(HERE, "..", "..", "help", "C", "library.page")


class Library(Case):
    def example(self, *words):
        return subprocess.run([EXAMPLE, *words], capture_output=True, text=True, timeout=LIMIT,
                              env=environment(), check=False)

    def test_powers(self):
        done = self.example(LUO)
        self.assertEqual(done.returncode, 0, done.stderr)
        result = self.call("run", LUO, "--format", "json")
        own = next(size for size in json.loads(result.out)["sizes"] if size["total"] == 152)
        expected = [(row["id"], row["power"]["value"], row["power"]["mcse"], row["power"]["exact"])
                    for row in own["hypotheses"]]
        found = [line.split() for line in done.stdout.splitlines()]
        self.assertEqual([row[0] for row in found], [row[0] for row in expected])
        for row, wanted in zip(found, expected):
            for text, number in zip(row[1:], wanted[1:]):
                self.assertAlmostEqual(float(text), number, delta=1e-6)

    def test_problems(self):
        path = self.write("bad.trefoil", '{"trefoil": 1, "run": {"seed": -1}}')
        done = self.example(path)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("/run/seed", done.stderr)

    def test_quoted(self):
        page = ElementTree.parse(GUIDE).getroot()
        with open(os.path.join(HERE, "library.c"), encoding="utf-8") as file:
            source = file.read()
        codes = [code.text for code in page.iter("{http://projectmallard.org/1.0/}code")]
        self.assertIn(source.partition("*/\n")[2], codes)


main()
