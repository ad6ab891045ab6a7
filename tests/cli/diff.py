# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim diff: what differs between two scenarios, by meaning."""
import csv
import io
import json
import os

from harness import DATA, DONE, FAILED, INVALID, LUO, WRONG, Case, main


class Diff(Case):
    def changed(self, name, **changes):
        scenario = json.loads(self.read(LUO))
        scenario.update(changes)
        return self.write(name, json.dumps(scenario))

    def differences(self, a, b, *words):
        result = self.call("diff", a, b, "--format", "json", *words)
        self.assertEqual((result.status, result.err), (DONE, ""))
        return json.loads(result.out)["differences"]

    def test_nothing(self):
        result = self.call("diff", LUO, LUO)
        self.assertEqual(result.status, DONE)
        self.assertEqual(result.out.splitlines()[-1], "In nothing that changes a number.")
        self.assertEqual(self.differences(LUO, LUO), [])

    def test_by_meaning(self):
        """A number for all arms and the same for each are no difference."""
        scenario = json.loads(self.read(LUO))
        scenario["outcomes"][0]["sd"] = 5
        scenario["x-remark"] = "ignored"
        other = self.write("same.trefoil", json.dumps(scenario))
        self.assertEqual(self.differences(LUO, other), [])

    def test_units(self):
        scenario = json.loads(self.read(LUO))
        scenario["outcomes"][0]["sd"] = 6
        scenario["testing"]["alpha"] = 0.01
        scenario["title"] = "Other"
        other = self.write("other.trefoil", json.dumps(scenario))
        found = self.differences(LUO, other)
        self.assertEqual([d["pointer"] for d in found],
                         ["/title", "/outcomes/rmdq/sd", "/testing/alpha"])
        self.assertEqual([d["changes-numbers"] for d in found], [False, True, True])
        self.assertEqual(found[1]["in-words"], ["5 points", "6 points"])
        self.assertEqual((found[1]["a"], found[1]["b"]), (5, 6))
        self.assertEqual(found[2]["in-words"], ["5 %", "1 %"])
        table = self.call("diff", LUO, other).out.splitlines()
        sd = table.index("Roland-Morris disability: SD: 5 points \u2192 6 points")
        apart = table.index("That changes no number:")
        self.assertLess(sd, apart)
        self.assertIn("Title: Luo 2019 as run \u2192 Other", table[apart:])
        rows = list(csv.DictReader(io.StringIO(
            self.call("diff", LUO, other, "--format", "csv").out)))
        self.assertEqual([r["b"] for r in rows], ["Other", "6 points", "1 %"])

    def test_set_changes_both(self):
        other = self.changed("title.trefoil", title="Other")
        found = self.differences(LUO, other, "--set", "/title=Same")
        self.assertEqual(found, [])

    def test_compare_tells_it_too(self):
        """What compare tells beside the figures, without what those do not hang on."""
        other = self.changed("run.trefoil", run={"seed": 5, "replicates": 7000, "sizes": [152]})
        result = self.call("compare", LUO, other, "--replicates", "500", "--format", "json")
        found = json.loads(result.out)["comparisons"][0]["differences"]
        self.assertEqual([d["pointer"] for d in found], ["/run/sizes"])
        table = self.call("compare", LUO, other, "--replicates", "500").out
        self.assertIn("B has another seed of its own; here it has that of A.", table)
        self.assertIn("How B differs from A\nRun: Sizes: ", table)

    def test_every_pair_of_bundled_files(self):
        folder = os.path.join(DATA, "scenarios")
        files = [os.path.join(folder, name) for name in sorted(os.listdir(folder))
                 if name.endswith(".trefoil")]
        for a, b in zip(files, files[1:]):
            self.assertGreater(len(self.differences(a, b)), 0)

    def test_refused(self):
        for status, words, part in [
                (WRONG, [LUO], "diff"),
                (WRONG, [LUO, LUO, LUO], "allowed: 2"),
                (WRONG, [LUO, LUO, "--seed", "1"], "--seed"),
                (INVALID, [LUO, self.write("bad.trefoil", "[]")], "bad.trefoil"),
                (FAILED, [LUO, "absent.trefoil"], "absent.trefoil")]:
            result = self.call("diff", *words)
            self.assertEqual(result.status, status, words)
            self.assertIn(part, result.err)
            self.assertEqual(result.out, "")


if __name__ == "__main__":
    main()
