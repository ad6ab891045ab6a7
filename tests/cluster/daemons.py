# SPDX-License-Identifier: GPL-3.0-or-later
"""A Slurm of one node on the loopback device, with folders, keys and ports of its own.

Runs as whoever starts it, beside any Slurm that the machine has, and is gone afterwards.
"""
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

PATIENCE = 60
TOOLS = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scontrol", "scancel", "sinfo"]
# Accounting, process tracking by cgroups and MPI are the machine's business, not the job's.
CONFIGURATION = """\
ClusterName=trefoil
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
KillWait=5
MinJobAge=86400
SlurmdParameters=config_overrides
NodeName=node NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs={cpus} State=UNKNOWN
PartitionName=all Nodes=node Default=YES MaxTime=INFINITE State=UP
"""


def missing():
    """The tools that are not installed. Debian's daemons are in a folder of the administrator."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    return [tool for tool in TOOLS if not shutil.which(tool)]


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Slurm:
    """with Slurm(cpus) as slurm: ... slurm.call("squeue") ..."""

    def __init__(self, cpus):
        self.cpus = cpus
        self.started = []
        self.folder = tempfile.mkdtemp(prefix="trefoil-slurm-")
        self.environment = {**os.environ, "SLURM_CONF": self.path("slurm.conf"),
                            "LC_ALL": "C.UTF-8"}

    def path(self, name):
        return os.path.join(self.folder, name)

    def __enter__(self):
        try:
            self.configure()
            self.start("munged", "--foreground", f"--key-file={self.path('munge.key')}",
                       f"--socket={self.path('munge.socket')}", f"--seed-file={self.path('seed')}",
                       f"--pid-file={self.path('munged.pid')}",
                       f"--log-file={self.path('munged.log')}")
            self.wait(lambda: os.path.exists(self.path("munge.socket")), "munge")
            self.start("slurmctld", "-D", "-i")
            self.start("slurmd", "-D", "-N", "node")
            self.wait(lambda: self.call("sinfo", "-h", "-o", "%T").strip() == "idle", "the node")
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return self

    def __exit__(self, kind, *_):
        if len(self.started) > 1:
            subprocess.run(["scancel", "--user", str(os.getuid())], env=self.environment,
                           capture_output=True, timeout=PATIENCE, check=False)
        # A step of a job is a child of its own session; the node ends it before it goes.
        for process in reversed(self.started):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if kind is not None:
            self.tell()
        shutil.rmtree(self.folder, ignore_errors=True)

    def tell(self):
        """The last words of every daemon, for whoever has to find out."""
        for name in sorted(os.listdir(self.folder)):
            if name.endswith(".log"):
                with open(self.path(name), encoding="utf-8", errors="replace") as log:
                    print("".join(f"# {name}: {line}" for line in log.readlines()[-15:]), end="")

    def configure(self):
        os.chmod(self.folder, 0o755)  # munge wants its socket to be within everybody's reach
        for name in ("state", "spool"):
            os.mkdir(self.path(name))
        key = os.open(self.path("munge.key"), os.O_WRONLY | os.O_CREAT, 0o600)
        os.write(key, secrets.token_bytes(128))
        os.close(key)
        user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout
        with open(self.path("slurm.conf"), "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(host=socket.gethostname(), user=user.strip(),
                                            folder=self.folder, ports=free_ports(2),
                                            cpus=self.cpus))

    def start(self, name, *words):
        with open(self.path(name + ".log"), "a", encoding="utf-8") as log:
            self.started.append(subprocess.Popen([name, *words], env=self.environment, stdout=log,
                                                 stderr=log, stdin=subprocess.DEVNULL))

    def call(self, *words, **options):
        """What a command of Slurm prints; nothing where it fails."""
        return subprocess.run(words, env=self.environment, capture_output=True, text=True,
                              timeout=PATIENCE, check=False, **options).stdout

    def wait(self, question, what, seconds=PATIENCE, pause=0.2):
        """The first true answer to question(), which is asked again after each pause."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            ended = [process.args[0] for process in self.started if process.poll() is not None]
            if ended:
                raise RuntimeError(f"{ended[0]} has ended")
            answer = question()
            if answer:
                return answer
            time.sleep(pause)
        raise TimeoutError(f"{what} did not come within {seconds} s")
