# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody hears who cannot see the window: every control has a name, and Tab reaches it."""
import json
import os
import re

import access
import driver
from driver import DATA, Window, ends_cleanly, finished, folder, wait, xdotool

VIEWS = ("power", "effects", "trials", "one trial", "p-values", "errors", "sensitivity", "compare",
         "sample size")
CONTROLS = {"check box", "combo box", "entry", "push button", "radio button", "slider",
            "spin button", "text", "toggle button"}
LESSON = os.path.join(DATA, "lessons", "lesson-3-the-152-patient-lottery.trefoil")


def scenario(name):
    """A copy of a bundled scenario that is run soon."""
    with open(os.path.join(DATA, "scenarios", name + ".trefoil"), encoding="utf-8") as file:
        tree = json.load(file)
    tree["run"]["replicates"] = 500
    path = os.path.join(folder(), name + ".trefoil")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tree, file)
    return path


def is_misnamed(name):
    """Whether a name says nothing: that of a type or of an icon, where nobody gave one; with the
    underscore of a mnemonic; or the same twice, where two give it ("Power of Power of")."""
    words = name.replace(",", "").split()
    half = len(words) // 2
    return (not name or re.match("(Gtk|Adw|App)[A-Z]", name)
            or re.search(r"-symbolic\b", name)
            or "_" in name and "/" not in name  # which would be a path
            or len(words) % 2 == 0 and words[:half] == words[half:])


def assert_named(window, at_least, within=None):
    """Of all controls, in sight or not, which are so many at least."""
    within = within or window.main()
    tree = window.tree
    widgets = tree.each(None, within)
    for table in [widget for widget, _ in widgets if tree.roles[widget.path] == "tree table"]:
        widgets += tree.inside(table)
    controls = [(tree.roles[widget.path], widget, name) for widget, name in widgets
                if tree.roles.get(widget.path) in CONTROLS]
    assert len(controls) >= at_least, len(controls)
    misnamed = [(role, name, widget.parent.name, widget.box()) for role, widget, name in controls
                if is_misnamed(name)]
    assert not misnamed, misnamed


def tabbed(window, focus, at_least):
    """What Tab leads to, so much at least, until it begins anew, by names; each is one, and each
    leads further: none is between a few for ever."""
    heard = {}
    focus.taken()
    while True:
        xdotool("key", "--delay", 0, "Tab")  # what comes of each is waited for
        widget = focus.come(5)
        names = list(heard.values())
        assert widget, f"the focus stays at {names[-1:]}"
        if widget.path in heard:
            assert widget.path == next(iter(heard)), f"Tab goes round from {widget.name} in {names}"
            assert len(heard) >= at_least, names
            return names
        heard[widget.path] = widget.name
        assert not is_misnamed(widget.name), (names, widget.name, widget.parent.name)


def heard(focus, name):
    """Waits until what has this name comes to the focus, whatever has it before."""
    names = []
    while name not in names:
        widget = focus.come(5)
        assert widget, f"no {name} after {names}"
        names.append(widget.name)


def row_of(window, table):
    """The first of a table, once it has any. The titles are a row as well, beside the list."""
    table = window.find("tree table", table)
    return wait(lambda: next(row for part in table.children() for row in part.children()
                             if row.role == "table row"), "a row")


# --- stories ---

def every_view_says_what_it_shows_and_what_can_be_pressed():
    window = Window(scenario("luo-2019"))
    finished(window)
    focus = access.Focus(window.tree.program)
    window.key("ctrl+d")  # for there to be something to compare
    window.find("push button", "Close$")  # of the message about the pin
    window.key("F9")
    for number, view in enumerate(VIEWS, 1):
        window.key(f"alt+{number}")
        plot = window.plot_widget(view)
        wait(lambda plot=plot: re.search(r"\d", plot.description), f"numbers of {view} in words")
        assert len(plot.name) > 20, (view, plot.name)
        tabbed(window, focus, 15)
    for kind in "Ratio", "Assurance", "True nulls":
        window.press(window.find(None, kind + "$"))
        tabbed(window, focus, 15)
    assert_named(window, 150)
    # A row of a table is what its first cell says, with the rest in its description.
    window.key("alt+1")
    row = row_of(window, "Operating characteristics")
    assert row.name == "Hand-ear acupuncture vs usual care", row.name
    assert re.match(r"Analysed [\d.]+, Power [\d.]+ %, ", row.description), row.description
    window.key("alt+4")
    window.press(window.find("push button", "Patients$"))
    row = row_of(window, "Patients of the trial")
    assert re.match("[0-9]+$", row.name) and "acupuncture" in row.description, row.description
    window.key("ctrl+n")
    window.find("push button", "Null world")
    assert_named(window, 20)
    tabbed(window, focus, 30)
    window.close()
    ends_cleanly(window)


def the_whole_scenario_is_read_by_tab():
    window = Window(scenario("luo-2019"))
    finished(window)
    focus = access.Focus(window.tree.program)
    folded = [card for card in window.each("push button", within=window.main())
              if card.has_state("expandable") and not card.has_state("expanded")]
    assert len(folded) > 2, folded
    for card in folded:
        card.press()
    wait(lambda: all(card.has_state("expanded") for card in folded), "all cards unfolded")
    names = tabbed(window, focus, 120)
    assert_named(window, 150)
    for name in "Sides, 2", "Multiplicity, Holm", "Colour of Usual care, By place, Green":
        assert name in names, (name, names)
    window.close()
    ends_cleanly(window)


def a_choice_says_what_is_chosen_and_what_may_be():
    window = Window(scenario("luo-2019"))
    finished(window)
    focus = access.Focus(window.tree.program)
    window.key("alt+3", "F9")
    choice = window.find("combo box", "Comparison$")
    button = window.find("push button", "Comparison, Hand-ear acupuncture vs usual care", choice)
    window.click(button)
    heard(focus, "Hand-ear acupuncture vs usual care")
    window.key("Down")
    heard(focus, "Standard acupuncture vs usual care")
    window.key("Return")
    wait(lambda: button.name == "Comparison, Standard acupuncture vs usual care", button.name)
    window.close()
    ends_cleanly(window)


def lessons_and_their_tools_are_named():
    window = Window(LESSON)
    window.find("panel", "Lesson$")
    focus = access.Focus(window.tree.program)
    tabbed(window, focus, 11)  # the scenario, and so the button of it, waits for a prediction
    assert_named(window, 60)
    window.close()
    ends_cleanly(window)
    writer = Window(scenario("luo-2019"))
    finished(writer)
    focus = access.Focus(writer.tree.program)
    writer.key("F9", "shift+F8")
    writer.find("panel", "Write a Lesson$")
    tabbed(writer, focus, 30)
    assert_named(writer, 60)
    writer.key("F1")
    guide = writer.dialog()
    tabbed(writer, focus, 8)
    assert_named(writer, 3, guide)
    writer.kill()


driver.run([
    every_view_says_what_it_shows_and_what_can_be_pressed,
    the_whole_scenario_is_read_by_tab,
    a_choice_says_what_is_chosen_and_what_may_be,
    lessons_and_their_tools_are_named,
])
