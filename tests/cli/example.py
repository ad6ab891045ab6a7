# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim example: the bundled scenarios, listed and written byte for byte."""
import glob
import json
import os

from harness import DATA, DONE, FAILED, WRONG, Case, environment, main

FILES = [file for shelf in ("scenarios", "lessons")
         for file in sorted(glob.glob(os.path.join(DATA, shelf, "*.trefoil")),
                            key=lambda file: os.path.basename(file)[:-len(".trefoil")])]
IDS = [os.path.basename(file)[:-len(".trefoil")] for file in FILES]


class Example(Case):
    def test_list(self):
        result = self.call("example")
        self.assertEqual((result.status, result.err), (DONE, ""))
        lines = result.out.splitlines()
        self.assertEqual([line.split()[0] for line in lines], IDS)
        self.assertIn("luo-2019", IDS)
        self.assertIn("lesson-3-the-152-patient-lottery", IDS)
        for line, file in zip(lines, FILES):
            with open(file, encoding="utf-8") as opened:
                title = json.load(opened).get("title", "")
            self.assertEqual(line.split(None, 1)[1:], [title] if title else [])

    def test_bytes(self):
        for name, file in zip(IDS, FILES):
            with open(file, "rb") as opened:
                self.assertEqual(self.call("example", name).bytes, opened.read())

    def test_output(self):
        self.assertEqual(self.call("example", "luo-2019", "-o", "mine.trefoil").status, DONE)
        self.assertEqual(self.call("check", "mine.trefoil").status, DONE)

    def test_unknown(self):
        sentence = self.refused(WRONG, "example", "luo-2091")
        self.assertIn("did you mean luo-2019?", sentence)
        self.assertIn("null-world", sentence)
        self.assertIn("'zzz'", self.refused(WRONG, "example", "zzz"))

    def test_no_way_out_of_the_folder(self):
        for name in ("../scenarios/luo-2019", "./luo-2019", "/etc/passwd", "", ".", "luo-2019\n"):
            self.refused(WRONG, "example", name)

    def test_folder(self):
        """TREFOIL_DATA_DIR says where they are; what is no scenario is not listed."""
        os.makedirs(self.path("scenarios"))
        self.write("scenarios/b.trefoil", '{"trefoil": 1, "title": "B \\u001b[31m"}')
        self.write("scenarios/a.trefoil", "no scenario at all")
        self.write("scenarios/note.txt", "x")
        self.write("scenarios/.hidden.trefoil", "{}")
        result = self.call("example", env=environment(TREFOIL_DATA_DIR=self.folder))
        self.assertEqual([l.split()[0] for l in result.out.splitlines()], ["a", "b"])
        os.makedirs(self.path("lessons"))
        self.write("lessons/a0.trefoil", '{"trefoil": 1}')
        result = self.call("example", env=environment(TREFOIL_DATA_DIR=self.folder))
        self.assertEqual([l.split()[0] for l in result.out.splitlines()], ["a", "b", "a0"])
        self.assertNotIn("\x1b", result.out)

    def test_no_folder(self):
        sentence = self.refused(FAILED, "example",
                                env=environment(TREFOIL_DATA_DIR=self.path("none")))
        self.assertIn("TREFOIL_DATA_DIR", sentence)


if __name__ == "__main__":
    main()
