#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's files, judged by the desktop's own tools.

Usage: data.py DESKTOP_FILE METAINFO_FILE MIME_FILE
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import tree

ARM_COLOURS = ["0072b2", "d9780f", "009e73"]


def judge(results, title, tool, *command, silent=False):
    """One result for the verdict of a tool, which must have nothing to say if silent; skipped
    where the tool is not there."""
    if not shutil.which(tool):
        results.skip(title, f"{tool} is not installed")
        return
    said = subprocess.run([tool, *command], capture_output=True, text=True)
    output = (said.stdout + said.stderr).strip()
    good = said.returncode == 0 and not (silent and output)
    if not good:
        print("\n".join(f"# {line}" for line in output.splitlines()))
    results.ok(good, title)


def desktop_value(path, key):
    with open(path, encoding="utf-8") as file:
        match = re.search(rf"^{key}=(.*)$", file.read(), re.M)
    return match.group(1) if match else None


def mime_of(folder, name, text):
    """The type that a desktop with only our MIME file gives to a file."""
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    said = subprocess.run(["gio", "info", "-a", "standard::content-type", path], text=True,
                          capture_output=True, env={**os.environ, "XDG_DATA_HOME": folder})
    match = re.search(r"content-type: (\S+)", said.stdout)
    return match.group(1) if match else None


def check_mime(results, mime_file, mime):
    title = "the MIME type is recognised by name and by content"
    if not shutil.which("update-mime-database") or not shutil.which("gio"):
        results.skip(title, "update-mime-database or gio is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        packages = os.path.join(folder, "mime", "packages")
        os.makedirs(packages)
        shutil.copy(mime_file, packages)
        subprocess.run(["update-mime-database", os.path.join(folder, "mime")], check=True,
                       capture_output=True)
        scenario = '{\n  "trefoil": 1,\n  "title": "x"\n}\n'
        found = [mime_of(folder, "a.trefoil", scenario), mime_of(folder, "noname", scenario),
                 mime_of(folder, "b", '{"other": 1}\n')]
        if found[:2] != [mime, mime] or found[2] == mime:
            print(f"# found {found}")
        results.ok(found[:2] == [mime, mime] and found[2] != mime, title)


def check_icons(results):
    base = os.path.join(tree.ROOT, "data/icons/hicolor")
    colour = os.path.join(base, "scalable/apps/org.trefoil.Trefoil.svg")
    symbolic = os.path.join(base, "symbolic/apps/org.trefoil.Trefoil-symbolic.svg")
    for path, side in ((colour, "128"), (symbolic, "16")):
        root = ElementTree.parse(path).getroot()
        results.ok(root.get("width") == root.get("height") == side,
                   f"{os.path.basename(path)} is a square of {side}")
    with open(colour, encoding="utf-8") as file:
        text = file.read().lower()
    results.ok(all(f'fill="#{name}"' in text for name in ARM_COLOURS),
               "the leaves have the colours of the three arms")


def main():
    desktop, metainfo, mime_file = sys.argv[1:4]
    results = tree.Results()
    judge(results, "the desktop entry is valid", "desktop-file-validate", desktop)
    judge(results, "the metainfo is valid", "appstreamcli", "validate", "--no-net", "--no-color",
          metainfo)
    mime = "application/vnd.trefoil.scenario+json"
    info = ElementTree.parse(metainfo).getroot()
    results.ok(desktop_value(desktop, "MimeType") == mime + ";"
               and info.findtext("provides/mediatype") == mime
               and mime in open(mime_file, encoding="utf-8").read(),
               "desktop entry, metainfo and MIME file name the same type")
    results.ok(desktop_value(desktop, "Exec") == "trefoil %F", "the desktop entry opens files")
    results.ok(info.findtext("id") == desktop_value(desktop, "Icon") == "org.trefoil.Trefoil",
               "the application id is one everywhere")
    check_mime(results, mime_file, mime)
    check_icons(results)
    for page in [name for name in tree.files() if re.match(r"data/man/.*\.[1-9]$", name)]:
        judge(results, f"{page} has no mistakes", "groff", "-mandoc", "-Tutf8", "-K", "utf8", "-ww",
              "-z", os.path.join(tree.ROOT, page), silent=True)
    for name in [name for name in tree.files() if re.match(r"po/.*\.po$", name)]:
        judge(results, f"{name} has no mistakes", "msgfmt", "--check", "-o", os.devnull,
              os.path.join(tree.ROOT, name))
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
