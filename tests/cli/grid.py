# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim grid: every cell is the run of its scenario; what it refuses, and how it stops."""
import csv
import io
import json
import signal
import subprocess
import time

from harness import DONE, INVALID, LIMIT, LUO, PROGRAM, WRONG, Case, environment, main

SD, LOST = "/outcomes/rmdq/sd", "/dropout/proportion"


class Grid(Case):
    def rows(self, *words):
        result = self.call("grid", LUO, "--format", "csv", *words)
        self.assertEqual(result.status, DONE, result.err)
        return list(csv.DictReader(io.StringIO(result.out)))


class Csv(Grid):
    def test_columns(self):
        rows = self.rows("--vary", SD + "=4:6:3", "--vary", LOST + "+=0,0.1", "--replicates", "800")
        self.assertEqual(list(rows[0]), [SD, LOST + "+", "kind", "id", "power", "power-mcse",
                                         "power-low", "power-high", "exact", "true-effect", "total",
                                         "analysed", "replicates", "problem", "counts"])
        self.assertEqual(len(rows), 6 * 5)
        self.assertEqual([row["id"] for row in rows[:5]],
                         ["HE-UC", "ST-UC", "HE-ST", "any", "all"])
        self.assertEqual([(row[SD], row[LOST + "+"]) for row in rows[::5]],
                         [("4", "0"), ("4", "0.1"), ("5", "0"), ("5", "0.1"), ("6", "0"),
                          ("6", "0.1")])
        self.assertEqual({(row["total"], row["replicates"]) for row in rows}, {("152", "800")})

    def test_cells_are_runs(self):
        """The bytes of a run's CSV at its own size, of the same scenario by --set."""
        rows = self.rows("--vary", SD + "=4.5,6", "--vary", LOST + "=0,0.2", "--replicates", "1600")
        for first in range(0, len(rows), 5):
            cell = rows[first:first + 5]
            run = self.call("run", LUO, "--replicates", "1600", "--format", "csv",
                            "--set", f"{SD}={cell[0][SD]}", "--set", f"{LOST}={cell[0][LOST]}")
            own = [row for row in csv.DictReader(io.StringIO(run.out)) if row["total"] == "152"]
            for key in ("kind", "id", "power", "power-mcse", "power-low", "power-high",
                        "true-effect", "analysed", "replicates"):
                self.assertEqual([row[key] for row in cell], [row[key] for row in own[:5]])

    def test_same_bytes(self):
        words = ("grid", LUO, "--vary", SD + "=4:6:4", "--replicates", "3000")
        self.assertEqual(len({self.call(*words, "--threads", threads).bytes
                              for threads in ("1", "2", "5")}), 1)
        self.call(*words, "-o", "out.csv")
        self.assertEqual(self.read("out.csv"), self.call(*words).bytes)

    def test_exact(self):
        words = ("--vary", SD + "=4,5", "--set", LOST + "=0", "--replicates", "20000", "--set",
                 '/testing/multiplicity={"method": "none"}')
        self.assertEqual({row["exact"] for row in self.rows(*words)}, {""})
        compared = 0
        for row in self.rows(*words, "--exact"):
            if row["kind"] == "hypothesis":
                exact = float(row["exact"])
                error = (exact * (1 - exact) / 20000) ** 0.5
                self.assertLess(abs(float(row["power"]) - exact), 4 * error)
                compared += 1
        self.assertEqual(compared, 6)

    def test_impossible_cells(self):
        result = self.call("grid", LUO, "--vary", "/outcomes/rmdq/correlation/baseline=0.5,1.5",
                           "--replicates", "80")
        self.assertEqual(result.status, DONE)
        self.assertIn("1 of 2 scenarios are not possible; the first: "
                      "/outcomes/rmdq/correlation/baseline: ", result.err)
        rows = list(csv.DictReader(io.StringIO(result.out)))
        self.assertEqual({row["problem"] for row in rows[:5]}, {""})
        self.assertEqual({row["power"] for row in rows[5:]}, {""})
        self.assertIn("allowed: ", rows[5]["problem"])
        result = self.call("grid", LUO, "--vary", LOST + "=2,3", "--replicates", "80")
        self.assertEqual(result.status, INVALID)
        self.assertIn("2 of 2 scenarios", result.err)
        result = self.call("grid", LUO, "--vary", LOST + "=0,3", "--replicates", "80", "--quiet")
        self.assertEqual((result.status, result.err), (DONE, ""))


class Formats(Grid):
    WORDS = ("--vary", SD + "=4:6:3", "--vary", LOST + "=0,0.1", "--replicates", "2000")

    def test_table(self):
        result = self.call("grid", LUO, *self.WORDS, "--format", "table", "--goal", "any")
        self.assertEqual((result.status, result.err), (DONE, ""))
        self.assertIn("Power of any (any hypothesis); down: /outcomes/rmdq/sd; across:", result.out)
        self.assertRegex(result.out, r"(?m)^4 +9\d %  +9\d %$")
        self.assertIn("6 scenarios, 2000 trials each", result.out)
        self.assertNotIn("\x1b", result.out)
        self.assertIn("Power of HE-UC (", self.call("grid", LUO, *self.WORDS, "--format",
                                                    "table").out)

    def test_json(self):
        self.call("grid", LUO, *self.WORDS, "-o", "out.json")
        results = json.loads(self.read("out.json"))
        rows = self.rows(*self.WORDS)
        self.assertIs(results["complete"], True)
        self.assertEqual([[axis["pointer"], axis["values"]] for axis in results["vary"]],
                         [[SD, [4, 5, 6]], [LOST, [0, 0.1]]])
        self.assertEqual([cell["hypotheses"][1]["power"]["value"] for cell in results["cells"]],
                         [float(row["power"]) for row in rows[1::5]])
        self.assertEqual([cell["trial"]["all"]["ci95"] for cell in results["cells"]],
                         [[float(row["power-low"]), float(row["power-high"])]
                          for row in rows[4::5]])

    def test_goal(self):
        self.assertIn("--goal: found 'nobody'; allowed: HE-UC, ",
                      self.refused(WRONG, "grid", LUO, *self.WORDS, "--goal", "nobody"))


class Refused(Case):
    def test_vary(self):
        for text, sentence in ((SD, "allowed: /pointer=a:b:n"), ("sd=1:2:3", "allowed: /pointer="),
                               (SD + "=4:6", "a:b:n"), (SD + "=4:6:0", "from 1 to 10000"),
                               (SD + "=4:6:1e99", "from 1 to 10000"), (SD + "=1e999:2:3", "a:b:n"),
                               (SD + "=4:x:3", "found '4:x:3'"), (SD + "=5:5:3", "all different"),
                               (SD + "=1:2:1", "a:b:n"),
                               ("/nowhere=1,2", "/nowhere: found nothing"),
                               ("/outcomes/nobody/sd=1,2", "/outcomes/nobody"),
                               ("/title=1,2", "/title: found no number"),
                               ("/arms=1,2", "/arms: found no number"),
                               ("/practitioners/icc+=0.1,0.2", "allowed: = instead"),
                               ("\x1b[31m=1", "allowed: ")):
            self.assertIn(sentence, self.refused(WRONG, "grid", LUO, "--vary", text), text)

    def test_limits(self):
        self.assertIn("10100 scenarios", self.refused(
            WRONG, "grid", LUO, "--vary", SD + "=4:6:101", "--vary", LOST + "=0:0.5:100"))
        many = [word for arm in "12345" for word in ("--vary", f"{SD}/{arm}=1,2")]
        self.assertIn("found 5 assumptions", self.refused(WRONG, "grid", LUO, *many))
        self.assertIn("found twice", self.refused(WRONG, "grid", LUO, "--vary", SD + "=1,2",
                                                  "--vary", SD + "=3,4"))

    def test_required(self):
        self.assertIn("--vary", self.refused(WRONG, "grid", LUO))

    def test_invalid_file(self):
        bad = self.write("bad.trefoil", '{"trefoil": 1, "arms": 3}\n')
        result = self.call("grid", bad, "--vary", SD + "=1,2")
        self.assertEqual((result.status, result.out), (INVALID, ""))


class Stopping(Case):
    def test_signals(self):
        """What is finished is written, and it is the same as of the whole grid."""
        for number in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen(
                [PROGRAM, "grid", LUO, "--vary", LOST + "=0:0.3:3000", "--replicates", "20000",
                 "-o", "out.csv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder,
                env=environment())
            self.addCleanup(process.kill)
            time.sleep(2)
            self.assertIsNone(process.poll(), "it ended before the signal")
            process.send_signal(number)
            _, err = process.communicate(timeout=LIMIT)
            self.assertEqual(process.returncode, 128 + number)
            self.assertIn(b"of 3000 scenarios; what was finished", err)
            rows = list(csv.DictReader(io.StringIO(self.read("out.csv").decode())))
            self.assertGreaterEqual(len(rows), 5)
            self.assertEqual(rows[0][LOST], "0")
            alone = self.call("grid", LUO, "--vary", LOST + "=0", "--replicates", "20000")
            self.assertEqual(rows[:5], list(csv.DictReader(io.StringIO(alone.out))))


if __name__ == "__main__":
    main()
