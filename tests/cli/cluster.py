# SPDX-License-Identifier: GPL-3.0-or-later
"""The job scripts for Slurm, as Slurm would run them: by a stand-in for sbatch, task by task."""
import json
import os
import re
import signal
import stat
import subprocess
import time

from harness import DATA, DONE, LUO, PROGRAM, Case, environment, main, without_timing

FOLDER = os.path.join(DATA, "cluster")
TRIALS = 20000

# Runs the tasks of an array one after another, as a queue with one free place does; a job that
# depends on one that failed does not start. Options on the command line outweigh those in the file.
SBATCH = r"""#!/bin/sh
echo "$@" >> sbatch.log
array= after=
while :; do
  case $1 in
    --parsable) ;;
    --array=*) array=${1#--array=} ;;
    --dependency=afterok:*) after=${1#--dependency=afterok:} ;;
    *) break ;;
  esac
  shift
done
script=$1
shift
[ -n "$array" ] || array=$(sed -n 's/^#SBATCH --array=//p' "$script")
if [ -n "$after" ] && [ -e "failed-$after" ]; then exit 0; fi
count=${array#1-}
task=1
while [ -n "$array" ] && [ "$task" -le "$count" ]; do
  SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_TASK_COUNT=$count SLURM_CPUS_PER_TASK=1 \
    sh "$script" "$@" >> task.log 2>&1 || touch failed-77
  task=$((task + 1))
done
if [ -z "$array" ]; then sh "$script" "$@" >> task.log 2>&1; fi
echo "77;here"
"""


class Cluster(Case):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("bin"))
        os.symlink(PROGRAM, self.path("bin/trefoil-sim"))
        self.write("bin/sbatch", SBATCH)
        os.chmod(self.path("bin/sbatch"), stat.S_IRWXU)
        with open(LUO, encoding="utf-8") as source:
            tree = json.load(source)
        tree["run"]["replicates"] = TRIALS
        self.write("my scenario.trefoil", json.dumps(tree))
        self.environment = environment(PATH=f"{self.path('bin')}:{os.environ['PATH']}")

    def sh(self, script, *words, task=None, **more):
        """A script run with the variables that Slurm gives a task; (its number, of how many)."""
        env = dict(self.environment)
        if task:
            env.update(SLURM_ARRAY_TASK_ID=str(task[0]), SLURM_ARRAY_TASK_COUNT=str(task[1]),
                       SLURM_CPUS_PER_TASK="1")
        return subprocess.Popen(["sh", os.path.join(FOLDER, script), *words], cwd=self.folder,
                                env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def wait_for_work(self, process):
        """Until the script has become the program, and that has begun."""
        name = ""
        while name != "trefoil-sim" and process.poll() is None:
            time.sleep(0.01)
            with open(f"/proc/{process.pid}/comm", encoding="utf-8") as file:
                name = file.read().strip()
        time.sleep(0.1)

    def finish(self, process, status=DONE):
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, status, err)
        return out.decode("utf-8") + err.decode("utf-8")

    def whole(self):
        return self.results("my scenario.trefoil")

    def assert_whole(self):
        joined = json.loads(self.read("results.json"))
        self.assertEqual(without_timing(joined), without_timing(self.whole()))
        self.assertEqual(joined["replicates"], TRIALS)

    def test_submit(self):
        self.finish(self.sh("submit.sh", "my scenario.trefoil", "5", "."))
        self.assert_whole()
        log = self.read("sbatch.log").decode("utf-8").splitlines()
        self.assertEqual(len(log), 2)
        self.assertIn("--parsable --array=1-5 ", log[0])
        self.assertTrue(log[1].startswith("--dependency=afterok:77 "), log[1])
        self.assertEqual({name for name in os.listdir(self.folder) if name.startswith("part-")},
                         {f"part-{i}" for i in range(1, 6)})

    def test_submit_beside_the_scenario_with_sixteen_tasks(self):
        os.mkdir(self.path("far"))
        os.rename(self.path("my scenario.trefoil"), self.path("far/my scenario.trefoil"))
        self.finish(self.sh("submit.sh", "far/my scenario.trefoil"))
        self.assertEqual(len([name for name in os.listdir(self.path("far"))
                              if name.startswith("part-")]), 16)
        self.assertIn(b'"complete": true', self.read("far/results.json"))

    def test_a_scenario_that_is_none_submits_nothing(self):
        self.write("bad.trefoil", '{"trefoil": 1, "arms": 3}')
        self.assertIn("/arms", self.finish(self.sh("submit.sh", "bad.trefoil"), status=3))
        self.assertFalse(os.path.exists(self.path("sbatch.log")))

    def test_tasks_that_are_killed_and_requeued(self):
        """One is asked to stop, one is killed outright; both are run again, as a queue does."""
        tree = json.loads(self.read("my scenario.trefoil"))
        tree["run"]["replicates"] = 400000
        self.write("my scenario.trefoil", json.dumps(tree))
        words = ("array.sbatch", "my scenario.trefoil", "3")
        for task, number in ((1, signal.SIGTERM), (2, signal.SIGKILL)):
            process = self.sh(*words, task=(task, 3))
            self.wait_for_work(process)
            process.send_signal(number)
            process.communicate(timeout=60)
            self.assertIn(process.returncode, (128 + number, -number), "it was too quick to stop")
        refused = self.sh("merge.sbatch", "3")
        self.assertIn("part-", self.finish(refused, status=1))
        for task in (1, 2, 3):
            self.finish(self.sh(*words, task=(task, 3)))
        self.finish(self.sh("merge.sbatch", "3"))
        joined = json.loads(self.read("results.json"))
        self.assertEqual(joined["fingerprint"], self.whole()["fingerprint"])

    def test_some_tasks_again(self):
        """Slurm counts the tasks of a submission; the parts are as many as before."""
        words = ("array.sbatch", "my scenario.trefoil", "4")
        for task in (1, 2, 3, 4):
            self.finish(self.sh(*words, task=(task, 4)))
        first = self.read("part-1")
        os.remove(self.path("part-2"))
        for task in (1, 2):
            self.finish(self.sh(*words, task=(task, 2)))
        self.assertEqual(self.read("part-1"), first)
        self.finish(self.sh("merge.sbatch", "4"))
        self.assert_whole()

    def test_the_program_is_told_that_time_is_up(self):
        """Without B: Slurm signals the steps of a job alone; there are none, but the program that
        the batch shell has become."""
        with open(os.path.join(FOLDER, "array.sbatch"), encoding="utf-8") as file:
            lines = file.read().splitlines()
        self.assertIn("#SBATCH --signal=B:TERM@30", lines)
        self.assertTrue([line for line in lines if line.startswith("exec trefoil-sim run ")])

    def test_the_loop_of_the_page(self):
        """What README.md tells to type, typed."""
        with open(os.path.join(FOLDER, "README.md"), encoding="utf-8") as file:
            blocks = re.findall(r"```sh\n(.*?)```", file.read(), flags=re.S)
        os.rename(self.path("my scenario.trefoil"), self.path("scenario.trefoil"))
        done = subprocess.run(["sh", "-e"], input=blocks[2].encode(), cwd=self.folder, timeout=60,
                              env=self.environment, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        joined = json.loads(self.read("results.json"))
        self.assertEqual(without_timing(joined),
                         without_timing(self.results("scenario.trefoil")))

    def test_what_is_missing_is_said(self):
        self.assertIn("which scenario?", self.finish(self.sh("submit.sh"), status=2))
        self.assertIn("of how many parts?", self.finish(self.sh("array.sbatch", "x"), status=2))
        self.assertIn("how many parts?", self.finish(self.sh("merge.sbatch"), status=2))


if __name__ == "__main__":
    main()
