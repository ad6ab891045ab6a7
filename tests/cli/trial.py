# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim trial: the patients of a trial, and that they are those that a run counts."""
import csv
import io
import json
import math
import statistics

from harness import DONE, LUO, WRONG, Case, main

HEADER = ["trial", "patient", "arm", "visit", "time", "score", "observed", "place"]


class Trial(Case):
    def rows(self, *words):
        result = self.call("trial", LUO, *words)
        self.assertEqual(result.status, DONE, result.err)
        return list(csv.DictReader(io.StringIO(result.out))), result

    def test_shape(self):
        rows, result = self.rows("--index", "3")
        self.assertEqual(list(rows[0]), HEADER + ["missing", "latent", "recruit"])
        visits = [r["visit"] for r in rows[:len(rows) // 152]]
        self.assertEqual(visits[0], "baseline")
        self.assertEqual(len(rows), 152 * len(visits))
        patients = {r["patient"]: r["arm"] for r in rows}
        arms = list(patients.values())
        self.assertEqual([arms.count(a) for a in ("hand-ear", "standard", "usual")], [54, 50, 48])
        self.assertEqual({r["trial"] for r in rows}, {"3"})
        self.assertEqual({r["observed"] for r in rows}, {"0", "1"})
        self.assertTrue(all(r["time"] == "0" and r["observed"] == "1" for r in rows
                            if r["visit"] == "baseline"))
        self.assertTrue(all(math.isfinite(float(r["score"])) for r in rows))
        lines = result.err.splitlines()
        self.assertEqual([line.split()[0] for line in lines[2:5]], ["HE-UC", "ST-UC", "HE-ST"])
        for line in lines[5:]:
            self.assertRegex(line, r"^(Rejected in this order|Not rejected): ")

    def test_once_lost_always_lost(self):
        rows, _ = self.rows("--index", "3")
        lost = set()
        for row in rows:
            if row["observed"] == "0":
                lost.add(row["patient"])
            self.assertEqual(row["observed"] == "0", row["patient"] in lost)

    def test_nested_sizes(self):
        """Patient k of an arm is the same at every size."""
        small, _ = self.rows("--index", "5", "--size", "60")
        large, _ = self.rows("--index", "5")
        key = lambda r: (r["arm"], r["place"], r["visit"])
        scores = {key(r): (r["score"], r["observed"]) for r in large}
        self.assertLess(len(small), len(large))
        for row in small:
            self.assertEqual(scores[key(row)], (row["score"], row["observed"]))

    def test_analysis_is_that_of_the_patients(self):
        """The estimate on standard error is the difference of the means of the rows, t test."""
        words = ["--set", '/analyses=[{"id": "main", "method": "t-test"}]']
        rows, result = self.rows("--index", "7", *words)
        last = max(float(r["time"]) for r in rows)
        mean = {arm: statistics.fmean(float(r["score"]) for r in rows
                                      if r["arm"] == arm and float(r["time"]) == last
                                      and r["observed"] == "1")
                for arm in ("hand-ear", "usual")}
        line = next(l for l in result.err.splitlines() if l.startswith("HE-UC"))
        self.assertAlmostEqual(float(line.split()[1]), mean["usual"] - mean["hand-ear"], places=2)

    def test_run_counts_these(self):
        """The mean estimate of a run of eight trials is the mean over these eight, one by one."""
        estimates, rejections = {}, {}
        for index in range(8):
            _, result = self.rows("--index", str(index))
            for line in result.err.splitlines()[2:5]:
                words = line.split()
                estimates.setdefault(words[0], []).append(float(words[1]))
                rejections.setdefault(words[0], []).append("not rejected" not in line)
        results = json.loads(self.call("run", LUO, "--replicates", "8", "--format", "json").out)
        own = next(s for s in results["sizes"] if s["total"] == 152)
        for hypothesis in own["hypotheses"]:
            mine = statistics.fmean(estimates[hypothesis["id"]])
            self.assertAlmostEqual(hypothesis["estimate"]["mean"], mine, delta=0.002)
            self.assertEqual(hypothesis["power"]["value"],
                             sum(rejections[hypothesis["id"]]) / 8)

    def test_ended_by_events(self):
        """Patients as they were analysed: so many events, and nothing after the last of them."""
        words = ["--set", '/outcomes=[{"id": "rmdq", "type": "time-to-event", "accrual": 40,'
                 '"follow-up": 20, "intervals": [8], "hazards": {"usual": [0.05, 0.02]},'
                 '"hazard-ratio": 0.7, "events": 30}]',
                 "--set", '/analyses=[{"id": "main", "method": "log-rank"}]',
                 "--set", "/basis=null"]
        rows, _ = self.rows("--index", "7", *words)
        self.assertEqual(list(rows[0]), HEADER + ["missing", "latent", "entered", "recruit"])
        events = [float(r["entered"]) + float(r["score"]) for r in rows if r["observed"] == "1"]
        end = max(events)
        self.assertEqual(len(events), 30)
        self.assertEqual({r["missing"] for r in rows}, {"", "left", "censored", "not-entered"})
        came = sorted((int(r["recruit"]), float(r["entered"])) for r in rows)
        self.assertEqual(came, sorted(came, key=lambda one: one[1]), "in the order of their entry")
        for row in rows:
            entered, score = float(row["entered"]), float(row["score"])
            self.assertEqual(row["missing"] == "not-entered", entered >= end)
            self.assertLess(entered + score, end + 1e-9 if entered < end else 40)
            if row["missing"] == "censored":
                self.assertAlmostEqual(entered + score, end, places=9)
        double, _ = self.rows("--index", "7", "--size", "304", "--sizes", "304", *words)
        self.assertEqual(sum(r["observed"] == "1" for r in double), 60)

    def test_repeatable(self):
        outputs = {self.call("trial", LUO, "--index", "11", "--isa", isa).bytes
                   for isa in ("auto", "scalar")}
        self.assertEqual(len(outputs), 1)
        self.assertNotIn(self.call("trial", LUO, "--index", "12").bytes, outputs)
        self.assertNotIn(self.call("trial", LUO, "--index", "11", "--seed", "1").bytes, outputs)

    def test_table(self):
        result = self.call("trial", LUO, "--index", "3", "--format", "table")
        self.assertEqual(result.status, DONE)
        self.assertEqual(result.out.split("\n")[0].split(), HEADER + ["recruit"])
        self.assertEqual(len({len(l) for l in result.out.splitlines()}), 1, "aligned")

    def test_quiet_and_output(self):
        result = self.call("trial", LUO, "--index", "3", "--quiet", "-o", "t.csv")
        self.assertEqual((result.status, result.out, result.err), (DONE, "", ""))
        self.assertEqual(self.read("t.csv"), self.call("trial", LUO, "--index", "3").bytes)

    def test_size_refused(self):
        sentence = self.refused(WRONG, "trial", LUO, "--index", "3", "--size", "61")
        self.assertIn("--size", sentence)
        self.assertIn("61", sentence)
        self.assertEqual(self.call("trial", LUO, "--index", "3", "--size", "61", "--sizes",
                                   "61").status, DONE)

    def test_last_index(self):
        self.assertEqual(self.call("trial", LUO, "--index", "999999999").status, DONE)

    def test_beyond_the_run(self):
        """A trial that the run does not count is written as any other, with one more line."""
        few = ("--set", "/run/replicates=40")
        within = self.call("trial", LUO, *few, "--index", "39")
        beyond = self.call("trial", LUO, *few, "--index", "40")
        self.assertEqual((within.status, beyond.status), (DONE, DONE))
        self.assertNotIn("beyond", within.err)
        self.assertRegex(beyond.err, r"\Atrefoil-sim: --index 40 lies beyond .*\b0 to 39\b")
        self.assertEqual(beyond.bytes, self.call("trial", LUO, "--index", "40").bytes)
        self.assertEqual(self.call("trial", LUO, *few, "--index", "40", "-q").err, "")


if __name__ == "__main__":
    main()
