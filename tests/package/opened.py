#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens a scenario as a file manager does, by its type alone, and waits for the window that has it.

Usage: headless opened.py TYPE
"""
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

PATIENCE = 30
TITLE = "A trial that was double-clicked"
SCENARIO = "small-trial.trefoil"


def said_by(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def window():
    """The number of the window that shows the scenario, once there is one."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = said_by("xdotool", "search", "--onlyvisible", "--name", TITLE).split()
        if found:
            return found[0]
        time.sleep(0.1)
    sys.exit(f"no window shows '{TITLE}' within {PATIENCE} s")


def main():
    mime = sys.argv[1]
    source = os.path.join(os.environ["TREFOIL_DATA_DIR"], "scenarios", SCENARIO)
    with open(source, encoding="utf-8") as file:
        text = re.sub(r'"title": "[^"]*"', f'"title": "{TITLE}"', file.read(), count=1)
    with tempfile.TemporaryDirectory() as folder:
        # A space and a letter beyond ASCII, as people's files have.
        path = os.path.join(folder, "my première.trefoil")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        found = said_by("gio", "info", "-a", "standard::content-type", path)
        if mime not in found:
            sys.exit(f"the type of the file is not {mime}: {found}")
        if "org.trefoil.Trefoil.desktop" not in said_by("gio", "mime", mime).splitlines()[0]:
            sys.exit("Trefoil is not what opens that type: " + said_by("gio", "mime", mime))
        subprocess.run(["gio", "open", path], check=True)
        process = int(said_by("xdotool", "getwindowpid", window()))
        program = os.readlink(f"/proc/{process}/exe")
        os.kill(process, signal.SIGTERM)
        wanted = os.path.join(os.environ["PATH"].split(":")[0], "trefoil")
        if os.path.realpath(program) != os.path.realpath(wanted):
            sys.exit(f"{program} has been started, not {wanted}")


if __name__ == "__main__":
    main()
