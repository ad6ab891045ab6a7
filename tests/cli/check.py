# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim check: every problem one line, all of them at once; silence where there is none."""
import glob
import os
import re

from harness import DATA, DONE, FAILED, INVALID, LUO, WRONG, Case, main

FIVE = """{
  "trefoil": 1,
  "titel": "misspelt",
  "arms": [
    {"id": "a", "name": "A", "size": 1},
    {"id": "b", "name": "B", "size": "many"},
    {"id": "c", "name": "C", "size": 20, "reference": true}
  ],
  "outcomes": [
    {"id": "x", "name": "X", "better": "sideways", "type": "continuous",
     "visits": [{"id": "end", "name": "End", "time": 8}],
     "baseline": {"mean": 1, "sd": -2},
     "means": {"a": 1, "b": 1, "c": 2}, "sd": 3}
  ]
}
"""


class Check(Case):
    def test_valid_is_silent(self):
        files = sorted(glob.glob(os.path.join(DATA, "scenarios", "*.trefoil")))
        self.assertGreater(len(files), 4)
        result = self.call("check", *files)
        self.assertEqual((result.status, result.out, result.err), (DONE, "", ""))

    def test_five_mistakes(self):
        self.write("five.trefoil", FIVE)
        result = self.call("check", "five.trefoil")
        self.assertEqual((result.status, result.err), (INVALID, ""))
        lines = result.out.splitlines()
        wanted = [(3, "/titel", "titel", "title"), (5, "/arms/a/size", "1", "from 2"),
                  (6, "/arms/b/size", '"many"', "number"),
                  (10, "/outcomes/x/better", '"sideways"', "lower"),
                  (12, "/outcomes/x/baseline/sd", "-2", "number")]
        self.assertEqual(len(lines), len(wanted), result.out)
        for line, pointer, found, allowed in wanted:
            mine = [l for l in lines if l.startswith(f"five.trefoil:{line}: {pointer}: ")]
            self.assertEqual(len(mine), 1, (pointer, result.out))
            self.assertIn(found, mine[0])
            self.assertIn(allowed, mine[0])

    def test_format_of_lines(self):
        self.write("five.trefoil", FIVE)
        for line in self.call("check", "five.trefoil").out.splitlines():
            self.assertRegex(line, r"^five\.trefoil:\d+: /[^ ]+: .+$")

    def test_several(self):
        self.write("five.trefoil", FIVE)
        result = self.call("check", LUO, "five.trefoil", LUO)
        self.assertEqual(result.status, INVALID)
        self.assertEqual(len(result.out.splitlines()), 5)

    def test_stdin(self):
        result = self.call("check", "-", stdin=FIVE.encode())
        self.assertEqual(result.status, INVALID)
        self.assertTrue(all(l.startswith("-:") for l in result.out.splitlines()))

    def test_unreadable(self):
        self.assertIn("none.trefoil", self.refused(FAILED, "check", "none.trefoil"))

    def test_invalid_outweighs_unreadable(self):
        self.write("five.trefoil", FIVE)
        result = self.call("check", "none.trefoil", "five.trefoil", "none.trefoil")
        self.assertEqual(result.status, INVALID)
        self.assertEqual(len(result.out.splitlines()), 5)
        self.assertEqual(len(result.err.splitlines()), 2)

    def test_set(self):
        result = self.call("check", LUO, "--set", "/arms/usual/size=1")
        self.assertEqual(result.status, INVALID)
        self.assertTrue(result.out.startswith(
            f"{LUO}: --set /arms/usual/size=1: outside the range: found 1; allowed: "), result.out)
        self.assertEqual(self.call("check", LUO, "--set", "/arms/usual/size=60").status, DONE)
        self.assertEqual(self.call("check", LUO, "--set", "/arms/9/size=1").status, WRONG)

    def test_blame(self):
        """A problem is said of what brought it in: of an assignment, or of the file's own line."""
        def lines(*words):
            result = self.call("check", *words)
            self.assertEqual(result.status, INVALID, result.err)
            return result.out.splitlines()

        # the last assignment counts, with ids or indices, and each has its own problem
        two = lines(LUO, "--set", "/testing/alpha=8", "--set", "/testing/alpha=7", "--set",
                    "/arms/2/size=1")
        self.assertEqual(len(two), 2)
        self.assertTrue(two[0].startswith(f"{LUO}: --set /arms/2/size=1: outside"), two)
        self.assertTrue(two[1].startswith(f"{LUO}: --set /testing/alpha=7: outside"), two)
        # what was set and then put right is nobody's
        put_right = ("--set", "/testing/alpha=7", "--set", "/testing/alpha=0.05")
        self.assertEqual(self.call("check", LUO, *put_right).out, "")
        # what stands in the file but does not go with what is set keeps its line
        visit = '/outcomes/rmdq/visits=[{"id":"end","time":3}]'
        for line in lines(LUO, "--set", visit):
            self.assertRegex(line, rf"^{re.escape(LUO)}:\d+: /\S+: .* \(after --set ")
            self.assertTrue(line.endswith(f" (after --set {visit})"), line)
        # what the file has wrong by itself is the file's, and so it is with its own value set
        self.write("five.trefoil", FIVE)
        self.assertEqual(lines("five.trefoil", "--set", "/title=x"), lines("five.trefoil"))
        # the other options that assign
        prior = self.call("assurance", LUO, "--prior", "/outcomes/rmdq/sd=normal(5,-1)")
        self.assertEqual(prior.status, INVALID)
        self.assertTrue(prior.err.startswith(
            f"{LUO}: --prior /outcomes/rmdq/sd=normal(5,-1): /priors/"), prior.err)
        other = self.call("compare", LUO, "--with", "/testing/alpha=7")
        self.assertEqual(other.status, INVALID)
        self.assertTrue(other.err.startswith(f"{LUO}: --with /testing/alpha=7: outside"), other.err)
        # a long value is cut
        line, = lines(LUO, "--set", "/testing/alpha=" + 300 * "7")
        self.assertLess(len(line), len(LUO) + 300)

    def test_key_of_another_method(self):
        """In a file it is an error; where --set changes the method, the key goes with a remark."""
        assignment = ("--set", "/analyses/0/method=t-test")
        result = self.call("check", LUO, *assignment)
        self.assertEqual((result.status, result.out), (DONE, ""))
        self.assertRegex(result.err, r"\Atrefoil-sim: --set /analyses/0/method=t-test: "
                                     r"/analyses/0/adjust-for is left out, [^\n]+\n\Z")
        self.assertEqual(self.call("check", LUO, *assignment, "--quiet").err, "")
        self.assertEqual(self.call("check", LUO, "--set", "/analyses/0/method=ancova").err, "")
        self.write("t.trefoil", '{"trefoil": 1, "analyses": [{"id": "main", "method": "t-test", '
                                '"adjust-for": ["baseline"]}]}')
        result = self.call("check", "t.trefoil")
        self.assertEqual(result.status, INVALID)
        self.assertIn('/analyses/main/adjust-for: "adjust-for" belongs to method "ancova" and has '
                      'no meaning with "t-test"', result.out)

    def test_syntax(self):
        self.write("bad.trefoil", '{\n "trefoil": 1,\n "title" "x"\n}\n')
        result = self.call("check", "bad.trefoil")
        self.assertEqual(result.status, INVALID)
        self.assertEqual(len(result.out.splitlines()), 1)
        self.assertTrue(result.out.startswith("bad.trefoil:3: "), result.out)

    def test_newer_version(self):
        self.write("new.trefoil", '{"trefoil": 2}\n')
        result = self.call("check", "new.trefoil")
        self.assertEqual(result.status, INVALID)
        self.assertRegex(result.out, re.compile("version|newer", re.I))

    def test_closed_output(self):
        """A reader that goes away ends it quietly."""
        result = self.call("check", LUO, stdout=None)
        self.assertEqual(result.status, DONE)

    def test_lesson(self):
        """What is wrong with a lesson is said with its line, and keeps nothing from running."""
        self.write("l.trefoil", '{"trefoil": 1, "lesson": {"steps": [\n'
                   '{"text": "t", "reveal": "{{/sizes/152/trial/any/value}}"},\n'
                   '{"text": "t", "set": {"/run/sizes": [60]}, '
                   '"reveal": "{{/sizes/61/trial/any/value}}"}]}}')
        result = self.call("check", "l.trefoil")
        self.assertEqual(result.status, INVALID)
        self.assertRegex(result.out, r'^l.trefoil:3: /lesson/steps/1/reveal: .*no "61"; '
                                     r"allowed: one of 60, 152\n$")
        self.assertEqual(self.call("run", "l.trefoil", "--replicates", "100", "-q").status, DONE)

    def test_a_curve_of_one_size(self):
        """Nobody could draw it."""
        self.write("l.trefoil", '{"trefoil": 1, "run": {"sizes": [152]}, "lesson": {"steps": [\n'
                   '{"text": "t", "predict": {"question": "q", "kind": "sketch", '
                   '"answer-from": "/sizes/152/trial/any/value"}}]}}')
        result = self.call("check", "l.trefoil")
        self.assertEqual(result.status, INVALID)
        self.assertRegex(result.out, r"^l.trefoil:2: /lesson/steps/0/predict/answer-from: .*"
                                     r"one size cannot be drawn; allowed: two sizes or more")


if __name__ == "__main__":
    main()
