#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev keeps its promise about packages: asks dpkg, touches apt only for what is missing.

dpkg-query, apt-get, sudo and id are replaced by small scripts, so nothing is installed here.
"""
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile

import tree

DEV = os.path.join(tree.ROOT, "dev")
TOOLS = ["bash", "sh", "env", "dirname", "nproc", "grep", "cat", "printf", "python3"]
MISSING = "libgtk-4-dev"
DPKG = """#!/bin/sh
shift 2
for name in "$@"; do [ "$name" = "$NOT_THERE" ] || echo "installed $name"; done
"""
APT = """#!/bin/sh
echo "$AS $*" >>"$CALLS"
case "$1" in update) exit ${UPDATE_FAILS:-0} ;; *) exit ${INSTALL_FAILS:-0} ;; esac
"""
SUDO = "#!/bin/sh\nAS=sudo exec \"$@\"\n"
IDENTITY = "#!/bin/sh\necho ${WHO:-0}\n"


@contextlib.contextmanager
def stage(with_sudo):
    with tempfile.TemporaryDirectory() as folder:
        for name in TOOLS:
            if shutil.which(name):
                os.symlink(shutil.which(name), os.path.join(folder, name))
        fakes = {"dpkg-query": DPKG, "apt-get": APT, "id": IDENTITY}
        if with_sudo:
            fakes["sudo"] = SUDO
        for name, text in fakes.items():
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(path, 0o755)
        yield folder


def deps(with_sudo=False, **variables):
    """(status, standard output, calls of apt-get) of ./dev deps run on that stage."""
    with stage(with_sudo) as folder:
        calls = os.path.join(folder, "calls")
        env = {"PATH": folder, "CALLS": calls, "AS": "self", **variables}
        said = subprocess.run([DEV, "deps", "run"], env=env, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL)
        listed = ""
        if os.path.exists(calls):
            with open(calls, encoding="utf-8") as file:
                listed = file.read()
        return said.returncode, said.stdout, listed


def run_without_terminal():
    """(status, standard error) of ./dev run where meson cannot configure."""
    with stage(False) as folder:
        for name in ("realpath", "rm"):
            os.symlink(shutil.which(name), os.path.join(folder, name))
        with open(os.path.join(folder, "meson"), "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\nexit 1\n")
        os.chmod(os.path.join(folder, "meson"), 0o755)
        place = os.path.join(folder, "tree")
        os.makedirs(os.path.join(place, "data", "scenarios"))
        shutil.copy(DEV, place)
        shutil.copy(os.path.join(tree.ROOT, "data", "scenarios", "luo-2019.trefoil"),
                    os.path.join(place, "data", "scenarios"))
        said = subprocess.run([os.path.join(place, "dev"), "run"], env={"PATH": folder},
                              capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return said.returncode, said.stderr


BUILT_MESON = """#!/bin/sh
case "$1" in
setup) mkdir -p "$2" && : >"$2/build.ninja" ;;
devenv) shift 3; "$@" ;;
esac
"""
BUILT_NINJA = """#!/bin/sh
if [ "$3" = -t ]; then
  case " $TARGETS " in *" $5 "*) exit 0 ;; *) exit 1 ;; esac
fi
echo "$*" >>"$CALLS"
dir=$2
shift 6
for target in "$@"; do
  mkdir -p "$dir/$(dirname "$target")"
  printf '#!/bin/sh\necho "%s $*" >>"$CALLS"\nexit %s\n' "$target" \
    "$([ "$target" = tools/display-probe ] && echo "${NO_DISPLAY:-0}" || echo 0)" >"$dir/$target"
  chmod +x "$dir/$target"
done
"""


def run_with_build(targets, **variables):
    """(what ninja was asked to build, what was then called) by ./dev run on a build that has
    these targets, each of which writes its name and arguments down."""
    with stage(False) as folder:
        for name in ("realpath", "rm", "mkdir", "chmod", "mktemp"):
            os.symlink(shutil.which(name), os.path.join(folder, name))
        for name, text in (("meson", BUILT_MESON), ("ninja", BUILT_NINJA)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(os.path.join(folder, name), 0o755)
        place = os.path.join(folder, "tree")
        os.makedirs(os.path.join(place, "data", "scenarios"))
        shutil.copy(DEV, place)
        shutil.copy(os.path.join(tree.ROOT, "data", "scenarios", "luo-2019.trefoil"),
                    os.path.join(place, "data", "scenarios"))
        calls = os.path.join(folder, "calls")
        subprocess.run([os.path.join(place, "dev"), "run"], capture_output=True, text=True,
                       env={"PATH": folder, "CALLS": calls, "TARGETS": targets, **variables},
                       stdin=subprocess.DEVNULL)
        with open(calls, encoding="utf-8") as file:
            first, *rest = file.read().splitlines()
        return first.partition("-k 0")[2].split(), [line.split()[0] for line in rest]


PACK = """#!/bin/sh
[ -f dev ] && : >../a.deb && : >../a.changes && exit ${PACK_FAILS:-0}
"""
GIT = "#!/bin/sh\nprintf 'dev\\0'\n"
LINTIAN = "#!/bin/sh\necho \"$*\" >>\"$CALLS\"\nexit ${OBJECTIONS:-0}\n"


def package(**variables):
    """(status, standard output, what lintian was given) of ./dev package in a folder of its own."""
    with stage(False) as folder:
        for name in ("rm", "mkdir", "tar", "tail", "ls"):
            os.symlink(shutil.which(name), os.path.join(folder, name))
        for name, text in (("dpkg-buildpackage", PACK), ("git", GIT), ("lintian", LINTIAN)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(os.path.join(folder, name), 0o755)
        place = os.path.join(folder, "tree")
        os.makedirs(place)
        shutil.copy(DEV, place)
        calls = os.path.join(folder, "calls")
        said = subprocess.run([os.path.join(place, "dev"), "package"], capture_output=True,
                              text=True, env={"PATH": folder, "CALLS": calls, **variables},
                              stdin=subprocess.DEVNULL)
        listed = ""
        if os.path.exists(calls):
            with open(calls, encoding="utf-8") as file:
                listed = file.read()
        return said.returncode, said.stdout, listed


def main():
    results = tree.Results()
    status, out, calls = deps()
    results.ok(status == 0 and calls == "" and "everything is installed" in out,
               "with everything there apt is not touched")
    status, out, calls = deps(NOT_THERE=MISSING)
    lines = calls.splitlines()
    results.ok(status == 0 and len(lines) == 2 and lines[0].startswith("self update")
               and lines[1].startswith("self install") and "--no-install-recommends" in lines[1]
               and lines[1].split()[-1] == MISSING and "meson" not in lines[1],
               "root installs what is missing and nothing else")
    status, out, calls = deps(with_sudo=True, NOT_THERE=MISSING, WHO="1000")
    results.ok(status == 0 and calls.count("sudo ") == 2, "others go through sudo")
    status, out, calls = deps(NOT_THERE=MISSING, WHO="1000")
    results.ok(status == 1 and calls == "" and "apt-get install" in out and MISSING in out,
               "without sudo the line to type is printed")
    status, out, calls = deps(NOT_THERE=MISSING, UPDATE_FAILS="100")
    results.ok(status == 0 and "install" in calls, "old package lists are good enough to try")
    status, out, calls = deps(NOT_THERE=MISSING, INSTALL_FAILS="100")
    results.ok(status == 1 and MISSING in out, "a failed installation is a failure")

    status, err = run_without_terminal()
    results.ok(status == 1 and err.startswith("dev: building (") and "could not configure" in err,
               "without a terminal run says that it builds")

    both = "app/trefoil tools/display-probe sim/cli/trefoil-sim trefoil-gmo"
    built, called = run_with_build(both)
    results.ok(sorted(built) == sorted(both.split())
               and called == ["tools/display-probe", "app/trefoil"],
               "run builds what it opens and no tests, and opens the window")
    built, called = run_with_build(both, NO_DISPLAY="1")
    results.ok(called == ["tools/display-probe", "sim/cli/trefoil-sim"],
               "without a display it simulates")
    built, called = run_with_build("sim/cli/trefoil-sim")
    results.ok(built == called == ["sim/cli/trefoil-sim"], "so it does where there is no window")

    status, out, judged = package()
    results.ok(status == 0 and "build-package/a.deb" in out
               and judged.split()[-1] == "build-package/a.changes", "package builds and has judged")
    status, out, judged = package(PACK_FAILS="1")
    results.ok(status == 1 and judged == "", "what cannot be built is a failure")
    status, out, judged = package(OBJECTIONS="2")
    results.ok(status == 1 and ".deb" not in out, "an objection of lintian is a failure")

    said = subprocess.run([DEV, "help"], capture_output=True, text=True)
    results.ok(said.returncode == 0 and all(f"./dev {word}" in said.stdout for word in
                                            ("run", "test", "package", "bench", "format",
                                             "deps")),
               "help names every word")
    said = subprocess.run([DEV, "dance"], capture_output=True, text=True)
    results.ok(said.returncode == 2 and "dance" in said.stderr, "an unknown word is wrong usage")
    said = subprocess.run([DEV, "test", "--slow", "base"], capture_output=True, text=True)
    results.ok(said.returncode == 1 and "no suite beside it (found: base)" in said.stderr,
               "--slow is not narrowed without a word")
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
