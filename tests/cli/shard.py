# SPDX-License-Identifier: GPL-3.0-or-later
"""run --shard, run --resume and merge: parts of a run give the results of the run."""
import base64
import hashlib
import json
import os
import signal
import subprocess
import time

from harness import (DONE, FAILED, INVALID, LIMIT, LUO, PROGRAM, WRONG, Case, environment, main,
                     without_timing)

SHORT = ("--replicates", "3001")


class Parts(Case):
    def part(self, shard, name, *words, status=DONE):
        result = self.call("run", LUO, *SHORT, *words, "--shard", shard, "-o", name)
        self.assertEqual(result.status, status, result.err)
        self.assertEqual(result.out, "")
        return name

    def parts(self, n, *words):
        return [self.part(f"{i}/{n}", f"part-{i}", *words) for i in range(1, n + 1)]

    def change(self, name, change):
        """Rewrites a part after change(its tree)."""
        tree = json.loads(self.read(name))
        change(tree)
        self.write(name, json.dumps(tree))
        return name

    def start(self, *words):
        """A long part that has been saved at least once, and is still being simulated."""
        process = subprocess.Popen([PROGRAM, "run", *words, "--save-every", "0.1"], cwd=self.folder,
                                   env=environment(), stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        return process

    def saved(self, process, name, more_than=0):
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            self.assertIsNone(process.poll(), "it ended too early")
            if os.path.exists(self.path(name)):
                trials = json.loads(self.read(name))["trials"]
                if trials["done"] - trials["first"] > more_than:
                    return trials
            time.sleep(0.02)
        self.fail("nothing was saved")


class Merging(Parts):
    def test_same_bytes(self):
        one = self.results(LUO, *SHORT)
        names = self.parts(3, "--threads", "1")
        merged = self.call("merge", names[2], names[0], names[1], "--format", "json")
        self.assertEqual(merged.status, DONE, merged.err)
        self.assertEqual(without_timing(json.loads(merged.out)), without_timing(one))
        csv = self.call("run", LUO, *SHORT, "--format", "csv")
        self.call("merge", *names, "-o", "all.csv")
        self.assertEqual(self.read("all.csv"), csv.bytes)
        table = self.call("merge", *names)
        self.assertEqual(table.out.split("\n")[:-2],
                         self.call("run", LUO, *SHORT).out.split("\n")[:-2])  # but for the timing

    def test_edits_are_in_the_part(self):
        edits = ("--set", "/arms/usual/size=60", "--seed", "7", "--sizes", "90,120")
        names = self.parts(2, *edits)
        merged = self.call("merge", *names, "--format", "json")
        self.assertEqual(without_timing(json.loads(merged.out)),
                         without_timing(self.results(LUO, *SHORT, *edits)))

    def test_timing_is_the_sum(self):
        names = self.parts(2)
        seconds = sum(json.loads(self.read(name))["timing"]["seconds"] for name in names)
        merged = json.loads(self.call("merge", *names, "--format", "json").out)
        self.assertAlmostEqual(merged["timing"]["seconds"], seconds, places=5)

    def test_missing(self):
        names = self.parts(3)
        for left, number in ((names[1:], 1), ((names[0], names[2]), 2), (names[:2], 3)):
            self.assertIn(f": part {number} of 3 is missing; run --shard {number}/3 makes it\n",
                          self.refused(FAILED, "merge", *left))
        self.assertIn(": parts 1, 3 of 3 are missing; run --shard I/3 makes part I\n",
                      self.refused(FAILED, "merge", names[1]))
        self.part("6/9", "part-6")
        self.assertIn(": parts 1 to 5, 7 to 9 of 9 are missing; ",
                      self.refused(FAILED, "merge", "part-6"))
        # 50 trials are the first of 59 parts of 3001 or of 60: these are no guess
        self.call("run", LUO, *SHORT, "--shard", "1/60", "-o", "first")
        self.assertIn(": a part is missing: none has the trials 50 to 3000 (counted from 0) of "
                      "3001", self.refused(FAILED, "merge", "first"))

    def test_twice(self):
        names = self.parts(2)
        self.assertIn("part-2 is named twice; ", self.refused(FAILED, "merge", *names, names[1]))
        self.write("copy", self.read(names[1]))
        self.assertRegex(self.refused(FAILED, "merge", *names, "copy"),
                         "part-2 and copy are the same part of the run|copy and part-2 are")
        self.part("2/4", "quarter")
        self.assertIn("part-1 and quarter are parts of different splits of the run: both have its "
                      "trials 750 to 1499 ", self.refused(FAILED, "merge", *names, "quarter"))

    def test_foreign(self):
        first = self.part("1/2", "first")
        for words, said in ((("--seed", "1"), "“Run: Seed” (20190704 in the one, 1 in the other)"),
                            (("--set", "/outcomes/rmdq/sd=6"), "SD"),
                            (("--set", '/testing/hypotheses=[{"id":"a","compare":["hand-ear",'
                                       '"usual"]}]'), "they differ in “Testing: Hypotheses”\n"),
                            (("--replicates", "4000"),
                             "(3001 trials in the one, 4000 trials in the other)")):
            with self.subTest(words):
                self.call("run", LUO, *SHORT, *words, "--shard", "2/2", "-o", "second")
                error = self.refused(FAILED, "merge", first, "second")
                self.assertIn("first and second are parts of different runs", error)
                self.assertIn(said, error)

    def test_what_changes_no_number_may_differ(self):
        names = [self.part("1/2", "a"), self.part("2/2", "b", "--set", "/title=Another")]
        self.assertEqual(self.call("merge", *names).status, DONE)

    def test_no_part(self):
        part = self.part("1/1", "whole")
        self.assertIn("this is no part of a run", self.refused(FAILED, "merge", LUO))
        self.assertIn("nowhere: cannot be read", self.refused(FAILED, "merge", "nowhere"))
        whole = self.read(part)
        for length in (20, 2000, len(whole) // 2, len(whole) - 3):
            self.write("half", whole[:length])
            self.assertIn(": half: the part is cut short: its end is missing; ",
                          self.refused(FAILED, "merge", "half"))
            self.assertIn(": half: the part is cut short: ",
                          self.refused(FAILED, "run", "--resume", "half"))
        self.write("scratched", whole.replace(b'"base64": ', b'"base64": x', 1))
        self.assertRegex(self.refused(FAILED, "merge", "scratched"),
                         r": scratched: the part is damaged: line \d+, column 1\d: ")
        self.assertIn(": -: what is read is cut short, damaged, or no part of a run: line ",
                      self.refused(FAILED, "merge", "-", stdin=whole[:2000]))
        for other in (b"", b"hello", b"{", b'{"trefoil": 1'):
            self.write("other", other)
            self.assertIn(": other: this is no part of a run; ",
                          self.refused(FAILED, "merge", "other"))

    def test_a_file_of_any_size_is_no_part(self):
        """Of a terabyte, of which the program looks at both ends alone."""
        for start, said in ((b"", "this is no part of a run; "),
                            (b'{\n  "trefoil-part": 2,\n', "the part is cut short: ")):
            self.write("huge", start)
            os.truncate(self.path("huge"), 1 << 40)
            self.assertIn(": huge: " + said, self.refused(FAILED, "merge", "huge"))

    def test_damaged(self):
        def flip(tree):
            data = bytearray(base64.b64decode(tree["counts"]["base64"]))
            data[len(data) // 2] ^= 1
            tree["counts"]["base64"] = base64.b64encode(data).decode()

        def forge(tree):
            data = base64.b64decode(tree["counts"]["base64"])[:-3]
            tree["counts"] = {"base64": base64.b64encode(data).decode(),
                              "sha256": hashlib.sha256(data).hexdigest()}

        def trials(**changes):
            return lambda tree: tree["trials"].update(changes)

        def program(tree):
            tree["program"] = "trefoil-sim 0.0.1"

        def scenario(tree):
            tree["scenario"]["run"]["seed"] = -1

        whole = self.read(self.part("1/1", "whole"))
        for change, said in (
                (flip, "do not belong together"),
                (forge, "do not belong together"),
                (trials(done=3000), "do not belong together"),
                (lambda tree: tree["scenario"]["run"].update(seed=3), "do not belong together"),
                (lambda tree: tree["scenario"]["outcomes"][0].update(sd=6),
                 "do not belong together"),
                (trials(first=-1), "its trials are not some of the scenario's"),
                (trials(end=10**9), "its trials are not some of the scenario's"),
                (trials(first="x"), "its trials are not some of the scenario's"),
                (lambda tree: tree.pop("trials"), "its trials are not some of the scenario's"),
                (lambda tree: tree.pop("counts"), "it has no counts"),
                (lambda tree: tree.pop("scenario"), "it has no scenario"),
                (scenario, "its scenario: /run/seed"),
                (program, "written by trefoil-sim 0.0.1, of which the numbers may be others")):
            with self.subTest(said):
                self.write("whole", whole)
                self.assertIn(said, self.refused(FAILED, "merge", self.change("whole", change)))

    def test_results_take_no_part_s_place(self):
        names = self.parts(2)
        before = self.read(names[1])
        self.assertIn("which is what is read",
                      self.refused(FAILED, "merge", *names, "-o", names[1]))
        self.assertEqual(self.read(names[1]), before)

    def test_usage(self):
        self.refused(WRONG, "merge")
        command = f" as in: trefoil-sim run {LUO} --shard 1/2 -o part-1\n"
        for words in ((), ("-o", "-")):
            error = self.refused(WRONG, "run", LUO, "--shard", "1/2", *words)
            self.assertIn("--shard: found no file to save the part in; allowed: -o ", error)
            self.assertTrue(error.endswith(command), error)
        error = self.refused(WRONG, "run", LUO, "--shard", "1/2", "-o", "/dev/null")
        self.assertIn("--shard: found -o /dev/null, which is no file ", error)
        self.assertTrue(error.endswith(command), error)
        self.assertTrue(self.refused(WRONG, "run", "my trial", "--shard", "1/2").endswith(
            " as in: trefoil-sim run 'my trial' --shard 1/2 -o part-1\n"))
        # and the command that it gives is one
        words = command.split(": ")[1].split()
        self.assertEqual(self.call(*words[1:], "--replicates", "100").status, DONE)
        self.assertEqual(os.listdir(self.folder), ["part-1"])
        self.assertIn("a part is no CSV",
                      self.refused(WRONG, "run", LUO, "--shard", "1/2", "-o", "p.csv"))
        for word in ("0/3", "4/3", "1/0", "1", "1/2/3", "a/b", "1/100001", "1.5/2", "-1/2"):
            self.assertIn("allowed: I/N", self.refused(WRONG, "run", LUO, "--shard", word))
        for words in (("--precision", "0.1"), ("--time", "1"), ("--format", "csv")):
            self.assertIn("not together with --shard",
                          self.refused(WRONG, "run", LUO, "--shard", "1/2", *words))
        self.assertIn("no more than the 8 trials",
                      self.refused(WRONG, "run", LUO, "--replicates", "8", "--shard", "1/9",
                                   "-o", "part"))
        self.assertIn("only parts are saved", self.refused(WRONG, "run", LUO, "--save-every", "1"))
        self.refused(WRONG, "run", LUO, "--shard", "1/2", "--save-every", "0")
        self.write("bad", '{"trefoil": 1, "no": 1}')
        self.assertEqual(self.call("run", "bad", "--shard", "1/2", "-o", "p").status, INVALID)


class Resuming(Parts):
    LONG = (LUO, "--replicates", "700000", "--shard", "2/2", "--threads", "1")

    def test_killed_and_interrupted(self):
        process = self.start(*self.LONG, "-o", "part")
        self.saved(process, "part")
        process.kill()
        process.wait()
        left = json.loads(self.read("part"))["trials"]["done"]
        process = self.start("--resume", "part", "--threads", "1")
        self.saved(process, "part", left - 350000)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=LIMIT)
        self.assertEqual(process.returncode, 128 + signal.SIGTERM)
        trials = json.loads(self.read("part"))["trials"]
        done = trials["done"] - trials["first"]
        self.assertIn(f"interrupted after {done} of 350000 trials", err.decode())
        self.assertGreater(trials["done"], left)
        self.assertIn("part is not finished", self.refused(FAILED, "merge", "part"))
        result = self.call("run", "--resume", "part", "-q")
        self.assertEqual((result.status, result.err), (DONE, ""))
        self.call("run", *self.LONG[:-2], "-o", "straight", "-q")
        self.assertEqual(*({key: value for key, value in json.loads(self.read(name)).items()
                            if key != "timing"} for name in ("part", "straight")))

    def test_the_same_command_again(self):
        """As a queue gives it after a kill: what is there is gone on with, never made worse."""
        process = self.start(*self.LONG, "-o", "part")
        self.saved(process, "part")
        process.kill()
        process.wait()
        result = self.call("run", *self.LONG, "-o", "part")
        self.assertEqual(result.status, DONE)
        self.assertRegex(result.err, r"going on with a part that has \d+ of 350000 trials")
        before = self.read("part")
        result = self.call("run", *self.LONG, "-o", "part")
        self.assertIn("finished already", result.err)
        self.assertEqual(self.read("part"), before)
        # A part of another run takes its place, as the results of any command do.
        self.part("1/1", "part")
        self.assertEqual(json.loads(self.read("part"))["trials"],
                         {"first": 0, "done": 3001, "end": 3001})

    def test_a_finished_part_of_another_split_is_kept(self):
        """As when some tasks of a job array are submitted again and counted anew."""
        self.part("1/4", "part-1")
        before = self.read("part-1")
        said = self.refused(FAILED, "run", LUO, *SHORT, "--shard", "1/2", "-o", "part-1", "-q")
        self.assertIn("part-1: found a finished part of this scenario with trials 0 to 749, but "
                      "--shard 1/2 has trials 0 to 1499; allowed: ", said)
        self.assertEqual(self.read("part-1"), before)

    def test_an_unfinished_part_of_another_split_is_kept(self):
        """What is done of it took work too."""
        process = self.start(*self.LONG, "-o", "part")
        self.saved(process, "part")
        process.kill()
        process.wait()
        before = self.read("part")
        other = (*self.LONG[:-4], "--shard", "1/3", "-o", "part", "-q")
        said = self.refused(FAILED, "run", *other)
        self.assertIn("part: found an unfinished part of this scenario with trials 350000 to "
                      "699999, but --shard 1/3 has trials 0 to 233332; allowed: ", said)
        self.assertEqual(self.read("part"), before)

    def test_disk_full(self):
        self.refused(FAILED, "run", LUO, *SHORT, "--shard", "1/2", "-o", "/proc/part")

    def test_finished(self):
        self.part("1/1", "whole")
        before = json.loads(self.read("whole"))
        result = self.call("run", "--resume", "whole", "-o", "again")
        self.assertEqual(result.status, DONE)
        self.assertIn("finished already", result.err)
        self.assertEqual(json.loads(self.read("again"))["counts"], before["counts"])
        os.chmod(self.path("whole"), 0o400)
        kept = self.read("whole")
        self.assertEqual(self.call("run", "--resume", "whole").status, DONE)
        self.assertEqual(self.read("whole"), kept)

    def test_usage(self):
        self.part("1/2", "part")
        self.assertIn("no FILE beside it", self.refused(WRONG, "run", LUO, "--resume", "part"))
        for words in (("--seed", "1"), ("--set", "/title=x"), ("--shard", "1/2"),
                      ("--replicates", "9"), ("--sizes", "90"), ("--format", "csv")):
            self.assertIn("not together with --resume",
                          self.refused(WRONG, "run", "--resume", "part", *words))
        self.assertIn("no part of a run", self.refused(FAILED, "run", "--resume", LUO, "-o", "x"))
        self.refused(FAILED, "run", "--resume", "nowhere")
        error = self.refused(WRONG, "run", "--resume", "-")
        self.assertIn("--resume: found no file to save the part in; ", error)
        self.assertTrue(error.endswith(" as in: trefoil-sim run --resume - -o part\n"), error)
        result = self.call("run", "--resume", "-", "-o", "other", "-q", stdin=self.read("part"))
        self.assertEqual(result.status, DONE)
        os.remove(self.path("other"))
        self.assertEqual(sorted(os.listdir(self.folder)), ["part"])


if __name__ == "__main__":
    main()
