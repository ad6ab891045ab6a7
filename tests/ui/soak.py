# SPDX-License-Identifier: GPL-3.0-or-later
"""A restless user for TREFOIL_SOAK_SECONDS (24 minutes unless told): random edits, views, undo,
lessons, runs, buttons, drags and sizes in one window.

It passes where the program neither ends nor complains, answers within TREFOIL_UI_PATIENCE, and its
memory stays within GROWTH_MB from the second third to the last. Memory is read at rest: the same
scenario, complete, in the same view. TREFOIL_SOAK_SEED repeats the choices (what was on screen when
they were made depends on the machine).
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

from gi.repository import GLib

from driver import DATA, Missing, PATIENCE, Window, finished, wait, xdotool

SECONDS = float(os.environ.get("TREFOIL_SOAK_SECONDS", "1440"))
SEED = int(os.environ.get("TREFOIL_SOAK_SEED", "20261129"))
REST_EVERY = max(SECONDS / 24, 10)
# GTK says so itself where a widget goes while the pointer is pressed on it, or a popover takes the
# keyboard from it or goes within a frame, and puts it right; nothing of ours can prevent that.
GTK_ITSELF = re.compile("Broken accounting of active state|did not receive a focus-out event"
                        "|GtkText - unexpected blinking selection"
                        # where a popover's place is looked for while its window is off the screen
                        "|gdk_monitor_get_geometry: assertion 'GDK_IS_MONITOR"
                        r"|Trying to snapshot Gtk\w+ \S+ without a current allocation"
                        # there is no desktop below tests/headless that shows notifications
                        "|unable to send notifications")
# Resident memory swings by what the last scenario left in the allocator. The middles of two thirds
# are some 700 actions apart: a leak of a sixteenth of a megabyte at each is what this finds.
GROWTH_MB = 40
VALUES = ["0", "-1", "1", "2", "4.5", "12", "40", "50", "60", "120", "1e9", "x", "", "0.05", "½"]
# What would end the program or leave it for another.
DISCARD = "_?Discard"
OPEN = "(_Open )?_?Open$"
LEFT_ALONE = re.compile(r"_?(Quit|Close|Minimi[sz]e|Maximi[sz]e|Discard|Delete)")
KEYS = ["ctrl+z", "ctrl+z", "ctrl+shift+z", "ctrl+p", "ctrl+d", "ctrl+0", "ctrl+j", "F8", "F9",
        "F11", "shift+F8", "ctrl+n", "ctrl+f", "ctrl+shift+c", "ctrl+alt+c", "ctrl+shift+n",
        "Escape", "Tab", "Return", "space", "Up", "Down", "Left", "Right", "Page_Up", "Home"]


def resident_mb(window):
    with open(f"/proc/{window.process.pid}/status", encoding="ascii") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024


def complaints(window):
    return [line for line in window.complaints() if not GTK_ITSELF.search(line)]


def where(window):
    """What the program is doing, by gdb where that is installed: why it does not answer."""
    if not shutil.which("gdb"):
        return []
    return subprocess.run(["gdb", "-p", str(window.process.pid), "-batch", "-ex",
                           "thread apply all backtrace 40"], capture_output=True, text=True,
                          check=False).stdout.splitlines()


def bundled():
    return [os.path.join(place, name) for room in ("scenarios", "lessons")
            for place in [os.path.join(DATA, room)] for name in sorted(os.listdir(place))
            if name.endswith(".trefoil")]


def resting_scenario(title, seed):
    with open(os.path.join(DATA, "scenarios", "luo-2019.trefoil"), encoding="utf-8") as file:
        tree = json.load(file)
    tree["run"].update(replicates=20000, seed=seed)  # no run before had these trials, or more
    tree["title"] = title
    path = os.path.join(tempfile.mkdtemp(prefix="trefoil-soak-"), "rest.trefoil")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tree, file)
    return path


class User:
    """Whoever sits there. Each do_ is one thing to do; what is not there is not done."""

    def __init__(self, window, chance):
        self.window = window
        self.chance = chance
        self.done = {}
        self.rests = 0

    def on_screen(self, role):
        frame = self.window.frames()[-1]
        size = frame.box()
        for widget, name in self.window.tree.each(role, frame):
            box = widget.box()
            if (box.width > 0 and box.height > 0 and 0 <= box.x < size.width - 8
                    and 0 <= box.y < size.height - 8):
                yield widget, name

    def one(self, role):
        found = [pair for pair in self.on_screen(role) if not LEFT_ALONE.match(pair[1])]
        return self.chance.choice(found) if found else (None, None)

    def is_back(self):
        return len(self.window.frames()) == 1 and self.window.has("push button", "Open$")

    def back_to_the_window(self):
        for _ in range(8):
            if self.is_back():
                return
            self.take_the_keyboard()
            self.window.key("Escape")  # from a dialog, a popover, the start page, the projector
            time.sleep(0.2)
        # A busy machine is behind with the keys, and a page may come after them; who is kept
        # somewhere stays there.
        for _ in range(int(PATIENCE / 2)):
            try:
                return wait(self.is_back, "the main window", 2)
            except Missing:
                self.take_the_keyboard()
                self.window.key("Escape")
        raise Missing("the main window")

    def do_edit(self):
        field, _ = self.one("text")
        if field:
            self.window.write(field, self.chance.choice(VALUES))

    def do_view(self):
        self.window.key(f"alt+{self.chance.randint(1, 9)}")

    def do_key(self):
        self.window.key(self.chance.choice(KEYS))

    def do_press(self):
        button, _ = self.one(self.chance.choice(["push button", "push button", "toggle button"]))
        if button:
            button.press()
            time.sleep(0.2)
            if len(self.window.frames()) > 1:
                self.do_answer()

    def do_answer(self):
        button, _ = self.one("push button")
        if button and self.chance.random() < 0.3:
            button.press()
        time.sleep(0.2)
        self.back_to_the_window()

    def do_drag(self):
        plots = [widget for widget, name in self.on_screen("image") if name != "GtkImage"]
        picture = self.chance.choice(plots) if plots else None
        if not picture or len(self.window.frames()) > 1:
            return
        x, y, width, height = self.window.place(picture)
        points = [(x + self.chance.randint(0, width), y + self.chance.randint(0, height))
                  for _ in range(5)]
        xdotool("mousemove", *points[0], "mousedown", 1)
        for point in points[1:]:
            xdotool("mousemove", *point)
            time.sleep(0.05)
        xdotool("mouseup", 1)

    def do_wheel(self):
        field, _ = self.one("text")
        if field and len(self.window.frames()) == 1:
            x, y, width, height = self.window.place(field)
            xdotool("mousemove", x + width // 2, y + height // 2, "click", "--repeat", 5, 4)

    def number(self):
        """Of the main window. xdotool fails where a popover goes while it looks at all windows."""
        return wait(lambda: xdotool("search", "--onlyvisible", "--pid", self.window.process.pid,
                                    "--name", "Trefoil").split()[0], "the window on the screen")

    def do_size(self):
        xdotool("windowsize", self.number(),
                *self.chance.choice([(900, 600), (1100, 700), (1280, 800)]))

    def in_a_dialog(self, name, role="push button"):
        """A widget of another than the main window. Tips are windows as well, without any."""
        for frame in self.window.frames():
            if not frame.name.endswith("Trefoil"):
                for widget in self.window.each(role, name, frame):
                    return widget
        return None

    def entry_of_the_chooser(self):
        """A chooser that has not yet got the keyboard does not hear that it is to have one."""
        for _ in range(8):
            self.take_the_keyboard()
            self.window.key("ctrl+l")
            try:
                return wait(lambda: self.in_a_dialog("", "text"), "its entry", PATIENCE / 8)
            except Missing:
                pass
        raise Missing("the entry of the file chooser")

    def do_open(self, path=None, title=""):
        """Another of the bundled files, or that one, of that title; changes are not kept."""
        window = self.window
        self.back_to_the_window()
        window.push("Open$")
        wait(lambda: self.in_a_dialog(OPEN), "the file chooser")
        self.entry_of_the_chooser().set_text(path or self.chance.choice(bundled()))
        self.in_a_dialog(OPEN).press()
        wait(lambda: not self.in_a_dialog(OPEN), "the file chooser to go")
        # A lesson that was begun is edited as soon as it is open, so that the mark says nothing.
        soon, late = time.monotonic() + 1.5, time.monotonic() + PATIENCE
        while time.monotonic() < soon or (title not in window.title() and time.monotonic() < late):
            try:
                question = self.in_a_dialog(DISCARD)
                if question:
                    question.press()
            except GLib.Error:  # it goes
                pass

    def take_the_keyboard(self):
        """There is no window manager either to give it to a window when that of another goes: the
        screen itself has it then, and no key is heard any more."""
        mine = wait(lambda: xdotool("search", "--onlyvisible", "--pid", self.window.process.pid,
                                    "--name", ".").split(), "a window on the screen")
        if xdotool("getwindowfocus") not in mine:
            xdotool("windowfocus", mine[-1])

    def act(self):
        name = self.chance.choice(["edit"] * 5 + ["view"] * 4 + ["key"] * 5 + ["press"] * 5
                                  + ["drag"] * 3 + ["wheel"] * 2 + ["size", "open"])
        self.done[name] = self.done.get(name, 0) + 1
        # There is no window manager to hold it: its header can be dragged off the screen.
        xdotool("windowmove", self.number(), 0, 0)
        self.take_the_keyboard()
        try:
            getattr(self, "do_" + name)()
        except GLib.Error:  # gone between the look and the press, or not to be pressed now
            pass
        assert self.window.process.poll() is None, f"it ended after: {name}"

    def rest(self):
        """The same scenario, complete, in the same view; gives the megabytes then. From a file of
        its own: what was saved in between may be in the one before."""
        window = self.window
        self.rests += 1
        title = f"At rest {self.rests}"
        self.do_size()
        self.do_open(resting_scenario(title, self.rests), title)
        # Keys that a busy machine was behind with may have edited it.
        wait(lambda: title in window.title(), "the scenario of the rest")
        window.key("alt+1")
        finished(window)
        time.sleep(0.5)
        return resident_mb(window)


def soak():
    chance = random.Random(SEED)
    window = Window(resting_scenario("At the beginning", 0))
    user = User(window, chance)
    finished(window)
    began, memory = time.monotonic(), []
    while time.monotonic() - began < SECONDS:
        end = min(time.monotonic() + REST_EVERY, began + SECONDS)
        while time.monotonic() < end:
            user.act()
        memory.append(user.rest())
        print(f"# {time.monotonic() - began:5.0f} s: {memory[-1]:6.1f} MB, "
              f"{sum(user.done.values())} actions", flush=True)
    print("# " + ", ".join(f"{count} x {name}" for name, count in sorted(user.done.items())))
    user.back_to_the_window()
    window.push("_?Close$", window.main())
    assert window.wait_end() == 0, window.process.returncode
    assert not complaints(window), complaints(window)
    third = len(memory) // 3
    early, late = sorted(memory[third:2 * third]), sorted(memory[2 * third:])
    growth = late[len(late) // 2] - early[len(early) // 2]
    print(f"# resident memory, last third less the one before: {growth:+.1f} MB (medians)")
    assert growth < GROWTH_MB, f"{growth:.1f} MB more than before"


print("1..1")
try:
    soak()
except BaseException as error:
    import traceback
    for line in traceback.format_exc().splitlines():
        print("# " + line)
    for window in list(Window.open):
        if window.process.poll() is None:
            for line in where(window):
                print("# " + line)
            window.shot("soak-end")
            window.kill()
        for line in complaints(window):
            print("# " + line)
    print(f"not ok 1 soak # seed {SEED}")
    sys.exit(1)
print(f"ok 1 soak # seed {SEED}")
