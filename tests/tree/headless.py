#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/headless gives a display of its own, hides the caller's, and hands on the exit status."""
import os
import shutil
import subprocess
import sys

import tree

HEADLESS = os.path.join(tree.ROOT, "tests", "headless")
SHOWN = 'echo "$DISPLAY|$XDG_RUNTIME_DIR|$DBUS_SESSION_BUS_ADDRESS|${WAYLAND_DISPLAY-none}"'


def run(*command):
    env = {**os.environ, "DISPLAY": ":987", "WAYLAND_DISPLAY": "wayland-of-the-caller"}
    return subprocess.run([HEADLESS, *command], capture_output=True, text=True, env=env, timeout=60)


def main():
    results = tree.Results()
    if not shutil.which("Xvfb") or not shutil.which("dbus-run-session"):
        results.skip("headless", "Xvfb or dbus-run-session is not installed")
        return results.done()
    said = run("sh", "-c", SHOWN)
    display, runtime, bus, wayland = (said.stdout.strip().split("|") + [""] * 4)[:4]
    results.ok(said.returncode == 0, "it succeeds with its command")
    results.ok(display.startswith(":") and display != ":987", "the display is its own")
    results.ok(bus != "" and wayland == "none", "so is the bus, and Wayland is out of sight")
    results.ok(runtime != "" and not os.path.exists(runtime), "its folders are gone afterwards")
    results.ok(run("sh", "-c", "exit 7").returncode == 7, "it fails with its command")
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
