# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line in other languages: what is shown is translated, what programs read is not.

Called with trefoil-sim and the folder of translations in the build tree.
"""
import json
import os
import shutil
import subprocess
import sys
import unicodedata
import unittest

from harness import DATA, DONE, LUO, WRONG, Case, environment, main

LOCALES = sys.argv.pop(2)
LANGUAGES = ("de", "es", "zh_CN")
NULL = os.path.join(DATA, "scenarios", "null-world.trefoil")
LESSON = os.path.join(DATA, "lessons", "lesson-2-significant-here-not-there.trefoil")
QUICK = ("--replicates", "500", "--threads", "1", "--quiet")
# What gettext makes of "", and what must never be shown.
HEADER = "Content-Type: text/plain"


def speaking(language, **more):
    return environment(LANGUAGE=language, TREFOIL_LOCALE_DIR=LOCALES, **more)


def width(text):
    """The cells of a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Language(Case):
    def said(self, language, *words):
        result = self.call(*words, env=speaking(language))
        self.assertEqual(result.status, DONE, result.err)
        self.assertNotIn(HEADER, result.out + result.err)
        return result.out

    def test_tables_are_translated(self):
        """Headings, names of arms, and titles of bundled files."""
        english = self.said("C", "run", LUO, *QUICK)
        self.assertIn("Contrast", english)
        expected = (("de", "Kontrast", "Hand-Ohr-Akupunktur"),
                    ("es", "Contraste", "Acupuntura mano-oreja"), ("zh_CN", "对比", "手耳针"))
        for language, contrast, arm in expected:
            table = self.said(language, "run", LUO, *QUICK)
            self.assertIn(contrast, table)
            self.assertIn(arm, table)
            self.assertNotIn("Luo 2019 as run", table)
            self.assertIn("HE-UC", table, "ids stay")

    def test_own_text_stays(self):
        """What somebody wrote is shown as it stands, though a bundled file says the same."""
        with open(LUO, encoding="utf-8") as file:
            tree = json.load(file)
        tree["origin"] = ""
        self.write("own.trefoil", json.dumps(tree))
        table = self.said("es", "run", "own.trefoil", *QUICK)
        self.assertIn("Contraste", table)
        self.assertIn(tree["title"], table)
        self.assertIn("Hand-ear acupuncture vs. usual care", " ".join(table.split()))
        self.assertNotIn("Acupuntura", table)

    def test_a_file_without_arms_has_translated_ones(self):
        """What no file names is the program's own, and its names are the user's; ids stay."""
        self.write("bare.trefoil", '{"trefoil": 1}')
        for language, arm in (("de", "Hand-Ohr-Akupunktur"), ("es", "Acupuntura mano-oreja"),
                              ("zh_CN", "\u624b\u8033\u9488"), ("C", "Hand-ear acupuncture")):
            self.assertIn(arm, self.said(language, "run", "bare.trefoil", *QUICK))
        for words in (("run", "bare.trefoil", *QUICK, "--format", "csv"),
                      ("export", "bare.trefoil", "--to", "r")):
            self.assertEqual(self.said("de", *words), self.said("C", *words))
            self.assertIn("hand-ear", self.said("de", *words))

    def test_every_command_says_something_else(self):
        calls = (("compare", LUO, NULL, *QUICK), ("diff", LUO, NULL), ("nulls", LUO, *QUICK),
                 ("keys",), ("example",), ("--help",), ("run", "--help"))
        for words in calls:
            self.assertNotEqual(self.said("es", *words), self.said("C", *words), words)

    def test_programs_read_english(self):
        """The same bytes in every language: JSON, CSV, the schema, programs for R, parts, files."""
        calls = (("run", LUO, *QUICK, "--format", "csv"), ("diff", LUO, NULL, "--format", "json"),
                 ("diff", LUO, NULL, "--format", "csv"), ("schema",), ("fmt", LESSON),
                 ("export", LUO, "--to", "r"), ("trial", LUO, "--index", "3"),
                 ("nulls", LUO, *QUICK, "--format", "csv"),
                 ("grid", LUO, "--vary", "/arms/usual/size=40:60:2", *QUICK, "--format", "csv"),
                 ("compare", LUO, NULL, *QUICK, "--format", "csv"))
        for words in calls:
            self.assertEqual(self.said("zh_CN", *words), self.said("C", *words), words)

    def test_saved_scenario_stays(self):
        """What is written as a scenario is the file's own text, in whatever language."""
        for language in LANGUAGES:
            self.said(language, "expect", LUO, "-o", self.path(language), *QUICK)
        self.assertIn(b"Hand-ear acupuncture", self.read("de"))
        self.assertEqual(self.read("de"), self.read("zh_CN"))

    def test_problems_are_translated(self):
        words = ("check", LUO, "--set", "/arms/usual/size=-3")
        english = self.call(*words, env=speaking("C"))
        for language in LANGUAGES:
            said = self.call(*words, env=speaking(language))
            self.assertEqual(said.status, english.status)
            self.assertNotEqual(said.out, english.out)
            self.assertIn("/arms/usual/size", said.out)

    def test_columns_stand_below_each_other(self):
        """Numbers end where the heading ends, also where characters are two cells wide."""
        for language in LANGUAGES:
            lines = self.said(language, "run", LUO, *QUICK).splitlines()
            first = next(i for i, line in enumerate(lines) if line.startswith("HE-UC  "))
            ends = {width(line) for line in lines[first - 1:first + 3]}
            self.assertEqual(len(ends), 1, "\n".join(lines[first - 1:first + 3]))

    @unittest.skipUnless(shutil.which("localedef"), "localedef is not installed")
    def test_numbers_have_points(self):
        """Where the locale has a decimal comma as elsewhere, on the way in and out."""
        self.write("comma", "comment_char %\nescape_char /\nLC_NUMERIC\ndecimal_point \",\"\n"
                            "thousands_sep \".\"\ngrouping 3;3\nEND LC_NUMERIC\n")
        subprocess.run(["localedef", "-c", "-i", "comma", "./xx_XX"], cwd=self.folder,
                       env={**os.environ, "I18NPATH": self.folder}, capture_output=True)
        comma = speaking("de", LC_ALL=None, LANG="C.UTF-8", LC_NUMERIC="xx_XX", LOCPATH=self.folder)
        point = subprocess.run(["printf", "%.1f", "0,5"], env=comma, capture_output=True, text=True)
        self.assertEqual(point.stdout, "0,5", "the locale has a decimal comma")
        words = ("run", LUO, *QUICK, "--set", "/testing/alpha=0.04")
        first, second = (self.call(*words, env=env).out.splitlines()
                         for env in (comma, speaking("de")))
        self.assertEqual(first[:-1], second[:-1])  # the last line has the time that it took
        refused = self.call("run", LUO, *QUICK, "--set", "/testing/alpha=0,04", env=comma)
        self.assertNotEqual(refused.status, DONE)
        self.assertNotEqual(self.call("run", LUO, "--precision", "0,01", env=comma).status, DONE)

    def test_mistakes(self):
        for language in LANGUAGES:
            result = self.call("nonsense", env=speaking(language))
            self.assertEqual(result.status, WRONG)
            self.assertNotEqual(result.err, self.call("nonsense", env=speaking("C")).err)


if __name__ == "__main__":
    main()
