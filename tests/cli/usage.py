# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands, options, help and version: every wrong use is one sentence and exit status 2."""

from harness import DONE, LUO, WRONG, Case, main


class Help(Case):
    def test_help(self):
        result = self.call("--help")
        self.assertEqual(result.status, DONE)
        for word in ("run FILE", "check FILE", "trial FILE", "example", "Exit status"):
            self.assertIn(word, result.out)
        self.assertEqual(self.call("-h").out, result.out)
        self.assertEqual(self.call("help").out, result.out)

    def test_help_of_commands(self):
        options = {"run": ("--set", "--seed", "--replicates", "--sizes", "--threads", "--precision",
                           "--time", "--format", "-o, --output", "--quiet", "--isa", "--no-color"),
                   "check": ("--set", "--quiet"),
                   "trial": ("--index", "--size", "--format", "--set"),
                   "example": ("-o, --output",), "keys": ("-o, --output",)}
        for command, words in options.items():
            result = self.call(command, "--help")
            self.assertEqual(result.status, DONE)
            self.assertTrue(result.out.startswith(f"Usage: trefoil-sim {command}"))
            for word in words:
                self.assertRegex(result.out, rf"(?m)^  (-q, )?{word}\b")
            self.assertEqual(self.call("help", command).out, result.out)

    def test_usage_names_what_is_required(self):
        for words in (["trial", "--help"], ["--help"]):
            self.assertRegex(self.call(*words).out, r"(?m)(Usage: trefoil-sim|^ ) trial FILE "
                                                    r"--index K\b")
        self.assertRegex(self.call("run", "-h").out, r"\AUsage: trefoil-sim run FILE \[OPTION")

    def test_only_options_that_count(self):
        """The number of trials says nothing of one trial, and check has no progress bar."""
        self.assertIn("trial does not take this option",
                      self.refused(WRONG, "trial", LUO, "--index", "1", "--replicates", "8"))
        self.assertNotIn("--replicates", self.call("trial", "--help").out)
        self.assertNotIn("progress", self.call("check", "--help").out)
        self.assertNotIn("progress", self.call("trial", "--help").out)
        self.assertIn("progress", self.call("run", "--help").out)

    def test_size_says_what_the_arms_get(self):
        said = " ".join(self.call("size", "--help").out.split())
        self.assertIn("Answers keep the proportions of the scenario's arms, and round each arm up "
                      "to whole patients", said)

    def test_help_fits_a_terminal(self):
        for words in (["--help"], ["run", "--help"], ["check", "-h"], ["trial", "-h"],
                      ["grid", "-h"], ["example", "-h"], ["keys", "-h"]):
            for line in self.call(*words).out.splitlines():
                self.assertLessEqual(len(line), 100)

    def test_version(self):
        result = self.call("--version")
        self.assertEqual(result.status, DONE)
        self.assertRegex(result.out, r"\Atrefoil-sim \d+\.\d+\.\d+\n\Z")


class Commands(Case):
    def test_none(self):
        self.assertIn("--help", self.refused(WRONG))

    def test_unknown(self):
        self.assertIn("did you mean run?", self.refused(WRONG, "rn", LUO))
        self.assertIn("did you mean check?", self.refused(WRONG, "chekc", LUO))
        self.assertNotIn("did you mean", self.refused(WRONG, "optimise", LUO))
        self.assertIn("'optimise'", self.refused(WRONG, "optimise", LUO))

    def test_option_first(self):
        self.assertIn("--quiet", self.refused(WRONG, "--quiet", "run", LUO))

    def test_control_characters(self):
        self.assertNotIn("\x1b", self.refused(WRONG, "r\x1b[31mn"))
        self.assertNotIn("\x1b", self.refused(WRONG, "run", LUO, "--threads", "\x1b[31m"))

    def test_operands(self):
        self.assertIn("no FILE", self.refused(WRONG, "run"))
        self.assertIn("no FILE", self.refused(WRONG, "check"))
        self.assertIn("no FILE", self.refused(WRONG, "trial", "--index", "1"))
        self.assertIn("found 2 names", self.refused(WRONG, "run", LUO, LUO))
        self.assertIn("found 2 names", self.refused(WRONG, "example", "a", "b"))


class Options(Case):
    def wrong(self, option, *values):
        """Each value is refused by a sentence that names option, value and what is allowed."""
        for value in values:
            sentence = self.refused(WRONG, "run", LUO, option, value)
            self.assertIn(option, sentence)
            self.assertIn(f"found '{value}'", sentence)
            self.assertIn("allowed:", sentence)

    def test_unknown(self):
        self.assertIn("did you mean --threads?", self.refused(WRONG, "run", LUO, "--thread", "2"))
        self.assertIn("did you mean --precision?",
                      self.refused(WRONG, "run", LUO, "--percision=0.1"))
        self.assertIn("no such option", self.refused(WRONG, "run", LUO, "--turbo"))
        self.assertIn("no such option", self.refused(WRONG, "run", LUO, "-x"))

    def test_of_another_command(self):
        self.assertIn("run does not take this option",
                      self.refused(WRONG, "run", LUO, "--index", "1"))
        self.assertIn("check does not take this option",
                      self.refused(WRONG, "check", LUO, "--format", "json"))

    def test_values(self):
        self.wrong("--seed", "", "x", "1e999", "0x10", "nan", "--5")
        self.wrong("--replicates", "", "x", "inf", "10 ", "1,000")
        self.wrong("--sizes", "", ",", "60,", "60,,90", "60;90", "a,b")
        self.wrong("--threads", "", "0", "-1", "257", "two", "1.5")
        self.wrong("--precision", "", "0", "-0.001", "0.51", "x", "nan", "1e999")
        self.wrong("--time", "", "0", "-1", "2e6", "x", "nan")
        self.wrong("--format", "", "xml", "JSON")
        self.wrong("--isa", "", "sse", "AVX2", "neon")
        self.wrong("--set", "", "x", "/run/seed", "run/seed=1", "=")

    def test_allowed_words(self):
        self.assertIn("table, json, csv", self.refused(WRONG, "run", LUO, "--format", "xml"))
        self.assertIn("did you mean json?", self.refused(WRONG, "run", LUO, "--format", "jsn"))
        self.assertIn("csv, table", self.refused(WRONG, "trial", LUO, "--index", "0",
                                                 "--format", "json"))
        self.assertIn("auto, scalar", self.refused(WRONG, "run", LUO, "--isa", "sse"))
        self.assertIn("did you mean avx2?", self.refused(WRONG, "run", LUO, "--isa", "avx"))
        self.assertIn("from 1 to 256", self.refused(WRONG, "run", LUO, "--threads", "0"))

    def test_value_missing(self):
        self.assertIn("nothing after it", self.refused(WRONG, "run", LUO, "--seed"))
        self.assertIn("nothing after it", self.refused(WRONG, "run", LUO, "-o"))

    def test_value_too_many(self):
        self.assertIn("no value", self.refused(WRONG, "run", LUO, "--quiet=yes"))

    def test_output_empty(self):
        self.assertIn("--output", self.refused(WRONG, "run", LUO, "-o", ""))

    def test_index_required(self):
        self.assertIn("needs --index", self.refused(WRONG, "trial", LUO))
        self.assertIn("from 0 to 999999999",
                      self.refused(WRONG, "trial", LUO, "--index", "1000000000"))

    def test_same_checks_as_the_file(self):
        """What the scenario's rules refuse is said of the option that brought it in."""
        for option, values in (("--sizes", ("60,1", "60,100001", "60,70.5")),
                               ("--seed", ("-1", "1.5", "9007199254740992")),
                               ("--replicates", ("0", "-5", "100.5", "1000000001"))):
            for value in values:
                result = self.call("run", LUO, option, value)
                self.assertEqual((result.status, result.out), (WRONG, ""))
                for line in result.err.splitlines():
                    self.assertTrue(line.startswith(f"trefoil-sim: {option}: "), line)
                    self.assertRegex(line, "found .+; allowed: .+")

    def test_invalid_utf8(self):
        done = self.call("run", LUO, b"--set", b"/title=\xff\xfe")
        self.assertEqual(done.status, WRONG)
        self.assertIn("UTF-8", done.err)

    def test_forms(self):
        """A value may stand apart, after '=', or right behind the letter; '--' ends options."""
        wanted = self.results(LUO, "--replicates", "800", "--seed", "5")
        for words in (["--replicates=800", "--seed=5", LUO],
                      ["--seed", "4", "--seed", "5", "--replicates", "8e2", LUO]):
            self.assertEqual(self.results(*words)["fingerprint"], wanted["fingerprint"])
        self.assertEqual(self.call("run", "--quiet", "--replicates=800", "--", LUO).status, DONE)
        self.assertEqual(self.call("run", LUO, "-oout.json", "--replicates=800").status, DONE)
        self.assertIn(b'"replicates": 800', self.read("out.json"))

    def test_dash_operand(self):
        self.assertIn("cannot be read", self.call("run", "--", "--quiet").err)


if __name__ == "__main__":
    main()
