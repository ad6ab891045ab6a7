# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim export: R programs that share nothing with this one find the same power."""
import csv
import glob
import io
import json
import math
import os
import re
import shutil
import subprocess
import unittest

from harness import DATA, DONE, FAILED, INVALID, LUO, WRONG, Case, main

# A seed of R's own generator; both simulations are independent of each other.
SEED = "20190704"
BOUND = 4  # combined standard errors

ARMS = [{"id": "a", "size": 24}, {"id": "b", "size": 20}, {"id": "c", "size": 30,
                                                         "reference": True}]
SCORE = {"id": "y", "visits": [{"id": "v", "time": 8}], "baseline": {"mean": 10, "sd": 4},
         "means": {"a": [5], "b": [6.4], "c": [8]}, "sd": {"a": [3], "b": [5], "c": [4]},
         "correlation": {"type": "compound-symmetry", "rho": 0.5}}
YES = {"id": "y", "type": "binary", "better": "higher", "visits": [{"id": "v", "time": 8}],
       "proportions": {"a": [0.7], "b": [0.5], "c": [0.4]}}
PAIRS = [{"id": "A-C", "compare": ["a", "c"]}, {"id": "B-C", "compare": ["b", "c"]},
         {"id": "A-B", "compare": ["a", "b"]}]
CLAIMS = [{"id": "sup", "compare": ["a", "c"], "type": "superiority-margin", "margin": 0.8},
          {"id": "ni", "compare": ["b", "a"], "type": "non-inferiority", "margin": 4},
          {"id": "eq", "compare": ["a", "b"], "type": "equivalence", "margin": 4.5},
          {"id": "ret", "compare": ["a", "b"], "type": "retention", "fraction": 0.4,
           "placebo": "c"},
          {"id": "mix", "contrast": {"a": 0.5, "b": 0.5, "c": -1}}]


def design(outcome, analysis, rule, hypotheses=PAIRS, **testing):
    return {"trefoil": 1, "arms": ARMS, "outcomes": [outcome],
            "dropout": {"proportion": {"a": 0.1, "b": 0.2, "c": 0}},
            "analyses": [dict(analysis, id="main")],
            "testing": dict(testing, hypotheses=hypotheses, multiplicity={"method": rule}),
            "run": {"replicates": 40000, "sizes": [74]}}


def few(tree, *sizes):
    """So few patients, of whom most are lost, that some trials have arms of one or of none."""
    arms = [dict(arm, size=size) for arm, size in zip(ARMS, sizes)]
    return dict(tree, arms=arms, dropout={"proportion": 0.6})


def later(tree):
    """Tests of another outcome than that whose visits the losses are given at: at visits between
    two of those, at the last of them and after it."""
    times = {"between": 13, "last": 26, "after": 40}
    late = dict(SCORE, id="late", visits=[{"id": v, "time": times[v]} for v in times],
                means={"a": [5] * 3, "b": [6.4] * 3, "c": [8] * 3},
                sd={"a": [3] * 3, "b": [5] * 3, "c": [4] * 3})
    first = dict(late, id="y", visits=[{"id": "w4", "time": 4}, {"id": "w26", "time": 26}],
                 means={"a": [5] * 2, "b": [6.4] * 2, "c": [8] * 2}, sd=3)
    analyses = [dict(tree["analyses"][0], id=v, outcome="late", visit=v) for v in times]
    hypotheses = [{"id": v, "compare": ["a", "c"], "analysis": v} for v in times]
    return dict(tree, outcomes=[first, late], analyses=analyses,
                dropout={"proportion": {"a": [0, 0.7], "b": 0.2, "c": [0.1, 0.5]}},
                testing=dict(tree["testing"], hypotheses=hypotheses))


# Each method, rule and kind of test that the R program knows is in one of them, and each claim.
DESIGNS = {
    "ancova, Holm": design(SCORE, {"method": "ancova"}, "holm"),
    "t, all arms, Hommel": design(SCORE, {"method": "t-test"}, "hommel"),
    "t, two arms, one-sided, Sidak": design(SCORE, {"method": "t-test", "variance": "two-arms"},
                                            "sidak", sides=1),
    "Welch, Hochberg": design(SCORE, {"method": "t-test", "variance": "welch"}, "hochberg"),
    "change, in sequence": design(SCORE, {"method": "change-score"}, "fixed-sequence"),
    "ranks, Bonferroni": design(SCORE, {"method": "mann-whitney"}, "bonferroni"),
    "ancova, claims": design(SCORE, {"method": "ancova"}, "holm", CLAIMS),
    "claims, one-sided": design(SCORE, {"method": "t-test"}, "none", CLAIMS, sides=1, alpha=0.025),
    "risks, pooled": design(YES, {"method": "risk-difference"}, "none"),
    "risks, unpooled": design(YES, {"method": "risk-difference", "variance": "unpooled"}, "holm"),
    "chi-squared": design(YES, {"method": "chi-squared"}, "none"),
    "another outcome's visits": later(design(SCORE, {"method": "t-test"}, "none")),
    "few, ancova": few(design(SCORE, {"method": "ancova"}, "none"), 5, 5, 6),
    "few, ranks": few(design(SCORE, {"method": "mann-whitney"}, "none"), 12, 12, 3),
    "few, risks": few(design(YES, {"method": "risk-difference", "variance": "unpooled"}, "none"),
                      6, 6, 5),
}
REFUSED = {
    "/outcomes/rmdq/type=bounded": "/outcomes/rmdq/type",
    "/dropout={\"mechanism\":\"mnar\",\"proportion\":0.1,\"log-odds\":0.1}": "/dropout/mechanism",
    "/allocation/method=simple": "/allocation/method: found \"simple\"; allowed: fixed",
    "/centres={\"count\":4,\"icc\":0.02}": "/centres",
    "/dropout/gaps=0.1": "/dropout/gaps",
    "/analyses/main/method=mmrm": "/analyses/main/missing",
    "/analyses/main/missing=locf": "/analyses/main/missing",
    "/analyses/main/se=hc3": "/analyses/main/se",
    "/testing/multiplicity/method=tukey": "/testing/multiplicity/method",
    "/testing/omnibus=anova": "/testing/omnibus",
    "/outcomes/rmdq/baseline/max=20": "/outcomes/rmdq/baseline/max",
}


class Programs(Case):
    def power_by_r(self, script, trials):
        """Runs a program in R, or skips the test; id -> (power, mcse)."""
        program = shutil.which("Rscript")
        if program is None:
            raise unittest.SkipTest("R (r-base-core) is not installed")
        done = subprocess.run([program, "--vanilla", script, str(trials), SEED], cwd=self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300,
                              check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""), script)
        rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8")))
        return {row["id"]: float(row["power"]) for row in rows}

    def assert_agrees(self, name, file, trials, *words):
        self.assertEqual(self.call("export", file, "--to", "r", "-o", "x.R").status, DONE)
        found = self.power_by_r("x.R", trials)
        results = self.results(file, *words)
        own = next(size for size in results["sizes"]
                   if size["hypotheses"][0]["p-values"] is not None)
        expected = {h["id"]: h["power"]["value"] for h in own["hypotheses"]}
        expected.update(any=own["trial"]["any"]["value"], all=own["trial"]["all"]["value"])
        self.assertEqual(list(found), list(expected))
        for key, power in expected.items():
            # Of the pooled proportion, which has an error also where one of both has none.
            n, pooled = results["replicates"], (found[key] + power) / 2
            error = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / trials))
            z = (found[key] - power) / error if error > 0 else 0
            print(f"# result: {name}, {key}: {100 * power:.2f} %, in R {100 * found[key]:.2f} %, "
                  f"z {z:.1f}")
            self.assertLessEqual(abs(z), BOUND, (name, key, power, found[key]))


class Export(Programs):
    """Small designs, in which every branch is at work."""

    def test_designs(self):
        """Every branch of the R program, by name, is taken by one of them."""
        known, taken = set(), set()
        for name, tree in DESIGNS.items():
            self.write("x.trefoil", json.dumps(tree))
            self.assert_agrees(name, "x.trefoil", 2000)
            script = self.read("x.R").decode("utf-8")
            for branches in re.findall(r"switch\(h\$method,(.*?)\n}", script, flags=re.S):
                known.update(re.findall(r"^ +'([a-z-]+)' =", branches, flags=re.M))
            taken.update(re.findall(r' method = "([a-z-]+)"', script))
        self.assertEqual((taken, len(known)), (known, 8))
        claims = {h.get("type", "superiority") for tree in DESIGNS.values()
                  for h in tree["testing"]["hypotheses"]}
        rules = {tree["testing"]["multiplicity"]["method"] for tree in DESIGNS.values()}
        self.assertEqual(claims, {"superiority", "superiority-margin", "non-inferiority",
                                  "equivalence", "retention"})
        self.assertEqual(rules, {"none", "bonferroni", "sidak", "holm", "hochberg", "hommel",
                                 "fixed-sequence"})

    def test_a_program_by_itself(self):
        result = self.call("export", LUO, "--to", "r", "--set", "/run/replicates=8")
        self.assertEqual((result.status, result.err), (DONE, ""))
        self.assertNotIn("library(", result.out)
        self.assertNotIn("require(", result.out)
        self.assertIn(self.results(LUO, "--replicates", "8")["scenario"]["sha256"], result.out)
        self.assertIn("n <- c(54, 50, 48)", result.out)
        self.assertIn("n <- c(54, 50, 60)",
                      self.call("export", LUO, "--to", "r", "--set",
                                "/arms/usual/size=60").out)
        for line in result.out.splitlines():
            self.assertLessEqual(len(line), 100)

    def test_texts_are_texts(self):
        tree = json.loads(json.dumps(DESIGNS["ancova, Holm"]))
        tree["title"] = "One\nquit(status = 7)\u2028 \u0007"
        tree["testing"]["hypotheses"][0]["id"] = "A.C-1"
        self.write("x.trefoil", json.dumps(tree))
        self.call("export", "x.trefoil", "--to", "r", "-o", "x.R")
        self.assertNotIn(b"\nquit", self.read("x.R"))
        self.assertEqual(list(self.power_by_r("x.R", 20)), ["A.C-1", "B-C", "A-B", "any", "all"])

    def test_what_r_does_not_know_is_said(self):
        for assignment, part in REFUSED.items():
            words = ("--set", assignment)
            if "bounded" in assignment:
                words += ("--set", "/outcomes/rmdq/max=24")
            if "mmrm" in assignment:
                words += ("--set", "/analyses/main/missing=likelihood")
            sentence = self.refused(FAILED, "export", LUO, "--to", "r", "-q", "-o", "x.R", *words)
            self.assertIn("the R program cannot simulate this: ", sentence)
            self.assertIn(part, sentence)
            self.assertEqual(os.listdir(self.folder), [])

    def test_refused(self):
        self.assertIn("it needs --to LANGUAGE", self.refused(WRONG, "export", LUO))
        self.assertIn("allowed: r", self.refused(WRONG, "export", LUO, "--to", "fortran"))
        self.refused(FAILED, "export", "nowhere", "--to", "r")
        self.assertEqual(self.call("export", LUO, "--to", "r", "--set", "/arms=3").status, INVALID)


class Bundled(Programs):
    """Every bundled scenario that R can simulate."""

    def test_bundled(self):
        able = 0
        for file in sorted(glob.glob(os.path.join(DATA, "scenarios", "*.trefoil"))):
            result = self.call("export", file, "--to", "r")
            if result.status == FAILED:
                self.assertIn("the R program cannot simulate this", result.err)
                continue
            able += 1
            self.assert_agrees(os.path.basename(file), file, 1000, "--replicates", "20000")
        self.assertGreaterEqual(able, 12)


if __name__ == "__main__":
    main()
