# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim size: how many patients, as people and as scripts read it."""
import json
import os
import signal
import subprocess
import time

from harness import (DATA, DONE, LIMIT, LUO, PROGRAM, WRONG, Case, environment, main,
                     without_timing)

REPLANNED = os.path.join(DATA, "scenarios", "luo-replanned.trefoil")
FEW = ("--replicates", "4000")


class Size(Case):
    def size(self, *words):
        result = self.call("size", *words, "--format", "json")
        self.assertEqual(result.status, DONE, result.err)
        return json.loads(result.out)

    def test_keys(self):
        found = self.size(LUO, "--power", "0.8", *FEW)
        self.assertEqual(list(found), ["trefoil-size", "program", "scenario", "seed", "complete",
                                       "replicates", "sample-size", "timing"])
        sizes = found["sample-size"]
        self.assertEqual(list(sizes), ["target", "by", "by-hypothesis", "by-success", "any",
                                       "all"])
        self.assertEqual(sizes["target"], 0.8)
        self.assertEqual(list(sizes["by-hypothesis"]), ["HE-UC", "ST-UC", "HE-ST"])
        one = sizes["by-hypothesis"]["HE-UC"]
        self.assertEqual(sum(one["arms"].values()), one["total"])
        self.assertLessEqual(one["ci95"][0], one["total"])
        self.assertGreaterEqual(one["ci95"][1], one["total"])
        self.assertLess(one["analysed"], one["total"])
        self.assertGreaterEqual(one["power"]["value"], 0.8)

    def test_replanned(self):
        """A difference of 1.1, SD 5, ANCOVA with a correlation of 0.5: 245, 327 patients an arm,
        and 326, 420 with Bonferroni's rule (noncentral t averaged over the imbalance, all arms).
        What is simulated is within four standard errors of it: twice the interval."""
        for method, power, each in (("none", 0.8, 245), ("none", 0.9, 327),
                                    ("bonferroni", 0.8, 326), ("bonferroni", 0.9, 420)):
            found = self.size(REPLANNED, "--goal", "HE-ST", "--power", str(power), "--set",
                              f"/testing/multiplicity/method={method}", "--set",
                              "/dropout/proportion=0", "--replicates", "100000")
            answer = found["sample-size"]["by-hypothesis"]["HE-ST"]
            self.assertEqual(answer["exact"]["arms"]["hand-ear"], each)
            low, high = answer["ci95"]
            total, exact = answer["total"], answer["exact"]["total"]
            self.assertLessEqual(total - 2 * (total - low + 1), exact)
            self.assertGreaterEqual(total + 2 * (high - total + 1), exact)
            self.assertLess(high - low, 40)
            self.assertLess(abs(answer["power"]["value"] - answer["power"]["exact"]),
                            4 * answer["power"]["mcse"])

    def test_threads(self):
        """Nothing but the timing depends on the number of threads."""
        one, two = (self.size(LUO, *FEW, "--goal", "any", "--threads", n) for n in ("1", "3"))
        self.assertEqual(without_timing(one), without_timing(two))

    def test_table(self):
        text = self.call("size", LUO, *FEW, "--power", "0.8", "--goal", "HE-UC").out
        self.assertRegex(text.replace("\n", " "),
                         r"HE-UC: \d+ patients in all \(hand-ear \d+, standard \d+, usual \d+\), "
                         r"calculated exactly; simulated as a check: \d+ \(\d+ to \d+\)\. ")
        # many trials leave no other number in whole patients an arm than the exact one
        text = self.call("size", LUO, "--replicates", "400000", "--goal", "HE-UC").out
        self.assertIn("HE-UC: 156 patients in all (hand-ear 56, standard 51, usual 49), calculated "
                      "exactly; simulated as a check: 156 (only 156). ", text.replace("\n", " "))
        ranks = self.call("size", LUO, *FEW, "--goal", "HE-UC", "--set",
                          "/analyses/main/method=mann-whitney", "--set",
                          "/analyses/main/adjust-for=null").out
        self.assertRegex(ranks.replace("\n", " "),
                         r"usual \d+\), simulated, 95 % interval \d+ to \d+\. ")

    def test_recommended(self):
        """One number to plan with: exact, equal arms equal; else simulated."""
        words = (REPLANNED, *FEW, "--goal", "HE-ST")
        found = self.size(*words)["sample-size"]["by-hypothesis"]["HE-ST"]
        power = found["recommended"].pop("power")
        there = self.results(REPLANNED, *FEW, "--sizes", "1401")["sizes"]
        self.assertEqual(power["value"], next(size["hypotheses"][-1]["power"]["value"]
                                              for size in there if size["total"] == 1401))
        self.assertEqual(found["recommended"], {
            "total": 1401, "arms": {"hand-ear": 467, "standard": 467, "usual": 467}, "by": "exact"})
        self.assertIn("HE-ST: 1401 patients in all (467 in each arm), calculated exactly;",
                      self.call("size", *words).out.replace("\n", " "))
        run = self.call("run", REPLANNED, *FEW).out
        self.assertRegex(run, r"(?m)^HE-ST +1401 +467 in each arm +exact +\d+ \(\d+ to \d+\)$")
        ranks = ("--set", "/analyses/main/method=mann-whitney", "--set",
                 "/analyses/main/adjust-for=null")
        other = self.size(*words, *ranks)["sample-size"]["by-hypothesis"]["HE-ST"]
        self.assertEqual(other["recommended"]["by"], "search")
        self.assertEqual(len(set(other["recommended"]["arms"].values())), 1)
        self.assertIn(other["recommended"]["total"] - other["total"], (0, 1, 2))

    def test_not_reached(self):
        text = self.call("size", LUO, *FEW, "--power", "0.8", "--goal", "HE-ST", "--set",
                         "/outcomes/rmdq/means/hand-ear=[6.79,6.59]").out
        self.assertRegex(text.replace("\n", " "),
                         "not reached: with 100\u202f000 patients it is "
                         r"\d+\.\d % exactly, and \d+ % in 400 simulated trials \(95 % interval "
                         r"\d+ % to \d+ %\)\. ")
        self.assert_no_empty_table(text)

    def test_nothing(self):
        """Two arms alike: no number of patients is to find a difference."""
        words = (LUO, *FEW, "--power", "0.8", "--goal", "HE-ST", "--set",
                 "/outcomes/rmdq/means/hand-ear=[6.8,6.6]")
        text = self.call("size", *words).out
        self.assertRegex(text, "HE-ST: there is nothing to find, for its null hypothesis is true")
        # unadjusted, the level is the exact error of a t test
        alone = self.call("size", *words, "--set", "/testing/multiplicity/method=none").out
        self.assertRegex(alone.replace("\n", " "),
                         r"of trials with 152 patients the share that rejects it by error is "
                         r"5\.0 % exactly, and [\d.]+ % in \d+ simulated trials")
        self.assert_no_empty_table(text)
        # without an exact value there is the simulated one alone
        ranks = self.call("size", *words, "--set", "/analyses/main/method=mann-whitney", "--set",
                          "/analyses/main/adjust-for=null").out
        self.assertRegex(ranks.replace("\n", " "),
                         r"by error is [\d.]+ % in \d+ simulated trials \(95")
        # an error that grows with the number of patients is not searched for
        nested = os.path.join(DATA, "scenarios", "therapist-nested.trefoil")
        grown = self.call("size", nested, *FEW).out.replace("\n", " ")
        self.assertEqual(grown.count("of trials with 156 patients the share that"), 5)
        answer = self.size(*words)["sample-size"]["by-hypothesis"]["HE-ST"]
        self.assertEqual((answer["total"], answer["ci95"], answer["status"]),
                         (None, [None, None], "nothing-to-find"))

    def assert_no_empty_table(self, text):
        """Dashes are no answer, and trials in the title would not be those of the sentences."""
        self.assertIn("\nPatients needed for a power of 80.0 % (seed ", text)
        self.assertNotIn("\u2013", text)
        self.assertNotIn("Goal", text)

    def test_not_only_reached(self):
        """One goal is reached and one never is: the table has both."""
        same = (LUO, *FEW, "--power", "0.8", "--set", "/outcomes/rmdq/means/hand-ear=[6.8,6.6]")
        text = self.call("size", *same).out
        self.assertRegex(text, r"(?m)^ST-UC +\d+ ")
        self.assertRegex(text, r"(?m)^HE-ST +\u2013 ")
        sizes = self.size(*same)["sample-size"]["by-hypothesis"]
        self.assertEqual(sizes["ST-UC"]["power"]["replicates"], 4000)
        self.assertEqual(sizes["HE-ST"]["power"]["replicates"], 4000)

    def test_null_at_a_total(self):
        """What is rejected of a true null at a given size is called an error there, too."""
        text = self.call("size", LUO, *FEW, "--power", "0.8", "--goal", "HE-ST", "--total", "152",
                         "--allocation", "--set", "/outcomes/rmdq/means/hand-ear=[6.8,6.6]").out
        self.assertRegex(text, r"(?m)^HE-ST: the type I error is \d(\.\d)? %, with a true effect "
                               "of 0")
        self.assertIn("HE-ST: there is nothing to find, so no ratio is sought.", text)

    def test_success(self):
        """A criterion of success is a goal: of both of two hypotheses it needs more than of one."""
        both = ("--set", '/testing/success=[{"id":"both","all-of":["HE-UC","ST-UC"]}]')
        sizes = self.size(LUO, *FEW, "--power", "0.8", *both)["sample-size"]
        self.assertEqual(list(sizes["by-success"]), ["both"])
        self.assertGreaterEqual(sizes["by-success"]["both"]["total"],
                                sizes["by-hypothesis"]["ST-UC"]["total"])
        goal = self.size(LUO, *FEW, "--power", "0.8", *both, "--set", "/run/goal=both")
        self.assertEqual(goal["sample-size"]["by-hypothesis"], {})
        self.assertEqual(goal["sample-size"]["by-success"], sizes["by-success"])

    def test_total(self):
        """What a trial of so many patients can find: the power of a run at that size, too."""
        words = (LUO, *FEW, "--power", "0.8", "--goal", "HE-UC", "--total", "200")
        found = self.size(*words)["at-total"]
        self.assertEqual(sum(found["arms"].values()), 200)
        goal = found["goals"]["HE-UC"]
        run = self.results(LUO, *FEW, "--sizes", "200")
        size = next(s for s in run["sizes"] if s["total"] == 200)
        self.assertEqual(goal["power"]["value"], size["hypotheses"][0]["power"]["value"])
        self.assertEqual(goal["pointer"], "/outcomes/rmdq/means/hand-ear/0")
        self.assertLess(goal["detectable"], goal["true-effect"])
        self.assertRegex(self.call("size", *words).out, r"With 200 patients, of whom")
        self.assertIn("--total", self.refused(WRONG, "size", LUO, "--total", "5"))

    def test_worse(self):
        """That the first arm is the worse one is what a two-sided test shows, which is said."""
        pairs = ("--set", '/testing/hypotheses=[{"id":"a","compare":["usual","hand-ear"]},'
                          '{"id":"b","compare":["standard","usual"]}]')
        words = (LUO, *FEW, "--power", "0.8", "--total", "200", *pairs)
        found = self.size(*words)
        sizes, goals = found["sample-size"]["by-hypothesis"], found["at-total"]["goals"]
        for by_id in (sizes, goals):
            self.assertLess(by_id["a"]["true-effect"], 0)
            self.assertEqual(by_id["a"]["worse-arm"], "usual")
            self.assertGreater(by_id["b"]["true-effect"], 0)
            self.assertIsNone(by_id["b"]["worse-arm"])
        text = self.call("size", *words).out
        sentence = "a: usual is the worse arm in this scenario; these trials would show that."
        self.assertEqual(text.count(sentence), 2)
        self.assertEqual(text.count("worse"), 2)
        text = self.call("size", *words, "--set", "/testing/sides=1").out
        self.assertNotIn("worse", text)

    def test_mean_patients(self):
        """Means of patients have one decimal at most."""
        text = self.call("size", LUO, *FEW, "--goal", "HE-UC", "--total", "101").out
        self.assertRegex(text, r"With 101 patients, of whom \d+(\.\d)? are analysed")

    def test_no_better_ratio(self):
        text = self.call("size", LUO, *FEW, "--power", "0.8", "--goal", "HE-UC", "--allocation",
                         "--set", "/arms/hand-ear/size=50", "--set", "/arms/usual/size=50").out
        self.assertRegex(text.replace("\n", " "), r"no ratio of the arms that it compares "
                         r"\(hand-ear, usual\), in small whole numbers, was found to need fewer")

    def test_signal(self):
        process = subprocess.Popen([PROGRAM, "size", LUO, "--replicates", "20000000", "-o",
                                    "out.json"], stderr=subprocess.PIPE, cwd=self.folder,
                                   env=environment())
        self.addCleanup(process.kill)
        time.sleep(1)
        self.assertIsNone(process.poll(), "it ended before the signal")
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=LIMIT)[1]
        self.assertEqual(process.returncode, 130)
        self.assertIn(b"interrupted; nothing was written", err)
        self.assertEqual(os.listdir(self.folder), [])

    def test_allocation(self):
        words = (LUO, *FEW, "--power", "0.8", "--goal", "any", "--allocation", "--set",
                 "/testing/multiplicity/method=dunnett", "--set",
                 '/testing/hypotheses=[{"id":"a","compare":["hand-ear","usual"]},'
                 '{"id":"b","compare":["standard","usual"]}]')
        found = self.size(*words)["allocation"]["any"]
        self.assertEqual(found["by"], "exact")
        self.assertLess(found["total"], found["planned-total"])
        self.assertGreater(found["ratio"]["usual"], found["ratio"]["standard"])
        self.assertIs(found["better"], True)
        self.assertIsNone(found["unblocked-total"])
        out = self.call("size", *words).out.replace("\n", " ")
        self.assertRegex(out, r"\d+ patients as \d+ : \d+ : \d+ ")
        words = (LUO, *FEW, "--goal", "any", "--allocation")
        found = self.size(*words)
        self.assertEqual(found["allocation"]["any"]["planned-total"],
                         found["sample-size"]["any"]["recommended"]["total"])
        few = found["allocation"]["any"]["arms"]["standard"]
        self.assertIn(f"But Standard acupuncture has only {few} patients: in arms of fewer than ",
                      self.call("size", *words).out.replace("\n", " "))

    def test_refused(self):
        self.assertIn("allowed: HE-UC, ST-UC, HE-ST, any, all",
                      self.refused(WRONG, "size", LUO, "--goal", "none"))
        for power in ("0", "1", "90", "x"):
            self.assertIn("--power", self.refused(WRONG, "size", LUO, "--power", power))


if __name__ == "__main__":
    main()
