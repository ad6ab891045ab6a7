#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The job scripts of data/cluster, run by Slurm: an array of which one task is killed and requeued
gives the bits of one run.

Usage: slurm.py PROGRAM. TREFOIL_CLUSTER_TRIALS, TREFOIL_CLUSTER_TASKS: how many; else 16 tasks, and
so many trials that each of them works for some seconds, for only then can it be killed meanwhile.
"""
import json
import math
import os
import re
import subprocess
import sys
import time

import daemons

DATA = os.environ["TREFOIL_DATA_DIR"]
TRIALS = int(float(os.environ.get("TREFOIL_CLUSTER_TRIALS", "0")))
TASKS = int(os.environ.get("TREFOIL_CLUSTER_TASKS", "16"))
SECONDS = 7000
WORK = 3  # seconds of each task
TRIED = 10**6  # trials that tell how quick this machine is


class Tap:
    count = bad = 0

    def ok(self, good, title, said=""):
        self.count += 1
        self.bad += not good
        for line in [] if good else str(said).splitlines():
            print(f"# {line}")
        print(f"{'ok' if good else 'not ok'} {self.count} - {title}", flush=True)


def scenario(program, slurm, trials):
    """null-world with so many trials, in a folder that is the cluster's."""
    path = slurm.path("null-world.trefoil")
    subprocess.run([program, "fmt", os.path.join(DATA, "scenarios", "null-world.trefoil"), "--set",
                    f"/run/replicates={trials}", "-o", path], check=True)
    return path


def enough(program, slurm, cpus):
    """How many trials give every task its seconds of work, in full millions."""
    _, seconds = one_process(program, scenario(program, slurm, TRIED), cpus)
    return math.ceil(WORK * TASKS / seconds) * TRIED


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
    that has ended meanwhile is let go, or does nothing when it runs again: then the next."""
    struck = []

    def states():
        said = slurm.call("squeue", "-h", "-r", "-j", array, "-o", "%K %T").split()
        return dict(zip(said[::2], said[1::2]))

    def running():
        there = states()
        if not there:
            raise RuntimeError("all tasks have ended before one could be stopped: "
                               "TREFOIL_CLUSTER_TRIALS must be larger")
        return [task for task, is_in in there.items() if is_in == "RUNNING" and task not in struck
                and is_at_work(slurm, task)]

    while True:
        struck += slurm.wait(running, "a task that is at work", pause=0.05)[:1]
        task = struck[-1]
        slurm.call("scontrol", "requeue", f"{array}_{task}")
        if slurm.wait(lambda: {"PENDING": "back", "COMPLETED": "ended"}.get(
                state(slurm, array, task)), "the end of what the task did") == "ended":
            continue
        # Slurm lets a task that it has put back rest for two minutes.
        slurm.call("scontrol", "update", f"JobId={array}_{task}", "StartTime=now")
        if "interrupted after" in log_of(slurm, task):
            return task


def is_at_work(slurm, task):
    """The part is written once before the first of its trials is simulated."""
    return log_of(slurm, task) is not None and os.path.exists(slurm.path(f"part-{task}"))


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
        trials = TRIALS or enough(program, slurm, cpus)
        path = scenario(program, slurm, trials)
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
        tap.ok(joined["replicates"] == trials, f"{trials} trials are merged", joined["replicates"])
        tap.ok(joined["fingerprint"] == whole["fingerprint"], "the fingerprint is that of one run",
               f"{joined['fingerprint']} and {whole['fingerprint']}")
        tap.ok(without_timing(joined) == without_timing(whole),
               "so are all results but the timing")
        print(f"# result: null-world, {trials} trials, fingerprint {joined['fingerprint']}: "
              f"{TASKS} tasks with 2 threads each on {cpus} CPUs of one Slurm node, one of them "
              f"killed and requeued, {together:.1f} s from submission to merged results; one "
              f"process with {cpus} threads {alone:.1f} s")
        started = list(slurm.started)
    tap.ok(all(process.poll() is not None for process in started), "the daemons are stopped")
    print(f"1..{tap.count}")
    return 1 if tap.bad else 0


if __name__ == "__main__":
    sys.exit(main())
