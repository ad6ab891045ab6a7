# SPDX-License-Identifier: GPL-3.0-or-later
"""On a terminal: the progress bar, colours, the width, and the words that only people need."""
import fcntl
import os
import pty
import struct
import subprocess
import termios
import threading

from harness import DONE, LIMIT, LUO, PROGRAM, Case, environment, main

SLOW = ("--replicates", "400000", "--threads", "1")
MOST = 25600000  # trials, which take long enough for a line of progress on any machine
BOLD = b"\x1b[1m"


class Terminal(Case):
    def on_terminal(self, *words, out=True, err=True, columns=80, env=None):
        """Runs with standard output or error, or both, on a terminal; returns what each got."""
        ends = {}
        for name, wanted in (("out", out), ("err", err)):
            if wanted:
                ours, theirs = pty.openpty()
                fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
            else:
                ours, theirs = os.pipe()
            ends[name] = (ours, theirs)
        process = subprocess.Popen([PROGRAM, *words], stdin=subprocess.DEVNULL,
                                   stdout=ends["out"][1], stderr=ends["err"][1], cwd=self.folder,
                                   env=env or environment())
        got, readers = {}, []
        for name, (ours, theirs) in ends.items():
            os.close(theirs)
            readers.append(threading.Thread(target=self.drain, args=(ours, name, got)))
            readers[-1].start()
        status = process.wait(timeout=LIMIT)
        for reader in readers:
            reader.join()
        self.assertEqual(status, DONE, got)
        return got["out"], got["err"]

    @staticmethod
    def drain(fd, name, got):
        data = b""
        while True:
            try:
                piece = os.read(fd, 65536)
            except OSError:  # the other end of a terminal was closed
                break
            if not piece:
                break
            data += piece
        os.close(fd)
        got[name] = data

    def drawn(self, *words, replicates, columns=80):
        """What stood on the line of progress one after the other, and of how many trials. What is
        done at once shows none: there are more of them until it takes long enough."""
        while True:
            _, err = self.on_terminal(*words, "--replicates", str(replicates), "--threads", "1",
                                      out=False, columns=columns)
            drawn = err.decode("utf-8").split("\r\x1b[K")
            if len(drawn) > 3 or replicates >= MOST:
                self.assertGreater(len(drawn), 3, words)
                self.assertEqual(drawn[-1], "", "the line is wiped in the end")
                return drawn[1:-1], replicates
            replicates *= 4

    def test_progress(self):
        drawn, replicates = self.drawn("run", LUO, replicates=400000, columns=100)
        count = f"{replicates:,}".replace(",", "\u202f")
        self.assertRegex(drawn[0], r"^\[#*-*\] [\d\u202f]+ of " + count + " trials"
                                   r" · [\d.]+( [kMG])?/s · SE \d+\.\d\d points · .+ left$")

    def test_progress_of_a_comparison(self):
        drawn, _ = self.drawn("compare", LUO, "--with", "/testing/sides=1", replicates=400000)
        self.assertRegex(drawn[0], r"^\[#*-*\] \d+ %$")

    def test_progress_of_studies(self):
        percent = r"(\d+|less than 1) %"
        for words, replicates in ((("size", LUO), 100000), (("nulls", LUO), 100000),
                                  (("assurance", LUO, "--prior",
                                    "/outcomes/rmdq/sd/0=normal(5,0.1)"), 400000)):
            drawn, _ = self.drawn(*words, replicates=replicates)
            self.assertRegex(drawn[0], r"^\[#*-*\] " + percent + "$")

    def test_progress_of_verify(self):
        _, err = self.on_terminal("verify", "--threads", "1", out=False)
        drawn = err.decode("utf-8").split("\r\x1b[K")
        self.assertGreater(len(drawn), 2)
        self.assertRegex(drawn[1], r"^\[#*-*\] \d+ of \d+ cases$")
        self.assertEqual(drawn[-1], "", "the line is wiped in the end")

    def test_progress_fits(self):
        for columns in (20, 60, 80):
            drawn, _ = self.drawn("run", LUO, replicates=400000, columns=columns)
            for line in drawn:
                self.assertLess(len(line), columns)

    def test_no_progress(self):
        _, err = self.on_terminal("run", LUO, *SLOW, "--quiet", out=False)
        self.assertEqual(err, b"")
        _, err = self.on_terminal("run", LUO, *SLOW, out=False, err=False)
        self.assertEqual(err, b"")
        _, err = self.on_terminal("run", LUO, *SLOW, out=False, env=environment(TERM="dumb"))
        self.assertEqual(err, b"")

    def test_colour(self):
        few = ("run", LUO, "--replicates", "800")
        self.assertIn(BOLD, self.on_terminal(*few, err=False)[0])
        self.assertNotIn(b"\x1b", self.on_terminal(*few, "--no-color", err=False)[0])
        self.assertNotIn(b"\x1b", self.on_terminal(*few, err=False,
                                                   env=environment(NO_COLOR="1"))[0])
        self.assertNotIn(b"\x1b", self.on_terminal(*few, err=False,
                                                   env=environment(TERM="dumb"))[0])
        self.assertIn(BOLD, self.on_terminal(*few, err=False, env=environment(NO_COLOR=""))[0])
        self.assertNotIn(b"\x1b", self.on_terminal(*few, "--format", "json", err=False)[0])
        self.assertNotIn(b"\x1b", self.on_terminal(*few, out=False, err=False)[0])

    def test_width(self):
        for columns in (50, 80, 132):
            out, _ = self.on_terminal("run", LUO, "--replicates", "800", "--no-color", err=False,
                                      columns=columns)
            widest = max(len(line) for line in out.decode("utf-8").splitlines())
            self.assertLessEqual(widest, columns)
            self.assertGreater(widest, columns // 2)

    def test_check_says_valid(self):
        out, err = self.on_terminal("check", LUO, err=False)
        self.assertEqual((out, err), (LUO.encode() + b": valid\r\n", b""))
        self.assertEqual(self.on_terminal("check", LUO, "--quiet", err=False)[0], b"")

    def test_trial_colour(self):
        words = ("trial", LUO, "--index", "1")
        self.assertIn(BOLD, self.on_terminal(*words, out=False)[1])
        self.assertNotIn(b"\x1b", self.on_terminal(*words, "--no-color", out=False)[1])


if __name__ == "__main__":
    main()
