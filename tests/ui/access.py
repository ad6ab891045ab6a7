# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessibility tree of a program, over D-Bus as AT-SPI has it.

A question to a widget is a message there and one back, and a window has more than a thousand
widgets. A program is therefore asked for all of its widgets at once where there are many, and those
that this leaves open are asked together, before the first answer is waited for.
"""
import ast
import collections
import itertools
import re

from gi.repository import Gio, GLib

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
TEXT = "org.a11y.atspi.Text"
PROPERTIES = "org.freedesktop.DBus.Properties"
MILLISECONDS = 20000
# Numbers of AT-SPI's states.
STATES = {"checked": 4, "expandable": 9, "expanded": 10, "focusable": 11, "focused": 12,
          "pressed": 20, "sensitive": 24, "showing": 25}
# Numbers of its roles, of those that are looked for.
ROLES = {7: "check box", 11: "combo box", 20: "filler", 23: "frame", 27: "image", 29: "label",
         32: "list item", 35: "menu item", 39: "panel", 42: "progress bar", 43: "push button",
         44: "radio button", 48: "scroll bar", 51: "slider", 52: "spin button", 61: "text",
         62: "toggle button", 66: "tree table", 79: "entry", 83: "heading", 90: "table row"}
# Many widgets, or none, below these; none of them of interest to a search.
CLOSED = {"tree table", "scroll bar", "image", "label"}

Box = collections.namedtuple("Box", "x y width height")


def plain(text):
    """Without the thin and non-breaking spaces that numbers are set with."""
    return (text or "").replace("\u202f", " ").replace("\u00a0", " ")


def connect():
    """The bus of the accessibility tools, which the session bus brings up."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None,
                                None, Gio.DBusCallFlags.NONE, MILLISECONDS, None).unpack()[0]
    flags = Gio.DBusConnectionFlags
    return Gio.DBusConnection.new_for_address_sync(
        address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)


# Before the first program starts, which looks for the bus only once.
BUS = connect()


def ask(program, path, interface, method, signature=None, *arguments):
    """The answer to one message; GLib.Error where there is no such widget any more."""
    words = GLib.Variant(signature, arguments) if signature else None
    return BUS.call_sync(program, path, interface, method, words, None, Gio.DBusCallFlags.NONE,
                         MILLISECONDS, None).unpack()


def ask_each(program, paths, interface, method, signature=None, *arguments):
    """The first word of each one's answer by its path; without those who are no more."""
    words = GLib.Variant(signature, arguments) if signature else None
    answers = {}
    waiting = set(paths)

    def answered(bus, result, path):
        waiting.discard(path)
        try:
            answers[path] = bus.call_finish(result).unpack()[0]
        except GLib.Error:
            pass

    for path in list(waiting):
        BUS.call(program, path, interface, method, words, None, Gio.DBusCallFlags.NONE,
                 MILLISECONDS, None, answered, path)
    while waiting:
        GLib.MainContext.default().iteration(True)
    return answers


def program_of(pid):
    """The name on the bus of the program with this process id, or None before it is there."""
    for name, _ in ask("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren")[0]:
        if ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
               "GetConnectionUnixProcessID", "(s)", name)[0] == pid:
            return name
    return None


class Focus:
    """What screen readers are told of the focus of a program, from now on."""

    def __init__(self, program):
        self.path = None  # of the widget that has come to the focus, until it is asked for
        self.program = program
        BUS.signal_subscribe(program, "org.a11y.atspi.Event.Object", "StateChanged", None, None,
                             Gio.DBusSignalFlags.NONE, self.on_state)

    def on_state(self, bus, sender, path, interface, signal, words):
        what, begins = words.unpack()[:2]
        if what == "focused" and begins:
            self.path = path

    def taken(self):
        """The widget that has come to the focus since the last question, or None."""
        while GLib.MainContext.default().iteration(False):
            pass
        path, self.path = self.path, None
        return Widget(self.program, path) if path else None

    def come(self, seconds):
        """The next widget to have it, as soon as it has; None where that does not come so soon."""
        late = []
        timer = GLib.timeout_add(round(1000 * seconds), late.append, True)
        while not self.path and not late:
            GLib.MainContext.default().iteration(True)
        if not late:
            GLib.source_remove(timer)
        return self.taken()


class Widget:
    """One widget of a program. Nothing about it is remembered: every question is a message."""

    def __init__(self, program, path):
        self.program = program
        self.path = path

    def ask(self, interface, method, signature=None, *arguments):
        return ask(self.program, self.path, interface, method, signature, *arguments)

    def get(self, name, interface=ACCESSIBLE):
        return self.ask(PROPERTIES, "Get", "(ss)", interface, name)[0]

    @property
    def name(self):
        return plain(self.get("Name"))

    @property
    def description(self):
        return plain(self.get("Description"))

    @property
    def role(self):
        return ROLES.get(self.ask(ACCESSIBLE, "GetRole")[0], "")

    @property
    def parent(self):
        return Widget(*self.get("Parent"))

    def children(self):
        return [Widget(*child) for child in self.ask(ACCESSIBLE, "GetChildren")[0]]

    def below(self, depth=5):
        """All widgets below it, into what searches do not go into as well."""
        for child in self.children():
            yield child
            if depth > 1:
                yield from child.below(depth - 1)

    def has_state(self, state):
        low, high = self.ask(ACCESSIBLE, "GetState")[0]
        return bool((low | high << 32) >> STATES[state] & 1)

    def box(self):
        """Its place in its window."""
        return Box(*self.ask("org.a11y.atspi.Component", "GetExtents", "(u)", 1)[0])

    def is_showing(self):
        """GTK 4.8 sets the state "showing" on windows alone; what is not on screen has no
        extent."""
        if self.has_state("showing"):
            return True
        box = self.box()
        return box.width > 0 and box.height > 0

    def press(self):
        self.ask("org.a11y.atspi.Action", "DoAction", "(i)", 0)

    def text(self):
        length = self.get("CharacterCount", TEXT)
        return self.ask(TEXT, "GetText", "(ii)", 0, length)[0]

    def set_text(self, text):
        self.ask("org.a11y.atspi.EditableText", "SetTextContents", "(s)", text)


# One widget in what a program answers when it is asked for all, as GLib prints it: path, that of
# the parent, place in there, number of children, interfaces, name, role.
TEXT_OF = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
REFERENCE = r"\('[^']*', '([^']*)'\), "
ITEM = re.compile(r"\(" + REFERENCE + REFERENCE.replace("([^']*)", "[^']*") + REFERENCE
                  + r"(-?\d+), (-?\d+), \[([^\]]*)\], " + TEXT_OF + r", (\d+), ")


class Tree:
    """All widgets of a program. How they hung together is remembered as a guess whom to ask at
    the next look, never as an answer; the role of a widget does not change."""

    MANY = 40  # more than so many are cheaper to ask for all at once

    def __init__(self, program):
        self.program = program
        self.children = {}
        self.roles = {}
        self.names = {}
        self.pages = set()

    def reached(self, path):
        """Paths of one and of those below, from the outside in."""
        yield path
        if self.roles.get(path) not in CLOSED:
            for child in self.children.get(path, []):
                yield from self.reached(child)

    def learn_roles(self, paths):
        new = [path for path in paths if path not in self.roles]
        for path, number in ask_each(self.program, new, ACCESSIBLE, "GetRole").items():
            self.roles[path] = ROLES.get(number, "")

    def take_all(self):
        """One message for all that the program has told of before. Who has other children than
        those is returned, to be asked: of each there are their number and its place among its own
        parent's, and what is hidden has no place."""
        items = ITEM.findall(BUS.call_sync(
            self.program, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems", None, None,
            Gio.DBusCallFlags.NONE, MILLISECONDS, None).print_(False))
        below = collections.defaultdict(list)
        self.names = {}
        for path, parent, place, _, interfaces, name, role in items:
            self.roles[path] = ROLES.get(int(role), "")
            self.names[path] = ast.literal_eval(name)
            if "Component" not in interfaces:
                self.pages.add(path)  # of a stack: in sight only as what it holds
            if int(place) >= 0:
                below[parent].append((int(place), path))
        doubtful = set()
        for path, _, _, count, *_ in items:
            below[path].sort()
            self.children[path] = [child for _, child in below[path]]
            if path not in self.pages and [at for at, _ in below[path]] != list(range(int(count))):
                doubtful.add(path)
        return doubtful

    def look(self, path):
        """The same, as it is now; hidden ones too."""
        known = len(list(itertools.islice(self.reached(path), self.MANY)))
        self.names = {}
        doubtful = self.take_all() if known in (1, self.MANY) else set()
        asked = set()
        self.learn_roles([path])
        while True:
            new = [one for one in self.reached(path)
                   if one not in asked and self.roles.get(one) not in CLOSED
                   and (one in doubtful or one not in self.names)]
            if not new:
                return [one for one in self.reached(path) if one not in self.pages]
            asked.update(new)
            answers = ask_each(self.program, new, ACCESSIBLE, "GetChildren")
            for one in new:
                self.children[one] = [child for _, child in answers.get(one, [])]
            self.learn_roles(child for one in new for child in self.children[one])

    def inside(self, within):
        """The same as each() of what is below one into which searches do not go."""
        level, paths = [within.path], []
        while level:
            answers = ask_each(self.program, level, ACCESSIBLE, "GetChildren")
            level = [child for one in level for _, child in answers.get(one, [])]
            paths += level
        self.learn_roles(paths)
        names = ask_each(self.program, paths, PROPERTIES, "Get", "(ss)", ACCESSIBLE, "Name")
        return [(Widget(self.program, path), plain(names[path])) for path in paths if path in names]

    def each(self, role, within):
        """Widgets below one and itself with their names, from the outside in; of a role or all."""
        paths = [path for path in self.look(within.path)
                 if not role or self.roles.get(path) == role]
        new = [path for path in paths if path not in self.names]
        names = ask_each(self.program, new, PROPERTIES, "Get", "(ss)", ACCESSIBLE, "Name")
        names.update(self.names)
        return [(Widget(self.program, path), plain(names[path])) for path in paths
                if path in names]
