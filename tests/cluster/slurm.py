#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The job scripts of data/cluster, run by Slurm: an array of which one task is killed and requeued
gives the bits of one run.

Usage: slurm.py PROGRAM. TREFOIL_CLUSTER_TRIALS, TREFOIL_CLUSTER_TASKS: how many (10^6 in 16).
"""
import json
import os
import re
import subprocess
import sys
import time

import daemons

DATA = os.environ["TREFOIL_DATA_DIR"]
TRIALS = int(float(os.environ.get("TREFOIL_CLUSTER_TRIALS", "1e6")))
TASKS = int(os.environ.get("TREFOIL_CLUSTER_TASKS", "16"))
SECONDS = 7000


class Tap:
    count = bad = 0

    def ok(self, good, title, said=""):
        self.count += 1
        self.bad += not good
        for line in [] if good else str(said).splitlines():
            print(f"# {line}")
        print(f"{'ok' if good else 'not ok'} {self.count} - {title}", flush=True)


def scenario(program, slurm):
    """null-world with so many trials, in a folder that is the cluster's."""
    path = slurm.path("null-world.trefoil")
    subprocess.run([program, "fmt", os.path.join(DATA, "scenarios", "null-world.trefoil"), "--set",
                    f"/run/replicates={TRIALS}", "-o", path], check=True)
    return path


def one_process(program, path, cpus):
    """(results, seconds) of all trials in one process."""
    began = time.monotonic()
    said = subprocess.run([program, "run", path, "--threads", str(cpus), "--format", "json"],
                          check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return json.loads(said.stdout), time.monotonic() - began


def log_of(slurm, task):
    """What a task has said; None before it has begun."""
    path = slurm.path(f"trefoil-{task}.log")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return file.read()


def submit(slurm, path):
    """Ids of the array and of the job that merges."""
    script = os.path.join(DATA, "cluster", "submit.sh")
    said = subprocess.run([script, path, str(TASKS)], cwd=slurm.folder, env=slurm.environment,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if said.returncode:
        raise RuntimeError(said.stdout)
    merge = re.search(r"Submitted batch job (\d+)", said.stdout).group(1)
    return slurm.call("squeue", "-h", "-n", "trefoil", "-o", "%F").split()[0], merge


def strike(slurm, array):
    """Stops a task in the midst of its work and puts it back into the queue; the number of it. One
    that was too quick does nothing when it runs again, and the next is tried."""
    struck = []

    def running():
        said = slurm.call("squeue", "-h", "-r", "-t", "R", "-j", array, "-o", "%K")
        return [task for task in said.split()
                if task not in struck and log_of(slurm, task) is not None]

    while True:
        struck += slurm.wait(running, "a task that is stopped in the midst of its work")[:1]
        task = struck[-1]
        slurm.call("scontrol", "requeue", f"{array}_{task}")
        slurm.wait(lambda: state(slurm, array, task) == "PENDING", "the task in the queue again")
        # Slurm lets a task that it has put back rest for two minutes.
        slurm.call("scontrol", "update", f"JobId={array}_{task}", "StartTime=now")
        if "interrupted after" in log_of(slurm, task):
            return task


def state(slurm, job, task=None):
    said = slurm.call("scontrol", "show", "job", f"{job}_{task}" if task else job)
    found = re.search(r"JobState=(\w+)", said)
    return found.group(1) if found else None


def restarts(slurm, array, task):
    return int(re.search(r"Restarts=(\d+)",
                         slurm.call("scontrol", "show", "job", f"{array}_{task}")).group(1))


def without_timing(results):
    return {key: value for key, value in results.items() if key != "timing"}


def main():
    tap = Tap()
    tools = daemons.missing()
    if tools:
        print(f"1..0 # SKIP not installed: {', '.join(tools)}")
        return 0
    program = os.path.abspath(sys.argv[1])
    os.environ["PATH"] = f"{os.path.dirname(program)}:{os.environ['PATH']}"
    cpus = max(2, os.cpu_count())  # array.sbatch asks for two
    with daemons.Slurm(cpus) as slurm:
        path = scenario(program, slurm)
        whole, alone = one_process(program, path, cpus)
        began = time.monotonic()
        array, merge = submit(slurm, path)
        struck = strike(slurm, array)
        end = slurm.wait(lambda: state(slurm, merge) in ("COMPLETED", "FAILED", "CANCELLED")
                         and state(slurm, merge), "the merged results", SECONDS)
        together = time.monotonic() - began
        logs = "".join(log_of(slurm, task) or "" for task in range(1, TASKS + 1))
        said = log_of(slurm, struck)
        tap.ok(restarts(slurm, array, struck) == 1 and "going on with a part" in said,
               "a task that was killed and queued again goes on with its part", said)
        tap.ok(end == "COMPLETED", f"all {TASKS} tasks end well and are merged", logs)
        with open(slurm.path("results.json"), encoding="utf-8") as file:
            joined = json.load(file)
        tap.ok(joined["replicates"] == TRIALS, f"{TRIALS} trials are merged", joined["replicates"])
        tap.ok(joined["fingerprint"] == whole["fingerprint"], "the fingerprint is that of one run",
               f"{joined['fingerprint']} and {whole['fingerprint']}")
        tap.ok(without_timing(joined) == without_timing(whole),
               "so are all results but the timing")
        print(f"# result: null-world, {TRIALS} trials, fingerprint {joined['fingerprint']}: "
              f"{TASKS} tasks with 2 threads each on {cpus} CPUs of one Slurm node, one of them "
              f"killed and requeued, {together:.1f} s from submission to merged results; one "
              f"process with {cpus} threads {alone:.1f} s")
        started = list(slurm.started)
    tap.ok(all(process.poll() is not None for process in started), "the daemons are stopped")
    print(f"1..{tap.count}")
    return 1 if tap.bad else 0


if __name__ == "__main__":
    sys.exit(main())
