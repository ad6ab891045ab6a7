# SPDX-License-Identifier: GPL-3.0-or-later
"""A scenario goes to a cluster and its trials come back, by keys and file choosers; the cluster is
trefoil-sim, told what README.txt in the folder says.

Usage: cluster.py PROGRAM TREFOIL_SIM
"""
import json
import os
import subprocess
import sys

import driver
from driver import DATA, Window, ends_cleanly, finished, folder, wait

SIM = os.path.abspath(sys.argv[2])
PARTS, TRIALS = 3, 240000


def choose(window, path, button):
    """Answers a chooser of folders: GTK asks for a path after Ctrl+L."""
    dialog = window.dialog()
    window.key("ctrl+l")
    entry = wait(lambda: next(window.each("text", within=dialog), None), "the entry of the chooser")
    entry.set_text(path)
    window.push(f"(_{button} )?{button}$", dialog)
    wait(lambda: len(window.frames()) == 1, "the chooser to go")


def says(window, words):
    """A message over the window."""
    return window.find("label", words, window.main())


def scenario(place, *assignments):
    """null-world with more trials than its file asks for, edited."""
    path = os.path.join(place, "mine.trefoil")
    words = [word for each in assignments for word in ("--set", each)]
    subprocess.run([SIM, "fmt", os.path.join(DATA, "scenarios", "null-world.trefoil"), *words, "-o",
                    path], check=True)
    return path


def shard(place, number):
    subprocess.run([SIM, "run", "scenario.trefoil", "--shard", f"{number}/{PARTS}", "-o",
                    f"part-{number}", "--quiet"], cwd=place, check=True)


def to_a_cluster_and_back():
    home, place = folder(), folder()
    window = Window(scenario(home))
    finished(window)
    here = window.figures()
    window.key("ctrl+alt+k")
    choose(window, place, "Write")
    says(window, ".*README.txt")
    assert sorted(os.listdir(place)) == ["README.txt", "array.sbatch", "merge.sbatch",
                                         "scenario.trefoil", "submit.sh"], os.listdir(place)
    subprocess.run([SIM, "fmt", "scenario.trefoil", "--set", f"/run/replicates={TRIALS}", "-o",
                    "scenario.trefoil"], cwd=place, check=True)
    for number in range(1, PARTS):
        shard(place, number)
    window.key("ctrl+alt+l")
    choose(window, place, "Open")
    says(window, f".*part {PARTS} of {PARTS} is missing")
    assert window.figures() == here, "an incomplete run has changed the figures"
    shard(place, PARTS)
    joined = subprocess.run([SIM, "merge", *[f"part-{i + 1}" for i in range(PARTS)], "--format",
                             "json"], cwd=place, check=True, capture_output=True, text=True).stdout
    window.key("ctrl+alt+l")
    choose(window, place, "Open")
    wait(lambda: "240 000 trials · from a cluster"
         in driver.plain(window.status()), "the trials of the cluster")
    found = os.path.join(home, "found.json")
    window.key("ctrl+shift+e")
    window.choose_file(found)
    wait(lambda: os.path.exists(found) and os.path.getsize(found), "the results")
    with open(found, encoding="utf-8") as file:
        kept = json.load(file)
    assert kept["fingerprint"] == json.loads(joined)["fingerprint"], "other trials"
    window.shot("cluster")
    # They belong to the scenario: they go with an edit and come back with its undoing.
    window.write(window.field("Patients, Usual care"), "50")
    wait(lambda: " trials · done in " in window.status(), "the trials of another scenario")
    window.key("ctrl+z")
    wait(lambda: "240 000 trials · from a cluster"
         in driver.plain(window.status()), "the trials of the cluster again")
    # No file has them, which is said once.
    window.key("ctrl+s")
    says(window, ".*without the trials of the cluster")
    window.shot("cluster-saved")
    window.key("ctrl+alt+l")
    choose(window, place, "Open")
    says(window, ".*Nothing changes")
    window.close()
    ends_cleanly(window)


def the_way_without_slurm():
    """README.txt is right: what it says to be typed is typed."""
    home, place = folder(), folder()
    window = Window(scenario(home, "/run/replicates=9000"))
    finished(window)
    window.key("ctrl+alt+k")
    choose(window, place, "Write")
    says(window, ".*README.txt")
    with open(os.path.join(place, "README.txt"), encoding="utf-8") as file:
        lines = [line for line in file if line.startswith("     trefoil-sim ")]
    environment = {**os.environ, "PATH": f"{os.path.dirname(SIM)}:{os.environ['PATH']}"}
    for line in lines:
        if " fmt " not in line:
            subprocess.run(["sh", "-c", line], cwd=place, env=environment, check=True)
    with open(os.path.join(place, "results.json"), encoding="utf-8") as file:
        joined = json.load(file)
    assert joined["replicates"] == 9000, joined["replicates"]
    window.close()
    ends_cleanly(window)


def foreign_trials_are_refused():
    home, place = folder(), folder()
    subprocess.run(["cp", scenario(home, "/run/replicates=3000", "/run/seed=99"),
                    os.path.join(place, "scenario.trefoil")], check=True)
    for number in range(1, PARTS + 1):
        shard(place, number)
    window = Window(scenario(home))
    status = finished(window)
    window.key("ctrl+alt+l")
    choose(window, place, "Open")
    label = says(window, ".*another scenario")
    assert "99 there" in driver.plain(label.name), label.name
    assert window.status() == status
    # What took a cluster a night is not written over.
    window.key("ctrl+alt+k")
    choose(window, place, "Write")
    says(window, ".*already")
    assert not os.path.exists(os.path.join(place, "submit.sh"))
    window.close()
    ends_cleanly(window)


if __name__ == "__main__":
    driver.run([to_a_cluster_and_back, the_way_without_slurm, foreign_trials_are_refused])
