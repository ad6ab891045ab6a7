# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim expect and reproduce: what a file gave, and whether it still does."""
import csv
import glob
import io
import json
import math
import os

from harness import DATA, DONE, FAILED, INVALID, LUO, WRONG, Case, main, without_timing

HE_UC = "/sizes/152/hypotheses/HE-UC/power/value"
EXACTLY = "Reproduced exactly: the same fingerprint"
BUNDLED = sorted(glob.glob(os.path.join(DATA, "*", "*.trefoil")))
NULL_WORLD = os.path.join(DATA, "scenarios", "null-world.trefoil")  # which expects nothing
SD = "Roland-Morris disability: SD: 5 points → 4.5 points"


class Reproduce(Case):
    def expect(self, file=LUO, name="mine.trefoil", *words):
        result = self.call("expect", file, "--replicates", "2000", *words, "-o", name)
        self.assertEqual((result.status, result.out, result.err), (DONE, "", ""))
        return json.loads(self.read(name))

    def alter(self, change, name="mine.trefoil"):
        """The file with a change that a hand makes."""
        tree = json.loads(self.read(name))
        change(tree)
        self.write("other.trefoil", json.dumps(tree))
        return "other.trefoil"

    def verdict(self, *words, status):
        result = self.call("reproduce", *words, "--format", "json")
        self.assertEqual((result.status, result.err), (status, ""), result.out)
        return json.loads(result.out)

    def test_every_bundled_scenario_is_reproduced(self):
        files = glob.glob(os.path.join(DATA, "scenarios", "*.trefoil"))
        self.assertGreater(len(files), 15)
        for file in files:
            result = self.call("expect", file, "--replicates", "64", "-o", "x")
            self.assertEqual((result.status, result.err), (DONE, ""), file)
            self.assertEqual(self.call("check", "x").out, "", file)
            result = self.call("reproduce", "x", "--threads", "1", "--isa", "scalar")
            self.assertEqual((result.status, result.err), (DONE, ""), file)
            self.assertIn(EXACTLY, result.out)

    def test_what_bundled_files_expect_is_reproduced(self):
        """As they are, with all of their trials, whatever the threads and the vector path."""
        expecting = []
        for file in BUNDLED:
            with open(file, encoding="utf-8") as source:
                if "expected" in json.load(source):
                    expecting.append(file)
        self.assertIn(LUO, expecting)
        for file in expecting:
            for words in (("--threads", "1", "--isa", "scalar"), ("--threads", "2")):
                result = self.call("reproduce", file, *words)
                self.assertEqual((result.status, result.err), (DONE, ""), file)
                self.assertIn(EXACTLY, result.out)
                self.assertIn("simulated by trefoil-sim ", result.out)

    def test_a_copy_of_a_bundled_file_with_one_line_changed(self):
        with open(LUO, encoding="utf-8") as source:
            lines = source.read().split("\n")
        places = [i for i, line in enumerate(lines) if line.strip() == '"sd": [5, 5],']
        self.assertEqual(len(places), 1)
        self.write("same.trefoil", "\n".join(lines))
        lines[places[0]] = lines[places[0]].replace("5, 5", "4.5, 4.5")
        self.write("copy.trefoil", "\n".join(lines))
        self.assertIn("these are the results that same.trefoil expects",
                      self.call("run", "same.trefoil").err)
        self.assertIn(f"copy.trefoil: changed since its results were written: {SD}",
                      self.call("run", "copy.trefoil").err)
        result = self.call("reproduce", "copy.trefoil")
        self.assertEqual((result.status, result.err), (FAILED, ""))
        self.assertIn(SD, result.out)

    def test_words_of_a_file_do_not_drive_the_terminal(self):
        with open(LUO, encoding="utf-8") as source:
            text = source.read()
        name = '"name": "Roland-Morris disability'
        self.assertGreaterEqual(text.count(name), 2)
        text = text.replace(name, '"name": "\\u001b[2JRoland\\nMorris')
        self.write("odd.trefoil", text.replace('"sd": [5, 5],', '"sd": [4.5, 4.5],'))
        result = self.call("run", "odd.trefoil", "--replicates", "64")
        self.assertEqual(result.status, DONE)
        self.assertNotIn("\x1b", result.err)
        self.assertIn("changed since its results were written: ", result.err)
        self.assertEqual(len([line for line in result.err.split("\n") if "Morris" in line
                              and "changed since" in line]), 1)

    def test_a_value_changed_in_both_scenarios_of_a_file(self):
        """As a search that replaces all does: the program is not to blame."""
        self.expect()
        text = self.read("mine.trefoil").decode()
        self.assertEqual(text.count('"baseline": {"mean": 11, "sd": 5}'), 2)
        self.write("other.trefoil", text.replace('"mean": 11, "sd": 5}', '"mean": 11, "sd": 4}'))
        result = self.call("reproduce", "other.trefoil")
        self.assertEqual(result.status, FAILED)
        self.assertIn("The version is the same. Perhaps the file was changed by hand",
                      " ".join(result.out.split()))

    def test_what_is_expected_is_what_a_run_gives(self):
        expected = self.expect()["expected"]
        results = self.results(LUO, "--replicates", "2000")
        self.assertEqual(expected["fingerprint"], results["fingerprint"])
        self.assertEqual(expected["program"], results["program"])
        self.assertEqual(expected["replicates"], 2000)
        own = next(size for size in results["sizes"] if size["total"] == 152)
        seen = {f"/sizes/152/hypotheses/{h['id']}/power/value": h["power"]
                for h in own["hypotheses"]}
        seen.update({f"/sizes/152/trial/{key}/value": own["trial"][key] for key in ("any", "all")})
        self.assertEqual(expected["results"],
                         {key: {"value": figure["value"], "mcse": figure["mcse"]}
                          for key, figure in seen.items()})
        self.assertEqual(expected["scenario"]["run"]["seed"], results["seed"])
        self.assertNotIn("notes", expected["scenario"])

    def test_the_rest_of_the_file_stays(self):
        with open(LUO, encoding="utf-8") as source:
            before = json.load(source)
        after = self.expect()
        expected = after.pop("expected")
        self.assertEqual(before.pop("expected")["replicates"], 100000)
        before["run"]["replicates"] = 2000
        self.assertEqual(after, before)
        self.write("alone.trefoil", json.dumps(expected["scenario"]))
        self.assertEqual(self.results("alone.trefoil")["scenario"]["sha256"],
                         self.results("mine.trefoil")["scenario"]["sha256"])
        bare = self.results(LUO, "--replicates", "2000")
        self.assertEqual(without_timing(self.results("mine.trefoil")), without_timing(bare))

    def test_in_place_and_again(self):
        self.expect()
        first = self.read("mine.trefoil")
        self.assertEqual(self.call("expect", "mine.trefoil", "-o", "mine.trefoil").status, DONE)
        self.assertEqual(self.read("mine.trefoil"), first)
        self.assertEqual(self.call("fmt", "mine.trefoil").bytes, first)

    def test_any_threads_and_path(self):
        self.expect()
        for words in (("--threads", "1", "--isa", "scalar"), ("--threads", "3")):
            result = self.call("reproduce", "mine.trefoil", *words)
            self.assertEqual((result.status, result.err), (DONE, ""))
            self.assertIn(EXACTLY, result.out)
            self.assertIn("2000 trials, seed 20190704, simulated by trefoil-sim", result.out)

    def test_a_value_changed_by_hand_is_named_with_both(self):
        self.expect()
        self.call("fmt", "mine.trefoil", "--set", "/outcomes/rmdq/sd=4.5", "-o", "other.trefoil")
        result = self.call("reproduce", "other.trefoil")
        self.assertEqual((result.status, result.err), (FAILED, ""))
        self.assertIn("the scenario was changed since", result.out)
        self.assertIn("still gives the expected results\nexactly", result.out)
        self.assertIn("Roland-Morris disability: SD: 5 points → 4.5 points", result.out)
        found = self.verdict("other.trefoil", status=FAILED)
        self.assertEqual((found["verdict"], found["changed"]), ("not-reproduced", True))
        self.assertEqual(found["found"]["fingerprint"], found["expected"]["fingerprint"])
        # By how much: held against a run of the changed file.
        figure = found["found-as-changed"]["figures"][0]
        own = next(size for size in self.results("other.trefoil", "-q")["sizes"]
                   if size["total"] == 152)
        power = own["hypotheses"][0]["power"]
        self.assertEqual(figure["pointer"], HE_UC)
        self.assertEqual((figure["found"], figure["found-mcse"]), (power["value"], power["mcse"]))
        error = math.hypot(figure["expected-mcse"], power["mcse"])
        self.assertAlmostEqual(figure["standard-errors"],
                               (power["value"] - figure["expected"]) / error, places=9)
        self.assertGreater(figure["standard-errors"], 4)

    def test_names_and_notes_are_no_change(self):
        self.expect()

        def rename(tree):
            tree["title"] = "Another"
            tree["arms"][0]["name"] = "First"
            del tree["notes"]
        result = self.call("reproduce", self.alter(rename))
        self.assertEqual(result.status, DONE)
        self.assertIn(EXACTLY, result.out)

    def test_names_that_were_exchanged_are_told(self):
        """The same numbers, said of other arms; not what the expected scenario leaves out."""
        self.expect()
        told = "These names were changed since."
        out = self.call("reproduce", "mine.trefoil").out
        self.assertNotIn(told, out)
        self.assertNotIn("Notes", out)

        def exchange(tree):
            first, last = tree["arms"][0], tree["arms"][2]
            first["name"], last["name"] = last["name"], first["name"]
            tree["notes"] = "Other notes"
        result = self.call("reproduce", self.alter(exchange))
        self.assertEqual((result.status, result.err), (DONE, ""))
        self.assertIn(EXACTLY, result.out)
        self.assertIn(told, result.out)
        self.assertIn("Name: Hand-ear acupuncture → Usual care\n", result.out)
        self.assertIn("Name: Usual care → Hand-ear acupuncture\n", result.out)
        self.assertNotIn("Other notes", result.out)
        names = [(row["pointer"], row["a"], row["b"])
                 for row in self.verdict("other.trefoil", status=DONE)["differences"]
                 if row["pointer"].endswith("/name")]
        self.assertEqual(names, [
            ("/arms/hand-ear/name", "Hand-ear acupuncture", "Usual care"),
            ("/arms/usual/name", "Usual care", "Hand-ear acupuncture")])

        def both(tree):
            exchange(tree)
            tree["outcomes"][0]["sd"] = 4.5
        out = self.call("reproduce", self.alter(both)).out
        self.assertIn(SD, out)
        self.assertIn(told, out)

    def test_a_changed_expectation_is_found(self):
        """A figure, the fingerprint, the seed: each alone is told."""
        self.expect()

        def figure(tree):
            tree["expected"]["results"][HE_UC]["value"] -= 0.1
        found = self.verdict(self.alter(figure), status=FAILED)
        self.assertFalse(found["changed"])
        worst = found["found"]["figures"][0]
        self.assertAlmostEqual(worst["difference"], 0.1, places=9)
        self.assertGreater(worst["standard-errors"], 4)
        self.assertEqual(found["found"]["figures"][1]["standard-errors"], 0)
        self.assertIn("a figure in the file", self.call("reproduce", "other.trefoil").out)

        def fingerprint(tree):
            tree["expected"]["fingerprint"] = "0" * 64
            tree["expected"]["program"] = "trefoil-sim 0.0.1"
        self.verdict(self.alter(fingerprint), status=FAILED)
        text = self.call("reproduce", "other.trefoil").out
        self.assertIn("give another fingerprint", text)
        self.assertIn("The versions differ: trefoil-sim 0.0.1 then", text)
        self.assertNotIn("The version is the same", text)

        def seed(tree):
            tree["run"]["seed"] += 1
        text = self.call("reproduce", self.alter(seed)).out
        self.assertIn("20190704 → 20190705", text)

    def test_figures_without_a_fingerprint(self):
        """Written by hand, from elsewhere: near enough is told apart from exactly, and from not."""
        with open(LUO, encoding="utf-8") as source:
            tree = json.load(source)
        tree["expected"] = {"replicates": 2000,
                            "results": {HE_UC: {"value": 0.89, "mcse": 0.002}}}
        self.write("hand.trefoil", json.dumps(tree))
        self.assertEqual(self.verdict("hand.trefoil", status=DONE)["verdict"], "within-error")
        self.assertIn("within 4 standard errors", self.call("reproduce", "hand.trefoil").out)
        tree["expected"]["results"][HE_UC]["value"] = 0.84
        self.write("hand.trefoil", json.dumps(tree))
        self.assertEqual(self.verdict("hand.trefoil", status=FAILED)["verdict"], "not-reproduced")
        tree["expected"]["results"] = {"/sizes/152/hypotheses/HE-UC/coverage/value":
                                       {"value": 0.95, "mcse": 0.005},
                                       f"{HE_UC} - /sizes/152/hypotheses/ST-UC/power/value":
                                       {"value": 0.35, "mcse": 0.01}}
        self.write("hand.trefoil", json.dumps(tree))
        self.assertEqual(self.verdict("hand.trefoil", status=DONE)["verdict"], "within-error")

    def test_one_verdict(self):
        """Of reproduce and of run, over the fingerprint, the figures and their errors, whether the
        scenario was changed since or not."""
        self.expect()

        def edit(fingerprint=True, size=None, **figure):
            def change(tree):
                if not fingerprint:
                    del tree["expected"]["fingerprint"]
                if size:
                    tree["arms"][0]["size"] = size
                tree["expected"]["results"][HE_UC].update(figure)
            return self.alter(change)

        wrong = "not the results that other.trefoil expects"
        changed = "other.trefoil: changed since"
        for words, run, said, table in (
                ({"value": 0.99}, wrong, "a figure in the file, or its standard error, is not", ""),
                ({"mcse": 0.4}, wrong, "a figure in the file, or its standard error, is not", ""),
                ({"fingerprint": False}, "reproduced within Monte Carlo error", "no fingerprint",
                 "Expected and found:"),
                # No error that a file may claim makes a figure near.
                ({"fingerprint": False, "value": 0.5, "mcse": 1e15}, wrong,
                 "more than 4 standard errors off", ""),
                ({"fingerprint": False, "value": 5000, "mcse": 1e15}, wrong,
                 "more than 4 standard errors off", ""),
                ({"size": 60}, changed, "As it was, it still gives the expected results exactly.",
                 None),
                ({"size": 60, "fingerprint": False}, changed,
                 "still gives the expected figures within Monte Carlo error. The file tells no "
                 "fingerprint", "As it was:"),
                ({"size": 60, "value": 0.99}, changed,
                 "it has the expected fingerprint, but a figure in the file", "As it was:"),
                ({"size": 60, "value": 0.99, "fingerprint": False}, changed,
                 "it does not give the expected figures either", "As it was:")):
            with self.subTest(words=words):
                file = edit(**words)
                self.assertIn(run, self.call("run", file).err)
                result = self.call("reproduce", file)
                self.assertEqual(result.status, DONE if run.startswith("reproduced") else FAILED)
                self.assertIn(said, " ".join(result.out.split()))
                if table is None:
                    self.assertNotIn("As it was:", result.out)
                else:
                    self.assertIn(table, result.out)

    def test_a_share_that_none_of_the_trials_had(self):
        """The error of a share that was found to be one is nil, that of the expected one is not."""
        with open(LUO, encoding="utf-8") as source:
            tree = json.load(source)
        for arm in tree["arms"]:
            arm["size"] = 400
        at = "/sizes/1200/hypotheses/HE-UC/power/value"
        tree["run"]["sizes"] = [1200]
        for value, status in ((0.9995, DONE), (0.9, FAILED)):
            tree["expected"] = {"replicates": 2000, "results": {at: {"value": value, "mcse": 9}}}
            self.write("sure.trefoil", json.dumps(tree))
            found = self.verdict("sure.trefoil", status=status)["found"]["figures"][0]
            self.assertEqual((found["found"], found["found-mcse"]), (1, 0))
            self.assertAlmostEqual(found["standard-errors"],
                                   (1 - value) / math.sqrt(value * (1 - value) / 2000), places=9)

    def test_csv(self):
        self.expect()
        self.call("fmt", "mine.trefoil", "--set", "/arms/usual/size=60", "--sizes", "90", "-o",
                  "other.trefoil")
        result = self.call("reproduce", "other.trefoil", "--format", "csv")
        self.assertEqual(result.status, FAILED)
        rows = list(csv.DictReader(io.StringIO(result.out)))
        self.assertEqual([row["scenario"] for row in rows], 6 * ["given"] + 6 * ["file"])
        self.assertEqual(rows[0]["expected"], rows[0]["found"])
        self.assertEqual(rows[1]["pointer"], HE_UC)
        self.assertEqual(rows[1]["standard-errors"], "0")
        # The file has another total now, and its own figures in the place of the old one's.
        self.assertEqual(rows[7]["found-at"], HE_UC.replace("152", "164"))
        own = next(size for size in self.results("other.trefoil", "-q")["sizes"]
                   if size["total"] == 164)
        self.assertEqual(float(rows[7]["found"]), own["hypotheses"][0]["power"]["value"])
        self.assertEqual({row["found-at"] for row in rows[:7]}, {""})

    def test_the_own_size_is_another_one(self):
        """Also where the old total is among the sizes of the run."""
        self.expect()
        self.call("fmt", "mine.trefoil", "--set", "/arms/usual/size=60", "-o", "other.trefoil")
        self.assertIn(152, json.loads(self.read("other.trefoil"))["run"]["sizes"])
        out = self.call("reproduce", "other.trefoil").out
        self.assertIn("As the file is now, at its own size of 164 patients instead of 152:", out)
        self.assertIn("/sizes/164/hypotheses/HE-UC/power/value", out)
        self.assertNotIn("/sizes/152/", out)
        self.assertNotIn("no such figure", out)
        figure = self.verdict("other.trefoil", status=FAILED)["found-as-changed"]["figures"][0]
        own = next(size for size in self.results("other.trefoil", "-q")["sizes"]
                   if size["total"] == 164)
        self.assertEqual((figure["pointer"], figure["found-at"], figure["found"]),
                         (HE_UC, HE_UC.replace("152", "164"),
                          own["hypotheses"][0]["power"]["value"]))

    def test_a_hypothesis_is_gone(self):
        self.expect()

        def remove(tree):
            del tree["testing"]["hypotheses"][1]
        out = self.call("reproduce", self.alter(remove)).out
        now = out[out.index("As the file is now:"):]
        self.assertRegex(now, r"ST-UC/power/value.* –")
        self.assertEqual(now.count("–: this scenario has no such figure."), 1)
        self.assertRegex(now, r"HE-UC/power/value +0\.\d+ .* 0\.\d+")

    def test_run_tells_in_a_line(self):
        self.expect()
        self.assertEqual(self.call("run", "mine.trefoil").err,
                         "trefoil-sim: reproduced exactly: these are the results that mine.trefoil "
                         "expects\n")
        self.assertEqual(self.call("run", "mine.trefoil", "-q").err, "")
        for words in (("--replicates", "1000"), ("--set", "/arms/usual/size=60"), ("--seed", "1")):
            self.assertEqual(self.call("run", "mine.trefoil", *words).err, "")

        def fingerprint(tree):
            tree["expected"]["fingerprint"] = "0" * 64
        self.assertIn("not the results that other.trefoil expects",
                      self.call("run", self.alter(fingerprint)).err)

        def size(tree):
            tree["arms"][0]["size"] = 60
        self.assertEqual(self.call("run", self.alter(size)).err,
                         "trefoil-sim: other.trefoil: changed since its results were written: "
                         "Hand-ear acupuncture: Patients: 54 patients → 60 patients; trefoil-sim "
                         "reproduce tells by how much the results differ\n")

    def test_a_difference_is_told_in_a_line(self):
        """Of what one file expects and another does not; and without the scenario of both."""
        tree = self.expect()

        def forget(tree):
            del tree["expected"]
        out = self.call("diff", "mine.trefoil", self.alter(forget)).out
        self.assertIn(f"Expected results: Fingerprint: {tree['expected']['fingerprint']} → –", out)
        self.assertEqual(out.count("Expected results"), 1, out)

        def older(tree):
            tree["expected"]["program"] = "trefoil-sim 0.0.1"
            tree["expected"]["scenario"]["run"]["seed"] = 1
        out = self.call("diff", "mine.trefoil", self.alter(older)).out
        self.assertIn("→ trefoil-sim 0.0.1", out)
        self.assertEqual(out.count("Expected results"), 1, out)

    def test_what_cannot_be_expected(self):
        self.expect()
        for change, words in (
                (lambda e: e.update(fingerprint="abc"),
                 ['/expected/fingerprint: not a fingerprint: found "abc"', "64 hexadecimal"]),
                (lambda e: e["results"].update({"/sizes/7/trial/any/value": {"value": 1}}),
                 ["the results have no such number"]),
                (lambda e: e["scenario"].pop("outcomes"),
                 ["/expected/scenario/outcomes", "is missing"]),
                (lambda e: e["scenario"].update(trefoil=9), ["/scenario/trefoil", "newer"]),
                (lambda e: (e.pop("fingerprint"), e.pop("results")), ["nothing is expected"])):
            name = self.alter(lambda tree, change=change: change(tree["expected"]))
            result = self.call("check", name)
            self.assertEqual(result.status, INVALID)
            for word in words:
                self.assertIn(word, result.out)
            result = self.call("reproduce", name)
            self.assertEqual((result.status, result.out), (INVALID, ""))
            self.assertIn(words[0], result.err)
            # The scenario itself is in order, and runs.
            self.assertEqual(self.call("run", name, "-q").status, DONE)
        # Of figures by hand that are all of another scenario, one line is enough.
        tree = json.loads(self.read("mine.trefoil"))
        del tree["expected"]["scenario"]
        tree["arms"][0]["size"] = 60
        tree["run"]["sizes"] = [90]
        self.write("other.trefoil", json.dumps(tree))
        result = self.call("check", "other.trefoil")
        self.assertEqual((result.status, result.out.count("\n")), (INVALID, 1), result.out)
        self.assertIn("neither this number nor 4 others; where the scenario was changed, "
                      "trefoil-sim expect writes them again", result.out)
        for change, words in ((lambda e: e.update(replicates=3), "a whole number from 8"),
                              (lambda e: e["results"].update({HE_UC: 0.9}), "an object"),
                              (lambda e: e.update(finger="x"), "unknown key"),
                              (lambda e: e.update(scenario=[]), "wrong kind")):
            result = self.call("run", self.alter(lambda tree, c=change: c(tree["expected"])))
            self.assertEqual((result.status, result.out), (INVALID, ""))
            self.assertIn(words, result.err)

    def test_refused(self):
        self.assertIn("expect writes them", self.refused(FAILED, "reproduce", NULL_WORLD))
        self.refused(FAILED, "reproduce", "nowhere")
        self.refused(FAILED, "expect", "nowhere")
        self.refused(WRONG, "expect")
        self.refused(WRONG, "expect", LUO, "--format", "json")
        self.refused(WRONG, "expect", LUO, "--replicates", "0")
        self.assertEqual(self.call("expect", LUO, "--set", "/arms=3").status, INVALID)


if __name__ == "__main__":
    main()
