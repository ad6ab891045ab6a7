# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim nulls: the family-wise error where hypotheses are true nulls."""
import csv
import io
import json
import os
import re

from harness import DATA, DONE, INVALID, LUO, Case, main, without_timing

GOLD = os.path.join(DATA, "scenarios", "gold-standard.trefoil")
TWELVE = os.path.join(DATA, "scenarios", "multiplicity.trefoil")
FEW = ("--replicates", "4000")


class Nulls(Case):
    def nulls(self, *words):
        result = self.call("nulls", *words, *FEW, "--format", "json")
        self.assertEqual(result.status, DONE, result.err)
        return json.loads(result.out)

    def test_keys(self):
        found = self.nulls(LUO)
        self.assertEqual(list(found), ["trefoil-nulls", "program", "scenario", "seed", "complete",
                                       "replicates", "total", "sets-left-out", "largest", "nulls",
                                       "timing"])
        self.assertEqual(found["sets-left-out"], 0)
        self.assertEqual(found["replicates"], 4000)
        one = found["nulls"][0]
        self.assertEqual(list(one), ["true-nulls", "on-boundary", "others", "feasible", "reason",
                                     "fwer", "true-effect", "rejected"])
        self.assertEqual(one["true-nulls"], ["HE-UC", "ST-UC", "HE-ST"])
        self.assertEqual(set(one["true-effect"].values()), {0})
        self.assertEqual(list(one["fwer"]), ["value", "mcse", "ci95", "exact"])

    def test_sets(self):
        """Three pairs: all, one at a time; two of them are three."""
        sets = {}
        for one in self.nulls(LUO)["nulls"]:
            sets.setdefault(one["feasible"], set()).add((*one["on-boundary"],
                                                              one["others"]))
        self.assertEqual(len(sets[True]), 7)
        self.assertTrue(all(len(each) == 3 for each in sets[False]))
        for one in self.nulls(LUO)["nulls"]:
            self.assertEqual(one["feasible"], one["reason"] is None)
            self.assertEqual(one["feasible"], one["fwer"] is not None)

    def test_largest(self):
        found = self.nulls(LUO, "--set", "/testing/multiplicity/method=none")
        largest = max((one["fwer"]["value"], one["true-nulls"]) for one in found["nulls"]
                      if one["feasible"])
        self.assertEqual(found["largest"]["fwer"]["value"], largest[0])
        self.assertEqual(len(found["largest"]["true-nulls"]), 3)
        self.assertGreater(largest[0], 0.1)

    def test_threads(self):
        one, two = (self.nulls(LUO, "--threads", n) for n in ("1", "3"))
        self.assertEqual(without_timing(one), without_timing(two))

    def test_csv(self):
        result = self.call("nulls", LUO, *FEW, "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(result.out)))
        self.assertEqual(len(rows), 7 * 4)
        self.assertEqual(rows[0]["true-nulls"], "HE-UC;ST-UC;HE-ST")
        self.assertEqual({row["kind"] for row in rows}, {"fwer", "rejected"})

    def test_errors(self):
        """Two digits of each, as everywhere; a small one is not 0.0, and what is 0 is 0.00."""
        words = ("nulls", LUO, "--replicates", "100000")
        text = self.call(*words).out
        found = json.loads(self.call(*words, "--format", "json").out)
        errors = [one["fwer"]["mcse"] for one in found["nulls"] if one["feasible"]]
        shown = re.findall(r"(?m)^(?:all|HE-UC|ST-UC|HE-ST) .*?\d %  ([0-9.]+) %  ", text)
        self.assertEqual(shown, [f"{100 * error:.2f}" for error in errors])
        self.assertTrue(all(error < 0.001 for error in errors))
        largest = f"{100 * found['largest']['fwer']['mcse']:.2f}"
        self.assertIn(f"(standard error {largest} %)", text.replace("\n", " "))

    def test_table(self):
        text = self.call("nulls", LUO, *FEW).out
        self.assertIn("Largest family-wise error: ", text)
        self.assertRegex(text.replace("\n", " "), r"\(standard error [0-9.]+ %\), exactly 5\.0 %, "
                                                  "where true nulls are: ")
        self.assertIn("Not by themselves: HE-UC, ST-UC (then HE-ST is true as well)", text)

    def test_many_sets(self):
        """Of twelve tests of three arms few sets can be: these are listed, the others counted."""
        text = self.call("nulls", TWELVE, "--replicates", "8").out
        self.assertRegex(text, r"(?m)^Not by themselves: \d\d sets of true nulls, such as [\w-]+ "
                               r"\(then [\w-]+ is true as\s+well\);\s+JSON\s+has\s+all\.")
        self.assertEqual(text.count("Not by themselves"), 1)

    def test_no_exact(self):
        text = self.call("nulls", LUO, *FEW, "--set", "/analyses/main/method=mann-whitney").out
        self.assertIn("Largest family-wise error: ", text)
        self.assertNotIn(", exactly", text)

    def test_beyond(self):
        """Of three claims that contradict each other two make the third a null beyond."""
        nulls = self.nulls(GOLD)["nulls"]
        self.assertFalse(nulls[0]["feasible"])
        both = [one for one in nulls if one["on-boundary"] == ["works", "no-worse"]][0]
        self.assertEqual(both["true-nulls"], ["works", "no-worse", "keeps"])
        self.assertLess(both["true-effect"]["keeps"], -0.1)
        self.assertGreater(both["fwer"]["value"], 0.05)

    def test_not_looked_at(self):
        """What the table has no row for is said, and not of what it has one for."""
        text = self.call("nulls", GOLD, *FEW).out
        self.assertNotIn("Not by themselves: all", text)
        self.assertIn("Not with the others far: works, keeps; no-worse, keeps (", text)

    def test_invalid(self):
        self.assertEqual(self.call("nulls", LUO, "--set", "/arms/usual/size=-1").status, INVALID)


if __name__ == "__main__":
    main()
