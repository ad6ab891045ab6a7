# SPDX-License-Identifier: GPL-3.0-or-later
"""Arms as a user makes them: coloured, moved, added, duplicated, named."""
import json
import os
import subprocess

import driver
from driver import DATA, Window, finished, folder, wait, xdotool

BLUE, ORANGE, GREEN, VIOLET = 0x0072b2, 0xd9780f, 0x009e73, 0x5a46c4


def few_trials():
    """A copy of the Luo scenario where figures to half a point are enough, sooner."""
    path = os.path.join(folder(), "mine.trefoil")
    with open(os.path.join(DATA, "scenarios", "luo-2019.trefoil"), encoding="utf-8") as file:
        tree = json.load(file)
    tree["run"]["replicates"] = 5000
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tree, file)
    return path


def colours(window):
    """Which of the colours are seen in the plot of power."""
    x, y, width, height = window.place(window.plot_widget())
    raw = subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}",
                          "-depth", "8", "rgb:-"], check=True, capture_output=True).stdout
    seen = {raw[i:i + 3] for i in range(0, len(raw), 3)}
    return {colour for colour in (BLUE, ORANGE, GREEN, VIOLET)
            if colour.to_bytes(3, "big") in seen}


def shows(window, wanted, what):
    wait(lambda: colours(window) == wanted, what)


def from_menu(window, arm, item):
    window.click(window.find("push button", f"Edit arm: {arm}$", window.main()))
    window.press(window.find("menu item", item))


def name_of(window, place):
    return window.find("text", f"Name, arm {place}$", window.main()).text()


def an_arm_has_a_colour_and_keeps_it():
    window = Window(few_trials())
    finished(window)
    xdotool("mousemove", 5, 5)
    shows(window, {BLUE, ORANGE}, "the colours of the places")
    dot = window.find(None, "Colour of Hand-ear acupuncture, By place, Blue$", window.main())
    window.click(dot)
    window.find("list item", "Orange$")
    window.shot("palette")
    # From "By place" to the last.
    window.key(*["Down"] * 6, "Return")
    window.find(None, "Colour of Hand-ear acupuncture, Violet$", window.main())
    xdotool("mousemove", 5, 5)
    shows(window, {VIOLET, ORANGE}, "the chosen colour")
    window.shot("violet")
    from_menu(window, "Usual care", "Move up$")
    window.find(None, "Colour of Usual care, Green$", window.main())
    xdotool("mousemove", 5, 5)
    shows(window, {VIOLET, ORANGE}, "the colours that the arms had")
    window.key("ctrl+z")
    window.find(None, "Colour of Usual care, By place, Green$", window.main())
    window.key("ctrl+z")
    shows(window, {BLUE, ORANGE}, "the colours of the places again")
    from_menu(window, "Standard acupuncture", "Colour…$")
    window.find("list item", "Blue$")
    window.key("Escape")
    window.kill()


def a_new_arm_waits_for_its_name():
    window = Window(few_trials())
    finished(window)
    window.push("Add an arm$")
    wait(lambda: window.find("text", "Name, arm 4$").has_state("focused"), "the new name")
    xdotool("type", "--delay", "15", "--", "Sham")
    window.key("Return")
    wait(lambda: name_of(window, 4) == "Sham", "the name to be that of the new arm")
    assert name_of(window, 1) == "Hand-ear acupuncture", name_of(window, 1)
    assert "No hypothesis compares this arm yet." in window.labels()
    window.shot("new-arm")
    window.push("Compare with Usual care$")
    wait(lambda: "No hypothesis compares this arm yet." not in window.labels(), "a hypothesis")
    window.kill()


def a_copy_of_an_arm_waits_for_its_name():
    window = Window(few_trials())
    finished(window)
    from_menu(window, "Standard acupuncture", "Duplicate$")
    wait(lambda: window.find("text", "Name, arm 4$").has_state("focused"), "the copy's name")
    xdotool("type", "--delay", "15", "--", "Laser")
    window.key("Return")
    wait(lambda: name_of(window, 4) == "Laser", "the name to be that of the copy")
    assert name_of(window, 2) == "Standard acupuncture", name_of(window, 2)
    window.kill()


driver.run([
    an_arm_has_a_colour_and_keeps_it,
    a_new_arm_waits_for_its_name,
    a_copy_of_an_arm_waits_for_its_name,
])
