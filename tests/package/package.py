#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's packages of a tree that is compiled: made, judged by lintian, unpacked, started.

Usage: package.py BUILD_DIR PREFIX HEADLESS

debian/rules goes on from where the compiler has been. A build folder that was not configured for
/usr has other paths in its programs and is skipped.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

import tree

TYPE = "application/vnd.trefoil.scenario+json"
# Of every package: what must be in it, by pattern, and what it must depend on.
WANTED = {
    "trefoil": (["usr/bin/trefoil", "usr/share/applications/org.trefoil.Trefoil.desktop",
                 "usr/share/metainfo/org.trefoil.Trefoil.metainfo.xml",
                 "usr/share/mime/packages/org.trefoil.Trefoil.xml",
                 "usr/share/icons/hicolor/scalable/apps/org.trefoil.Trefoil.svg",
                 "usr/share/man/man1/trefoil.1.gz"],
                ["plplot-driver-cairo", "trefoil-data", "libgtk-4-1"]),
    "trefoil-report": (["usr/bin/trefoil-report", "usr/share/man/man1/trefoil-report.1.gz"],
                       ["plplot-driver-cairo", "trefoil-data", "libplplot17"]),
    "trefoil-sim": (["usr/bin/trefoil-sim", "usr/share/man/man1/trefoil-sim.1.gz"],
                    ["trefoil-data", "r-mathlib"]),
    "trefoil-data": (["usr/share/trefoil/scenarios/luo-2019.trefoil",
                      "usr/share/trefoil/schema/scenario.schema.json",
                      "usr/share/help/C/trefoil/index.page",
                      "usr/share/doc/trefoil-data/NEWS.md.gz",
                      "usr/share/doc/trefoil-data/CITATION.cff",
                      *[f"usr/share/locale/{name}/LC_MESSAGES/trefoil.mo" for name in
                        re.findall(r"(?m)^[^#\s]+", tree.read("po/LINGUAS"))],
                      "usr/share/trefoil/cluster/submit.sh"], []),
}
# What must do without a display, or without any program, depends on none of these.
UNWANTED = {"trefoil-report": "gtk|adwaita", "trefoil-sim": "gtk|adwaita|plplot|cairo",
            "trefoil-data": "."}


def said_by(command, **options):
    """Exit status and output of a command, whose error output is part of it."""
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          stdin=subprocess.DEVNULL, **options)
    return said.returncode, said.stdout.strip()


def judged(results, title, good, said):
    if not good:
        print("\n".join(f"# {line}" for line in said.splitlines()[-40:]))
    results.ok(good, title)


def pack(build, folder):
    """What debian/rules does after compiling, in a folder that has no sources."""
    source = os.path.join(folder, "trefoil")
    shutil.copytree(os.path.join(tree.ROOT, "debian"), os.path.join(source, "debian"))
    for name in ("README.md", "NEWS.md", "CITATION.cff"):
        shutil.copy(os.path.join(tree.ROOT, name), source)
    # By this debhelper knows that a package has been built, and only installs.
    stamp = os.path.join(source, "debian", "debhelper-build-stamp")
    with open(stamp, "w", encoding="utf-8") as file:
        file.write("".join(f"{name}\n" for name in WANTED))
    return said_by(["debian/rules", "binary", f"BUILT={build}"], cwd=source,
                   env={**os.environ, "DEB_BUILD_OPTIONS": "noautodbgsym",
                        "DPKG_DEB_COMPRESSOR_TYPE": "gzip"})


def fields_of(package):
    said = subprocess.run(["dpkg-deb", "--field", package], check=True, capture_output=True,
                          text=True).stdout
    return dict(re.findall(r"(?m)^([A-Z][\w-]*): (.*)$", said))


def check_package(results, package, root):
    """A package has what it should and depends on what it should. It is unpacked below root."""
    fields = fields_of(package)
    name = fields["Package"]
    listed = subprocess.run(["dpkg-deb", "--contents", package], check=True, capture_output=True,
                            text=True).stdout
    files, needs = WANTED[name]
    absent = [path for path in files if f" ./{path}\n" not in listed]
    judged(results, f"{name} has its files", not absent, f"without {absent}")
    depends = re.split(r"[,|]\s*", fields.get("Depends", ""))
    names = {entry.split()[0] for entry in depends if entry}
    judged(results, f"{name} depends on what it needs", names.issuperset(needs),
           f"on {sorted(names)}, where {needs} are wanted")
    foreign = [other for other in names if re.search(UNWANTED.get(name, "^$"), other)]
    judged(results, f"{name} depends on nothing that it can do without", not foreign,
           f"on {foreign}")
    subprocess.run(["dpkg-deb", "--extract", package, root], check=True)


def check_desktop(results, root, headless):
    """What the desktop makes of it, from the files as they are installed."""
    share = os.path.join(root, "usr", "share")
    for title, *command in (
            ("the installed desktop entry is valid", "desktop-file-validate",
             f"{share}/applications/org.trefoil.Trefoil.desktop"),
            ("the installed metainfo is valid", "appstreamcli", "validate", "--no-net",
             "--no-color", f"{share}/metainfo/org.trefoil.Trefoil.metainfo.xml"),
            ("the database of desktop entries", "update-desktop-database",
             f"{share}/applications"),
            ("the database of MIME types", "update-mime-database", f"{share}/mime")):
        status, said = said_by(command)
        judged(results, title, status == 0, said)
    env = {**os.environ, "XDG_DATA_DIRS": f"{share}:/usr/local/share:/usr/share",
           "PATH": f"{root}/usr/bin:{os.environ['PATH']}", "TREFOIL_DATA_DIR": f"{share}/trefoil"}
    opened = os.path.join(os.path.dirname(__file__), "opened.py")
    status, said = said_by([headless, sys.executable, opened, TYPE], env=env)
    judged(results, "a scenario that is double-clicked is shown by the installed program",
           status == 0, said)


def check_program(results, root):
    """The installed programs say their version and know their own numbers."""
    for name in ("trefoil", "trefoil-sim", "trefoil-report"):
        status, said = said_by([f"{root}/usr/bin/{name}", "--version"])
        judged(results, f"{name} starts", status == 0 and re.match(rf"{name} \d", said), said)


def main():
    build, prefix, headless = sys.argv[1:4]
    results = tree.Results()
    missing = [tool for tool in ("dh", "lintian", "dpkg-shlibdeps") if not shutil.which(tool)]
    if missing or prefix != "/usr":
        results.skip("packages", f"not installed: {', '.join(missing)}" if missing else
                     f"the build folder is for {prefix}, not for /usr, as that of ./dev test is")
        return results.done()
    with tempfile.TemporaryDirectory(prefix="trefoil-package-") as folder:
        status, said = pack(build, folder)
        judged(results, "debhelper packs all that is installed", status == 0, said)
        packages = sorted(glob.glob(os.path.join(folder, "*.deb")))
        if len(packages) != len(WANTED):
            judged(results, f"there are {len(WANTED)} packages", False, "\n".join(packages))
            return results.done()
        status, said = said_by(["lintian", "--allow-root", "--fail-on", "error,warning", *packages])
        judged(results, "lintian has no errors or warnings", status == 0, said)
        root = os.path.join(folder, "root")
        for package in packages:
            check_package(results, package, root)
        check_program(results, root)
        check_desktop(results, root, headless)
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
