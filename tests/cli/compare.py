# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim compare: scenarios against a first one, from files and from --with."""
import csv
import io
import json
import math
import os
import signal
import subprocess

from harness import (DATA, DONE, FAILED, INVALID, LUO, PROGRAM, WRONG, Case, environment, main)

NULL = os.path.join(DATA, "scenarios", "null-world.trefoil")
FEW = ["--replicates", "2000"]


class Compare(Case):
    def compared(self, *words):
        result = self.call("compare", *words, "--format", "json")
        self.assertEqual(result.status, DONE, result.err)
        return json.loads(result.out)

    def test_table(self):
        result = self.call("compare", LUO, NULL, *FEW)
        self.assertEqual((result.status, result.err), (DONE, ""))
        lines = result.out.splitlines()
        self.assertIn("Luo 2019 as run, 152 patients", lines[0])
        self.assertTrue(lines[1].startswith("B: "))
        self.assertIn("2000 trials of each, seed 20190704;", result.out)
        names = [line.split()[0] for line in lines if line[:2] in ("HE", "ST", "At", "Al")]
        self.assertEqual(names[:5], ["HE-UC", "ST-UC", "HE-ST", "At", "All"])

    def test_counts_are_those_of_runs(self):
        words = FEW + ["--sizes", "60,152", "--set",
                       '/testing/success=[{"id": "both", "all-of": ["HE-UC", "ST-UC"]}]']
        found = self.compared(LUO, NULL, *words)
        own = found["comparisons"][0]["own-sizes"]
        for key, file in (("a", LUO), ("b", NULL)):
            run = self.results(file, *words)
            size = next(s for s in run["sizes"] if s["total"] == 152)
            for h, hypothesis in enumerate(size["hypotheses"]):
                pair = own["hypotheses"][h]
                self.assertEqual(pair["power"][key], hypothesis["power"]["value"])
                self.assertEqual(pair["power-benefit"][key], hypothesis["power-benefit"]["value"])
            for word in ("any", "all"):
                self.assertEqual(own["trial"][word][key], size["trial"][word]["value"])
            self.assertEqual(own["trial"]["success"]["both"][key],
                             size["trial"]["success"]["both"]["value"])

    def test_error(self):
        """The numbers of trials say what the difference and its errors are."""
        own = self.compared(LUO, NULL, *FEW)["comparisons"][0]["own-sizes"]
        for row in own["hypotheses"]:
            power, n = row["power"], 2000
            plus, minus = power["trials-b-only"], power["trials-a-only"]
            d = (plus - minus) / n
            self.assertAlmostEqual(power["difference"]["value"], d, delta=1e-12)
            self.assertAlmostEqual(power["difference"]["mcse"],
                                   math.sqrt((plus + minus) / n - d * d) / math.sqrt(n),
                                   delta=1e-12)
            self.assertAlmostEqual(power["b"] - power["a"], d, delta=1e-12)

    def test_with(self):
        """--with is the file with that value, and --set is of both."""
        words = [LUO, *FEW, "--set", "/testing/alpha=0.1", "--sizes", "152"]
        one = self.compared(*words, "--with", "/arms/usual/size=60", "--with", "/title=Larger")
        text = json.loads(self.read(LUO))
        text["arms"][2]["size"] = 60
        text["title"] = "Larger"
        other = self.compared(*words[:1], self.write("b.trefoil", json.dumps(text)), *words[1:])
        for found in (one, other):
            del found["comparisons"][0]["scenario"]
            found["comparisons"][0]["differences"] = [
                row for row in found["comparisons"][0]["differences"]
                if not row["pointer"].startswith("/basis")]
        self.assertEqual(one, other)

    def test_with_marks_the_basis(self):
        """As --set does: what the file says of a value was said of the file's."""
        edit = "/outcomes/rmdq/sd=6"
        found = self.compared(LUO, *FEW, "--with", edit)["comparisons"][0]["differences"]
        marked = [row["b"] for row in found if row["pointer"].startswith("/basis")]
        edited = json.loads(self.call("fmt", LUO, "--set", edit).out)["basis"]
        self.assertEqual(edited["/outcomes/rmdq/sd"]["value"], 5)  # that of both visits
        self.assertEqual(marked, [edited["/outcomes/rmdq/sd"]])

    def test_several(self):
        found = self.compared(LUO, NULL, LUO, *FEW, "--with", "/testing/alpha=0.01")
        self.assertEqual(len(found["comparisons"]), 3)
        same = found["comparisons"][1]["own-sizes"]["trial"]["any"]["difference"]
        self.assertEqual((same["value"], same["mcse"]), (0, 0))
        self.assertLess(same["ci95"][0], 0)
        self.assertGreater(same["ci95"][1], 0)

    def test_csv(self):
        result = self.call("compare", LUO, NULL, *FEW, "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(result.out)))
        self.assertEqual([r["id-a"] for r in rows if r["own-size"] == "1"],
                         ["HE-UC", "HE-UC", "ST-UC", "ST-UC", "HE-ST", "HE-ST", "any", "all"])
        self.assertEqual({r["scenario"] for r in rows}, {NULL})
        self.assertTrue(all(r["replicates"] == "2000" for r in rows))
        self.assertEqual({r["counts-a"] for r in rows}, {"power"})
        self.assertEqual({r["counts-b"] for r in rows}, {"error"})

    def test_counts(self):
        """What is no power is marked: an error under a true null, and harm that is found."""
        harm = ("--with", "/outcomes/rmdq/means/hand-ear/0=8")
        lines = self.call("compare", NULL, *harm, *FEW).out.splitlines()
        rows = {line.split("  ")[0]: line for line in lines[:16]}
        self.assertRegex(rows["HE-UC"], r"^HE-UC +\d+ % \u00a7 +\d+ % \u2021 ")
        self.assertRegex(rows["ST-UC"], r"^ST-UC +\d+ % \u00a7 +\d+ % \u00a7 ")
        self.assertRegex(rows["At least one"], r" \u00a7 +\d+ %   ")
        self.assertTrue(any(line.startswith("\u2021: power to find harm") for line in lines))
        self.assertTrue(any(line.startswith("\u00a7: type I error") for line in lines))
        found = self.compared(NULL, *harm, *FEW)["comparisons"][0]["own-sizes"]
        self.assertEqual([row["counts"] for row in found["hypotheses"]],
                         [["error", "harm"], ["error", "error"], ["error", "harm"]])
        plain = self.call("compare", LUO, "--with", "/arms/usual/size=60", *FEW).out
        self.assertNotIn("\u00a7", plain)

    def test_same_bytes(self):
        words = ["compare", LUO, "--with", "/testing/sides=1", *FEW, "--format", "json"]
        outputs = {self.call(*words, "--threads", threads, "--isa", isa).bytes
                   for threads in ("1", "2", "7") for isa in ("auto", "scalar")}
        self.assertEqual(len(outputs), 1)

    def test_refused(self):
        art = os.path.join(DATA, "scenarios", "art-211.trefoil")
        for status, words, part in [
                (WRONG, [LUO], "found one scenario"),
                (WRONG, [LUO] * 9, "allowed: 8"),
                (WRONG, [LUO, "--with", "alpha=1"], "--with"),
                (WRONG, [LUO, "--with", "/arms/none/size=1"], "--with"),
                (WRONG, [LUO, NULL, "--index", "1"], "--index"),
                (INVALID, [LUO, "--with", "/testing/alpha=2"], "/testing/alpha"),
                (INVALID, [LUO, self.write("bad.trefoil", "{")], "bad.trefoil"),
                (FAILED, [LUO, "absent.trefoil"], "absent.trefoil"),
                (FAILED, [LUO, art], "nothing in common"),
                (FAILED, [LUO, NULL, "--replicates", "1000000000"], "too many to be paired")]:
            result = self.call("compare", *words)
            self.assertEqual(result.status, status, words)
            self.assertIn(part, result.err)
            self.assertEqual(result.out, "")

    def test_interrupted(self):
        """What is done by then is written; at most the sizes' memory bounds the trials."""
        program = subprocess.Popen(
            [PROGRAM, "compare", LUO, NULL, "--replicates", "15000000", "--sizes", "152",
             "--threads", "1", "--format", "json"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        try:
            program.wait(1.5)
        except subprocess.TimeoutExpired:
            program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=60)
        self.assertEqual(program.returncode, 130, err)
        found = json.loads(out)
        self.assertFalse(found["complete"])
        self.assertGreater(found["replicates"], 0)
        self.assertLess(found["replicates"], 15000000)


if __name__ == "__main__":
    main()
