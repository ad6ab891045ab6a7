# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim verify: the table of cases, its formats, and what a case that fails does.

Called with trefoil-sim, then two test builds of it whose tables of cases are other ones: one with
wrong expectations, one with a case that takes for ever.
"""
import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time

import harness
from harness import DONE, FAILED, LIMIT, WRONG, Case, environment, main

BROKEN, ENDLESS = (os.path.abspath(path) for path in sys.argv[2:4])
TREE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FAILING = ["wrong-sum", "wrong-digits", "wrong-level"]


class Verify(Case):
    def other(self, program, *words):
        """A call of a test build."""
        done = subprocess.run([program, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              cwd=self.folder, timeout=LIMIT, env=environment(), check=False)
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

    def test_table(self):
        """It needs nothing but the program itself: neither data nor a home."""
        done = subprocess.run([harness.PROGRAM, "verify"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, cwd="/", env={"PATH": "/nowhere"},
                              timeout=LIMIT, check=False)
        out = done.stdout.decode("utf-8")
        self.assertEqual((done.returncode, done.stderr), (DONE, b""))
        lines = out.splitlines()
        passed = re.fullmatch(r"(\d+) passed, 0 failed\.", lines[-1])
        self.assertIsNotNone(passed, lines[-1])
        self.assertIn("Verification of trefoil-sim ", lines[0])
        self.assertRegex(lines[1], r"^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC$")
        self.assertRegex(lines[2], r"vector path \w+, \d+ threads?$")
        rows = [line for line in lines if re.search(r" (pass|FAIL)$", line)]
        self.assertEqual(len(rows), int(passed.group(1)))
        self.assertGreaterEqual(len(rows), 60)
        self.assertRegex(out, r"(?m)^luo-t-32-simulated .* z -?\d\.\d\d +pass$")
        self.assertLessEqual(max(map(len, lines)), 100)

    def test_json_and_csv(self):
        """Simulated cases are the same bits on every path and for any number of threads."""
        result = self.call("verify", "--format", "json", "--threads", "1", "--isa", "scalar")
        self.assertEqual(result.status, DONE)
        result_json = result.out
        found = json.loads(result.out)
        self.assertEqual(found["machine"]["isa"], "scalar")
        self.assertEqual(found["machine"]["threads"], 1)
        self.assertEqual(found["failed"], 0)
        self.assertEqual(found["passed"], len(found["cases"]))
        for case in found["cases"]:
            self.assertIs(case["pass"], True)
            self.assertTrue(case["source"] and case["design"])
            self.assertEqual(case["z"] is None, case["kind"] != "simulated")
        result = self.call("verify", "-o", "out.csv", "--quiet", "--threads", "3")
        self.assertEqual((result.status, result.out, result.err), (DONE, "", ""))
        rows = list(csv.DictReader(io.StringIO(self.read("out.csv").decode("utf-8"))))
        self.assertTrue(all(row["pass"] == "1" for row in rows))
        self.assertEqual(len({row["id"] for row in rows}), len(rows))
        self.assertRegex(rows[0]["date"], "UTC$")
        self.assertEqual(self.page(result_json), self.committed(),
                         "renew the page: ninja -C build help-pages")
        self.assertEqual([(row["id"], float(row["found"])) for row in rows
                          if row["kind"] == "simulated"],
                         [(case["id"], case["found"]) for case in found["cases"]
                          if case["kind"] == "simulated"])

    def page(self, found):
        """The guide's page of these cases."""
        done = subprocess.run([sys.executable, os.path.join(TREE, "tools", "help-validation.py")],
                              input=found.encode(), stdout=subprocess.PIPE, timeout=LIMIT,
                              check=True)
        return done.stdout.decode("utf-8")

    def committed(self):
        with open(os.path.join(TREE, "help", "C", "validation.page"), encoding="utf-8") as file:
            return file.read()

    def test_no_operands(self):
        self.assertIn("found 1 names; allowed: none", self.refused(WRONG, "verify", "x"))

    def test_broken(self):
        status, out, err = self.other(BROKEN, "verify")
        self.assertEqual(status, FAILED)
        lines = out.splitlines()
        self.assertEqual(lines[-1], "2 passed, 3 failed.")
        failing = [line.split()[0] for line in lines if line.endswith(" FAIL")]
        self.assertEqual(failing, FAILING)
        for case in FAILING:
            self.assertRegex(out, rf"(?m)^FAIL {case}: found \S+( %)?, expected ")
        self.assertIn("3 cases failed: do not rely on this installation", err)

    def test_broken_json(self):
        status, out, _ = self.other(BROKEN, "verify", "--format", "json")
        self.assertEqual(status, FAILED)
        found = json.loads(out)
        self.assertEqual((found["passed"], found["failed"]), (2, 3))
        self.assertEqual([case["id"] for case in found["cases"] if not case["pass"]], FAILING)

    def test_broken_csv(self):
        status, out, _ = self.other(BROKEN, "verify", "--format", "csv")
        self.assertEqual(status, FAILED)
        rows = list(csv.DictReader(io.StringIO(out)))
        self.assertEqual([row["id"] for row in rows if row["pass"] == "0"], FAILING)

    def test_interrupted(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen([ENDLESS, "verify", "-o", "out.txt"], cwd=self.folder,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       env=environment())
            self.addCleanup(process.kill)
            time.sleep(1)
            self.assertIsNone(process.poll(), "it ended before the signal")
            process.send_signal(number)
            out, err = process.communicate(timeout=LIMIT)
            self.assertEqual(process.returncode, 128 + number)
            self.assertEqual(out, b"")
            self.assertIn(b"interrupted; nothing was written", err)
            self.assertEqual(os.listdir(self.folder), [])


sys.argv[2:4] = []
main()
