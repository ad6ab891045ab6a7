# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual page: without a fault, and telling of every command and option of the help."""
import json
import os
import re
import shutil
import subprocess

from harness import DATA, DONE, LIMIT, Case, environment, main

PAGE = os.path.join(DATA, "man", "trefoil-sim.1")


class Manual(Case):
    def render(self):
        """The page as plain text, without the hyphenation that breaks words."""
        groff = shutil.which("groff")
        if groff is None:
            self.skipTest("groff is not installed")
        done = subprocess.run([groff, "-man", "-mdoc", "-Tutf8", "-ww", "-P-c", "-P-bou", PAGE],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=LIMIT,
                              env=environment(), check=True)
        self.assertEqual(done.stderr, b"")
        return re.sub("[\u2010\u00ad]\n *", "", done.stdout.decode("utf-8"))

    def test_renders_without_warning(self):
        self.assertIn("trefoil-sim", self.render())

    def test_lint(self):
        mandoc = shutil.which("mandoc")
        if mandoc is None:
            self.skipTest("mandoc is not installed")
        done = subprocess.run([mandoc, "-Tlint", "-W", "style", PAGE], stdout=subprocess.PIPE,
                              timeout=LIMIT, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, b""))

    def test_tells_of_everything(self):
        text = self.render()
        help_text = self.call("--help").out
        commands = re.findall(r"(?m)^  ([a-z]+) ", help_text)
        self.assertGreater(len(commands), 5)
        for command in commands:
            self.assertIn(f"trefoil-sim {command} ", text)
            for option in re.findall(r"(?m)^  (?:-\w, )?(--[a-z-]+)",
                                     self.call(command, "--help").out):
                self.assertRegex(text, rf"(?m)^ +(-\w( OUT)?, )?{option}\b", option)

    def test_synopsis_agrees(self):
        """Each command's synopsis has its options and no other; what is required has no bracket."""
        with open(PAGE, encoding="utf-8") as file:
            source = file.read()
        synopsis = source[source.index(".Sh SYNOPSIS"):source.index(".Sh DESCRIPTION")]
        for block in synopsis.split(".Nm\n.Cm ")[1:]:
            command = block.split("\n", 1)[0]
            listed = set(re.findall(r"\bFl -([a-z-]+)", block.split("\n.Nm\n")[0]))
            listed |= {"output"} if "Fl o" in block else set()
            shown = self.call(command, "--help").out
            taken = set(re.findall(r"(?m)^  (?:-\w, )?--([a-z-]+)", shown)) - {"help"}
            self.assertEqual(listed, taken, command)
            bare = set(re.findall(r"(?m)^\.Fl -([a-z-]+)", block.split("\n.Nm\n")[0]))
            needed = set(re.findall(r"--([a-z-]+)", shown.split("\n", 1)[0]))
            self.assertEqual(bare, needed, command)

    def test_no_other_option(self):
        """The page promises no option that no command has."""
        real = {"--version", "--option"}
        for command in re.findall(r"(?m)^  ([a-z]+) ", self.call("--help").out):
            real |= set(re.findall(r"--[a-z-]+", self.call(command, "--help").out))
        with open(PAGE, encoding="utf-8") as file:
            source = file.read()
        promised = {f"-{word}" for word in re.findall(r"\bFl (-[a-z-]+)", source)}
        self.assertGreater(len(promised), 10)
        self.assertLessEqual(promised, real)

    def test_scenario(self):
        """The scenario of the page is valid, and has what the page says of it."""
        with open(PAGE, encoding="utf-8") as file:
            source = file.read()
        text = re.search(r"(?ms)^\.Bd -literal -offset indent\n(\{.*?)^\.Ed$", source)[1]
        self.write("page.trefoil", text)
        result = self.call("check", "page.trefoil")
        self.assertEqual((result.status, result.err), (DONE, ""))
        scenario = json.loads(text)
        self.assertEqual(len(scenario["arms"]), 3)
        self.assertEqual(len(scenario["testing"]["hypotheses"]), 2)
        sizes = json.loads(self.call("size", "page.trefoil", "--goal", "both", "--replicates",
                                     "1000", "--format", "json").out)["sample-size"]
        self.assertEqual(list(sizes["by-success"]), ["both"])
        ends = self.call("sensitivity", "page.trefoil", "--replicates", "1000", "--format", "csv")
        self.assertIn("/outcomes/pain/sd,2,low,1.8,", ends.out)


if __name__ == "__main__":
    main()
