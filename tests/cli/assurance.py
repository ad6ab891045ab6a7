# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim assurance: power averaged over what is believed of the values."""
import csv
import io
import json
import re

from harness import DONE, INVALID, LUO, WRONG, Case, main, without_timing

FEW = ("--replicates", "4000")
PRIOR = ("--prior", "/outcomes/rmdq/means/hand-ear/0=normal(5.7,1)")


class Assurance(Case):
    def assurance(self, *words):
        result = self.call("assurance", *words, *FEW, "--format", "json")
        self.assertEqual(result.status, DONE, result.err)
        return json.loads(result.out)

    def test_keys(self):
        found = self.assurance(LUO, *PRIOR)
        self.assertEqual(list(found), ["trefoil-assurance", "program", "scenario", "seed",
                                       "complete", "priors", "replicates", "points",
                                       "trials-at-each", "impossible", "problem", "sizes",
                                       "timing"])
        self.assertEqual(found["priors"], {"/outcomes/rmdq/means/hand-ear/0":
                                           {"distribution": "normal", "mean": 5.7, "sd": 1}})
        self.assertEqual((found["points"], found["impossible"]), (256, 0))
        self.assertEqual([size["total"] for size in found["sizes"] if size["own"]], [152])
        goals = found["sizes"][0]["goals"]
        self.assertEqual(list(goals), ["HE-UC", "ST-UC", "HE-ST", "any", "all"])
        one = goals["HE-UC"]
        self.assertEqual(list(one), ["assurance", "power", "power-distribution"])
        self.assertEqual(list(one["assurance"]), ["value", "mcse", "ci95", "exact"])
        self.assertEqual(len(one["power-distribution"]["bins"]), 20)
        self.assertEqual(list(one["power-distribution"]), ["quantiles", "mcse", "exact", "bins"])
        for error in one["power-distribution"]["mcse"].values():
            self.assertTrue(0 < error < 0.05)

    def test_exact_quantiles(self):
        """With one prior they stand beside the simulated ones, and power lies between them."""
        goals = self.assurance(LUO, *PRIOR, "--set", "/testing/sides=1")["sizes"]
        own = [size["goals"] for size in goals if size["own"]][0]["HE-UC"]
        exact = own["power-distribution"]["exact"]
        self.assertEqual(list(exact), list(own["power-distribution"]["quantiles"]))
        self.assertLess(abs(exact["p50"] - own["power"]["exact"]), 1e-6)
        text = self.call("assurance", LUO, *PRIOR, *FEW, "--set", "/testing/sides=1").out
        rows = text.split("\nExactly ")[1].split("\n\n")[0].splitlines()
        self.assertRegex(rows[0], r"^ +5 % +25 % +50 % +75 % +95 %$")
        self.assertRegex(rows[1], rf"^HE-UC .* {100 * exact['p50']:.1f} % ")

    def test_floor(self):
        """No correlation with the baseline gives less power than none."""
        words = ("--sizes", "152", "--set", "/run/replicates=20000")
        least = self.results(LUO, *words, "--set", "/outcomes/rmdq/correlation/baseline=0")
        found = self.assurance(LUO, "--sizes", "152", "--prior",
                               "/outcomes/rmdq/correlation/baseline=normal(0.5,0.3)")
        for i, goal in enumerate(("HE-UC", "ST-UC", "HE-ST")):
            power = least["sizes"][0]["hypotheses"][i]["power"]
            spread = found["sizes"][0]["goals"][goal]["power-distribution"]
            error = (power["mcse"] ** 2 + spread["mcse"]["p05"] ** 2) ** 0.5
            self.assertLess(error, 0.02)
            self.assertGreater(spread["quantiles"]["p05"], power["value"] - 2 * error)

    def test_only_what_is_believed(self):
        """A comparison without the arm has the power that it has anyway, about."""
        own = [size for size in self.assurance(LUO, *PRIOR, "--set",
                                               "/testing/multiplicity/method=none")["sizes"]
               if size["own"]][0]["goals"]
        power, assurance = own["ST-UC"]["power"], own["ST-UC"]["assurance"]
        self.assertLess(abs(power["value"] - assurance["value"]),
                        4 * (power["mcse"] ** 2 + assurance["mcse"] ** 2) ** 0.5)
        self.assertLess(own["HE-UC"]["assurance"]["value"], own["HE-UC"]["power"]["value"])

    def test_scenarios(self):
        found = self.assurance(LUO, "--set", '/priors={"scenarios":[{"weight":1},{"weight":1,'
                                             '"set":{"/outcomes/rmdq/sd":7}}]}')
        self.assertEqual((found["points"], found["trials-at-each"]), (2, 2000))

    def test_threads(self):
        one, two = (self.assurance(LUO, *PRIOR, "--threads", n) for n in ("1", "3"))
        self.assertEqual(without_timing(one), without_timing(two))

    def test_csv(self):
        result = self.call("assurance", LUO, *PRIOR, *FEW, "--format", "csv", "--sizes", "60,152")
        rows = list(csv.DictReader(io.StringIO(result.out)))
        self.assertEqual([(row["total"], row["goal"]) for row in rows[:2]],
                         [("60", "HE-UC"), ("60", "ST-UC")])
        self.assertEqual(len(rows), 2 * 5)
        self.assertLess(float(rows[0]["p50-mcse"]), 0.03)
        self.assertGreater(float(rows[0]["p50-mcse"]), 0)

    def test_table(self):
        text = self.call("assurance", LUO, *PRIOR, *FEW).out
        self.assertIn("/outcomes/rmdq/means/hand-ear/0=normal(5.7,1)", text)
        self.assertIn("What power may turn out to be, as the priors have it", text)
        self.assertIn("Assurance by number of patients", text)

    def test_columns(self):
        """All figures of a column have the decimals that its largest error earns."""
        text = self.call("assurance", LUO, *PRIOR, "--set", "/testing/multiplicity/method=none",
                         "--sizes", "60,152").out
        columns = {}
        for block, lines in enumerate(text.split("\n\n")):
            for line in lines.splitlines():
                cells = re.split("  +", line)
                if re.match(r"(HE-UC|ST-UC|HE-ST|any|all|\d+)$", cells[0]):
                    for i, cell in enumerate(cells[1:]):
                        columns.setdefault((block, i), []).append(cell)
        self.assertEqual(len(columns), 6 + 5 + 5 + 5)
        for cells in columns.values():
            decimals = {len(cell.partition(".")[2]) for cell in cells if cell != "\u2013"}
            self.assertLessEqual(len(decimals), 1, cells)

    def test_reasons(self):
        """Where there is no exact value, the reason is said, with the goals that lack it."""
        single = ("--set", "/testing/multiplicity/method=none")
        usual = ("--prior", "/outcomes/rmdq/means/usual/0=normal(8.9,1)")
        cut = ("--prior", "/outcomes/rmdq/means/hand-ear/0=truncated-normal(5.7,1,0)")
        correlation = ("--prior", "/outcomes/rmdq/correlation/baseline=normal(0.5,0.3)")
        each = "HE-UC, ST-UC, HE-ST: "
        together = "any, all: no exact power. Of several hypotheses together"
        quantiles, assurance = each + "no exact quantiles of power", each + "no exact assurance"
        for words, sentences in (
                (PRIOR, ["HE-UC, ST-UC, HE-ST, any, all: no exact power to find the first arm "
                         "better. By this multiplicity rule"]),
                ((*PRIOR, "--set", "/analyses/0/method=mann-whitney"),
                 ["HE-UC, ST-UC, HE-ST, any, all: no exact power, for no formula is known"]),
                ((*PRIOR, *single), [together]),
                ((*PRIOR, *usual, *single),
                 [together, quantiles + "; they are calculated for a single prior only."]),
                ((*cut, *single), [together, assurance + "; it is calculated for normal priors of "
                                                         "means without limits only."]),
                ((*correlation, *single),
                 [together, assurance + ", for some values that the priors allow make no valid",
                  quantiles + ", for over the prior it both rises and falls"])):
            text = self.call("assurance", LUO, *words, *FEW, "--sizes", "152").out
            text = text.replace("\n", " ")
            self.assertEqual(text.count("no exact "), len(sentences), text)
            for sentence in sentences:
                self.assertIn(sentence, text)
        whole = self.call("assurance", LUO, *PRIOR, *FEW, *single, "--sizes", "152", "--set",
                          '/testing/hypotheses=[{"id":"H","compare":["hand-ear","usual"]}]').out
        self.assertNotIn("\u2013", whole)
        self.assertNotIn("no exact", whole)

    def test_head_of_quantiles(self):
        """It says which way the probability goes."""
        text = self.call("assurance", LUO, *PRIOR, *FEW, "--sizes", "152").out.replace("\n", " ")
        self.assertIn("in the column of 25 % stands the power that is not exceeded with a "
                      "probability of 25 % Probability ", text)

    def test_exact_decimals(self):
        """Exact values keep their decimal beside figures that have not earned one."""
        text = self.call("assurance", LUO, *PRIOR, *FEW, "--set",
                         "/testing/multiplicity/method=none").out
        row = [line for line in text.splitlines() if line.startswith("HE-UC")][0]
        self.assertRegex(row, r"^HE-UC +\d+ % +[0-9.]+ % +\d\d\.\d % +\d+ % +[0-9.]+ % +"
                              r"\d\d\.\d %$")

    def test_errors_of_their_own_size(self):
        """A small error beside a large one is no 0."""
        text = self.call("assurance", LUO, "--replicates", "20000", "--sizes", "152", "--prior",
                         "/outcomes/rmdq/means/usual/0=normal(10.4,0.1)").out
        row = [line for line in text.splitlines() if line.startswith("HE-UC")][0]
        self.assertNotRegex(row, r" 0\.0+ %")

    def test_refused(self):
        self.assertIn("--prior", self.refused(WRONG, "assurance", LUO))
        for prior in ("x", "/outcomes/rmdq/sd", "/a=normal(1)", "/a=beta(1,2)"):
            self.assertIn("--prior", self.refused(WRONG, "assurance", LUO, "--prior", prior))
        result = self.call("assurance", LUO, "--prior", "/outcomes/rmdq/sd=normal(5,1)")
        self.assertEqual(result.status, INVALID)
        self.assertIn("leads to no number", result.err)


if __name__ == "__main__":
    main()
