# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: the program, scenarios, and a main().

Each script is called with the path of trefoil-sim. Every call has a time limit, so that a program
that hangs fails the test instead of stopping it.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else None
DATA = os.environ["TREFOIL_DATA_DIR"]
LUO = os.path.join(DATA, "scenarios", "luo-2019.trefoil")
# Seconds. Below a sanitizer, which makes all of it ten times as slow, dev asks for more patience.
LIMIT = 60 * max(1, float(os.environ.get("TREFOIL_TEST_PATIENCE", "3")) / 3)

DONE, FAILED, WRONG, INVALID = 0, 1, 2, 3


def environment(**changes):
    """A plain environment in the C locale, with changes (None removes)."""
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
    env.update(LC_ALL="C.UTF-8", LANGUAGE="C", TERM="xterm")
    for key, value in changes.items():
        env.pop(key, None)
        if value is not None:
            env[key] = value
    return env


class Result:
    """Exit status, and both outputs as bytes and text."""

    def __init__(self, done):
        self.status = done.returncode
        self.bytes = done.stdout
        self.out = done.stdout.decode("utf-8") if done.stdout is not None else None
        self.err = done.stderr.decode("utf-8") if done.stderr is not None else None


class Case(unittest.TestCase):
    """A test with a folder of its own, which is where the program runs."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="trefoil-cli-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        with open(self.path(name), "wb") as file:
            file.write(data)
        return self.path(name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def call(self, *words, stdin=b"", env=None, stdout=subprocess.PIPE):
        """Runs the program; stdin are bytes. A negative status is a crash and fails."""
        done = subprocess.run([PROGRAM, *words], input=stdin, stdout=stdout,
                              stderr=subprocess.PIPE, cwd=self.folder, timeout=LIMIT,
                              env=env or environment())
        self.assertGreaterEqual(done.returncode, 0, f"{words} died: {done.stderr}")
        return Result(done)

    def results(self, *words, **more):
        """The results file of a run that must succeed."""
        result = self.call("run", *words, "--format", "json", **more)
        self.assertEqual(result.status, DONE, result.err)
        return json.loads(result.out)

    def refused(self, status, *words, **more):
        """A call that must fail with this status, one sentence, and nothing on standard output."""
        result = self.call(*words, **more)
        self.assertEqual(result.status, status, f"{words}: {result.out}{result.err}")
        self.assertEqual(result.out, "", words)
        self.assertEqual(result.err.count("\n"), 1, result.err)
        self.assertTrue(result.err.startswith("trefoil-sim: "), result.err)
        return result.err


def without_timing(results):
    """The results file without the one part that may differ."""
    return {key: value for key, value in results.items() if key != "timing"}


def main():
    if PROGRAM is None:
        sys.exit(f"usage: {sys.argv[0]} PROGRAM")
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
