# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim fmt: the canonical form of a scenario."""
import glob
import json
import os

from harness import DATA, DONE, FAILED, INVALID, LUO, WRONG, Case, main


class Fmt(Case):
    def test_bundled_files_come_out_as_they_are(self):
        files = glob.glob(os.path.join(DATA, "*", "*.trefoil"))
        self.assertGreater(len(files), 20)
        for file in files:
            result = self.call("fmt", file)
            self.assertEqual((result.status, result.err), (DONE, ""), file)
            with open(file, "rb") as source:
                self.assertEqual(result.bytes, source.read(), file)

    def test_layout_is_made_uniform_and_nothing_else(self):
        with open(LUO, "rb") as source:
            luo = source.read()
        tree = json.loads(luo)
        tree["x-mine"] = {"kept": [1.50, 2e3]}
        crowded = self.write("crowded", json.dumps(tree))
        result = self.call("fmt", crowded)
        self.assertEqual(json.loads(result.out), tree)
        self.assertEqual(list(json.loads(result.out)), list(tree))
        self.assertIn('"kept": [1.5, 2000]', result.out)
        self.write("again", result.out)
        self.assertEqual(self.call("fmt", "again").out, result.out)

    def test_edits_in_place(self):
        with open(LUO, "rb") as source:
            self.write("mine.trefoil", source.read())
        words = ("--set", "/arms/usual/size=60", "--seed", "5")
        self.assertEqual(self.call("fmt", "mine.trefoil", *words, "-o", "mine.trefoil").status,
                         DONE)
        self.assertEqual(os.listdir(self.folder), ["mine.trefoil"])
        found = json.loads(self.read("mine.trefoil"))
        self.assertEqual((found["arms"][2]["size"], found["run"]["seed"]), (60, 5))
        same = self.results(LUO, *words, "--replicates", "1000")["fingerprint"]
        self.assertEqual(self.results("mine.trefoil", "--replicates", "1000")["fingerprint"], same)

    def test_too_long_to_be_read_again(self):
        text = '{"trefoil": 1, "x-a": [' + ", ".join(["[1]"] * 600000) + "]}"
        self.write("long", text)
        self.assertEqual(self.call("check", "long").status, DONE)
        self.assertIn("allowed: at most 4194304",
                      self.refused(FAILED, "fmt", "long", "-o", "long"))
        self.assertEqual(self.read("long"), text.encode())

    def test_refused(self):
        self.write("bad", '{"trefoil": 1, "arms": 3}')
        result = self.call("fmt", "bad", "-o", "bad")
        self.assertEqual(result.status, INVALID)
        self.assertIn("bad:1: /arms", result.err)
        self.assertEqual(self.read("bad"), b'{"trefoil": 1, "arms": 3}')
        self.refused(FAILED, "fmt", "nowhere")
        self.refused(WRONG, "fmt")
        self.refused(WRONG, "fmt", LUO, "--threads", "1")
        self.assertEqual(self.call("fmt", LUO, "--set", "/no/such=1").status, INVALID)


if __name__ == "__main__":
    main()
