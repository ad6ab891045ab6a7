# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim sensitivity: what each assumption does; what it refuses, and how it stops."""
import csv
import io
import json
import os
import signal
import subprocess
import time

from harness import DATA, DONE, INVALID, LIMIT, LUO, PROGRAM, WRONG, Case, environment, main

SD, LOST = "/outcomes/rmdq/sd", "/dropout/proportion"
FEW = ("--replicates", "4000")


class Sensitivity(Case):
    def rows(self, *words):
        result = self.call("sensitivity", LUO, "--format", "csv", *FEW, *words)
        self.assertEqual(result.status, DONE, result.err)
        return list(csv.DictReader(io.StringIO(result.out)))

    def test_ranges_of_the_file(self):
        with open(LUO, encoding="utf-8") as file:
            basis = json.load(file)["basis"]
        ranges = {pointer: entry["range"] for pointer, entry in basis.items() if "range" in entry}
        self.assertGreater(len(ranges), 5)
        found = {}
        for row in self.rows():
            if row["range-from"] == "basis":
                found.setdefault(row["assumption"], []).append(float(row["value"]))
        self.assertEqual({pointer: [min(values), max(values)] for pointer, values in found.items()},
                         ranges)

    def test_ranges_assumed(self):
        """What the file gives no range for is offered as the window has it, and said to be."""
        whole = self.call("sensitivity", LUO, "--replicates", "80")
        self.assertRegex(whole.out, r"(?m)^/outcomes/rmdq/means/usual\+ \* +0 +-1 +1 ")
        self.assertRegex(whole.out, r"(?m)^/outcomes/rmdq/correlation/baseline +0\.5 ")
        self.assertIn("* Range assumed, for the basis of the file gives none", whole.out)
        bare = self.call("sensitivity", LUO, "--replicates", "80", "--set", "/basis=null",
                         "--format", "csv")
        rows = {row["assumption"]: row for row in csv.DictReader(io.StringIO(bare.out))}
        self.assertEqual({row["range-from"] for row in rows.values()}, {"assumed"})
        self.assertEqual(float(rows[SD]["value"]), 6)
        asked = self.rows("--range", SD + "=4:6")
        self.assertEqual({row["range-from"] for row in asked}, {"asked"})

    def test_means_by_the_sd_of_their_arm(self):
        """5.2 and 5.4 points in the file: 1.04 and 1.08 less and more, and the sentence says so."""
        floor = os.path.join(DATA, "scenarios", "floor.trefoil")
        result = self.call("sensitivity", floor, "--replicates", "80")
        self.assertRegex(result.out, r"(?m)^/\S+/means/acupuncture \* +6\.3 +5\.26 +7\.34 ")
        self.assertRegex(result.out, r"(?m)^/\S+/means/usual \* +8\.9 +7\.82 +9\.98 ")
        self.assertIn("gives none: a fifth of the SD of the arm less and more. --range takes "
                      "others.", result.out.replace("\n", " "))
        # there is one visit, and so no correlation between visits
        self.assertNotIn("/correlation/visits", result.out)
        response = os.path.join(DATA, "scenarios", "gerac-knee.trefoil")
        result = self.call("sensitivity", response, "--replicates", "80")
        self.assertIn("gives none: a fifth less and more than planned. --range\n"
                      "takes others.", result.out)
        self.assertNotIn("SD", result.out)

    def test_type_i_error(self):
        """Called by its name under a true null; and power where another truth makes it that."""
        null = os.path.join(DATA, "scenarios", "null-world.trefoil")
        result = self.call("sensitivity", null, "--replicates", "400")
        self.assertIn("\nType I error of HE-UC (Hand-ear acupuncture vs usual care) as planned: ",
                      result.out)
        self.assertIn(" with rejections in\neither direction. ", result.out)
        self.assertRegex(result.out, r"(?m)^/\S+/means/hand-ear \* .*\) \u2020 .*\) \u2021 ")
        self.assertRegex(result.out, r"(?m)^/dropout/proportion [^\u2020\u2021]*$")
        luo = self.call("sensitivity", LUO, "--replicates", "400", "--format", "json")
        self.assertEqual(json.loads(luo.out)["planned"]["goals"][0]["counts"], "power")

    def test_ends_are_runs(self):
        """The power of a run with --set; the change is that to the run as planned."""
        rows = self.rows("--range", SD + "=4.5:6", "--range", LOST + "=0:0.2")
        self.assertEqual(len(rows), 2 * 2 * 5)
        planned = self.call("run", LUO, *FEW, "--format", "csv").out
        planned = {row["id"]: float(row["power"]) for row in csv.DictReader(io.StringIO(planned))
                   if row["total"] == "152" and row["kind"] in ("hypothesis", "trial")
                   and row["power"]}
        for first in range(0, len(rows), 5):
            end = rows[first]
            run = self.call("run", LUO, *FEW, "--format", "csv", "--set",
                            f"{end['assumption']}={end['value']}").out
            power = {row["id"]: float(row["power"]) for row in csv.DictReader(io.StringIO(run))
                     if row["total"] == "152" and row["kind"] in ("hypothesis", "trial")
                   and row["power"]}
            for row in rows[first:first + 5]:
                self.assertEqual(float(row["power"]), power[row["id"]])
                self.assertEqual(float(row["power-planned"]), planned[row["id"]])
                self.assertAlmostEqual(float(row["difference"]),
                                       power[row["id"]] - planned[row["id"]], places=12)
                self.assertLess(float(row["mcse"]), float(row["unpaired-mcse"]))

    def test_table(self):
        result = self.call("sensitivity", LUO, *FEW, "--goal", "ST-UC", "--range", LOST + "=0:0.2",
                           "--range", "/outcomes/rmdq/means/standard+=-1:1")
        self.assertEqual((result.status, result.err), (DONE, ""))
        self.assertIn("Power of ST-UC (Standard acupuncture vs usual care) as planned: ",
                      result.out)
        self.assertRegex(result.out, r"(?m)^/outcomes/rmdq/means/standard\+ +0 +-1 +1 +\+[34]\d "
                                     "\\(0\\.\\d\\d\\) +\u2212[34]\\d \\(0")
        self.assertLess(result.out.index("/outcomes/rmdq/means"), result.out.index(LOST))

    def test_planned_loss_of_a_course(self):
        """The share by the last visit, of which the range is said; none where arms differ."""
        course = ("--set", '/dropout/proportion={"hand-ear":[0.05,0.12],"standard":[0.05,0.12],'
                           '"usual":[0.08,0.2]}')
        words = ("sensitivity", LUO, *course, "--replicates", "100", "--range")
        self.assertRegex(self.call(*words, "/dropout/proportion/usual=0:0.3").out,
                         r"(?m)^/dropout/proportion/usual +0\.2 +0 +0\.3 ")
        self.assertRegex(self.call(*words, "/dropout/proportion=0:0.3").out,
                         "(?m)^/dropout/proportion +\u2013 +0 +0\\.3 ")

    def test_json(self):
        self.call("sensitivity", LUO, *FEW, "--range", SD + "=4:6", "--exact", "-o", "out.json")
        results = json.loads(self.read("out.json"))
        self.assertIs(results["complete"], True)
        self.assertEqual(results["replicates"], 4000)
        bar = results["assumptions"][0]
        self.assertEqual((bar["pointer"], bar["planned"]), (SD, 5))
        self.assertGreater(bar["low"]["goals"][0]["difference"]["value"], 0)
        self.assertLess(bar["high"]["goals"][0]["difference"]["value"], 0)
        rows = self.rows("--range", SD + "=4:6")
        self.assertEqual([goal["power"] for end in ("low", "high") for goal in bar[end]["goals"]],
                         [float(row["power"]) for row in rows])

    def test_same_bytes(self):
        words = ("sensitivity", LUO, *FEW, "--format", "csv")
        self.assertEqual(len({self.call(*words, "--threads", threads).bytes
                              for threads in ("1", "2", "5")}), 1)

    def test_impossible(self):
        result = self.call("sensitivity", LUO, *FEW, "--range", LOST + "=0:2")
        self.assertEqual(result.status, DONE)
        self.assertIn(f"{LOST} = 2 is not possible: {LOST}", result.out)
        self.assertRegex(result.out, rf"(?m)^{LOST} .* \|\+\+")

    def test_refused(self):
        for text, sentence in ((SD, "allowed: /pointer=low:high"), (SD + "=4:5:6", "low:high"),
                               (SD + "=4,6", "low:high"), (SD + "=4:4", "all different"),
                               (SD + "=4:1e999", "low:high"), ("/nowhere=1:2", "/nowhere: found"),
                               ("/title=1:2", "/title: found no number"), ("", "allowed: ")):
            self.assertIn(sentence, self.refused(WRONG, "sensitivity", LUO, "--range", text), text)
        self.assertIn("--goal: found 'x'", self.refused(WRONG, "sensitivity", LUO, "--goal", "x"))
        bad = self.write("bad.trefoil", '{"trefoil": 1, "arms": 3}\n')
        self.assertEqual(self.call("sensitivity", bad).status, INVALID)

    def test_too_many_trials(self):
        """The decisions of all trials are kept in memory."""
        result = self.call("sensitivity", LUO, "--replicates", "1000000000")
        self.assertEqual(result.status, 1)
        self.assertIn("allowed", result.err)

    def test_signal(self):
        """Waits twice as long until the first end is finished, whatever the machine."""
        out, wait = b"", 0.25
        while not out:
            wait *= 2
            process = subprocess.Popen([PROGRAM, "sensitivity", LUO, "--replicates", "400000",
                                        "--threads", "1", "--format", "json"],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       cwd=self.folder, env=environment())
            self.addCleanup(process.kill)
            time.sleep(wait)
            self.assertIsNone(process.poll(), "it ended before the signal")
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=LIMIT)
            self.assertEqual(process.returncode, 130)
        self.assertRegex(err, rb"interrupted after [1-9]")
        self.assertIs(json.loads(out)["complete"], False)


if __name__ == "__main__":
    main()
