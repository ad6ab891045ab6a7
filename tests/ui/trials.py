# SPDX-License-Identifier: GPL-3.0-or-later
"""Single trials as a user meets them: played, found, looked into; and a newcomer's first hour."""
import os
import re
import time

import driver
from driver import DATA, Window, ends_cleanly, finished, folder, wait, xdotool

HAND_EAR = "Mean, Hand-ear acupuncture, Week 8"


def tally(window):
    """How many trials have been played, by the title of the picture."""
    found = re.match(r"[\d ]+ of ([\d ]+) intervals hold the truth", window.plot("trials")[0])
    return int(found.group(1).replace(" ", "")) if found else 0


def trial(window):
    """The number of the trial that the view of one trial shows."""
    return int(re.match(r"Trial (\d+) ", window.plot("one trial")[0]).group(1))


def shows_trial(window, number):
    return wait(lambda: trial(window) == number, f"trial {number}")


def click_at(widget, window, x, y):
    """Clicks at a part (0 to 1) of a widget's width and height."""
    left, top, width, height = window.place(widget)
    xdotool("mousemove", left + int(x * width), top + int(y * height), "click", 1)


def trials_play_pause_and_open():
    window = Window()
    finished(window)
    window.key("alt+3")
    before = wait(lambda: tally(window), "the first trials")
    wait(lambda: tally(window) > before + 3, "the trials to go on")
    window.push("Pause")
    time.sleep(1.2)
    before = tally(window)
    time.sleep(1.2)
    assert tally(window) == before, "the trials go on"
    # A click beside the trials gives the picture the focus; its keys are those of the view.
    click_at(window.plot_widget("trials"), window, 0.7, 0.04)
    window.key("period", "period", "period")
    wait(lambda: tally(window) == before + 3, "three steps")
    window.key("plus", "plus", "space")
    wait(lambda: tally(window) > before + 30, "a faster pace")
    window.key("space")
    time.sleep(1.2)
    window.shot("trials-light")
    said = window.plot("trials")
    assert re.search(r"On show are \d+ trials: significant \d+, not significant \d+", said[1]), said
    # A row opens the trial that stands there.
    click_at(window.plot_widget("trials"), window, 0.5, 0.5)
    title = wait(lambda: re.match(r"Trial \d+ (finds|cannot)", window.plot("one trial")[0])
                 and window.plot("one trial")[0], "the trial of that row")
    number = trial(window)
    assert 0 < number < tally(window), (number, title)
    time.sleep(0.5)
    window.shot("trial-light")
    window.close()
    ends_cleanly(window)


def a_trial_is_found_by_kind_and_by_number():
    window = Window()
    finished(window)
    window.key("alt+4")
    shows_trial(window, 0)
    window.push("Next trial")
    shows_trial(window, 1)
    window.push("Previous trial")
    shows_trial(window, 0)
    window.push("Misses the Truth")
    wait(lambda: "the interval misses the truth" in window.plot("one trial")[1], "one that misses")
    missing = trial(window)
    assert missing > 0
    window.push("Significant")
    wait(lambda: trial(window) > missing, "a significant one")
    assert re.match(r"Trial \d+ finds", window.plot("one trial")[0])
    number = window.find("spin button", "Number of the trial")
    window.write(number, "trial 4711 of seed 20190704")
    shows_trial(window, 4711)
    window.find("push button", "Trial 4711 of seed 20190704")
    description = window.plot("one trial")[1]
    assert re.search(r"Hand-ear acupuncture: n = \d+ of 54, mean [\d.]+ \(SD [\d.]+\) at Week 8",
                     description), description
    # As a paper prints it.
    cells = window.labels()
    assert "Adjusted p" in cells, cells
    assert "Difference (95 % CI),\nadjusted for baseline" in cells, cells
    assert any(re.fullmatch(r"[−\d.]+ \([−\d.]+ to [−\d.]+\)", cell) for cell in cells), cells
    window.push("Patients")
    window.find("tree table", "Patients of the trial")
    time.sleep(0.6)
    window.shot("trial-patients")
    # An edit shows the same trial in another world.
    window.write(window.field(HAND_EAR), "8,9")
    wait(lambda: "true difference" not in window.plot("one trial")[1]
         and "the truth, 0" in window.plot("one trial")[1], "the trial without an effect")
    assert trial(window) == 4711
    window.key("ctrl+z")
    wait(lambda: not window.is_edited(), "an unmodified document")
    window.close()
    ends_cleanly(window)


def on_show(window):
    """What the description of the view of trials says of those on show."""
    said = re.search(r"On show are (\d+) trials: significant (\d+), not significant (\d+)",
                     window.plot("trials")[1])
    return [int(number) for number in said.groups()] if said else None


def a_bar_and_a_figure_lead_to_their_trials():
    window = Window()
    finished(window)
    window.key("alt+5")
    window.plot("p-values")
    time.sleep(0.5)
    # Above a low bar, in its column: one of its trials, and those of the bar in Trials.
    click_at(window.plot_widget("p-values"), window, 0.4, 0.6)
    wait(lambda: window.plot_widget("one trial").is_showing(), "one of them")
    p = float(wait(lambda: re.search(r"p = (0\.\d+)", window.plot("one trial")[1]),
                   "its p-value").group(1))
    window.key("alt+3")
    said = window.find("label", r"Only trials with p from 0\.\d+ to 0\.\d+")
    low, high = map(float, re.findall(r"0\.\d+", said.name))
    assert 0.2 < low < 0.5 and abs(high - low - 0.05) < 1e-9, said.name
    assert low - 0.005 <= p <= high + 0.005, (p, said.name)
    wait(lambda: window.plot("trials")[0].startswith(said.name + ": "), "the title to say so")
    shown = wait(lambda: on_show(window), "trials of that kind")
    assert shown[0] > 7 and shown[1] == 0, shown
    time.sleep(0.5)
    window.shot("trials-of-a-bar")
    window.push("Show All")
    wait(lambda: re.match(r"\d+ of \d+ intervals", window.plot("trials")[0]), "all trials")
    assert not window.has("label", "Only trials")
    # From a figure of Errors.
    window.key("alt+6")
    window.push("Show trials that are not significant")
    window.find("label", "Only trials that are not significant")
    wait(lambda: window.plot("trials")[0].startswith("Only trials that are not"), "the title")
    shown = wait(lambda: on_show(window), "missed trials")
    assert shown[0] > 7 and shown[1] == 0, shown
    window.key("alt+6")
    window.push("Show trials whose interval misses the truth")
    wait(lambda: re.match(r"Only trials whose interval misses the truth: 0 of \d+ intervals hold",
                          window.plot("trials")[0]), "the title to say so")
    window.key("alt+6")
    window.find("push button", "Show trials whose interval misses the truth")
    # There are none to be shown.
    assert not window.has("push button", "Show trials that are significant with the wrong sign")
    window.key("alt+3")
    window.find("label", "Only trials whose interval misses")
    # A kind is of the scenario in which it was chosen: another one shows all of its trials.
    window.key("ctrl+shift+n")
    wait(lambda: window.title().startswith("New trial"), "the other scenario")
    wait(lambda: re.match(r"\d+ of \d+ intervals", window.plot("trials")[0]), "all of its trials")
    assert not window.has("label", "Only trials")
    window.close()
    ends_cleanly(window)


def open_a_bar(window):
    """Clicks on bars at the right side of the upper hill, where all are significant, until one
    opens."""
    plot = window.plot_widget("effects")
    for x in (0.74, 0.72, 0.76, 0.7, 0.78, 0.8):
        for y in (0.37, 0.36, 0.38, 0.35, 0.39, 0.34, 0.4):
            click_at(plot, window, x, y)
            try:
                return wait(lambda: re.match(r"Trial \d+ ", window.plot("one trial")[0])
                            and window.plot_widget("one trial").is_showing()
                            and window.plot("one trial")[0], "a trial", 1)
            except driver.Missing:
                pass
    raise driver.Missing("a bar that leads to a trial")


def a_newcomer_finds_the_way():
    window = Window(os.path.join(DATA, "scenarios", "null-world.trefoil"))
    finished(window)
    # Luo, from the start page.
    window.key("ctrl+n")
    window.find("push button", "Luo 2019 as run. Planning and teaching")
    xdotool("type", "--delay", "30", "luo 2019 as run")
    wait(lambda: not window.has("push button", "Null world"), "the other cards to go")
    window.key("Return")
    wait(lambda: window.title().startswith("Luo 2019 as run"), "the scenario of Luo")
    finished(window)
    before = wait(lambda: window.figures()[0] > 50 and window.figures()[0], "the power of Luo")
    # The mean of the hand-ear arm is dragged on its number; the curve follows meanwhile.
    field = window.field(HAND_EAR)
    curve = window.plot()[1]
    left, top, width, height = window.place(field)
    xdotool("mousemove", left + width // 2, top + height // 2, "mousedown", 1)
    for _ in range(12):
        xdotool("mousemove_relative", 6, 0)
        time.sleep(0.1)
    wait(lambda: window.figures()[0] < before - 3, "the figures to follow")
    wait(lambda: window.plot()[1] != curve, "the curve to follow")
    xdotool("mouseup", 1)
    assert float(field.text()) > 6.5, field.text()
    assert window.is_edited()
    finished(window)
    # A significant bar is made of trials: one of them.
    window.key("alt+2")
    window.plot("effects")
    time.sleep(0.5)
    title = open_a_bar(window)
    number = trial(window)
    assert re.match(r"Trial \d+ finds hand-ear acupuncture better than usual care", title), title
    window.find("push button", f"Trial {number} of seed 20190704")
    window.shot("newcomer-trial")
    # Back, and the next questions: what if more are lost?
    window.key("alt+2")
    window.key("ctrl+d")
    for card in ("Outcome", "Arms"):  # folded, they make room for what is below
        window.click(window.find("push button", card))
        time.sleep(0.5)
    window.push("Dropout")
    lost = window.field("Dropout, Lost, Usual care")
    time.sleep(0.6)
    window.write(lost, "40")
    window.key("alt+8")
    wait(lambda: re.search(r"falls by [\d.]+ points", window.plot("compare")[0]), "the comparison")
    time.sleep(0.4)
    window.shot("newcomer-compare")
    # The figure for a colleague.
    path = os.path.join(folder(), "comparison.png")
    window.key("ctrl+e")
    window.choose_file(path)
    wait(lambda: os.path.exists(path) and os.path.getsize(path) > 1000, "the picture")
    window.key("ctrl+z", "ctrl+z")
    wait(lambda: not window.is_edited(), "an unmodified document")
    window.close()
    ends_cleanly(window)


driver.run([
    trials_play_pause_and_open,
    a_trial_is_found_by_kind_and_by_number,
    a_bar_and_a_figure_lead_to_their_trials,
    a_newcomer_finds_the_way,
])
