# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim run: what it writes, and that nothing but the scenario and the seed decides it."""
import csv
import io
import json
import os
import re
import shutil
import subprocess

from harness import DONE, INVALID, FAILED, LUO, WRONG, Case, environment, main, without_timing


class Json(Case):
    def test_keys(self):
        results = self.results(LUO, "--replicates", "2000")
        self.assertEqual(list(results), ["trefoil-results", "program", "scenario", "seed",
                                         "replicates", "complete", "fingerprint", "sizes",
                                         "sample-size", "timing"])
        self.assertEqual(results["trefoil-results"], 1)
        self.assertRegex(results["program"], r"^trefoil-sim \d+\.\d+\.\d+$")
        self.assertRegex(results["scenario"]["sha256"], r"^[0-9a-f]{64}$")
        self.assertRegex(results["fingerprint"], r"^[0-9a-f]{64}$")
        self.assertIs(results["complete"], True)
        self.assertEqual(results["replicates"], 2000)
        size = next(s for s in results["sizes"] if s["total"] == 152)
        self.assertEqual(size["arms"], {"hand-ear": 54, "standard": 50, "usual": 48})
        self.assertEqual([h["id"] for h in size["hypotheses"]], ["HE-UC", "ST-UC", "HE-ST"])
        power = size["hypotheses"][0]["power"]
        self.assertEqual(list(power), ["value", "mcse", "ci95", "exact", "z", "approximation"])
        self.assertLess(power["ci95"][0], power["value"])
        self.assertGreater(power["ci95"][1], power["value"])

    def test_target_that_trials_cannot_tell(self):
        """200 trials say nothing of 99.9999 %: the number stays between the sizes, and in its
        interval, and the table says why it is none to plan with."""
        words = ("--replicates", "200", "--sizes", "300,400", "--set",
                 "/run/target-power=0.999999")
        found = self.results(LUO, *words)
        self.assertEqual(found["sizes"][-1]["hypotheses"][0]["power"]["value"], 1)
        reach = found["sample-size"]["by-hypothesis"]["HE-UC"]
        self.assertEqual(reach["total"], 400)
        self.assertLessEqual(reach["ci95"][0], reach["total"])
        self.assertIsNone(reach["ci95"][1])
        doubt = "trials cannot show that a power is above >99.9 %"
        self.assertIn(f"200 {doubt}", " ".join(self.call("run", LUO, *words).out.split()))
        self.assertIn(f"200 {doubt}", " ".join(self.call(
            "size", LUO, "--replicates", "200", "--power", "0.999999", "--goal",
            "HE-UC").out.split()))
        self.assertNotIn("trials cannot show", self.call("run", LUO, *words[:4]).out)

    def test_close_to_exact(self):
        results = self.results(LUO, "--set", "/dropout/proportion=0", "--replicates", "20000")
        compared = 0
        for size in results["sizes"]:
            for hypothesis in size["hypotheses"]:
                power = hypothesis["power"]
                if power["exact"] is not None:
                    compared += 1
                    self.assertLess(abs(power["value"] - power["exact"]),
                                    5 * power["mcse"] + 1e-6)
                    self.assertEqual(power["exact"], round(power["exact"], 6))
        self.assertGreater(compared, 10)

    def test_canonical(self):
        """The file is what Python's reader and writer would leave unchanged in content."""
        text = self.call("run", LUO, "--replicates", "800", "--format", "json").out
        self.assertTrue(text.endswith("}\n"))
        self.assertNotIn("\t", text)
        self.assertNotRegex(text, r"(?i)\b(nan|inf)")


class Identity(Case):
    """The same bytes but for timing, whatever computes them."""

    def same(self, *variants):
        first = None
        for words in variants:
            results = self.results(LUO, "--replicates", "30000", *words)
            body = json.dumps(without_timing(results))
            if first is None:
                first = body
            self.assertEqual(body, first, words)

    def test_threads(self):
        self.same(["--threads", "1"], ["--threads", "2"], ["--threads", "7"])

    def test_isa(self):
        allowed = self.call("run", LUO, "--isa", "none").err
        paths = re.search(r"on this machine: ([a-z0-9, ]+)", allowed).group(1).split(", ")
        self.assertIn("scalar", paths)
        self.same(*(["--isa", path.strip()] for path in paths))

    def test_csv_bytes(self):
        outputs = {self.call("run", LUO, "--replicates", "5000", "--format", "csv", "--threads",
                             str(threads)).bytes for threads in (1, 2, 7)}
        self.assertEqual(len(outputs), 1)

    def test_twice(self):
        self.same([], [])

    def test_locale(self):
        """A locale with a decimal comma changes no number; it is made here, for this test alone."""
        localedef = shutil.which("localedef")
        if localedef is None or not os.path.exists("/usr/share/i18n/locales/de_DE"):
            self.skipTest("no locale can be made here")
        subprocess.run([localedef, "-i", "de_DE", "-f", "UTF-8", self.path("de_DE.UTF-8")],
                       check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        comma = environment(LOCPATH=self.folder, LC_ALL="de_DE.UTF-8")
        shown = subprocess.run(["locale", "decimal_point"], stdout=subprocess.PIPE, env=comma,
                               check=False).stdout
        if shown.strip() != b",":
            self.skipTest("the locale could not be made")
        words = ("run", LUO, "--replicates", "800")
        self.assertEqual(self.call(*words, "--format", "csv").bytes,
                         self.call(*words, "--format", "csv", env=comma).bytes)
        self.assertNotRegex(self.call(*words, env=comma).out, r"\d,\d")


class Edits(Case):
    def test_seed(self):
        one = self.results(LUO, "--replicates", "2000")
        two = self.results(LUO, "--replicates", "2000", "--seed", "1")
        self.assertEqual(two["seed"], 1)
        self.assertNotEqual(one["fingerprint"], two["fingerprint"])
        self.assertEqual(self.results(LUO, "--replicates", "2000", "--set", "/run/seed=1")
                         ["fingerprint"], two["fingerprint"])

    def test_largest_seed(self):
        results = self.results(LUO, "--replicates", "80", "--seed", "9007199254740991")
        self.assertEqual(results["seed"], 9007199254740991)

    def test_sizes(self):
        results = self.results(LUO, "--replicates", "800", "--sizes", "100,200")
        self.assertEqual([s["total"] for s in results["sizes"]], [100, 152, 200])

    def test_set(self):
        results = self.results(LUO, "--replicates", "800", "--set", "/arms/hand-ear/size=60",
                               "--set", "/title=Ein größerer Arm",
                               "--set", '/testing/multiplicity={"method": "holm"}')
        self.assertEqual(results["scenario"]["title"], "Ein größerer Arm")
        self.assertIn(158, [s["total"] for s in results["sizes"]])

    def test_set_null_removes(self):
        results = self.results(LUO, "--replicates", "800", "--set", "/title=null")
        self.assertEqual(results["scenario"]["title"], "")

    def test_set_refused(self):
        self.assertIn("/arms/nobody/size",
                      self.refused(WRONG, "run", LUO, "--set", "/arms/nobody/size=3"))
        result = self.call("run", LUO, "--set", "/arms/usual/size=1", "--set", "/nonsense=1")
        self.assertEqual(result.status, INVALID)
        self.assertEqual(result.out, "")
        self.assertRegex(result.err, r"luo-2019\.trefoil: --set /arms/usual/size=1: outside ")
        self.assertRegex(result.err, r"luo-2019\.trefoil: --set /nonsense=1: unknown key ")

    def test_invalid_file_before_options(self):
        """An option is not blamed for what the file has wrong."""
        bad = self.write("bad.trefoil", '[1, 2]\n')
        result = self.call("run", bad, "--seed", "3")
        self.assertEqual(result.status, INVALID)
        self.assertNotIn("--seed", result.err)


class Stopping(Case):
    def test_precision(self):
        results = self.results(LUO, "--precision", "0.004")
        own = next(s for s in results["sizes"] if s["total"] == 152)
        self.assertLessEqual(max(h["power"]["mcse"] for h in own["hypotheses"]), 0.004)
        count = results["replicates"]
        self.assertEqual(count % 1000, 0)
        self.assertEqual((count // 1000) & (count // 1000 - 1), 0, "1000 times a power of two")
        for threads in ("1", "7"):
            self.assertEqual(self.results(LUO, "--precision", "0.004", "--threads", threads)
                             ["replicates"], count)

    def test_precision_goes_on(self):
        """Without --replicates the count of the file is no limit."""
        results = self.results(LUO, "--set", "/run/replicates=100", "--precision", "0.004")
        self.assertGreater(results["replicates"], 100)

    def test_time(self):
        """However many trials a time is good for, they are those of a run of that count."""
        results = self.results(LUO, "--time", "0.05")
        count = results["replicates"]
        self.assertGreater(count, 0)
        self.assertLess(count, 10 ** 8)
        same = self.results(LUO, "--replicates", str(count))
        self.assertEqual(results["fingerprint"], same["fingerprint"])
        few = self.results(LUO, "--time", "1000", "--replicates", "1600")
        self.assertEqual(few["replicates"], 1600)

    def test_precision_with_count(self):
        result = self.call("run", LUO, "--precision", "0.0001", "--replicates", "1600", "--format",
                           "json")
        self.assertEqual(result.status, DONE)
        self.assertEqual(json.loads(result.out)["replicates"], 1600)
        self.assertIn("was not reached", result.err)
        quiet = self.call("run", LUO, "--precision", "0.0001", "--replicates", "1600", "--quiet")
        self.assertEqual(quiet.err, "")

    def test_fewest_trials(self):
        self.assertEqual(self.results(LUO, "--replicates", "8")["replicates"], 8)
        self.assertEqual(self.call("run", LUO, "--replicates", "8").status, DONE)


class Table(Case):
    def test_says(self):
        result = self.call("run", LUO, "--replicates", "5000")
        self.assertEqual((result.status, result.err), (DONE, ""))
        for words in ("Luo 2019", "152 patients: hand-ear 54, standard 50, usual 48", "HE-UC",
                      "Power by number of patients", "Patients needed", "seed 20190704"):
            self.assertIn(words, result.out)
        self.assertNotIn("\x1b", result.out)

    def test_columns(self):
        for columns in (40, 72, 100, 160):
            text = self.call("run", LUO, "--replicates", "800",
                             env=environment(COLUMNS=str(columns))).out
            self.assertLessEqual(max(len(line) for line in text.splitlines()), columns)

    def test_remarks_on_what_is_alike(self):
        remark = "Patients of one practitioner or centre are alike"
        words = ("run", LUO, "--replicates", "64", "--quiet")
        self.assertNotIn(remark, self.call(*words).out)
        alike = self.call(*words, "--set", '/practitioners={"caseload": 10, "icc": 0.05}')
        self.assertEqual(alike.status, DONE, alike.err)
        self.assertIn(remark, alike.out.replace("\n", " "))

    def test_correlations_where_there_are_two(self):
        heading = "Correlation of scores (of the latent values behind them)"
        words = ("run", LUO, "--replicates", "64", "--quiet")
        self.assertNotIn(heading, self.call(*words).out)
        skewed = self.call(*words, "--set", "/outcomes/0/type=skewed",
                           "--set", "/outcomes/0/skewness=3")
        self.assertEqual(skewed.status, DONE, skewed.err)
        self.assertIn(heading, skewed.out)
        # of log-normal scores: (exp (rho s^2) - 1) / (exp (s^2) - 1), s^2 = 0.5120 for skewness 3
        rows = [line for line in skewed.out.splitlines() if line.startswith("baseline, ")]
        self.assertTrue(rows and all("0.44 (0.50)" in row for row in rows), rows)


class Csv(Case):
    def test_rows(self):
        text = self.call("run", LUO, "--replicates", "5000", "--format", "csv").out
        rows = list(csv.DictReader(io.StringIO(text)))
        results = self.results(LUO, "--replicates", "5000")
        for size in results["sizes"]:
            for hypothesis in size["hypotheses"]:
                row = next(r for r in rows if r["kind"] == "hypothesis"
                           and r["id"] == hypothesis["id"] and int(r["total"]) == size["total"])
                self.assertEqual(float(row["power"]), hypothesis["power"]["value"])
                self.assertEqual(float(row["estimate"]), hypothesis["estimate"]["mean"])
            for name in ("any", "all"):
                row = next(r for r in rows if r["kind"] == "trial" and r["id"] == name
                           and int(r["total"]) == size["total"])
                self.assertEqual(float(row["power"]), size["trial"][name]["value"])

    def test_p_values(self):
        """At the own size alone; a row an edge in the CSV; P(p < alpha) is the power alone."""
        words = ("run", LUO, "--replicates", "2000", "--sizes", "60,152", "--quiet")
        sizes = json.loads(self.call(*words, "--format", "json").out)["sizes"]
        self.assertIsNone(sizes[0]["hypotheses"][0]["p-values"])
        found = sizes[1]["hypotheses"][0]["p-values"]
        self.assertEqual(list(found), ["edges", "below", "alpha", "below-alpha", "trials",
                                       "failed-fits"])
        self.assertEqual((found["trials"], found["failed-fits"], found["alpha"]), (2000, 0, 0.05))
        at = found["edges"].index(0.05)
        self.assertEqual(found["below"][at], found["below-alpha"])
        self.assertEqual(set(found["below"][0]), {"value", "mcse", "ci95", "exact", "z"})
        self.assertLess(max(abs(one["z"]) for one in found["below"]), 4)
        alone = self.call(*words, "--format", "json", "--set", "/testing/multiplicity/method=none")
        power = json.loads(alone.out)["sizes"][1]["hypotheses"][0]["power"]
        self.assertEqual(found["below-alpha"]["value"], power["value"])
        self.assertEqual(found["below-alpha"]["exact"], power["exact"])
        rows = [row for row in csv.DictReader(io.StringIO(self.call(*words, "--format", "csv").out))
                if row["kind"] == "p-value" and row["id"] == "HE-UC"]
        self.assertEqual([float(row["p-below"]) for row in rows], found["edges"])
        self.assertEqual([float(row["power"]) for row in rows],
                         [one["value"] for one in found["below"]])
        self.assertEqual([float(row["exact"]) for row in rows],
                         [one["exact"] for one in found["below"]])


class Input(Case):
    def test_stdin(self):
        with open(LUO, "rb") as file:
            data = file.read()
        wanted = self.results(LUO, "--replicates", "800")
        self.assertEqual(self.results("-", "--replicates", "800", stdin=data)["fingerprint"],
                         wanted["fingerprint"])

    def test_default_scenario(self):
        results = self.results("-", "--replicates", "800", stdin=b'{"trefoil": 1}')
        self.assertEqual(results["seed"], 20190704)

    def test_missing(self):
        self.assertIn("nothing.trefoil", self.refused(FAILED, "run", "nothing.trefoil"))
        self.assertIn("folder", self.refused(FAILED, "run", "."))


if __name__ == "__main__":
    main()
