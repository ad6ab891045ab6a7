#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many streams at once under dieharder (Robert G. Brown): a second opinion, not written here.

Usage: dieharder.py WRITE_WORDS, which writes words in the order of many streams (write-words.c).

Verdicts are dieharder's own: WEAK is p below 0.005 or above 0.995, FAILED the same with 1e-6. About
one p-value in a hundred is WEAK by chance, so a test with a WEAK one is done once more with the
seed 1,000 higher: what was WEAK must be PASSED then. FAILED is a failure at once. Layouts known to
be bad must have a FAILED. Seeds chosen once: 101 to 108.
"""
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tree"))
import tree  # noqa: E402

DIEHARDER = shutil.which("dieharder")
# Its tests by number: birthdays, ranks 6 x 8, count the ones, runs, monobit, permutations of four,
# sums at lag 7 (ten samples), cosine transform, fill tree. Those that its manual calls suspect
# are left out, and those that take minutes.
TESTS = ["0", "3", "8", "15", "100", "202 -n 4", "203 -n 7 -p 10", "206", "207"]
ORDERS = ["eight-replicates", "1024-replicates", "arms-and-roles", "first-draws", "consecutive",
          "as-simulated", "eight-seeds", "first-draws-of-seeds"]
BAD = ["increments-only", "raw-seeds", "jumps-of-2^100"]
VERDICTS = ("PASSED", "WEAK", "FAILED")
AGAIN = 1000


def parse(text):
    """dieharder's table: (test, its parameter, p, verdict) a row."""
    rows = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 6 and cells[5] in VERDICTS:
            rows.append((cells[0], cells[1], float(cells[4]), cells[5]))
    return rows


def examine(writer, layout, order, seed, test):
    source = subprocess.Popen([writer, layout, order, str(seed)], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
    said = subprocess.run([DIEHARDER, "-g", "200", "-d"] + test.split(), stdin=source.stdout,
                          capture_output=True, text=True)
    source.stdout.close()
    source.wait()
    return parse(said.stdout)


def judge(first, repeat):
    """The sentences that speak against the rows of one test; repeat() gives its rows once more."""
    if not first:
        return ["dieharder gave no p-value"]
    against = [f"{name} {n}: p {p}, FAILED" for name, n, p, verdict in first if verdict == "FAILED"]
    if not against and any(row[3] == "WEAK" for row in first):
        second = repeat()
        if len(second) != len(first):
            return ["dieharder gave other rows when asked again"]
        against = [f"{a[0]} {a[1]}: p {a[2]}, then {b[2]}" for a, b in zip(first, second)
                   if b[3] == "FAILED" or (a[3] == "WEAK" and b[3] != "PASSED")]
    return against


def check_rule(results):
    """The rule and the reading of the table, on rows that are made up."""
    row = {verdict: ("t", "0", 0.5, verdict) for verdict in VERDICTS}
    good, weak, failed = row["PASSED"], row["WEAK"], row["FAILED"]
    table = "      diehard_runs|   0|    100000|     100|0.00012345|   WEAK   \n#====\n"
    results.ok(parse(table) == [("diehard_runs", "0", 0.00012345, "WEAK")]
               and parse("a|b|c|d|e|Assessment\n") == [], "the table is read")
    asked = []
    results.ok(not judge([good, good], lambda: asked.append(1)) and not asked
               and judge([good, failed], lambda: asked.append(1)) and not asked
               and judge([], lambda: asked.append(1)) and not asked
               and not judge([weak, good], lambda: [good, weak])
               and judge([weak, good], lambda: [weak, good])
               and judge([weak, good], lambda: [good, failed])
               and judge([weak, good], lambda: []), "WEAK is asked about once, FAILED never")


def check_order(results, writer, number, order):
    seed, count, asked, problems = 101 + number, 0, 0, []
    values = []
    for test in TESTS:
        def again(test=test):
            nonlocal asked
            asked += 1
            rows = examine(writer, "program", order, seed + AGAIN, test)
            print(f"# result: {order}, test {test} was WEAK; with seed {seed + AGAIN}: "
                  + ", ".join(f"p {p:.4f} {verdict}" for _, _, p, verdict in rows))
            return rows
        rows = examine(writer, "program", order, seed, test)
        count += len(rows)
        values += [row[2] for row in rows]
        problems += [(f"-d {test}", sentence) for sentence in judge(rows, again)]
    print(f"# result: dieharder, {order}, seed {seed}: {count} p-values from {min(values):.4f} to "
          f"{max(values):.4f}, {asked} tests asked again, {len(problems)} objections")
    results.check(f"{order} passes", problems)


def check_bad(results, writer, layout):
    """The first test that fails it, in the order that shows it best."""
    for test in TESTS:
        failed = [row for row in examine(writer, layout, "first-draws", 101, test)
                  if row[3] == "FAILED"]
        if failed:
            print(f"# result: dieharder, {layout}, first draws: {failed[0][0]} (-d {test}) FAILED, "
                  f"p {failed[0][2]:.3g}")
            break
    results.ok(failed, f"{layout} is caught")


def main():
    results = tree.Results()
    check_rule(results)
    if not DIEHARDER:
        results.skip("many streams at once", "dieharder is not installed")
        return results.done()
    for layout in BAD:
        check_bad(results, sys.argv[1], layout)
    for number, order in enumerate(ORDERS):
        check_order(results, sys.argv[1], number, order)
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
