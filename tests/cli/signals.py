# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGINT and SIGTERM: what was finished is still written, and the exit status tells."""
import json
import os
import signal
import subprocess
import time

from harness import LIMIT, LUO, PROGRAM, Case, environment, main

LONG = ("--replicates", "1000000000")
MANY = ("--replicates", "40000000", "--threads", "1")  # of which what was decided is kept


def is_listening(process):
    """Whether a process keeps SIGINT for itself to ask for."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
        blocked = next(line for line in file if line.startswith("SigBlk:"))
    return int(blocked.split()[1], 16) >> (signal.SIGINT - 1) & 1


def seconds_of(process):
    """How long a process has computed."""
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
        return int(file.read().rsplit(")", 1)[1].split()[11]) / os.sysconf("SC_CLK_TCK")


class Started(Case):
    def start(self, *words, wait=0.2, **more):
        """A call that has computed for so many seconds, however long that takes."""
        process = subprocess.Popen([PROGRAM, *words], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, cwd=self.folder, env=environment(),
                                   **more)
        self.addCleanup(process.kill)
        end = time.monotonic() + LIMIT
        while not is_listening(process) or seconds_of(process) < wait:
            self.assertIsNone(process.poll(), "it ended before the signal")
            self.assertLess(time.monotonic(), end, "it does not compute")
            time.sleep(0.01)
        return process


class Signals(Started):
    def interrupted(self, number, *words, **more):
        process = self.start("run", LUO, *LONG, *words, **more)
        process.send_signal(number)
        out, err = process.communicate(timeout=LIMIT)
        self.assertEqual(process.returncode, 128 + number)
        self.assertIn(b"interrupted after", err)
        return out

    def partial(self, text):
        results = json.loads(text)
        self.assertIs(results["complete"], False)
        self.assertGreater(results["replicates"], 0)
        self.assertLess(results["replicates"], 1000000000)
        self.assertIsNotNone(results["sizes"][0]["hypotheses"][0]["power"]["value"])
        return results

    def test_sigint(self):
        self.partial(self.interrupted(signal.SIGINT, "--format", "json"))

    def test_sigterm(self):
        self.partial(self.interrupted(signal.SIGTERM, "--format", "json"))

    def test_output_file(self):
        self.interrupted(signal.SIGINT, "--format", "json", "-o", "out.json")
        self.partial(self.read("out.json"))
        self.assertEqual(os.listdir(self.folder), ["out.json"])

    def test_other_formats(self):
        self.assertIn(b"Not complete", self.interrupted(signal.SIGTERM))
        self.assertTrue(self.interrupted(signal.SIGINT, "--format", "csv").startswith(b"kind,"))

    def test_same_as_a_run_of_that_length(self):
        """What was finished are the first trials, the same ones that a shorter run counts."""
        results = self.partial(self.interrupted(signal.SIGINT, "--format", "json"))
        again = self.results(LUO, "--replicates", str(results["replicates"]))
        self.assertEqual(again["fingerprint"], results["fingerprint"])

    def test_ignored_by_a_script(self):
        """Shells start background jobs with SIGINT ignored; one that is sent still counts."""
        self.interrupted(signal.SIGINT, "--format", "json",
                         preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))

    def test_precision_run(self):
        process = self.start("run", LUO, "--precision", "1e-9", "--format", "json")
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=LIMIT)
        self.assertEqual(process.returncode, 130)
        self.partial(out)

    def test_soon(self):
        process = self.start("run", LUO, *LONG, "--format", "json")
        start = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LIMIT)
        self.assertLess(time.monotonic() - start, 10)


class Studies(Started):
    """The commands of several runs: what was finished is written there as well."""

    def stopped(self, *words):
        """Waits twice as long until the first of many parts is finished, whatever the machine."""
        out, wait = b"", 0.1
        while not out:
            wait *= 2
            process = self.start(*words, "--format", "json", wait=wait)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=LIMIT)
            self.assertEqual(process.returncode, 130, err)
        self.assertRegex(err, rb"interrupted after .+; what was finished has been written")
        found = json.loads(out)
        self.assertIs(found["complete"], False)
        return found

    def test_nulls(self):
        found = self.stopped("nulls", LUO, "--replicates", "100000", "--threads", "1")
        self.assertGreater(len(found["nulls"]), 0)
        self.assertLess(len(found["nulls"]), 13)

    def test_size(self):
        found = self.stopped("size", LUO, "--replicates", "100000", "--threads", "1")
        self.assertGreater(len(found["sample-size"]["by-hypothesis"]), 0)

    NOTHING_YET = (("assurance", LUO, *LONG, "--prior",
                    "/outcomes/rmdq/means/hand-ear/0=normal(5.7,1)"),
                   ("grid", LUO, *LONG, "--vary", "/outcomes/rmdq/sd=4,6"),
                   ("nulls", LUO, *LONG),
                   ("sensitivity", LUO, *MANY, "--range", "/outcomes/rmdq/sd=4:6"),
                   ("sensitivity", LUO, *MANY, "--range", "/outcomes/rmdq/sd=-4:6"),
                   ("size", LUO, *LONG),
                   ("verify",))

    def test_nothing_finished(self):
        """Not even a file is made, whatever the format, before anything is finished."""
        for words in self.NOTHING_YET:
            for form in ("table", "json") if words[0] != "verify" else ("table",):
                with self.subTest(words=words, form=form):
                    process = self.start(*words, "--format", form, "-o", "out")
                    process.send_signal(signal.SIGINT)
                    out, err = process.communicate(timeout=LIMIT)
                    self.assertEqual((process.returncode, out), (130, b""), err)
                    self.assertIn(b"interrupted; nothing was written", err)
                    self.assertEqual(os.listdir(self.folder), [])

    def test_little_finished(self):
        """A comparison has its first trials at once, and they are less than a percent."""
        process = self.start("compare", LUO, "--with", "/outcomes/rmdq/sd=6", "--replicates",
                             "4000000", "--threads", "1", "--format", "json")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=LIMIT)
        self.assertEqual(process.returncode, 130)
        if out:
            self.assertGreater(json.loads(out)["replicates"], 0)
            self.assertNotRegex(err, rb"after 0")
        else:
            self.assertIn(b"interrupted; nothing was written", err)


if __name__ == "__main__":
    main()
