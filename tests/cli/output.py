# SPDX-License-Identifier: GPL-3.0-or-later
"""Where results go: files written as a whole, full disks, closed and broken outputs."""
import json
import os
import stat
import subprocess
import unittest

from harness import DONE, FAILED, LIMIT, LUO, PROGRAM, WRONG, Case, environment, main

FEW = ("--replicates", "800")


class File(Case):
    def test_written(self):
        result = self.call("run", LUO, *FEW, "--format", "json", "-o", "out")
        self.assertEqual((result.status, result.out, result.err), (DONE, "", ""))
        self.assertEqual(json.loads(self.read("out"))["replicates"], 800)
        self.assertEqual(os.listdir(self.folder), ["out"])

    def test_replaced(self):
        self.write("out.csv", "old\n")
        self.assertEqual(self.call("run", LUO, *FEW, "--output", "out.csv").status, DONE)
        self.assertTrue(self.read("out.csv").startswith(b"kind,id,total"))

    def test_format_by_name(self):
        for name, start in (("a.json", b"{\n"), ("a.csv", b"kind,"), ("a.txt", b"Luo"),
                            ("json", b"Luo")):
            self.assertEqual(self.call("run", LUO, *FEW, "-o", name).status, DONE)
            self.assertTrue(self.read(name).startswith(start), name)
        named = ("-o", "b.json", "--format", "csv")
        self.assertEqual(self.call("run", LUO, *FEW, *named).status, DONE)
        self.assertTrue(self.read("b.json").startswith(b"kind,"))

    def test_format_against_the_name(self):
        """A name that says a format the command lacks is refused before anything is read."""
        for words, name, formats in ((["size", "none"], "t.csv", "table, json"),
                                     (["trial", "none", "--index", "0"], "t.json", "csv, table")):
            sentence = self.refused(WRONG, *words, "-o", name)
            self.assertIn(f"'{name}', but {words[0]} writes no {name[2:]}", sentence)
            self.assertIn(formats, sentence)
        self.assertEqual(self.call("trial", LUO, "--index", "0", "-q", "--format", "csv", "-o",
                                   "t.json").status, DONE)
        self.assertEqual(os.listdir(self.folder), ["t.json"])

    def test_symlink(self):
        self.write("real", "old")
        os.symlink("real", self.path("link"))
        self.assertEqual(self.call("run", LUO, *FEW, "--format", "csv", "-o", "link").status, DONE)
        self.assertTrue(os.path.islink(self.path("link")))
        self.assertTrue(self.read("real").startswith(b"kind,"))

    def test_no_folder(self):
        sentence = self.refused(FAILED, "run", LUO, "--replicates", "1000000000", "-o", "no/out")
        self.assertIn("'no'", sentence)
        self.assertIn("does not exist", sentence)
        self.write("file", "x")
        self.assertIn("no folder", self.refused(FAILED, "run", LUO, *FEW, "-o", "file/out"))

    def test_a_folder(self):
        self.assertIn("is a folder", self.refused(FAILED, "run", LUO, *FEW, "-o", self.folder))

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_no_permission(self):
        os.mkdir(self.path("locked"), 0o500)
        self.assertIn("locked", self.refused(FAILED, "run", LUO, *FEW, "-o", "locked/out"))

    def test_devices(self):
        """A device is written to, never replaced."""
        before = os.stat("/dev/full")
        sentence = self.refused(FAILED, "run", LUO, *FEW, "-o", "/dev/full")
        self.assertIn("No space left on device", sentence)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/full").st_mode))
        self.assertEqual(os.stat("/dev/full").st_rdev, before.st_rdev)
        self.assertEqual(self.call("run", LUO, *FEW, "-o", "/dev/null").status, DONE)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

    def test_the_scenario_itself(self):
        """Results never take the place of the scenario, by whatever name."""
        self.write("mine.trefoil", '{"trefoil": 1}')
        os.link(self.path("mine.trefoil"), self.path("also-mine"))
        for name in ("mine.trefoil", "./mine.trefoil", "also-mine"):
            for words in (["run", "mine.trefoil"], ["trial", "mine.trefoil", "--index", "0"]):
                self.assertIn("which is what is read", self.refused(FAILED, *words, "-o", name))
        self.assertEqual(self.read("mine.trefoil"), b'{"trefoil": 1}')
        self.assertEqual(self.call("example", "luo-2019", "-o", "luo-2019").status, DONE)
        self.assertEqual(self.call("example", "luo-2019", "-o", "luo-2019").status, DONE)

    def test_dash(self):
        self.assertTrue(self.call("run", LUO, *FEW, "--format", "csv", "-o", "-").out
                        .startswith("kind,"))
        self.assertEqual(os.listdir(self.folder), [])

    def test_failed_run_leaves_the_file(self):
        self.write("out.json", "precious")
        self.assertNotEqual(self.call("run", "none", "-o", "out.json").status, DONE)
        self.assertEqual(self.read("out.json"), b"precious")


class Standard(Case):
    COMMANDS = (["run", LUO, *FEW], ["trial", LUO, "--index", "0"], ["example"],
                ["example", "luo-2019"], ["keys"], ["--help"], ["run", "--help"], ["--version"])

    def test_full(self):
        for words in self.COMMANDS:
            with open("/dev/full", "wb") as full:
                result = self.call(*words, stdout=full)
            self.assertEqual(result.status, FAILED, words)
            self.assertIn("standard output: cannot be written: No space left", result.err)

    def test_full_with_problems(self):
        self.write("bad.trefoil", '{"trefoil": 1, "x": 2}')
        with open("/dev/full", "wb") as full:
            result = self.call("check", "bad.trefoil", stdout=full)
        self.assertEqual(result.status, FAILED)

    def test_limit_of_files(self):
        """Beyond ulimit -f there is a sentence and a status, and no death by SIGXFSZ."""
        for words, name in ((["run", LUO, *FEW, "--format", "json", "-o", "out.json"], "out.json"),
                            (["trial", LUO, "--index", "0", "-q"], "standard output")):
            done = subprocess.run(["/bin/sh", "-c", 'ulimit -f 1 && "$@" >t.csv', "sh", PROGRAM,
                                   *words], stderr=subprocess.PIPE, timeout=LIMIT,
                                  cwd=self.folder, env=environment())
            self.assertEqual(done.returncode, FAILED, done.stderr)
            self.assertIn("File too large", done.stderr.decode())
            self.assertIn(name, done.stderr.decode())
        self.assertEqual(os.listdir(self.folder), ["t.csv"])

    def test_closed(self):
        """A closed output is noticed before the work, and no file takes its place."""
        for words in self.COMMANDS[:5]:
            done = subprocess.run(["/bin/sh", "-c", '"$@" >&-', "sh", PROGRAM, *words],
                                  stderr=subprocess.PIPE, timeout=LIMIT, env=environment())
            self.assertEqual(done.returncode, FAILED, words)
            self.assertIn(b"standard output", done.stderr)
        done = subprocess.run(["/bin/sh", "-c", '"$@" >&- 2>&- <&-', "sh", PROGRAM, "run", LUO,
                               *FEW, "-o", self.path("out.json")], timeout=LIMIT, env=environment())
        self.assertEqual(done.returncode, DONE)
        self.assertEqual(json.loads(self.read("out.json"))["replicates"], 800)

    def test_broken_pipe(self):
        """A reader that goes away is no news: no message, a status that tells."""
        for words in self.COMMANDS:
            reader, writer = os.pipe()
            os.close(reader)
            with os.fdopen(writer, "wb") as broken:
                result = self.call(*words, stdout=broken)
            self.assertEqual((result.status, result.err), (FAILED, ""), words)


if __name__ == "__main__":
    main()
