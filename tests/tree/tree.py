# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the tree share: the list of source files, and results as TAP.

A checker is a function that takes a root folder and yields (place, sentence) for everything that is
wrong; nothing yielded means all is well. Each test program also runs its checkers on a small
folder with a planted mistake ("proof"), so that a checker that sees nothing cannot pass.
"""
import contextlib
import os
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.environ.get("TREFOIL_SOURCE_ROOT")
                       or os.path.join(os.path.dirname(__file__), "..", ".."))
SKIPPED_FOLDERS = {".git", "__pycache__", "subprojects"}


def files(root=ROOT):
    """Paths of the project's files below root: what git tracks or would, else what is there."""
    if os.path.exists(os.path.join(root, ".git")):
        listing = subprocess.run(["git", "-C", root, "-c", f"safe.directory={root}", "ls-files",
                                  "-co", "--exclude-standard", "-z"], capture_output=True)
        if listing.returncode == 0:
            names = listing.stdout.decode().split("\0")
            return sorted(name for name in names
                          if name and os.path.isfile(os.path.join(root, name)))
    found = []
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below
                    if name not in SKIPPED_FOLDERS and not name.startswith(("build", "_build"))]
        found += [os.path.relpath(os.path.join(folder, name), root) for name in names]
    return sorted(found)


def read(name, root=ROOT):
    with open(os.path.join(root, name), encoding="utf-8", errors="replace") as file:
        return file.read()


@contextlib.contextmanager
def planted(contents):
    """A folder with the given files (path -> text), gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in contents.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        yield folder


class Results:
    """Numbered TAP results; done() prints the plan and returns the exit status."""

    def __init__(self):
        self.count = self.bad = 0

    def ok(self, good, title):
        self.count += 1
        self.bad += not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {title}")

    def skip(self, title, reason):
        self.count += 1
        print(f"ok {self.count} - {title} # SKIP {reason}")

    def check(self, title, problems):
        """One result for a checker: every problem is shown before it."""
        found = list(problems)
        for place, sentence in found:
            print(f"# {place}: {sentence}")
        self.ok(not found, title)

    def proof(self, title, checker, contents, expected):
        """The checker must find `expected` problems in a planted folder, none elsewhere."""
        with planted(contents) as folder:
            found = sorted({place for place, _ in checker(folder)})
        if found != sorted(expected):
            print(f"# found {found}, planted {sorted(expected)}")
        self.ok(found == sorted(expected), f"{title} finds what is planted")

    def done(self):
        print(f"1..{self.count}")
        sys.stdout.flush()
        return 1 if self.bad else 0
