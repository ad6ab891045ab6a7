# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures that the notes of bundled scenarios quote, each found again with another seed.

A quoted figure stands in the notes with its Monte Carlo standard error, as in "8.80 % (MCSE
0.09)": ± is kept for half the width of a 95 % interval. FIGURES has for each of them, in their
order, how it came about. No figure may be without, and each must be within four standard errors
of what is found here, which has an error of its own.
"""
import csv
import json
import os
import re
import unittest

from harness import DATA, DONE, Case, main

SEED = 4711
TRIALS = 20000
SAMPLE = 60000  # patients of the one trial in which scores are counted
FIGURE = re.compile(r"(\d+\.\d+)( %)?(?: points| mm)? \(MCSE (\d+\.\d+)\)")


class Figure:
    """what: power, estimate, spread (SD of the estimates), coverage, type-s, type-m of a
    hypothesis; any, all, fwer of the trial; success, of a criterion; floor, the share of an arm's
    patients with the lowest score."""

    def __init__(self, what, of=None, *sets, total=None):
        self.what, self.of, self.sets, self.total = what, of, sets, total

    def words(self):
        return [word for one in self.sets for word in ("--set", one)]


F = Figure
NORMAL = ("/outcomes/rmdq/type=continuous", "/outcomes/rmdq/max=null", "/basis=null")
CLIPPED = "/outcomes/rmdq/shape=clipped"
SCORES_ALONE = tuple(f"/testing/hypotheses/{one}=null" for one in ("ranks", "bands", "responders"))
CASELOAD = ("/practitioners/count=null", "/basis=null",
            '/practitioners/caseload={"hand-ear":18,"standard":18}')
ALIKE = "/practitioners/icc=0.04"
MAIN = "/testing/hypotheses/improved=null"
NOTHING = "/outcomes/odi/means/acupuncture=30"
BAD_START = '/outcomes/rmdq/baseline/imbalance={"standard":0.3}'
BAD_VAS = '/outcomes/vas/baseline/imbalance={"standard":0.3}'
CLOSER = "/outcomes/vas/correlation/baseline=0.4"
NO_DELTA = "/testing/hypotheses/delta=null"  # draws, which take long
NEVER_SEEN = "/dropout/mechanism/usual=mnar"
WHERE = ("D8", "D26", "P8", "P26")


def without(*ids):
    """Takes hypotheses of the twelve out, and the criteria that name them."""
    return ["/testing/success=null"] + [f"/testing/hypotheses/{i}=null" for i in ids]


LATER = [f"{pair}-{where}" for where in WHERE[1:] for pair in ("HE-UC", "ST-UC", "HE-ST")]
FIRST = [f"{pair}-D8" for pair in ("HE-UC", "ST-UC", "HE-ST")]
GATES = '/testing/multiplicity=' + json.dumps({"method": "gatekeeping", "families": [
    {"hypotheses": FIRST, "type": "serial"}, {"hypotheses": LATER, "type": "serial"}]})
ALL_STAY = "/dropout/proportion=0"
NI = "/testing/hypotheses/HE-ST/margin="
MEAN = "/outcomes/rmdq/means/hand-ear="
FIGURES = {
    "ancova": [
        F("estimate", "follow-up", BAD_START), F("estimate", "change", BAD_START),
        F("estimate", "ancova", BAD_START),
    ],
    "ancova-vas": [
        F("power", "follow-up"), F("power", "change"), F("power", "ancova"),
        F("power", "follow-up", CLOSER), F("power", "change", CLOSER),
        F("power", "ancova", CLOSER),
        F("estimate", "follow-up", BAD_VAS), F("estimate", "change", BAD_VAS),
        F("estimate", "ancova", BAD_VAS),
    ],
    "art-211": [
        F("power", "A-M"), F("power", "A-M", ALL_STAY), F("estimate", "A-M"),
        F("spread", "A-M"),
        F("power", "A-M", "/outcomes/vas/means/minimal=36.1"),
        F("power", "A-M", "/outcomes/vas/means/minimal=36.1",
          "/analyses/main/variance=all-arms"),
        F("power", "A-M", total=1200),
    ],
    "backinaction": [
        F("power", "ST-UC"), F("power", "EN-UC"), F("power", "EN-ST"),
        F("power", "ST-UC", "/dropout/proportion=0"),
        F("power", "EN-UC", "/dropout/proportion=0"),
        F("power", "EN-ST", "/dropout/proportion=0"),
        F("power", "ST-UC", "/outcomes/rmdq/sd=5.3"),
    ],
    "co-primary": [
        F("power", "disability"), F("power", "bother"), F("power", "improved"),
        F("power", "disability", total=240), F("power", "bother", total=240),
        F("power", "improved", total=240),
        F("all", None, MAIN, total=240), F("any", None, MAIN, total=240),
        F("all", None, MAIN, "/outcome-correlation=0", total=240),
        F("all", None, MAIN, "/outcome-correlation=0.9", total=240),
        F("power", "improved", '/outcomes/improved/responder='
          '{"outcome":"rmdq","improvement":0.3,"relative":true}', total=240),
    ],
    "dropout-mar": [
        F("estimate", "follow-up", NO_DELTA), F("estimate", "ancova", NO_DELTA),
        F("coverage", "follow-up", NO_DELTA), F("coverage", "ancova", NO_DELTA),
        F("power", "follow-up", NO_DELTA), F("power", "ancova", NO_DELTA),
        F("estimate", "follow-up", NO_DELTA, "/dropout/log-odds/usual=0"),
        F("estimate", "ancova", NO_DELTA, "/dropout/log-odds/usual=0"),
        F("power", "ancova", NO_DELTA, "/dropout/log-odds/usual=0"),
        F("estimate", "follow-up", NO_DELTA, "/dropout/log-odds/usual=-0.25"),
        F("estimate", "ancova", NO_DELTA, "/dropout/log-odds/usual=-0.25"),
        F("estimate", "all-visits", NO_DELTA), F("coverage", "all-visits", NO_DELTA),
        F("power", "all-visits", NO_DELTA),
        F("estimate", "all-visits", NO_DELTA, NEVER_SEEN),
        F("estimate", "delta", NEVER_SEEN, "/analyses/delta/delta/usual=2.5",
          *(f"/testing/hypotheses/{one}=null" for one in ("follow-up", "ancova", "all-visits"))),
        F("estimate", "follow-up", NO_DELTA, "/dropout/mechanism=mar", "/dropout/log-odds=0.25",
          "/dropout/proportion=[0,0.25]"),
    ],
    "floor": [
        F("floor", "acupuncture"), F("floor", "usual"),
        F("power", "follow-up"), F("power", "ancova"), F("power", "ranks"), F("power", "bands"),
        F("power", "responders"),
        F("power", "follow-up", *SCORES_ALONE, *NORMAL),
        F("power", "ancova", *SCORES_ALONE, *NORMAL),
        F("floor", "acupuncture", CLIPPED), F("floor", "usual", CLIPPED),
        F("power", "follow-up", *SCORES_ALONE, CLIPPED),
        F("power", "ancova", *SCORES_ALONE, CLIPPED),
        F("estimate", "follow-up", *SCORES_ALONE, CLIPPED, "/outcomes/rmdq/given=latent"),
        F("power", "follow-up", *SCORES_ALONE, CLIPPED, "/outcomes/rmdq/given=latent"),
    ],
    "gold-standard": [
        F("power", "works"), F("power", "no-worse"), F("power", "keeps"), F("all"),
        F("power", "no-worse", "/outcomes/rmdq/means/usual=6.5"),
        F("power", "keeps", "/outcomes/rmdq/means/usual=6.5"),
        F("power", "keeps", "/outcomes/rmdq/means/usual=7.7"),
        F("power", "no-worse", "/outcomes/rmdq/means/hand-ear=8"),
    ],
    "gold-ni": [
        F("power", "HE-ST"), F("all"),
        F("power", "HE-ST", ALL_STAY, total=1071), F("power", "HE-ST", ALL_STAY, total=801),
        F("power", "HE-ST", ALL_STAY, MEAN + "6.3", total=492),
        F("power", "HE-ST", ALL_STAY, MEAN + "6.3", total=369),
        F("power", "HE-ST", ALL_STAY, NI + "1.5", total=393),
        F("power", "HE-ST", ALL_STAY, NI + "2", total=222),
        F("power", "HE-ST", MEAN + "8.375", NI + "2"), F("power", "HE-ST", MEAN + "8.375"),
        F("power", "HE-ST", MEAN + "7.85"),
    ],
    "multiplicity": [
        F("success", "two-against-usual"), F("success", "three-pairs"),
        F("success", "two-visits"), F("success", "any-of-twelve"),
        F("any", None, "/testing/multiplicity/method=bonferroni"),
        F("any", None, "/testing/multiplicity/method=holm"),
        F("any", None, "/testing/multiplicity/method=hommel"),
        F("any", None, *without(*LATER, "HE-ST-D8"), "/testing/multiplicity/method=dunnett"),
        F("any", None, *without(*LATER), "/testing/multiplicity/method=closed"),
        F("any", None, GATES),
    ],
    "small-trial": [
        F("power", "A-S"), F("type-m", "A-S"), F("type-s", "A-S"),
        F("power", "A-S", "/outcomes/rmdq/means/acupuncture=6.3", total=153),
        F("type-m", "A-S", "/outcomes/rmdq/means/acupuncture=6.3", total=153),
        F("power", "A-U"), F("type-m", "A-U"),
        F("power", "A-S", total=1182), F("type-m", "A-S", total=1182),
    ],
    "four-arm-sham": [
        F("power", "IN-UC"), F("power", "ST-UC"), F("power", "SI-UC"),
        F("power", "IN-SI"), F("power", "ST-SI"),
        F("any"),
        F("power", "IN-SI", "/outcomes/rmdq/means/individualised=5.2"),
    ],
    "therapist-nested": [
        F("power", "HE-UC"), F("power", "HE-ST"), F("any"), F("coverage", "HE-UC"),
        F("power", "HE-UC", "/practitioners/icc=0"),
        F("power", "HE-UC", "/practitioners/icc=0.07"),
        F("power", "HE-UC", ALIKE), F("power", "HE-UC", ALIKE, "/practitioners/count/hand-ear=2"),
        F("power", "HE-UC", ALIKE, "/practitioners/count/hand-ear=6"),
        F("power", "HE-UC", total=468),
        F("power", "HE-UC", *CASELOAD, total=468),
    ],
    "wei-registry": [
        F("power", "AC-UC"), F("coverage", "AC-UC"), F("spread", "AC-UC"),
        F("power", "AC-UC", NOTHING), F("power", "AC-UC", NOTHING, total=4000),
        F("power", "AC-UC", NOTHING, "/centres/practitioners-each/acupuncture=12"),
        F("power", "AC-UC", NOTHING, "/practitioners/icc/acupuncture=0"),
        F("power", "AC-UC", NOTHING, "/analyses/main/method=ancova"),
    ],
    "gerac-knee": [
        F("power", "A-S"), F("power", "A-S", total=10000),
        F("power", "A-S", "/outcomes/response/proportions/sham=0.531"),
    ],
    "gerac-responder": [
        F("power", "V-S"), F("power", "S-C"),
        F("power", "V-S", total=10113), F("power", "V-C", total=267),
        F("power", "V-S", "/outcomes/response/proportions/sham=0.476"),
    ],
}


def own_total(path, sets):
    """The arms' sizes together."""
    with open(path, encoding="utf-8") as file:
        sizes = {arm["id"]: arm["size"] for arm in json.load(file)["arms"]}
    for one in sets:
        changed = re.fullmatch(r"/arms/([^/]+)/size=(\d+)", one)
        if changed:
            sizes[changed[1]] = int(changed[2])
    return sum(sizes.values())


def read_results(figure, results, total):
    """Value and standard error of a figure, both as fractions or in the outcome's unit."""
    size = next(size for size in results["sizes"] if size["total"] == total)
    if figure.what in ("any", "all", "fwer"):
        return size["trial"][figure.what]["value"], size["trial"][figure.what]["mcse"]
    if figure.what == "success":
        criterion = size["trial"]["success"][figure.of]
        return criterion["value"], criterion["mcse"]
    of = next(one for one in size["hypotheses"] if one["id"] == figure.of)
    if figure.what in ("type-s", "type-m"):
        return of[figure.what], of[figure.what + "-mcse"]
    if figure.what == "estimate":
        return of["estimate"]["mean"], of["estimate"]["mcse"]
    if figure.what == "spread":  # the standard error of an SD of normal values
        return of["estimate"]["sd"], of["estimate"]["mcse"] / 2 ** 0.5
    return of[figure.what]["value"], of[figure.what]["mcse"]


def read_floor(figure, text):
    scores = [float(row["score"]) for row in csv.DictReader(text.splitlines())
              if row["arm"] == figure.of and row["outcome"] == "rmdq"
              and row["visit"] != "baseline"]
    share = scores.count(0.0) / len(scores)
    return share, (share * (1 - share) / len(scores)) ** 0.5


def find(call, path, figure, *words):
    """Runs what a figure asks for; call takes the words of a command and returns its output."""
    if figure.what == "floor":
        text = call("trial", path, "--index", "0", "--sizes", str(SAMPLE), "--size", str(SAMPLE),
                    "--format", "csv", "--quiet", *figure.words(), *words)
        return read_floor(figure, text)
    total = figure.total or own_total(path, figure.sets)
    text = call("run", path, "--sizes", str(total), "--format", "json", "--quiet",
                *figure.words(), *words)
    return read_results(figure, json.loads(text), total)


class Quoted(Case):
    def output(self, *words):
        key = words
        if key not in self.kept:
            result = self.call(*words)
            self.assertEqual(result.status, DONE, result.err)
            self.kept[key] = result.out
        return self.kept[key]

    kept = {}

    def look_again(self, name, figures):
        path = os.path.join(DATA, "scenarios", name + ".trefoil")
        with open(path, encoding="utf-8") as file:
            quoted = FIGURE.findall(json.load(file)["notes"])
        self.assertEqual(len(quoted), len(figures), f"figures with an error in {name}")
        for (value, percent, error), figure in zip(quoted, figures):
            more = [] if figure.what == "floor" else ["--replicates", str(TRIALS)]
            found, own = find(self.output, path, figure, "--seed", str(SEED), *more)
            scale = 100 if percent else 1
            self.assertEqual(bool(percent), figure.what not in ("estimate", "spread", "type-m"))
            # What is quoted is rounded to its last digit.
            digits = len(value.partition(".")[2])
            bound = 4 * (float(error) ** 2 + (scale * own) ** 2) ** 0.5 + 0.5 * 10 ** -digits
            difference = abs(float(value) - scale * found)
            self.assertLessEqual(difference, bound,
                                 f"{name}: {value} (MCSE {error}) quoted, {scale * found} found of "
                                 f"{figure.what} {figure.of} {figure.sets}")


def make_test(name, figures):
    return lambda self: self.look_again(name, figures)


for scenario, those in FIGURES.items():
    setattr(Quoted, "test_" + scenario.replace("-", "_"), make_test(scenario, those))


class Complete(unittest.TestCase):
    def test_no_figure_without_a_run(self):
        folder = os.path.join(DATA, "scenarios")
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                notes = json.load(file)["notes"]
            self.assertNotIn("±", notes, name)
            self.assertEqual("MCSE" in notes, name[:-len(".trefoil")] in FIGURES, name)
            # Every MCSE but that of the explanation belongs to a figure that is understood.
            explained = notes.count("Figures with an MCSE are what 100,000 trials of this scenario "
                                    "give; that is their Monte Carlo standard error")
            self.assertEqual(notes.count("MCSE"), len(FIGURE.findall(notes)) + explained, name)
            self.assertEqual(explained, int("MCSE" in notes), name)

    def test_spread_of_art_follows_from_the_changes(self):
        """var (change) = var (baseline) + var (week 8) - 2 r sd (baseline) sd (week 8)"""
        with open(os.path.join(DATA, "scenarios", "art-211.trefoil"), encoding="utf-8") as file:
            vas = json.load(file)["outcomes"][0]
        before, r = vas["baseline"]["sd"], vas["correlation"]["baseline"]
        for arm, reported in {"acupuncture": 30.3, "minimal": 31.0, "waiting": 22.0}.items():
            after = vas["sd"][arm]
            change = (before ** 2 + after ** 2 - 2 * r * before * after) ** 0.5
            self.assertAlmostEqual(change, reported, delta=0.05)


if __name__ == "__main__":
    main()
