# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window from outside: AT-SPI to read and press, xdotool for mouse and keyboard.

Runs below tests/headless with the system's python3. What stays in its place (status line, figures,
plot, fields) is looked for once and then only read again.
"""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

SKIP = 77
try:
    import gi
except ImportError as error:
    print(f"1..0 # SKIP python3-gi is not installed: {error}")
    sys.exit(SKIP)
if not shutil.which("xdotool"):
    print("1..0 # SKIP xdotool is not installed")
    sys.exit(SKIP)
del gi

import access
from access import plain

PATIENCE = float(os.environ.get("TREFOIL_UI_PATIENCE", "30"))
SHOTS = os.environ.get("TREFOIL_SHOTS")
DATA = os.environ["TREFOIL_DATA_DIR"]


class Missing(AssertionError):
    """What was waited for did not come."""


def wait(question, what, seconds=PATIENCE):
    """The first true answer to question(); Missing after so many seconds."""
    end = time.monotonic() + seconds
    pause = 0.03  # grows: every question costs the window time that what is waited for needs
    while True:
        asked = time.monotonic()
        try:
            answer = question()
        except Exception:  # a widget that vanished while it was being asked
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise Missing(f"not within {seconds:g} s: {what}")
        time.sleep(max(pause, 2 * (time.monotonic() - asked)))
        pause = min(pause * 1.4, 0.2)


def xdotool(*words):
    return subprocess.run(["xdotool", *map(str, words)], check=True, capture_output=True,
                          text=True).stdout.strip()


class Window:
    """One running trefoil."""

    open = []

    def __init__(self, *files, env=None, program=None):
        self.log = []
        self.tree = None
        self.known = {}
        self.started = time.monotonic()
        self.process = subprocess.Popen([program or sys.argv[1], *files],
                                        env={**os.environ, **(env or {})},
                                        stderr=subprocess.PIPE, text=True)
        Window.open.append(self)
        wait(self.frames, "the window")

    # --- looking ---

    def frames(self):
        """Its windows, the latest last."""
        if not self.tree:
            name = access.program_of(self.process.pid)
            self.tree = access.Tree(name) if name else None
        return access.Widget(self.tree.program, access.ROOT).children() if self.tree else []

    def main(self):
        for frame in self.frames():
            if frame.name.endswith("Trefoil"):
                return frame
        raise Missing("no main window")

    def each(self, role=None, name=None, within=None):
        """Widgets on screen by role and by name (a regular expression, from its start)."""
        for root in [within] if within else reversed(self.frames()):
            for widget, its_name in self.tree.each(role, root):
                if (not name or re.match(name, its_name)) and widget.is_showing():
                    yield widget

    def find(self, role=None, name=None, within=None, seconds=PATIENCE):
        """The first of them, once there is one."""
        return wait(lambda: next(self.each(role, name, within), None), f"{role} {name!r}", seconds)

    def has(self, role=None, name=None, within=None):
        return next(self.each(role, name, within), None) is not None

    def labels(self, within=None):
        return [widget.name for widget in self.each("label", within=within)]

    def lasting(self, role, name):
        """A widget that stays as long as the window; looked for once."""
        key = role, name
        if key not in self.known:
            self.known[key] = self.find(role, name, self.main())
        return self.known[key]

    def field(self, name):
        return self.lasting("text", name)

    def plot_widget(self, view="power"):
        """The plot of a view, on screen or not. Icons are images as well, but nameless."""
        key = "plot", view
        if key not in self.known:
            self.known[key] = wait(
                lambda: next(widget for widget, name in self.tree.each("image", self.main())
                             if name != "GtkImage" and view in self.rooms_of(widget)),
                f"the plot of {view}")
        return self.known[key]

    @staticmethod
    def rooms_of(widget):
        """The names of what a widget is in. The page of a stack, which has the name of a view, is
        a parent to GTK but nobody's child."""
        while widget.path != access.ROOT:
            widget = widget.parent
            yield widget.name.lower()

    def plot(self, view="power"):
        """Title and text alternative of the plot of a view, once it shows something."""
        widget = self.plot_widget(view)
        wait(lambda: re.search(r"\d", widget.name + widget.description), f"plot of {view}")
        return widget.name, widget.description

    def figures(self):
        """The big figures in percent, in their order."""
        strip = self.lasting("panel", "Power at the scenario")
        values = [re.fullmatch(r"([\d.]+) %", label) for label in self.labels(strip)]
        return [float(value.group(1)) for value in values if value]

    def status(self):
        return self.lasting("progress bar", "Progress of the simulation").parent.children()[1].name

    def title(self):
        """Of the window as the system shows it."""
        return self.main().name

    def is_edited(self):
        return self.title().startswith("• ")

    def dialog(self):
        """The window in front of the main one."""
        return wait(lambda: next((frame for frame in self.frames()
                                  if not frame.name.endswith("Trefoil")), None), "a dialog")

    # --- doing ---

    def press(self, widget):
        widget.press()

    def push(self, name, within=None):
        self.press(self.find("push button", name, within))

    def key(self, *keys):
        xdotool("key", "--delay", "20", *keys)

    def held(self):
        """What projector mode enlarges: all within the outermost bin; messages have some too."""
        level = [self.main()]
        while not any(widget.name == "AdwBin" for widget in level):
            level = [child for widget in level for child in widget.children()]
        return next(widget for widget in level if widget.name == "AdwBin").children()[0]

    def number(self):
        """Of the main window, to the X server; it has none while its title changes."""
        def search():
            try:
                return xdotool("search", "--onlyvisible", "--pid", self.process.pid, "--name",
                               "Trefoil").split()[0]
            except subprocess.CalledProcessError:
                return None
        return wait(search, "the window on the screen")

    def place(self, widget):
        """Where a widget of the main window is on the screen: x, y, width, height."""
        frame = self.main().box()
        geometry = dict(line.split("=") for line in
                        xdotool("getwindowgeometry", "--shell", self.number()).split("\n"))
        box = widget.box()
        # Around what AT-SPI counts stands the shadow, or without a compositor a border.
        x = int(geometry["X"]) + (int(geometry["WIDTH"]) - frame.width) // 2
        y = int(geometry["Y"]) + (int(geometry["HEIGHT"]) - frame.height) // 2
        # Of what is enlarged GTK 4.8 tells places as they are on the screen, but not sizes.
        enlarged = frame.width / self.held().box().width
        return (x + box.x, y + box.y, round(box.width * enlarged), round(box.height * enlarged))

    def click(self, widget, button=1):
        x, y, width, height = self.place(widget)
        x, y = x + width // 2, y + height // 2
        # A hand has always come from somewhere. Where the pointer has not moved since a dialog was
        # over it, GTK does not know yet what it is on.
        xdotool("mousemove", x - 9, y + 9, "sleep", 0.05, "mousemove", x, y, "sleep", 0.05, "click",
                button)

    def write(self, widget, text):
        """Replaces the text of an entry with the keyboard and confirms it."""
        self.click(widget)
        self.key("ctrl+a")
        xdotool("type", "--delay", "15", "--", text)
        self.key("Return")

    def choose_file(self, path, button="Save"):
        """Answers GTK's own file chooser; for opening it asks for a path after Ctrl+L."""
        dialog = self.dialog()
        if button == "Open":
            self.key("ctrl+l")
        entry = wait(lambda: next((field for field in self.each("text", within=dialog)), None),
                     "the entry of the file chooser")
        entry.set_text(path)
        self.push(f"(_{button} )?{button}$", dialog)
        wait(lambda: len(self.frames()) == 1, "the file chooser to go")

    def close(self):
        """Asks the window to close, as its button does."""
        self.key("ctrl+w")

    def wait_end(self, seconds=PATIENCE):
        """Exit status; remembers what was said on stderr."""
        try:
            _, said = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as late:
            raise Missing(f"still running after {seconds:g} s") from late
        self.log += said.splitlines()
        return self.process.returncode

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.wait_end()

    def tidy(self):
        """Whatever a story left running ends with it."""
        Window.open.remove(self)
        if self.process.poll() is None:
            self.shot("left-open")
            self.kill()
        # What one story lost is not offered to the next.
        shutil.rmtree(os.path.join(os.environ["XDG_STATE_HOME"], "trefoil"), ignore_errors=True)

    def shot(self, name):
        if SHOTS:
            os.makedirs(SHOTS, exist_ok=True)
            subprocess.run(["import", "-window", "root", os.path.join(SHOTS, name + ".png")],
                           check=False)

    def complaints(self):
        """Lines that GTK, GLib or PLplot wrote: there should be none."""
        return [line for line in self.log
                if re.search(r"WARNING|CRITICAL|ERROR|PLPLOT|Traceback", line)]


def folder():
    """A new one for a story's files."""
    return tempfile.mkdtemp(prefix="trefoil-ui-")


def finished(window):
    return wait(lambda: " trials · done in " in window.status() and window.status(),
                "the run's end")


def ends_cleanly(window):
    status = window.wait_end()
    assert status == 0, f"exit status {status}"
    assert not window.complaints(), window.complaints()


def picture_of(x, y, width, height):
    """A part of the screen, a byte of grey a pixel."""
    return subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}",
                           "-depth", "8", "gray:-"], check=True, capture_output=True).stdout


def dark_blob(x, y, width, height):
    """Centre of the widest dark block in a part of the screen: the grip of the handle."""
    said = picture_of(x, y, width, height)
    best = None
    for row in range(height):
        run = 0
        for column in range(width):
            run = run + 1 if said[row * width + column] < 70 else 0
            if best is None or run > best[0]:
                best = run, column, row
    if best is None or best[0] < 5:
        raise Missing("a grip on the axis")
    return x + best[1] - best[0] // 2, y + best[2]


def run(stories):
    """Runs the stories (functions without arguments) named after their purpose; TAP."""
    only = os.environ.get("TREFOIL_UI_ONLY")
    first, step = map(int, os.environ.get("TREFOIL_UI_PART", "0/1").split("/"))
    stories = [story for story in stories[first::step]
               if not only or re.search(only, story.__name__)]
    failed = 0
    print(f"1..{len(stories)}")
    for number, story in enumerate(stories, 1):
        began = time.monotonic()
        try:
            story()
            verdict = "ok"
        except Exception:
            failed += 1
            verdict = "not ok"
            for line in traceback.format_exc().splitlines():
                print("# " + line)
        finally:
            for window in list(Window.open):
                window.tidy()
        name = story.__name__.replace("_", " ")
        print(f"{verdict} {number} {name} # {time.monotonic() - began:.1f} s", flush=True)
    sys.exit(1 if failed else 0)
