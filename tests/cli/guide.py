# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures that the guide quotes are what the program gives for the bundled scenarios."""
import os
import re
import unicodedata
import xml.etree.ElementTree as ElementTree

from harness import DATA, DONE, LUO, Case, main

NESTED = os.path.join(DATA, "scenarios", "therapist-nested.trefoil")
# Command, what to look for in its output, and the page with the sentence that has these figures.
QUOTED = [
    (["run", LUO], r"HE-UC +([\d.]+ %)", "task-plan", "({}) of trials"),
    (["run", LUO], r"HE-UC +(\d+) +hand-ear", "task-plan", "({}) patients are needed for 90 %"),
    (["run", LUO], r"HE-ST +([\d.]+ %)", "task-plan", "is found in ({})"),
    (["run", LUO], r"HE-ST +([\d.]+ %)", "view-effects", "power is ({})"),
    (["run", LUO], r"HE-ST +[\d.]+ +[\d.]+ % +[\d.]+ +[\d.]+ % +([\d.]+)", "view-effects",
     "its estimate is ({}) times"),
    (["run", LUO], r"HE-UC +([\d.]+ %)", "task-learn", "Power ({})"),
    (["run", NESTED], r"HE-UC +([\d.]+ %)", "task-plan", "in ({}) of trials (Monte Carlo"),
    (["trial", LUO, "--index", "7", "--format", "csv", "-o", "t.csv"], r"HE-UC +([\d.]+)",
     "view-trial", "that trial finds ({}) points"),
    (["compare", LUO, "--with", "/arms/usual/size=60"],
     r"HE-UC +[\d.]+ % +[\d.]+ % +\+([\d.]+) +[\d.]+", "view-compare",
     "power rises by ({}) percentage points"),
    (["compare", LUO, "--with", "/arms/usual/size=60"],
     r"HE-UC +[\d.]+ % +[\d.]+ % +\+[\d.]+ +([\d.]+)", "view-compare",
     "standard error of ({}); unpaired"),
    (["compare", LUO, "--with", "/arms/usual/size=60"],
     r"HE-UC .* to \S+ +([\d.]+) ", "view-compare", "unpaired it would be ({})."),
    (["sensitivity", LUO], r"correlation/baseline +\S+ +\S+ +\S+ +-([\d.]+)", "view-sensitivity",
     "takes ({}) percentage points"),
    (["sensitivity", LUO], r"rmdq/sd +\S+ +\S+ +\S+ +\S+ \S+ +-([\d.]+)", "view-sensitivity",
     "in place of 5 takes ({})"),
]


def words_of(page):
    root = ElementTree.parse(os.path.join(DATA, "..", "help", "C", page + ".page")).getroot()
    return " ".join("".join(root.itertext()).split())


def plain(text):
    return unicodedata.normalize("NFKC", text).replace("−", "-")


class Guide(Case):
    def test_quoted(self):
        said = {}
        for words, pattern, page, sentence in QUOTED:
            key = " ".join(words)
            if key not in said:
                result = self.call(*words)
                self.assertEqual(result.status, DONE)
                said[key] = plain(result.out + result.err)
            found = re.search(pattern, said[key])
            self.assertIsNotNone(found, (key, pattern))
            quoted = re.escape(sentence).replace(re.escape("({})"), r"(\d+(?:\.\d+)?(?: %)?)")
            in_guide = re.search(quoted, words_of(page))
            self.assertIsNotNone(in_guide, (page, sentence))
            with self.subTest(page=page, sentence=sentence):
                self.assertEqual(in_guide.group(1), found.group(1))


main()
