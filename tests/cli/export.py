# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim export: R programs that share nothing with this one find the same.

Three things are held against each other, of every bundled file and of small designs
(r_designs.py): what R's analysis makes of this program's trials, number by number and verdict by
verdict; the means, shares and products of the patients that R draws; and what R's programs print
from end to end. What sees a mistake was tried with mistakes made on purpose in sim/report/r, each
in one to six designs:

  p/4, SE x 1.05, sign of a margin, covariate left out of a model,        results, in all designs
  Kenward-Roger left out or half of its curvature, sign of a delta
  SD x 1.05, nobody lost, correlations x 0.8, covariate without a         patients, in all designs
  correlation, losses that follow the score before instead of the own
  urn or blocks drawn as simple, blocks not within strata, coin of 0.65,  allocation, in all designs
  minimisation without strata
  half the ICC: likeness of a practitioner's patients, with 0.2 but not with 0.1 (the slow run)

Called with trefoil-sim and the program trials of this folder.
"""
import csv
import glob
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import unittest

from harness import DATA, DONE, FAILED, INVALID, LUO, WRONG, Case, environment, main
from r_designs import DESIGNS

TRIALS = os.path.abspath(sys.argv.pop(2))
# A seed of R's own generator; both simulations are independent of each other.
SEED = "20190704"
# Standard errors: of patients, where comparisons go into the ten thousands, and of power.
BOUND, POWER_BOUND = 5.5, 4
HERE = os.path.dirname(os.path.abspath(__file__))
PARTS = os.path.join(HERE, "..", "..", "sim", "report", "r")
DRIVER = os.path.join(HERE, "r-agrees.R")


def bundled():
    """Name -> file of all scenarios and lessons."""
    return {os.path.basename(file): file
            for folder in ("scenarios", "lessons")
            for file in sorted(glob.glob(os.path.join(DATA, folder, "*.trefoil")))}


# Imputed at random, each time anew: the more often, the less that matters.
RANDOM = ("multiple-imputation", "jump-to-reference", "copy-increments", "delta")
IMPUTATIONS = 100
# What R finds by steps of its own, and stops where it will.
ROUGH = {"mmrm": 1e-3, "practitioner-mixed-model": 1e-3, "proportional-odds": 1e-4}
# By how much a trial takes R longer.
LONG = {"mmrm": 8, "multiple-imputation": 3, "jump-to-reference": 3, "copy-increments": 3,
        "delta": 3, "practitioner-mixed-model": 4, "minimisation": 3}


def z_of(x, n, y, m):
    """The normal value as rare as it is that two counts x of n and y of m differ so much: Fisher's
    test, twice the smaller tail. With few trials counts are not normal."""
    def log_choose(a, b):
        return math.lgamma(a + 1) - math.lgamma(b + 1) - math.lgamma(a - b + 1)

    def chance(k):
        return math.exp(log_choose(n, k) + log_choose(m, x + y - k) - log_choose(n + m, x + y))

    low, high = max(0, x + y - m), min(n, x + y)
    tails = (sum(chance(k) for k in range(low, x + 1)), sum(chance(k) for k in range(x, high + 1)))
    z = statistics.NormalDist().inv_cdf(min(max(min(tails), 1e-300), 0.5))
    return z if x * m < y * n else -z


# Words that need no part.
PLAIN = {"omnibus": {"none"}, "scale": {"latent"}, "se": {"model"}, "df": {"satterthwaite"}}


def words_of(schema, key):
    """What a key may say, wherever it stands in a part of the schema."""
    if isinstance(schema, list):
        return [word for member in schema for word in words_of(member, key)]
    if not isinstance(schema, dict):
        return []
    own = schema.get("properties", {}).get(key, {}).get("enum", [])
    return own + [word for member in schema.values() for word in words_of(member, key)]


def slower(text):
    """By how much a trial of such a program takes R longer."""
    return max([1] + [by for word, by in LONG.items() if f'"{word}"' in text])


class Amount:
    """How much is compared: trials that R analyses as well, patients of an arm that it draws,
    trials of which it does so where patients have something in common, and trials of its own that
    it simulates from end to end."""

    def __init__(self, replayed, patients, trials, power):
        self.replayed, self.patients, self.trials, self.power = replayed, patients, trials, power


# Every day, and in the slow run: of what is bundled, and of small designs. End to end there is
# little more to see, for which few trials will do.
BUNDLED, DESIGNED = Amount(16, 16000, 200, 60), Amount(16, 16000, 200, 8)
BUNDLED_LONG, DESIGNED_LONG = Amount(100, 60000, 600, 1000), Amount(60, 60000, 600, 400)
FEWEST = 8   # trials of a run
ENOUGH = 40  # trials whose power is worth a comparison


def data_of(tree):
    """What a scenario's patients depend on."""
    return json.dumps({key: tree[key] for key in tree if key not in ("analyses", "testing", "run")})


def size_of(tree):
    return sum(arm["size"] for arm in tree["arms"])


class Programs(Case):
    amount = DESIGNED

    def export(self, name, stem, file, drawn):
        """Writes the program; what the driver must know of it. drawn: scenarios whose patients are
        compared already."""
        with open(self.path(file), encoding="utf-8") as text:
            tree = json.load(text)
        for analysis in tree["analyses"]:
            if analysis.get("missing") in RANDOM:
                analysis["imputations"] = IMPUTATIONS
        self.write(stem + ".trefoil", json.dumps(tree))
        exported = self.call("export", stem + ".trefoil", "--to", "r", "-o", stem + ".R")
        self.assertEqual(exported.status, DONE, (name, exported.err))
        by = slower(self.read(stem + ".R").decode("utf-8"))
        random = any(analysis.get("missing") in RANDOM for analysis in tree["analyses"])
        amount, data = self.amount, data_of(tree)
        new, size = data not in drawn, size_of(tree)
        drawn.add(data)
        return {"stem": stem, "tree": tree, "scenario": stem + ".trefoil",
                "replayed": max(2, amount.replayed // by), "patients": new * amount.patients,
                "trials": max(30, min(amount.trials, 2 * amount.patients // size)),
                "orders": 2 * amount.trials // by,
                "power": max(2, amount.power // by // (10 if random else 1))}

    def run_in_r(self, jobs):
        """Runs all programs in one R. Skips the test without R."""
        program = shutil.which("Rscript")
        if program is None:
            raise unittest.SkipTest("R (r-base-core) is not installed")
        with open(self.path("jobs.csv"), "w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, [key for key in jobs[0] if key != "tree"],
                                   extrasaction="ignore")
            table.writeheader()
            table.writerows(jobs)
        # So few trials are done before a compiler has warmed up.
        env = environment(R_ENABLE_JIT="0" if self.amount.power < 100 else None)
        done = subprocess.run([program, "--vanilla", DRIVER, "jobs.csv", SEED, TRIALS],
                              cwd=self.folder, env=env, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=7200, check=False)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))

    def rows(self, name):
        with open(self.path(name), encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def assert_all_agree(self, files):
        drawn = set()
        jobs = {name: self.export(name, f"p{i}", file, drawn)
                for i, (name, file) in enumerate(files.items())}
        self.run_in_r(list(jobs.values()))
        missing, wrong = 0, []
        for name, job in jobs.items():
            said = job["stem"] + ".txt"
            if os.path.exists(self.path(said)):
                sentence = self.read(said).decode("utf-8").strip()
                print(f"# {name}: {sentence}")
                missing += sentence.startswith("skipped")
                wrong += [(name, sentence)] * (not sentence.startswith("skipped"))
                continue
            wrong += [(name, *row) for row in self.disagreements(name, job)]
        self.assertEqual(wrong, [], "\n".join(map(str, wrong)))
        if missing > 0:
            raise unittest.SkipTest(f"{missing} programs want packages of R that are not installed")

    def disagreements(self, name, job):
        """Says what agrees how well in a line of the table; a list of what does not."""
        rows = self.rows(job["stem"] + ".csv")
        by = {kind: [(abs(float(row["by"])), row["what"], row["ours"], row["r"])
                     for row in rows if row["kind"] == kind] for kind in ("same", "drawn")}
        text = self.read(job["stem"] + ".R").decode("utf-8")
        tolerance = max([1e-7] + [much for word, much in ROUGH.items() if f'"{word}"' in text])
        wrong = [row for row in by["same"] if row[0] > tolerance]
        wrong += [row for row in by["drawn"] if row[0] > BOUND]
        furthest = {kind: max((row[0] for row in found), default=0) for kind, found in by.items()}
        powers = self.compare_powers(name, job)
        wrong += [row for row in powers if abs(row[0]) > POWER_BOUND]
        largest = max((abs(row[0]) for row in powers), default=0)
        print(f"# result: {name}: {len(by['same'])} results to {furthest['same']:.0e}"
              + (f"; {len(by['drawn'])} means, shares and products, z {furthest['drawn']:.1f}"
                 if by["drawn"] else "")
              + (f"; power, {job['power']} trials, z {largest:.1f}" if powers else ""))
        return wrong

    def powers_of(self, job, replicates):
        """Of so many trials: the same rows as a program prints."""
        results = self.results(job["scenario"], "--replicates", str(replicates), "--sizes",
                               str(size_of(job["tree"])))
        own = results["sizes"][0]
        expected = {h["id"]: h["power"]["value"] for h in own["hypotheses"]}
        expected.update(any=own["trial"]["any"]["value"], all=own["trial"]["all"]["value"])
        success = own["trial"].get("success") or {}
        expected.update({key: value["value"] for key, value in success.items()})
        if own["trial"]["omnibus"] is not None:
            expected["omnibus"] = own["trial"]["omnibus"]["value"]
        return expected

    def compare_powers(self, name, job):
        """What a program prints: of the same trials it is the same; of its own (z, key, power here,
        power in R)."""
        same, own = ({row["id"]: float(row["power"]) for row in self.rows(job["stem"] + ending)}
                     for ending in (".same", ".power"))
        wrong = []
        random = any(a.get("missing") in RANDOM for a in job["tree"]["analyses"])
        if not random and job["replayed"] >= FEWEST:
            expected = self.powers_of(job, job["replayed"])
            self.assertEqual(list(same), list(expected), name)
            wrong += [(math.inf, "of the same trials", key, power, same[key])
                      for key, power in expected.items() if abs(same[key] - power) > 1e-5]
        self.assertEqual(list(own), list(same), name)
        if job["power"] < ENOUGH:
            return wrong
        n, m = min(20 * job["power"], 40000), job["power"]
        return wrong + [(z_of(round(own[key] * m), m, round(power * n), n), key, power, own[key])
                        for key, power in self.powers_of(job, n).items()]


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

    def test_refused(self):
        self.assertIn("it needs --to LANGUAGE", self.refused(WRONG, "export", LUO))
        self.assertIn("allowed: r", self.refused(WRONG, "export", LUO, "--to", "fortran"))
        self.refused(FAILED, "export", "nowhere", "--to", "r")
        self.assertEqual(self.call("export", LUO, "--to", "r", "--set", "/arms=3").status, INVALID)

    def test_every_choice_has_a_part(self):
        """Of the choices that name parts (r-script.c): nothing that a scenario says is refused."""
        with open(os.path.join(DATA, "schema", "scenario.schema.json"), encoding="utf-8") as file:
            keys = json.load(file)["properties"]
        testing = keys["testing"]["properties"]
        rooms = {"allocation": (keys["allocation"], "method"),
                 "omnibus": (keys["testing"], "omnibus"),
                 "multiplicity": (testing["multiplicity"], "method"),
                 "local": (testing["multiplicity"], "local"), "scale": (keys["outcomes"], "scale"),
                 "outcome": ({"properties": keys["outcomes"]["items"]["properties"]}, "type")}
        rooms.update({room: (keys["analyses"], room)
                      for room in ("method", "missing", "se", "df")})
        for room, (schema, key) in rooms.items():
            words = set(words_of(schema, key)) - PLAIN.get(room, set())
            self.assertGreater(len(words), 0, room)
            for word in words:
                self.assertIn(f"{room}-{word}.R", os.listdir(PARTS))

    def test_every_part_is_in_a_design(self):
        """Of the parts that R programs are made of."""
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
    amount = BUNDLED

    def test_bundled(self):
        files = bundled()
        self.assertGreaterEqual(len(files), 28)
        self.assert_all_agree(files)


class Designs(Programs):
    """Small designs, in which every part of the programs is at work."""

    def test_designs(self):
        files = {}
        for i, (name, tree) in enumerate(DESIGNS.items()):
            files[name] = f"d{i}.trefoil"
            self.write(files[name], json.dumps(tree))
        self.assert_all_agree(files)


class BundledLong(Bundled):
    """The same with many trials."""
    amount = BUNDLED_LONG


class DesignsLong(Designs):
    """The same with many trials."""
    amount = DESIGNED_LONG


if __name__ == "__main__":
    main()
