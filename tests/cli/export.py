# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim export: R programs that share nothing with this one find the same power."""
import csv
import glob
import json
import math
import os
import re
import shutil
import subprocess
import unittest

from harness import DATA, DONE, FAILED, INVALID, LUO, WRONG, Case, environment, main
from r_designs import DESIGNS

# A seed of R's own generator; both simulations are independent of each other.
SEED = "20190704"
BOUND = 4  # combined standard errors; see exact_p()
HERE = os.path.dirname(os.path.abspath(__file__))
PARTS = os.path.join(HERE, "..", "..", "sim", "report", "r")
DRIVER = os.path.join(HERE, "run-programs.R")
# Trials of the everyday tests, and of the slow ones. Fits that R takes tenths of a second for have
# fewer.
EVERY_DAY, SLOW = 36, 1000
LONG = {"mmrm": 8, "multiple-imputation": 3, "jump-to-reference": 3, "copy-increments": 3,
        "delta": 3, "practitioner-mixed-model": 4, "minimisation": 3}

REFUSED = {
    "/analyses/main/df=kenward-roger": "/analyses/main/df: found \"kenward-roger\"; allowed: "
                                       "satterthwaite",
}


def bundled():
    """Name -> file of all scenarios and lessons."""
    return {os.path.basename(file): file
            for folder in ("scenarios", "lessons")
            for file in sorted(glob.glob(os.path.join(DATA, folder, "*.trefoil")))}


def exact_p(x, n, y, m):
    """Fisher's: that two counts x of n and y of m differ so much, twice the smaller tail. With few
    trials counts are not normal, and 4 standard errors not as rare as they are with many."""
    def log_choose(a, b):
        return math.lgamma(a + 1) - math.lgamma(b + 1) - math.lgamma(a - b + 1)

    def chance(k):
        return math.exp(log_choose(n, k) + log_choose(m, x + y - k) - log_choose(n + m, x + y))

    low, high = max(0, x + y - m), min(n, x + y)
    tails = (sum(chance(k) for k in range(low, x + 1)), sum(chance(k) for k in range(x, high + 1)))
    return min(1, 2 * min(tails))


def slower(text):
    """By how much a trial takes R longer."""
    return max(by for word, by in [("", 1), *LONG.items()] if f'"{word}"' in text or not word)


class Programs(Case):
    def run_in_r(self, scripts, trials):
        """Runs all programs, name -> (file, trials), in one R; name -> {id: power}. Skips the test
        without R; those for which a package is missing are left out, and counted."""
        program = shutil.which("Rscript")
        if program is None:
            raise unittest.SkipTest("R (r-base-core) is not installed")
        words = [word for file, n in scripts.values() for word in (file, str(n))]
        # So few trials are done before a compiler has warmed up.
        env = environment(R_ENABLE_JIT="0" if trials < 500 else None)
        done = subprocess.run([program, "--vanilla", DRIVER, SEED, *words], cwd=self.folder,
                              env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=7200, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, b""))
        found = {}
        for name, (file, _) in scripts.items():
            said = self.path(file.replace(".R", ".txt"))
            if os.path.exists(said):
                with open(said, encoding="utf-8") as text:
                    sentence = text.read().strip()
                self.assertTrue(sentence.startswith("skipped: "), (name, sentence))
                print(f"# {name}: {sentence}")
                continue
            with open(self.path(file.replace(".R", ".csv")), encoding="utf-8") as rows:
                found[name] = {row["id"]: float(row["power"]) for row in csv.DictReader(rows)}
        return found

    def compare(self, name, found, trials, results):
        own = results["sizes"][0]
        expected = {h["id"]: h["power"]["value"] for h in own["hypotheses"]}
        expected.update(any=own["trial"]["any"]["value"], all=own["trial"]["all"]["value"])
        success = own["trial"].get("success") or {}
        expected.update({key: value["value"] for key, value in success.items()})
        if own["trial"]["omnibus"] is not None:
            expected["omnibus"] = own["trial"]["omnibus"]["value"]
        self.assertEqual(list(found), list(expected), name)
        for key, power in expected.items():
            # Of the pooled proportion, which has an error also where one of both has none.
            n = results["replicates"]
            pooled = (found[key] * trials + power * n) / (trials + n)
            error = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / trials))
            z = (found[key] - power) / error if error > 0 else 0
            print(f"# result: {name}, {key}: {100 * power:.2f} %, in R {100 * found[key]:.2f} % of "
                  f"{trials} trials, z {z:.1f}")
            p = exact_p(round(found[key] * trials), trials, round(power * n), n)
            self.assertGreaterEqual(p, math.erfc(BOUND / math.sqrt(2)),
                                    (name, key, power, found[key]))

    def assert_all_agree(self, files, trials):
        """Exports files, name -> file, simulates them here and in R, and holds one against the
        other."""
        scripts = {}
        for i, (name, file) in enumerate(files.items()):
            script = f"p{i}.R"
            exported = self.call("export", file, "--to", "r", "-o", script)
            self.assertEqual(exported.status, DONE, (name, exported.err))
            text = self.read(script).decode("utf-8")
            scripts[name] = (script, max(8, trials // slower(text)))
        found = self.run_in_r(scripts, trials)
        for name, powers in found.items():
            with open(self.path(files[name]), encoding="utf-8") as file:
                arms = json.load(file)["arms"]
            results = self.results(files[name], "--replicates", str(min(20 * trials, 40000)),
                                   "--sizes", str(sum(arm["size"] for arm in arms)))
            self.compare(name, powers, scripts[name][1], results)
        if len(found) < len(files):
            raise unittest.SkipTest(f"{len(files) - len(found)} programs want packages of R that "
                                    "are not installed")


class Export(Programs):
    """What a program is, and what there is none for."""

    def test_a_program_by_itself(self):
        result = self.call("export", LUO, "--to", "r", "--set", "/run/replicates=8")
        self.assertEqual((result.status, result.err), (DONE, ""))
        self.assertNotIn("library(", result.out)
        self.assertNotIn("::", result.out)
        self.assertIn(self.results(LUO, "--replicates", "8")["scenario"]["sha256"], result.out)
        self.assertIn("usual = list(size = 48,", result.out)
        self.assertIn("usual = list(size = 60,",
                      self.call("export", LUO, "--to", "r", "--set",
                                "/arms/usual/size=60").out)
        for line in result.out.splitlines():
            self.assertLessEqual(len(line), 100)

    def test_texts_are_texts(self):
        program = shutil.which("Rscript")
        if program is None:
            raise unittest.SkipTest("R (r-base-core) is not installed")
        tree = json.loads(json.dumps(DESIGNS["change, in sequence"]))
        tree["title"] = "One\nquit(status = 7)\u2028 \u0007"
        tree["testing"]["hypotheses"][0]["id"] = "A.C-1"
        tree["testing"]["hypotheses"][1]["id"] = "if"
        self.write("x.trefoil", json.dumps(tree))
        self.call("export", "x.trefoil", "--to", "r", "-o", "x.R")
        self.assertNotIn(b"\nquit", self.read("x.R"))
        done = subprocess.run([program, "--vanilla", "x.R", "20", SEED], cwd=self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300,
                              check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        lines = done.stdout.decode("utf-8").splitlines()
        self.assertEqual(lines[0], "id,power,mcse")
        self.assertEqual([line.split(",")[0] for line in lines[1:]],
                         ["A.C-1", "if", "A-B", "any", "all"])

    def test_what_r_does_not_know_is_said(self):
        for assignment, part in REFUSED.items():
            words = ("--set", "/analyses/main/method=mmrm", "--set",
                     "/analyses/main/missing=likelihood", "--set", assignment)
            sentence = self.refused(FAILED, "export", LUO, "--to", "r", "-q", "-o", "x.R", *words)
            self.assertIn("the R program cannot simulate this: ", sentence)
            self.assertIn(part, sentence)
            self.assertEqual(os.listdir(self.folder), [])

    def test_refused(self):
        self.assertIn("it needs --to LANGUAGE", self.refused(WRONG, "export", LUO))
        self.assertIn("allowed: r", self.refused(WRONG, "export", LUO, "--to", "fortran"))
        self.refused(FAILED, "export", "nowhere", "--to", "r")
        self.assertEqual(self.call("export", LUO, "--to", "r", "--set", "/arms=3").status, INVALID)

    def test_every_part_is_in_a_design(self):
        """Of the parts that R programs are made of; and every choice that a scenario has."""
        texts = []
        for tree in DESIGNS.values():
            self.write("x.trefoil", json.dumps(tree))
            texts.append(self.call("export", "x.trefoil", "--to", "r").out)
        for name in sorted(os.listdir(PARTS)):
            with open(os.path.join(PARTS, name), encoding="ascii") as file:
                own = [line for line in file.read().splitlines()[1:]
                       if line and not line.startswith("# needs:")]
            part = "\n".join(own[-3:])
            self.assertTrue(any(part in re.sub("\n+", "\n", text) for text in texts), name)


class Bundled(Programs):
    """Every bundled scenario and lesson."""
    trials = EVERY_DAY

    def test_bundled(self):
        files = bundled()
        self.assertGreaterEqual(len(files), 28)
        self.assert_all_agree(files, self.trials)


class Designs(Programs):
    """Small designs, in which every part of the programs is at work."""
    trials = EVERY_DAY // 3

    def test_designs(self):
        files = {}
        for i, (name, tree) in enumerate(DESIGNS.items()):
            files[name] = f"d{i}.trefoil"
            self.write(files[name], json.dumps(tree))
        self.assert_all_agree(files, self.trials)


class BundledLong(Bundled):
    """The same with many trials."""
    trials = SLOW


class DesignsLong(Designs):
    """The same with many trials."""
    trials = SLOW


if __name__ == "__main__":
    main()
