# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile files: nothing that a file holds crashes, hangs or eats the memory of the program."""
import os
import resource
import subprocess

from harness import INVALID, LIMIT, LUO, PROGRAM, Case, environment, main

KEY = 100000
MEMORY = 1 << 30  # bytes of address space that a check may ask for
SANITIZED = "TREFOIL_SANITIZED" in os.environ  # the sanitizers reserve far more than that

FILES = {
    "empty": b"",
    "blank": b" \n\n",
    "brackets": b"[" * 100000,
    "braces": b'{"a":' * 100000,
    "closed-brackets": b"[" * 100000 + b"]" * 100000,
    "huge-number": b'{"trefoil": 1e400}',
    "minus-huge": b'{"trefoil": -1e400}',
    "two-to-64": b'{"trefoil": 1, "run": {"seed": 18446744073709551616}}',
    "two-to-63": b'{"trefoil": 1, "run": {"seed": 9223372036854775808}}',
    "duplicate": b'{"trefoil": 1, "title": "a", "title": "b"}',
    "nul": b'{"trefoil": 1, "title": "a\0b"}',
    "escaped-nul": b'{"trefoil": 1, "title": "a\\u0000b"}',
    "bad-utf8": b'{"trefoil": 1, "title": "\xff\xfe"}',
    "overlong": b'{"trefoil": 1, "title": "\xc0\xaf"}',
    "surrogate": b'{"trefoil": 1, "title": "\\ud800"}',
    "utf16": '{"trefoil": 1}'.encode("utf-16"),
    "bom": b'\xef\xbb\xbf{"trefoil": 1, "x": 1}',
    "digits": b'{"trefoil": ' + b"9" * (4 << 20) + b"}",
    "too-large": b'{"trefoil": 1, "notes": "' + b"x" * (5 << 20) + b'"}',
    "many-arms": b'{"trefoil": 1, "arms": [' + b",".join(
        b'{"id": "a%d", "size": 10}' % i for i in range(20000)) + b"]}",
    "many-sizes": b'{"trefoil": 1, "run": {"sizes": [' + b",".join(
        b"%d" % (100 + i) for i in range(50000)) + b"]}}",
    "list": b"[1, 2, 3]",
    "text": b'"trefoil"',
    "null": b"null",
    "no-version": b"{}",
    "text-version": b'{"trefoil": "1"}',
    "negative-size": b'{"trefoil": 1, "arms": [{"id": "a", "size": -5}, {"id": "b", "size": 5}]}',
    "huge-size": b'{"trefoil": 1, "arms": [{"id": "a", "size": 1e300}, {"id": "b", "size": 5}]}',
    "nan": b'{"trefoil": 1, "testing": {"alpha": NaN}}',
    "binary": bytes(range(256)) * 64,
    "long-key": b'{"trefoil": 1, "' + b"k" * KEY + b'": 1}',
    "escape": b'{"trefoil": 1, "\\u001b[2J": 1}',
}


def limited():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Hostile(Case):
    def check(self, *words, stdin=None):
        return subprocess.run([PROGRAM, *words], stdin=stdin, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, cwd=self.folder, timeout=LIMIT,
                              env=environment(), preexec_fn=limited)

    def test_files(self):
        for name, data in FILES.items():
            with self.subTest(name):
                self.write("x.trefoil", data)
                done = self.check("check", "x.trefoil")
                self.assertEqual(done.returncode, INVALID, done.stderr)
                self.assertGreaterEqual(done.stdout.count(b"\n"), 1)
                for line in done.stdout.splitlines():
                    self.assertTrue(line.startswith(b"x.trefoil"), line[:200])
                    self.assertLess(len(line), 2000)
                self.assertNotIn(b"\x1b", done.stdout)
                done.stdout.decode("utf-8")

    def test_run(self):
        """run says the same as check, on standard error, and writes nothing."""
        for name in ("brackets", "duplicate", "bad-utf8", "many-arms", "huge-size"):
            with self.subTest(name):
                self.write("x.trefoil", FILES[name])
                checked = self.check("check", "x.trefoil")
                done = self.check("run", "x.trefoil", "-o", "out.json")
                self.assertEqual((done.returncode, done.stdout), (INVALID, b""))
                self.assertEqual(done.stderr, checked.stdout)
                self.assertFalse(os.path.exists(self.path("out.json")))

    def test_truncated_anywhere(self):
        """A scenario cut off at any place is invalid, never more than that."""
        with open(LUO, "rb") as file:
            data = file.read().rstrip()
        places = sorted(set(range(0, len(data), max(1, len(data) // 60)))
                        | set(range(len(data) - 5, len(data))))
        for place in places:
            self.write("x.trefoil", data[:place])
            done = self.check("check", "x.trefoil")
            self.assertEqual(done.returncode, INVALID, place)
            self.assertEqual(done.stdout.count(b"\n"), 1, done.stdout)

    def test_endless_digits(self):
        """A gigabyte of digits from a pipe is given up at the limit."""
        feeder = subprocess.Popen(
            ["/bin/sh", "-c", "printf '{\"trefoil\": '; head -c 1073741824 /dev/zero | tr '\\0' 9"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(feeder.wait)
        self.addCleanup(feeder.kill)
        with feeder.stdout:
            done = self.check("check", "-", stdin=feeder.stdout)
        self.assertEqual(done.returncode, INVALID)
        self.assertIn(b"4 MiB", done.stdout)

    def test_endless_device(self):
        done = self.check("check", "/dev/zero")
        self.assertEqual(done.returncode, INVALID, done.stderr)


if __name__ == "__main__":
    main()
