# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a user meets it: start, edit, drag, undo, save, export, close, crash, recover."""
import json
import os
import re
import resource
import struct
import subprocess
import sys
import time

import driver
from driver import DATA, Window, ends_cleanly, finished, folder, picture_of, wait, xdotool

LUO = os.path.join(DATA, "scenarios", "luo-2019.trefoil")
MEAN = "Mean, Usual care, Week 8"
GOLDEN_TRIALS = 4000  # of tests/golden


def copy_of_luo(**changes):
    """A copy of the Luo scenario to work on; changes go to its "run"."""
    path = os.path.join(folder(), "mine.trefoil")
    with open(LUO, encoding="utf-8") as file:
        tree = json.load(file)
    tree["run"].update(changes)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tree, file)
    return path


def few_trials():
    """A copy of the Luo scenario where figures to half a point are enough, sooner."""
    return copy_of_luo(replicates=20000)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def total(window):
    """The scenario's own size as the plot's text alternative has it."""
    return int(re.search(r"own size of ([\d ]+) patients", window.plot()[1])
               .group(1).replace(" ", ""))


def recovery_files():
    place = os.path.join(os.environ["XDG_STATE_HOME"], "trefoil", "recovery")
    return sorted(os.listdir(place)) if os.path.isdir(place) else []


# --- stories ---

def a_start_shows_the_luo_curve():
    window = Window()
    title, description = window.plot()
    shown = time.monotonic() - window.started
    assert re.search(r"\d+ patients.*\d+ of 100", title), title
    assert re.search(r"152 patients: Hand-ear acupuncture.* [\d.]+ %", description), description
    assert window.title() == "Luo 2019 as run – Trefoil", window.title()
    assert len(window.figures()) == 5, window.figures()
    assert 80 < window.figures()[0] < 95, window.figures()
    status = finished(window)
    assert re.fullmatch(r"100 000 trials · done in [\d.]+ s · reproduced exactly · "
                        r"[\d.]+ [kM]/s · "
                        r"±0\.\d+ points \(95 %\)",
                        status), status
    # The number at the curve is the exact one, as soon as that is known.
    wait(lambda: re.search(r"reaches 90 % with \d+ patients\.", window.plot()[1]), "an exact N")
    time.sleep(0.4)
    window.shot("power-light")
    print(f"# from process start to a curve that AT-SPI can read: {shown:.2f} s")
    window.key("alt+2")
    window.plot("effects")
    xdotool("mousemove", 640, 795)  # what is under the pointer is told in front of the plot
    time.sleep(0.6)
    window.shot("effects-light")
    window.close()
    ends_cleanly(window)


def a_typed_mean_moves_the_figures_and_undo_brings_them_back():
    window = Window()
    finished(window)
    before = window.figures()
    window.write(window.field(MEAN), "7,5")
    wait(lambda: window.figures()[0] < before[0] - 20, "lower power")
    assert window.field(MEAN).text() == "7.5"
    assert window.is_edited(), window.title()
    finished(window)
    edited = window.figures()
    undo = window.find("push button", "Undo")
    assert "ean" in undo.name, undo.name
    window.key("ctrl+z")
    wait(lambda: finished(window) and window.figures() == before, "the figures of before")
    assert not window.is_edited(), window.title()
    assert window.field(MEAN).text() == "8.9"
    window.key("ctrl+shift+z")
    wait(lambda: finished(window) and window.figures() == edited, "the edited figures")
    window.key("ctrl+z")
    wait(lambda: not window.is_edited(), "an unmodified document")
    # The power of a mistyped mean is that to find harm.
    assert "to find harm" not in window.labels()
    window.write(window.field(MEAN), "3")
    wait(lambda: window.labels().count("to find harm") == 2, "harm")
    window.key("ctrl+z")
    wait(lambda: not window.is_edited(), "an unmodified document again")
    window.close()
    ends_cleanly(window)


def a_file_says_whether_it_still_gives_what_its_author_saw():
    """The fingerprint is that of the other test that knows it by heart."""
    golden = os.path.join(os.path.dirname(__file__), "..", "golden", "fingerprints.txt")
    with open(golden, encoding="utf-8") as file:
        known = dict(line.split() for line in file if not line.startswith("#") and line.strip())
    path = copy_of_luo(replicates=GOLDEN_TRIALS)
    tree = load(path)
    tree["expected"] = {"fingerprint": known["luo-2019"], "scenario": dict(tree)}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tree, file)
    window = Window(path)
    assert " · reproduced exactly · " in finished(window), window.status()
    window.shot("reproduced")
    window.write(window.field(MEAN), "7.5")
    wait(lambda: " · changed since its results were written · " in window.status(), "the change")
    line = window.find("label", ".* · changed since its results were written")
    assert line.description == ("changed since its results were written: Roland-Morris disability: "
                                "Mean, Usual care, Week 8: 8.9 points → 7.5 points"), line
    window.shot("changed")
    window.key("ctrl+z")
    wait(lambda: " · reproduced exactly · " in window.status(), "the results of before")
    window.close()
    ends_cleanly(window)


def what_was_expected_of_a_template_stays_behind():
    """Of the bundled scenario the line tells; a file made from it claims no results of its own."""
    place = os.path.join(folder(), "mine.trefoil")
    window = Window()
    assert " · reproduced exactly · " in finished(window), window.status()
    window.write(window.field(MEAN), "7.5")
    wait(lambda: "changed since its results were written" in window.status(), "the change")
    window.key("ctrl+s")
    window.choose_file(place)
    wait(lambda: os.path.exists(place) and not window.is_edited(), "the saved state")
    saved = load(place)
    assert "expected" not in saved, saved["expected"]
    assert saved["title"] == "mine" and saved["origin"], saved
    assert window.title() == "mine – Trefoil", window.title()
    assert saved["outcomes"][0]["means"]["usual"][0] == 7.5, saved["outcomes"]
    wait(lambda: finished(window) and "written" not in window.status(), "nothing to be told")
    undo = window.find("push button", "Undo")
    assert undo.name.startswith("Undo: Leave out the expected results"), undo.name
    window.key("ctrl+z")
    wait(lambda: undo.name.startswith("Undo: Title"), "the step before")
    window.key("ctrl+z")
    wait(lambda: window.is_edited(), "the mark of an edit")
    # Now that it has a file, what stands in it is its author's word.
    window.key("ctrl+s")
    wait(lambda: not window.is_edited(), "the saved state")
    assert "expected" in load(place)
    window.close()
    ends_cleanly(window)


def results_become_what_the_file_expects():
    path = few_trials()
    tree = load(path)
    del tree["expected"]
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tree, file)
    window = Window(path)
    assert "reproduced" not in finished(window), window.status()
    window.key("ctrl+alt+x")
    wait(lambda: " · reproduced exactly · " in window.status(), "the word on what is shown")
    window.find("label", "Once it is saved, the file tells whoever opens it")
    window.shot("expected")
    window.key("ctrl+s")
    wait(lambda: not window.is_edited(), "the saved state")
    assert load(path)["expected"]["replicates"] == 20000
    window.close()
    ends_cleanly(window)

    again = Window(path)
    assert " · reproduced exactly · " in finished(again), again.status()
    # By the menu, from its first item.
    again.click(again.find(None, "Save or copy plots and results"))
    again.find("menu item", "Expect No Results")
    again.shot("expected-menu")
    again.key(*["Down"] * 5, "Return")
    wait(lambda: "reproduced" not in again.status(), "nothing to be told")
    again.key("ctrl+s")
    wait(lambda: not again.is_edited(), "the saved state")
    assert "expected" not in load(path)
    again.close()
    ends_cleanly(again)


def p_values_and_errors_state_their_findings():
    window = Window()
    finished(window)
    window.key("alt+5")
    title = window.plot("p-values")[0]
    assert re.fullmatch(r"Hand-ear acupuncture vs usual care: p is below 0\.05 in 95 of 100 such "
                        r"trials; if they did not differ, in 5 of 100", title), title
    wait(lambda: re.search(r"p is below 0\.05 in 95\.\d % \(exactly 95\.17 %\)",
                           window.plot("p-values")[1]), "the closed form")
    window.shot("p-values-light")
    window.key("alt+6")
    title = window.plot("errors")[0]
    assert re.fullmatch(r"After 100 000 trials power is known: 89\.\d %, ±0\.2 points \(95 %\)",
                        title), title
    wait(lambda: "Exactly it is 89.37 %" in window.plot("errors")[1], "the exact value")
    wait(lambda: "as trials are added. After 50 trials 96 %, ±" in window.plot("errors")[1],
         "the first trials, though the run had done more before it was looked at")
    table = window.labels(window.lasting("panel", "How well each figure is known"))
    for cell in ("Power", "Coverage of the interval", "Fits that failed", "0 of 100 000",
                 "89.37 %"):
        assert cell in table, (cell, table)
    window.shot("errors-light")
    window.write(window.field(MEAN), "7.5")
    wait(lambda: not window.plot("errors")[0].startswith("After 100 000 trials power is known: 89"),
         "the path of another run")
    window.key("ctrl+z")
    wait(lambda: not window.is_edited(), "an unmodified document")
    window.close()
    ends_cleanly(window)


def scroll(button):
    """The editor by the wheel, as far as it goes: 4 is up, 5 is down."""
    xdotool("mousemove", 150, 400, "click", "--repeat", 60, "--delay", 5, button)


def end_of_column(window, widget):
    """Scrolls the editor until a widget near its end is on the screen."""
    scroll(5)
    wait(lambda: window.place(widget)[1] < 780, "the end of the column")


def the_assumption_that_power_hangs_on_is_named():
    window = Window()
    finished(window)
    window.key("alt+7")
    title = wait(lambda: next((said for said in [window.plot("sensitivity")[0]]
                               if said.startswith("Power depends most on")), None), "its ranges")
    assert re.search(r"from [\d.]+ % to [\d.]+ % over its range", title), title
    wait(lambda: not window.has("progress bar", "Computing"), "the last of them")
    time.sleep(1)
    window.shot("sensitivity-light")
    window.close()
    ends_cleanly(window)


def practitioners_are_added_edited_and_taken_back():
    window = Window(few_trials())
    finished(window)
    before = window.figures()
    assert not window.has("push button", "Remove practitioners")
    # The button stands at the end of the column: there by the wheel, then by keys from the first
    # item to the third.
    adder = window.find("push button", "Add…")
    end_of_column(window, adder)
    window.click(adder)
    window.find("menu item", "Practitioners")
    window.key("Down", "Down", "Return")
    window.find("push button", "Remove practitioners")
    wait(lambda: finished(window) and window.figures() != before, "other figures")
    added = window.figures()
    icc = window.find("text", "Practitioners, ICC of practitioners")
    assert icc.text() == "0.05"
    wait(lambda: 60 < window.place(icc)[1] < 760, "the card on screen")
    window.write(icc, "0.3")
    # 30 % of the variance between practitioners: fewer trials find what is there.
    wait(lambda: finished(window) and window.figures()[0] < added[0] - 3, "lower power")
    window.shot("practitioners")
    window.write(icc, "3")
    button = window.find("push button", r"1 problem in the scenario")
    assert "showing the last valid results" in button.name, button.name
    window.key("ctrl+z")
    wait(lambda: not window.has("push button", r"\d+ problem"), "no problem")
    window.key("ctrl+z")
    wait(lambda: finished(window) and window.figures() == added, "the figures with an ICC of 0.05")
    window.key("ctrl+z")
    wait(lambda: finished(window) and window.figures() == before, "the figures of before")
    wait(lambda: not window.has("push button", "Remove practitioners"), "no card")
    assert not window.is_edited(), window.title()
    window.close()
    ends_cleanly(window)


def pain_is_tested_beside_disability():
    path = few_trials()
    window = Window(path)
    finished(window)
    before = window.figures()
    assert len(before) == 5, before
    adder = window.find("push button", "Add…")
    end_of_column(window, adder)
    window.click(adder)
    window.find("menu item", "Another outcome")
    window.key(*["Down"] * 7, "Return")
    # The copy is shown and its name has the focus.
    name = window.find("text", "Outcome, Name")
    wait(lambda: name.text() == "Outcome 2", "the new outcome")
    wait(lambda: 60 < window.place(name)[1] < 700, "its card on screen")
    window.key("ctrl+a")
    xdotool("type", "--delay", "15", "Pain")
    window.find("check box", "Pain")
    mean = window.find("text", f"{MEAN}, Pain")
    window.push("Add an analysis")
    window.push("Test the same on Pain")
    wait(lambda: finished(window) and len(window.figures()) == 8, "three more figures")
    # The first outcome's numbers are what they were.
    assert window.figures()[:3] != before[:3], "Holm's rule has six hypotheses now"
    scroll(4)
    wait(lambda: window.place(mean)[1] > 60, "the arms")
    window.write(mean, "9.9")
    wait(lambda: finished(window) and window.figures()[3] > window.figures()[0],
         "more power for pain")
    _, description = window.plot()
    assert "Hand-ear acupuncture vs usual care, Pain: " in description, description
    assert "vs usual care, Roland-Morris disability: " in description, description
    assert window.labels(window.lasting("panel", "Power at the scenario")).count("Pain") == 3
    window.shot("outcomes")
    window.key("alt+2")
    wait(lambda: "care, Pain: " in window.plot("effects")[1], "the effects on pain")
    time.sleep(0.4)
    window.shot("outcomes-effects")
    # By mouse to the other outcome and back: the arms follow.
    window.click(window.find("check box", "Roland-Morris disability"))
    window.find("text", f"{MEAN}, Roland-Morris disability")
    window.click(window.find("check box", "Pain"))
    window.find("text", f"{MEAN}, Pain")
    figures = window.figures()
    # Step by step back to what it was.
    undo = window.find("push button", "Undo")
    while undo.has_state("sensitive"):
        window.key("ctrl+z")
        time.sleep(0.1)
    wait(lambda: finished(window) and window.figures() == before, "the figures of before")
    assert not window.has("check box", "Pain")
    redo = window.find("push button", "Redo")
    while redo.has_state("sensitive"):
        window.key("ctrl+shift+z")
        time.sleep(0.1)
    wait(lambda: finished(window) and window.figures() == figures, "all of it again")
    # The outcome goes with all that is of it.
    menu = window.find(None, "Edit outcome 2")
    window.click(menu)
    window.find("menu item", "Remove")
    window.key("Down", "Return")
    wait(lambda: finished(window) and window.figures() == before, "the figures of before")
    window.key("ctrl+z")
    wait(lambda: finished(window) and window.figures() == figures, "and back")
    # Where nothing has a tooltip, which would be dark on the plot of the next window.
    xdotool("mousemove", 1000, 785)
    window.key("ctrl+s")
    wait(lambda: not window.is_edited(), "the saved state")
    saved = load(path)
    assert [one["name"] for one in saved["outcomes"]] == ["Roland-Morris disability", "Pain"], saved
    assert saved["analyses"][1]["outcome"] == "outcome-2", saved["analyses"]
    assert len(saved["testing"]["hypotheses"]) == 6, saved["testing"]
    window.close()
    ends_cleanly(window)
    again = Window(path)
    finished(again)
    assert again.figures() == figures, (again.figures(), figures)
    again.close()
    ends_cleanly(again)


def a_pinned_scenario_is_compared_with_a_changed_one():
    window = Window()
    finished(window)
    window.key("alt+8")
    window.find("label", "Nothing is pinned yet")
    window.shot("compare-empty")
    window.key("alt+1")
    time.sleep(0.3)
    window.key("ctrl+d")
    wait(lambda: window.has("filler", "AdwToastWidget"), "a word on the pin")
    time.sleep(1)  # it has come to the screen
    window.key("alt+8")
    wait(lambda: not window.has("filler", "AdwToastWidget"), "no word over what differs", 3)
    window.find("label", "What differs from “Luo 2019 as run”")
    window.write(window.field(MEAN), "8,5")
    wait(lambda: "falls by" in window.plot("compare")[0], "the difference")
    title = window.plot("compare")[0]
    found = re.match(r"Power at 152 patients falls by ([\d.]+) points, to ([\d.]+) % "
                     r"\(Mean, Usual care, Week 8: 8.9 points → 8.5 points\)$", title)
    assert found, title
    wait(lambda: abs(window.figures()[0] - float(found.group(2))) < 1, "the figures of the run")
    numbers = wait(lambda: re.search(
        r"Luo 2019 as run: [\d.]+ %\. Present scenario less that: −([\d.]+) points \(95 %: "
        r"−([\d.]+) to −([\d.]+) points; from independent trials it would be −([\d.]+) to "
        r"−([\d.]+) points\), exactly −([\d.]+) points",
        window.plot("compare")[1]), "the numbers with their exact value")
    difference, high, low, more, less, exact = (float(number) for number in numbers.groups())
    assert high - low < more - less, numbers.group(0)
    assert abs(difference - exact) < 1.1 * (high - low) + 0.06, numbers.group(0)
    time.sleep(0.4)
    window.shot("compare-light")
    # By a double click on its row to another name. A search does not go into tables by itself.
    table = window.find("tree table", "Compared scenarios")
    cell = wait(lambda: next(part for part in table.below()
                             if part.role == "label" and part.name == "Luo 2019 as run"),
                "the pin's row")
    x, y, width, height = window.place(cell)
    xdotool("mousemove", x + width // 2, y + height // 2, "click", "--repeat", 2, "--delay", 60, 1)
    window.find("text", "Name of the pin")
    window.key("ctrl+a")
    xdotool("type", "--delay", "15", "As run")
    window.key("Return")
    window.find("label", "What differs from “As run”")
    window.press(wait(lambda: next(part for part in table.below()
                                   if part.name.startswith("Remove “As run")), "the pin's button"))
    window.find("label", "Nothing is pinned yet")
    window.key("ctrl+z")
    wait(lambda: not window.is_edited(), "an unmodified document")
    window.close()
    ends_cleanly(window)


def button_of(window, table, name):
    """A button inside a table, into which a search does not go by itself."""
    return wait(lambda: next(part for part in window.find("tree table", table).below()
                             if re.match(name, part.name)), name)


def the_number_of_patients_is_found_and_used():
    window = Window(copy_of_luo(replicates=4000))
    finished(window)
    before = window.figures()
    window.key("alt+9")
    title = wait(lambda: re.match(r"(\d+) patients give a power of 90 % for hand-ear",
                                  window.plot("sample size")[0]), "how many patients")
    found = int(title.group(1))
    assert 145 <= found <= 165, title.group(0)
    description = window.plot("sample size")[1]
    assert re.search(r"as planned: 152\..* Hand-ear acupuncture vs standard acupuncture: \d+, "
                     r"95 % interval \d+ to [\d ]+, in the arms \d+ / \d+ / \d+",
                     description), description
    window.shot("size-light")
    # Of the second goal, which needs twice as many as there are.
    window.press(button_of(window, "How many patients",
                           r"Give the scenario (29|3[0-4])\d patients"))
    wait(lambda: finished(window) and window.figures()[1] > 87, "more power")
    sizes = [int(window.field(f"Patients, {arm}").text()) for arm in
             ("Hand-ear", "Standard", "Usual")]
    assert 290 <= sum(sizes) < 350, sizes
    window.key("ctrl+z")
    wait(lambda: finished(window) and window.figures() == before, "the figures of before")
    assert not window.is_edited(), window.title()
    # What is believed of a value, in place of the value alone.
    window.press(window.find(None, "Assurance$"))
    window.find("label", "The scenario has no priors")
    window.push("Add prior")
    wait(lambda: re.match(r"Assurance is [\d.]+ % beside a power of [\d.]+ % as planned, for ",
                          window.plot("sample size")[0]), "the assurance")
    window.shot("assurance-light")
    window.key("ctrl+z")
    window.find("label", "The scenario has no priors")
    window.press(window.find(None, "True nulls$"))
    largest = wait(lambda: re.match(r"The largest family-wise error is ([\d.]+) %",
                                    window.plot("sample size")[0]), "the family-wise error")
    assert 4 < float(largest.group(1)) < 6.5, largest.group(0)
    window.shot("nulls-light")
    window.close()
    ends_cleanly(window)


def the_handle_is_dragged_with_the_mouse():
    window = Window(few_trials())
    finished(window)
    assert total(window) == 152
    sizes = [window.field(f"Patients, {arm}").text() for arm in
             ("Hand-ear", "Standard", "Usual")]
    assert sizes == ["54", "50", "48"], sizes
    x, y, width, height = window.place(window.plot_widget())
    # The grip sits on the axis, in the lower quarter of the plot; texts are thinner.
    handle = driver.dark_blob(x, y + 3 * height // 4, width, height // 4)
    xdotool("mousemove", handle[0], handle[1], "mousedown", 1)
    # The big figures follow live; the text alternative waits a second, for screen readers.
    seen = [window.figures()[0]]
    for step in range(1, 31):
        xdotool("mousemove", handle[0] + 5 * step, handle[1])
        time.sleep(0.02)
        if step % 5 == 0:
            seen.append(wait(lambda: window.figures()[0] != seen[-1] and window.figures()[0],
                             f"figures that follow the hand after {seen}"))
    xdotool("mouseup", 1)
    wait(lambda: total(window) > 180, "a larger trial")
    # First figures of a size are those of a thousand trials, good to two points or three.
    assert seen[-1] > seen[0] + 3, f"more patients give no more power: {seen}"
    assert all(after > before - 5 for before, after in zip(seen, seen[1:])), seen
    finished(window)
    window.shot("dragged")
    wait(lambda: sum(int(window.field(f"Patients, {arm}").text()) for arm in
                     ("Hand-ear", "Standard", "Usual")) == total(window),
         "a curve at the size that the fields show")
    window.key("ctrl+z")
    wait(lambda: total(window) == 152, "one step back to 152")
    window.close()
    ends_cleanly(window)


def a_file_is_edited_saved_and_opened_again():
    path = few_trials()
    window = Window(path)
    finished(window)
    window.write(window.field(MEAN), "9.25")
    wait(lambda: window.is_edited(), "the mark of an edit")
    window.key("ctrl+s")
    wait(lambda: not window.is_edited(), "the saved state")
    assert load(path)["outcomes"][0]["means"]["usual"][0] == 9.25
    assert recovery_files() == [], recovery_files()
    finished(window)
    figures = window.figures()
    window.close()
    ends_cleanly(window)

    again = Window(path)
    finished(again)
    assert again.field(MEAN).text() == "9.25"
    assert again.figures() == figures, (again.figures(), figures)
    again.close()
    ends_cleanly(again)


def write_elsewhere(path, mean):
    """As another program saves: a new file, moved over the old one."""
    scenario = load(path)
    scenario["outcomes"][0]["means"]["usual"][0] = mean
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(scenario, file)
    os.rename(path + ".new", path)


def says_what_differs(window, here, there):
    dialog = window.dialog()
    labels = wait(lambda: [label for label in window.labels(dialog)
                           if label.endswith(" points")] and window.labels(dialog), "two values")
    assert any("changed on the disk" in label for label in labels), labels
    at = next(i for i, label in enumerate(labels) if "Usual care" in label and "Mean" in label)
    assert labels[at + 1:at + 3] == [f"{here} points", f"{there} points"], labels
    return dialog


def a_file_that_somebody_else_writes_is_asked_about():
    path = few_trials()
    window = Window(path)
    finished(window)
    write_elsewhere(path, 9.75)
    says_what_differs(window, "8.9", "9.75")
    window.shot("changed-on-disk")
    window.key("alt+k")  # mine stays, and is work that the file has not
    wait(lambda: len(window.frames()) == 1, "the question to go")
    assert window.field(MEAN).text() == "8.9"
    wait(window.is_edited, "the mark of an edit")
    window.key("ctrl+s")
    wait(lambda: not window.is_edited(), "the saved state")
    assert load(path)["outcomes"][0]["means"]["usual"][0] == 8.9
    time.sleep(1)  # own writing asks nothing
    assert len(window.frames()) == 1, window.frames()

    write_elsewhere(path, 10.25)
    says_what_differs(window, "8.9", "10.25")
    window.key("alt+t")
    wait(lambda: window.field(MEAN).text() == "10.25", "theirs in the window")
    assert not window.is_edited()
    window.key("ctrl+z")
    wait(lambda: window.field(MEAN).text() == "8.9" and window.is_edited(), "mine by undo")

    write_elsewhere(path, 11.25)
    says_what_differs(window, "8.9", "11.25")
    window.key("alt+a")
    wait(lambda: [frame.name for frame in window.frames()
                  if not frame.name.endswith("Trefoil")] == ["Save the scenario"], "the chooser")
    target = os.path.join(folder(), "mine.trefoil")
    window.choose_file(target)
    wait(lambda: os.path.exists(target) and not window.is_edited(), "the other file")
    assert load(target)["outcomes"][0]["means"]["usual"][0] == 8.9
    assert load(path)["outcomes"][0]["means"]["usual"][0] == 11.25
    with open(path, "w", encoding="utf-8") as file:
        file.write("{")  # it is nobody's file here any more
    with open(target, "w", encoding="utf-8") as file:
        file.write("{")
    window.find("label", "The file was changed on the disk and has a problem")
    assert window.field(MEAN).text() == "8.9"
    wait(window.is_edited, "the mark of what no file has any more")
    os.remove(target)
    window.find("label", "The file is gone from the disk")
    window.shot("gone-from-disk")
    window.key("ctrl+s")
    wait(lambda: not window.is_edited(), "the file again")
    assert load(target)["outcomes"][0]["means"]["usual"][0] == 8.9

    write_elsewhere(target, 9.75)
    window.key("ctrl+s")  # at once: nobody has been told yet
    says_what_differs(window, "8.9", "9.75")
    assert load(target)["outcomes"][0]["means"]["usual"][0] == 9.75
    window.shot("saving-over-another")
    window.key("alt+k")
    wait(lambda: load(target)["outcomes"][0]["means"]["usual"][0] == 8.9, "mine in the file")
    wait(lambda: len(window.frames()) == 1 and not window.is_edited(), "the saved state")
    window.close()
    ends_cleanly(window)


def a_file_that_may_not_grow_is_said():
    path = few_trials()
    window = Window(path)
    finished(window)
    before = load(path)
    resource.prlimit(window.process.pid, resource.RLIMIT_FSIZE, (64, resource.RLIM_INFINITY))
    window.key("ctrl+s")
    window.find("label", "cannot save .*: File too large")
    resource.prlimit(window.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    assert load(path) == before
    window.close()
    ends_cleanly(window)


def save_as_and_open_go_through_the_file_chooser():
    place = folder()
    window = Window()
    finished(window)
    window.write(window.field(MEAN), "9.5")
    wait(lambda: window.is_edited(), "the mark of an edit")
    window.key("ctrl+shift+s")
    window.choose_file(os.path.join(place, "copy"))
    target = os.path.join(place, "copy.trefoil")
    wait(lambda: os.path.exists(target), "the file")
    wait(lambda: not window.is_edited(), "the saved state")
    wait(lambda: "copy.trefoil" in window.labels(), "the file's name in the header")
    assert load(target)["outcomes"][0]["means"]["usual"][0] == 9.5, load(target)["outcomes"][0]
    window.key("ctrl+o")
    window.choose_file(os.path.join(DATA, "scenarios", "null-world.trefoil"), "Open")
    wait(lambda: window.title().startswith("Null world"), "the other scenario")
    window.close()
    ends_cleanly(window)


def what_was_made_from_a_bundled_scenario_is_named_when_it_is_saved():
    place = folder()
    window = Window(os.path.join(DATA, "scenarios", "luo-2019.trefoil"))
    finished(window)
    window.write(window.field(MEAN), "9.5")
    wait(window.is_edited, "the mark of an edit")
    window.key("ctrl+shift+s")
    window.choose_file("/proc/refused")
    window.find("label", "cannot save .*")
    # What only the file would have had is no edit.
    assert "Luo 2019 as run" in window.title(), window.title()
    assert window.find("push button", "Undo").name.startswith("Undo: Mean"), "what was left out"
    window.key("ctrl+shift+s")
    window.choose_file(os.path.join(place, "my\ttrial.v2.trefoil"))
    wait(lambda: window.title().startswith("my trial.v2 – "), "the title of the file")
    made = load(os.path.join(place, "my\ttrial.v2.trefoil"))
    assert made["title"] == "my trial.v2" and "expected" not in made, made
    # What is told of is what the button beside it takes back.
    window.find("label", "Saved without the results .*")
    window.find("push button", "Undo: Leave out the expected results.*")
    assert not window.is_edited()
    window.close()
    ends_cleanly(window)


def pictures_and_results_are_exported():
    place = folder()
    window = Window()
    finished(window)
    starts = {"plot.png": b"\x89PNG", "plot.svg": b"<?xml", "plot.pdf": b"%PDF"}
    for name, start in starts.items():
        window.key("ctrl+e")
        window.choose_file(os.path.join(place, name))
        path = os.path.join(place, name)
        wait(lambda path=path: os.path.exists(path) and os.path.getsize(path) > 1000, name)
        with open(path, "rb") as file:
            assert file.read(len(start)) == start, name
    with open(os.path.join(place, "plot.png"), "rb") as file:
        width, height = struct.unpack(">II", file.read(24)[16:24])
    assert width > 600 and height > 300, (width, height)

    for name in ("results.json", "results.csv"):
        window.key("ctrl+shift+e")
        window.choose_file(os.path.join(place, name))
        path = os.path.join(place, name)
        wait(lambda path=path: os.path.exists(path) and os.path.getsize(path) > 100, name)
    # Without the ending, and with it as people write it.
    for name, full in (("program", "program.R"), ("named.R", "named.R"), ("small.r", "small.r")):
        window.key("ctrl+alt+r")
        proposed = window.find("text", within=window.dialog())
        wait(lambda entry=proposed: entry.text() == "luo-2019-as-run.R", "a name after the title")
        window.choose_file(os.path.join(place, name))
        program = os.path.join(place, full)
        wait(lambda path=program: os.path.exists(path), full)
    with open(program, encoding="utf-8") as file:
        lines = file.read()
    assert lines.startswith("# Luo 2019") and "usual = list(size = 48," in lines, lines[:300]
    # Both at once: the second is asked for while the first is being made.
    for name in ("report.html", "report.pdf"):
        window.key("ctrl+alt+e")
        window.choose_file(os.path.join(place, name))
    for name in ("report.html", "report.pdf"):
        path = os.path.join(place, name)
        wait(lambda path=path: os.path.exists(path), name, 120)
    results = load(os.path.join(place, "results.json"))
    with open(os.path.join(place, "report.pdf"), "rb") as file:
        assert file.read(5) == b"%PDF-"
    with open(os.path.join(place, "report.html"), encoding="utf-8") as file:
        page = file.read()
    assert results["fingerprint"] in page and 'id="sensitivity"' in page
    assert "Simulated by trefoil 0" in page
    assert results["trefoil-results"] == 1 and results["complete"] is True
    own = [size for size in results["sizes"] if size["total"] == 152][0]
    power = own["hypotheses"][0]["power"]["value"]
    assert abs(100 * power - window.figures()[0]) < 0.06, (power, window.figures())
    with open(os.path.join(place, "results.csv"), encoding="utf-8") as file:
        assert "," in file.readline()
    # A report that is not finished yet when the window is closed is written all the same.
    window.key("ctrl+alt+e")
    window.choose_file(os.path.join(place, "last.pdf"))
    window.close()
    ends_cleanly(window)
    assert os.path.getsize(os.path.join(place, "last.pdf")) > 10000


def a_run_is_paused_continued_and_extended():
    window = Window(copy_of_luo(replicates=1000000000))
    wait(lambda: " of 1 000 000 000 trials" in window.status(), "a long run")
    window.key("ctrl+p")
    wait(lambda: window.status().startswith("Paused"), "the pause")
    time.sleep(0.3)
    first = window.status()
    time.sleep(0.3)
    assert window.status() == first, ("it went on while paused", first, window.status())
    window.push("Continue")
    wait(lambda: window.status() and not window.status().startswith("Paused"), "the run goes on")
    began = time.monotonic()
    window.close()
    ends_cleanly(window)
    assert time.monotonic() - began < 5, "closing waited for the run"

    window = Window(copy_of_luo(replicates=1000))
    finished(window)
    window.push("More trials")
    wait(lambda: finished(window).startswith("10 000 trials"), "ten times as many")
    window.close()
    ends_cleanly(window)


def unsaved_changes_are_asked_about_once():
    window = Window(few_trials())
    finished(window)
    window.write(window.field(MEAN), "9.5")
    wait(lambda: window.is_edited(), "the mark of an edit")
    window.close()
    window.find("push button", "_?Discard")
    window.shot("unsaved")
    assert "Save changes?" in window.labels(), window.labels()
    window.push("_?Cancel")
    wait(lambda: not window.has("push button", "_?Discard"), "the question to go")
    assert window.process.poll() is None
    window.close()
    window.push("_?Discard")
    ends_cleanly(window)
    assert not any(name.endswith(".lock") for name in recovery_files()), recovery_files()
    # It may have been a slip: the next start offers it.
    again = Window()
    again.push("Bring Back")
    wait(lambda: again.field(MEAN).text() == "9.5", "what was discarded")
    assert again.is_edited()
    again.key("ctrl+s")
    again.push("_?Keep Mine")
    wait(lambda: not again.is_edited(), "the saved state")
    again.close()
    ends_cleanly(again)
    assert recovery_files() == [], recovery_files()


def invalid_input_is_marked_and_the_last_results_stay():
    window = Window(few_trials())
    finished(window)
    before = window.figures()
    window.write(window.field("Patients, Usual care"), "-5")
    button = window.find("push button", r"1 problem in the scenario")
    assert "showing the last valid results" in button.name, button.name
    window.shot("invalid")
    assert window.figures() == before
    window.key("ctrl+z")
    wait(lambda: not window.has("push button", r"\d+ problem"), "no problem")
    # What cannot be read is wrong as well; Escape takes back either.
    for text in "9,,5x", "-3":
        window.write(window.field("Patients, Usual care"), text)
        window.find("push button", r"1 problem in the scenario")
        window.shot("invalid-" + text)
        window.key("Escape")
        wait(lambda: not window.has("push button", r"\d+ problem"), "no problem")
        assert window.field("Patients, Usual care").text() == "48"
        assert not window.is_edited(), window.title()
    window.close()
    ends_cleanly(window)


def a_crash_loses_nothing():
    path = few_trials()
    window = Window(path)
    finished(window)
    window.key("ctrl+d")
    window.write(window.field(MEAN), "9.75")
    wait(lambda: any(name.endswith(".pins") for name in recovery_files()), "the recovery files")
    window.kill()
    assert load(path)["outcomes"][0]["means"]["usual"][0] == 8.9

    again = Window()
    again.find("push button", "_?Recover")
    again.shot("recovery")
    again.push("_?Recover")
    wait(lambda: again.field(MEAN).text() == "9.75", "the work of before the crash")
    wait(lambda: again.is_edited(), "that it is not saved")
    again.key("alt+8")
    again.find("label", "What differs from “Luo 2019 as run”")
    again.key("ctrl+s")
    again.push("_?Keep Mine")  # the file has other work than what was recovered
    wait(lambda: load(path)["outcomes"][0]["means"]["usual"][0] == 9.75, "the saved file")
    wait(lambda: recovery_files() == [], "no recovery file")
    again.close()
    ends_cleanly(again)

    third = Window()
    finished(third)
    assert not third.has("push button", "_?Recover")
    third.close()
    ends_cleanly(third)


def the_end_of_the_session_keeps_unsaved_work():
    window = Window(few_trials())
    finished(window)
    window.write(window.field(MEAN), "9.75")
    wait(lambda: window.is_edited(), "the mark of an edit")
    window.process.terminate()
    ends_cleanly(window)
    assert len(recovery_files()) == 2, recovery_files()
    again = Window()
    again.push("_?Discard")
    wait(lambda: recovery_files() == [], "no recovery file")
    again.close()
    ends_cleanly(again)


def a_bad_file_is_refused_with_every_problem():
    path = os.path.join(folder(), "bad.trefoil")
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"trefoil": 1,\n "testing": {"alpha": 7,\n  "sides": 3},\n'
                   ' "run": {"seed": -1,\n  "replicates": 0},\n "colour": "red"}\n')
    window = Window(path)
    lines = [label for label in window.labels(window.dialog()) if label.startswith("bad.trefoil:")]
    assert len(lines) == 1, lines
    lines = lines[0].split("\n")
    window.shot("bad-file")
    assert len(lines) == 5, lines
    for number, pointer in ((2, "/testing/alpha"), (3, "/testing/sides"), (4, "/run/seed"),
                            (5, "/run/replicates"), (6, "/colour")):
        assert any(line.startswith(f"bad.trefoil:{number}: {pointer}: ") for line in lines), lines
    window.push("(_Close )?Close$", window.dialog())
    wait(lambda: len(window.frames()) == 1, "the dialog to go")
    assert "Luo 2019" in window.title(), window.title()
    window.close()
    ends_cleanly(window)


def the_dark_style_follows_the_system():
    window = Window(env={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})
    finished(window)
    wait(lambda: re.search(r"reaches 90 % with \d+ patients\.", window.plot()[1]), "an exact N")
    time.sleep(0.4)
    window.shot("power-dark")
    assert brightness(window) < 0.3, brightness(window)
    window.key("alt+2")
    window.plot("effects")
    time.sleep(0.4)
    window.shot("effects-dark")
    window.close()
    ends_cleanly(window)
    light = Window(env={"ADW_DEBUG_COLOR_SCHEME": "prefer-light"})
    finished(light)
    assert brightness(light) > 0.7, brightness(light)
    light.close()
    ends_cleanly(light)


def brightness(window):
    """Mean brightness of the screen, 0 to 1."""
    said = subprocess.run(["import", "-window", "root", "-colorspace", "gray", "-resize", "1x1!",
                           "-depth", "8", "gray:-"], check=True, capture_output=True).stdout
    return said[0] / 255


def it_runs_without_a_session_bus():
    process = subprocess.Popen([sys.argv[1]], stderr=subprocess.PIPE, text=True, env={
        **os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", "GTK_A11Y": "none"})
    try:
        wait(lambda: xdotool("search", "--onlyvisible", "--pid", process.pid, "--name", "Luo 2019"),
             "a window")
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert process.returncode == 0, process.returncode


def a_second_start_opens_a_second_window():
    window = Window()
    finished(window)
    path = copy_of_luo(replicates=1000)
    assert subprocess.run([sys.argv[1], path], timeout=30, check=False).returncode == 0
    wait(lambda: len(window.frames()) == 2, "two windows")
    window.key("ctrl+q")
    ends_cleanly(window)


def new_and_the_menus_work_by_keyboard():
    window = Window()
    finished(window)
    window.key("ctrl+shift+n")
    wait(lambda: window.title().startswith("New trial"), "the default scenario, which says so")
    finished(window)
    window.key("F9")
    time.sleep(0.6)
    window.shot("without-sidebar")
    window.key("F9")
    window.key("ctrl+question")
    wait(lambda: "Pause, continue, more trials" in window.labels(), "the list of keys")
    window.shot("shortcuts")
    window.key("Escape")
    wait(lambda: len(window.frames()) == 1, "the list to go")
    window.key("F1")
    wait(lambda: any(label.startswith("Each curve is a hypothesis") for label in window.labels()),
         "the guide's page on the view")
    window.shot("guide")
    window.key("F1")
    wait(lambda: "What do you want to do?" in window.labels(), "the contents of the guide")
    window.key("ctrl+w")
    wait(lambda: len(window.frames()) == 1, "the guide to go")
    window.key("F10")
    window.find("menu item", "About Trefoil")
    window.key("F1")
    wait(lambda: any(label.startswith("Each curve is a hypothesis") for label in window.labels()),
         "the guide from the menu")
    assert not window.has("menu item", "About Trefoil")
    window.key("Escape")
    wait(lambda: len(window.frames()) == 1, "the guide to go")
    window.key("F10")
    window.find("menu item", "About Trefoil")
    window.key("Up", "Return")
    wait(lambda: any("Trefoil authors" in label for label in window.labels()), "who made it")
    window.shot("about")
    window.key("Escape")
    wait(lambda: len(window.frames()) == 1, "the window about the program to go")
    window.key("ctrl+q")
    ends_cleanly(window)


def a_bundled_scenario_is_found_on_the_start_page_and_opened():
    window = Window()
    finished(window)
    window.key("ctrl+n")
    window.find("push button", "Null world: nothing works differently. Teaching")
    window.find("push button", "Luo 2019 as run. Planning and teaching")
    xdotool("type", "--delay", "30", "THERAPISTS few")
    card = window.find("push button", "Few therapists, many patients each. ")
    wait(lambda: not window.has("push button", "Null world"), "the other cards to go")
    window.shot("start-search")
    window.click(card)
    wait(lambda: window.title() == "Few therapists, many patients each – Trefoil", "its title")
    wait(lambda: not window.has("push button", "Few therapists"), "the start page to go")
    assert len(window.figures()) == 5, window.figures()
    # Escape takes the search back, and then goes back to the scenario.
    window.key("ctrl+n")
    window.find("push button", "Null world")
    xdotool("type", "--delay", "30", "nowhere")
    window.find("label", "No scenario has all of these words")
    window.key("Escape")
    window.find("push button", "Null world")
    window.shot("start")
    window.key("Escape")
    wait(lambda: not window.has("push button", "Null world"), "the start page to go")
    window.find("push button", "Undo")
    window.key("ctrl+n")
    window.find("push button", "Null world")
    xdotool("type", "--delay", "30", "null world")
    wait(lambda: not window.has("push button", "Luo 2019 as run"), "one card")
    window.key("Return")
    wait(lambda: window.title().startswith("Null world"), "what Enter opens")
    window.close()
    ends_cleanly(window)


def families_are_made_by_moving_a_hypothesis():
    path = few_trials()
    tree = load(path)
    tree["testing"]["multiplicity"] = {"method": "gatekeeping"}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tree, file)
    window = Window(path)
    finished(window)
    before = window.figures()
    later = window.find("push button", "Test HE-ST in the family after")
    end_of_column(window, later)
    window.click(later)
    window.find("push button", "Test HE-ST in the family before")
    # Both others are at full levels now, and the last one waits for them.
    wait(lambda: finished(window) and window.figures() != before, "other figures")
    window.key("ctrl+s")
    wait(lambda: not window.is_edited(), "the saved state")
    families = load(path)["testing"]["multiplicity"]["families"]
    assert families == [{"hypotheses": ["HE-UC", "ST-UC"]}, {"hypotheses": ["HE-ST"]}], families
    window.shot("families")
    window.key("ctrl+z")
    wait(lambda: finished(window) and window.figures() == before, "the figures of before")
    window.key("ctrl+shift+z")
    wait(lambda: not window.is_edited(), "what was saved")
    window.close()
    ends_cleanly(window)


def the_null_version_is_one_click_and_one_undo():
    window = Window()
    finished(window)
    before = window.figures()
    window.push("No difference")
    wait(lambda: window.title() == "• No difference: Luo 2019 as run – Trefoil", "its title")
    window.find("label", "True in this simulation: no difference. All arms are as “Usual care” is")
    window.key("ctrl+z")
    wait(lambda: not window.is_edited(), "the title of before")
    wait(lambda: not window.has("label", "True in this simulation: no difference"),
         "the message to go with what it tells", 4)
    window.key("ctrl+shift+z")
    wait(lambda: finished(window) and all(figure < 5.5 for figure in window.figures()[:3]),
         "type I errors")
    window.shot("null-version")
    window.key("ctrl+0")
    window.find("label", "There is no difference between the arms to be taken away")
    window.key("ctrl+z")
    wait(lambda: finished(window) and window.figures() == before, "the figures of before")
    assert window.title() == "Luo 2019 as run – Trefoil", window.title()
    window.close()
    ends_cleanly(window)


def a_setting_is_found_by_its_name():
    window = Window(few_trials())
    finished(window)
    window.key("F9")
    window.key("ctrl+f")
    xdotool("type", "--delay", "30", "sd week 26")
    row = window.find("list item", "SD, Week 26, ")
    window.shot("search")
    window.click(row)
    wait(lambda: not window.has("list item", "SD, Week 26, "), "the list to go")
    time.sleep(0.5)
    window.key("ctrl+a")
    xdotool("type", "--delay", "30", "9")
    window.key("Return")
    wait(lambda: "SD, Week 26" in window.find("push button", "Undo").name, "the edit of the SD")
    window.key("ctrl+z")
    # By what it is called elsewhere, and first where it is called just that.
    window.key("ctrl+f")
    xdotool("type", "--delay", "30", "type i error")
    window.find("list item", "Level, ")
    window.key("Return")
    wait(lambda: window.field("Level").has_state("focused"), "the level")
    # The list has the room of the cards in whose place it is.
    window.key("ctrl+f")
    xdotool("type", "--delay", "30", "dropout")
    last = window.find("list item", "Dropout, Gaps, ")
    wait(lambda: last.box().y + last.box().height < window.main().box().height, "the last row")
    table = last.parent
    assert table.parent.parent.box().height > 300, table.parent.parent.box()
    # What is not there is added, and Escape leaves all as it was.
    window.key("ctrl+f")
    xdotool("type", "--delay", "30", "nowhere")
    window.find("label", "Nothing has all of these words")
    window.key("Escape")
    assert not window.has("push button", "Remove practitioners")
    window.key("ctrl+f")
    xdotool("type", "--delay", "30", "practitioners")
    window.find("list item", "Add practitioners, ")
    window.key("Return")
    window.find("push button", "Remove practitioners")
    window.key("ctrl+z")
    wait(lambda: not window.is_edited(), "an unmodified document")
    window.close()
    ends_cleanly(window)


def drag(x, y, dx, dy, steps=12):
    """With the left button, as a hand does: not all at once."""
    xdotool("mousemove", x, y, "mousedown", 1)
    for i in range(1, steps + 1):
        xdotool("mousemove", x + dx * i // steps, y + dy * i // steps)
        time.sleep(0.03)
    xdotool("mouseup", 1)


def a_number_is_dragged_and_the_target_line():
    window = Window(few_trials())
    finished(window)
    before = window.figures()
    x, y, width, height = window.place(window.field(MEAN))
    drag(x + width // 2, y + height // 2, -80, 0)
    wait(lambda: window.figures()[0] < before[0] - 10, "lower power")
    dragged = float(window.field(MEAN).text())
    assert 6.5 < dragged < 8.6, dragged
    finished(window)  # as long as a hand takes
    # It has the focus now, and all of it is selected: it is dragged on, not its text.
    drag(x + width // 2, y + height // 2, -40, 0)
    wait(lambda: float(window.field(MEAN).text()) < dragged, "a smaller mean")
    again = window.field(MEAN).text()
    # A press that does not move is one of the text, whether that is selected or not.
    digits = x + width - 16, y + height // 2
    xdotool("mousemove", *digits, "click", 1, "sleep", 0.1)
    window.key("End")
    xdotool("type", "--delay", "15", "--", "1")
    wait(lambda: window.field(MEAN).text() == again + "1", "a digit where the cursor is")
    drag(*digits, -40, 0)
    wait(lambda: float(window.field(MEAN).text()) < float(again + "1"),
         "a drag of what was typed")
    xdotool("mousemove", *digits, "sleep", 0.6, "click", "--repeat", 2, "--delay", 60, 1)
    xdotool("type", "--delay", "15", "--", "8")
    wait(lambda: window.field(MEAN).text() == "8", "what was typed in the place of the number")
    window.key("ctrl+z", "ctrl+z", "ctrl+z")
    wait(lambda: window.field(MEAN).text() == again, "a step each")
    window.write(window.field(MEAN), "8")
    wait(lambda: window.field(MEAN).text() == "8", "what was typed")
    window.key("ctrl+z")
    wait(lambda: window.field(MEAN).text() == again, "one step for what was typed")
    window.key("ctrl+z")
    wait(lambda: float(window.field(MEAN).text()) == dragged, "one step for the second drag")
    window.key("ctrl+z")
    wait(lambda: finished(window) and window.figures() == before, "one step for the first drag")
    assert not window.is_edited(), window.title()

    place = window.place(window.plot_widget())
    grip = level_grip(*place)
    window.shot("target-before")
    drag(*grip, 0, 60)
    undo = window.find("push button", "Undo: Target power")
    target = wait(lambda: re.search(r"reaches ([678]\d) % with", window.plot()[1]),
                  "another target in the words of the plot")
    print(f"# the target line was dragged to {target.group(1)} %")
    window.shot("target-dragged")
    window.press(undo)
    wait(lambda: not window.is_edited(), "one step for the target")
    window.close()
    ends_cleanly(window)


def level_grip(x, y, width, height):
    """Where the dashed line of the target is: the longest grey run of the upper half."""
    said = subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}",
                           "-depth", "8", "gray:-"], check=True, capture_output=True).stdout
    counts = [sum(90 < value < 130 for value in said[row * width:(row + 1) * width])
              for row in range(height // 6, height // 2)]
    row = max(range(len(counts)), key=counts.__getitem__)
    return x + width // 2, y + height // 6 + row


def truth_grip(window):
    """Where the grip on the truth of the first row of Effects is: the highest dark block there."""
    x, y, width, height = window.place(window.plot_widget("effects"))
    # Of what is dark the title stands above, the tags before.
    left, top = x + width // 5, y + height // 4
    return driver.dark_blob(left, top, x + width - left, height // 4)


def truths(window):
    """The true differences that the plot of the effects speaks of."""
    return [float(number) for number in
            re.findall(r"true difference ([\d.]+)", window.plot("effects")[1])]


def a_truth_is_dragged_in_the_effects():
    window = Window(few_trials())
    finished(window)
    window.key("alt+2")
    before = wait(lambda: truths(window), "the truths")
    power = window.figures()
    mean = window.field("Mean, Hand-ear acupuncture, Week 8")
    assert mean.text() == "5.7" and before == [3.2, 2.1, 1.1], (mean.text(), before)
    assert "can be dragged" in window.plot("effects")[1]
    time.sleep(0.4)
    x, y = truth_grip(window)
    window.shot("effects-grip")
    xdotool("mousemove", x, y, "mousedown", 1)
    for _ in range(10):
        xdotool("mousemove_relative", "--", -8, 0)
        time.sleep(0.05)
    # Live: before the button is let go.
    wait(lambda: float(mean.text()) > 6, "the mean to follow")
    wait(lambda: window.figures()[0] < power[0] - 3, "the power to follow")
    time.sleep(0.3)
    window.shot("effects-dragged")
    # It is where the pointer is, for the axis stands still.
    xdotool("mousemove_relative", 0, 150)
    wait(lambda: abs(truth_grip(window)[0] - (x - 80)) < 5, "the grip below the pointer")
    xdotool("mouseup", 1)
    dragged = float(mean.text())
    after = wait(lambda: abs(truths(window)[0] + dragged - 8.9) < 0.06 and truths(window),
                 "the truth by that mean")
    assert after[1] == before[1] and after[0] < before[0] - 0.3, (before, after)
    window.press(window.find("push button", "Undo: .*Mean.*"))
    wait(lambda: mean.text() == "5.7" and not window.is_edited(), "one step of undo")
    finished(window)
    wait(lambda: window.figures() == power, "the figures of before")
    # The same by keys: the second row, three steps towards less.
    window.click(window.plot_widget("effects"), 2)
    window.key("Down", "Down")
    other = window.field("Mean, Standard acupuncture, Week 8")
    assert other.text() == "6.8", other.text()
    window.key("alt+Left", "alt+Left", "alt+Left")
    wait(lambda: other.text() == "7.1", "three steps of a tenth")
    wait(lambda: truths(window)[1] == 1.8, "the truth by that mean")
    time.sleep(1)
    window.shot("effects-keys")
    window.key("ctrl+z")
    wait(lambda: not window.is_edited(), "one step for all three")
    window.close()
    ends_cleanly(window)


def a_bar_leads_to_a_trial_and_back():
    window = Window(few_trials())
    finished(window)
    window.key("alt+2")
    wait(lambda: truths(window), "the truths")
    time.sleep(0.4)
    x, y = truth_grip(window)
    effects = window.find("push button", "Effects$")

    def into_the_bar():
        wait(lambda: truths(window), "the plot on the screen")
        xdotool("mousemove", x + 30, y + 4, "mousemove_relative", 1, 1)
        time.sleep(0.3)
        window.shot("bar-card")
        xdotool("click", 1)
        return window.find("push button", "_?Back$")

    back = into_the_bar()
    window.shot("bar-trial")
    window.press(back)
    wait(lambda: effects.has_state("pressed"), "Effects by the button")
    for key in "alt+Left", "Escape":
        into_the_bar()
        xdotool("mousemove", 5, 5)  # no crosshair for Escape to end
        window.key(key)
        wait(lambda: effects.has_state("pressed"), "Effects by " + key)
    # In the projector mode too, and only the second Escape ends that.
    window.key("F11")
    wait(lambda: not window.has("push button", "Undo"), "the header to go")
    time.sleep(0.5)
    x, y = truth_grip(window)
    into_the_bar()
    xdotool("mousemove", 5, 5)
    window.key("Escape")
    wait(lambda: not window.has("push button", "_?Back$"), "Effects")
    assert not window.has("push button", "Undo"), "the projector mode has ended"
    window.key("Escape")
    window.find("push button", "Undo")
    # Who went to One trial by himself was not led there.
    window.key("alt+4")
    wait(lambda: not effects.has_state("pressed"), "One trial")
    window.key("alt+Left")
    time.sleep(0.3)
    assert not effects.has_state("pressed") and not window.has("push button", "_?Back$")
    assert not window.is_edited(), window.title()
    window.close()
    ends_cleanly(window)


def the_projector_shows_the_plot_alone():
    window = Window(few_trials())
    finished(window)
    wide = window.place(window.plot_widget())
    window.key("F11")
    wait(lambda: not window.has("push button", "Undo"), "the header to go")
    wait(lambda: not window.has("text", MEAN), "the editor to go")
    assert not window.has("tree table")
    time.sleep(0.5)
    window.shot("projector")
    large = window.place(window.plot_widget())
    assert large[2] > wide[2] + 200 and large[3] > wide[3] + 100, (wide, large)
    assert len(window.figures()) == 5
    # A pointer at rest is in nobody's way, in another view neither, until it moves again.
    xdotool("mousemove", large[0] + large[2] // 3, large[1] + large[3] // 2)
    time.sleep(2)
    pointed = picture_of(*large)
    wait(lambda: picture_of(*large) != pointed, "the crosshair to go", 10)
    time.sleep(1)
    bare = picture_of(*large)
    window.key("alt+2")
    window.plot("effects")
    time.sleep(0.5)
    window.shot("projector-effects")
    window.key("alt+1")
    wait(lambda: picture_of(*large) == bare, "no crosshair")
    xdotool("mousemove_relative", 3, 3)
    wait(lambda: picture_of(*large) != bare, "the crosshair again")
    xdotool("mousemove", 5, 5)
    wait(lambda: picture_of(*large) == bare, "none where the pointer is elsewhere")
    window.key("alt+2")
    window.key("Escape")
    window.find("push button", "Undo")
    window.find("text", MEAN)
    window.find("tree table")
    window.key("F11")
    wait(lambda: not window.has("push button", "Undo"), "the header to go")
    window.key("F11")
    window.find("push button", "Undo")
    # What the keys do stays so beside a pointer at rest: the crosshair steps, and Escape ends it.
    window.key("alt+1", "F11")
    wait(lambda: not window.has("push button", "Undo"), "the header to go")
    plot = window.place(window.plot_widget())
    xdotool("mousemove", plot[0] + plot[2] // 3, plot[1] + plot[3] // 2, "click", 1)
    time.sleep(0.5)
    pointed = picture_of(*plot)
    window.key("Left", "Left")
    time.sleep(0.5)
    assert picture_of(*plot) != pointed, "the crosshair stands where the pointer is"
    window.key("Escape", "Escape")
    window.find("push button", "Undo")
    # What is said on the screen meanwhile takes no key.
    xdotool("mousemove", 5, 5)
    window.key("F11")
    wait(lambda: not window.has("push button", "Undo"), "the header to go")
    window.key("ctrl+d")
    wait(lambda: window.has("filler", "AdwToastWidget"), "a word on the pin")
    time.sleep(1)  # it has come to the screen
    window.key("Escape")
    window.find("push button", "Undo")
    window.close()
    ends_cleanly(window)


ZOOMED = r"Zoomed in: the axis is shown from (\S+) to (\S+)\.$"


def shown_part(plot):
    found = re.search(ZOOMED, plot.description)
    return found and tuple(float(end.replace("\u2212", "-")) for end in found.groups())


def the_wheel_and_keys_show_a_part_of_the_axis():
    window = Window(few_trials())
    finished(window)
    for number, view in (1, "power"), (2, "effects"), (5, "p-values"):
        window.key(f"alt+{number}")
        window.plot(view)
        plot = window.plot_widget(view)
        wait(plot.is_showing, view)
        x, y, width, height = window.place(plot)
        xdotool("mousemove", x + width // 2, y + height // 2, "click", 4)
        first = wait(lambda plot=plot: shown_part(plot), f"a part of {view}")
        xdotool("click", 4)
        low, high = wait(lambda plot=plot, first=first: shown_part(plot) != first
                         and shown_part(plot), "a smaller part")
        assert first[0] < low < high < first[1], (view, first, low, high)
        window.shot("zoom-" + view)
        xdotool("keydown", "shift", "click", 5, "keyup", "shift")
        wait(lambda plot=plot, low=low, high=high: shown_part(plot)[0] > low
             and shown_part(plot)[1] > high, "a part further on")
        # Two clicks show all, and go into none of the trials below them.
        xdotool("click", "--repeat", 2, "--delay", 60, 1)
        wait(lambda plot=plot: not shown_part(plot), f"all of {view}")
        assert plot.is_showing(), f"{view} was left"
        window.key("ctrl+plus")
        first = wait(lambda plot=plot: shown_part(plot), f"a part of {view} by keys")
        window.key("ctrl+plus", "ctrl+minus")
        # Reading on by keys brings what is read into sight.
        window.key("Home")
        wait(lambda plot=plot, first=first: shown_part(plot)[0] < first[0], "the left end")
        window.key("0")
        wait(lambda plot=plot: not shown_part(plot), f"all of {view} by keys")
        window.key("ctrl+plus")
        wait(lambda plot=plot: shown_part(plot), f"a part of {view} again")
        time.sleep(0.2)
        xdotool("mousemove", x + width - 18, y + height - 18, "click", 1)
        wait(lambda plot=plot: not shown_part(plot), f"all of {view} by the button in the corner")
    window.key("shift+F10")
    entries = wait(lambda: menu_of(window, "p-values"), "the menu")
    assert "Zoom In" in entries and "Zoom Out" not in entries, entries  # it would do nothing
    window.key("Escape")
    window.key("alt+4")
    click_into(window, "one trial")
    window.key("shift+F10")
    entries = wait(lambda: menu_of(window, "one trial"), "the menu of another plot")
    assert "Copy Picture" in entries and "Zoom In" not in entries, entries
    window.key("Escape")
    window.close()
    ends_cleanly(window)


def menu_of(window, view):
    """The entries of the menu of a plot, once it is open."""
    return [widget.name.replace("_", "") for widget in window.plot_widget(view).below(10)
            if widget.role == "menu item" and widget.is_showing()]


def click_into(window, view):
    """Gives a plot the focus, where there is nothing to click."""
    window.plot(view)
    x, y, width, _ = window.place(window.plot_widget(view))
    xdotool("mousemove", x + width // 2, y + 4, "click", 1)


def help_reaches_into_dialogs():
    window = Window(few_trials())
    finished(window)
    for keys, heading in (("ctrl+e", "Pictures and tables"), ("ctrl+alt+e", "Send a report"),
                          ("ctrl+o", "Send a scenario"), ("ctrl+question", "Keyboard shortcuts")):
        window.key(keys)
        wait(lambda: len(window.frames()) == 2, f"the dialog of {keys}")
        window.key("F1")
        wait(lambda: len(window.frames()) == 3, f"the guide over {keys}")
        wait(lambda heading=heading: heading in window.labels(window.frames()[-1]),
             f"the page about {keys}")
        window.key("ctrl+w")
        wait(lambda: len(window.frames()) == 2, f"the guide over {keys} to go")
        window.key("Escape")
        wait(lambda: len(window.frames()) == 1, f"the dialog of {keys} to go")
    window.close()
    ends_cleanly(window)


def a_thousand_is_typed_in_groups_or_asked_about():
    window = Window(few_trials())
    finished(window)
    patients = window.field("Patients, Usual care")
    for typed in "1,000", "1.000", "1 000":
        window.write(patients, "48")
        window.write(patients, typed)
        window.key("Tab")
        wait(lambda: patients.text() == "1000", f"a thousand by {typed}")
    mean = window.field("Mean, Usual care, Week 8")
    before = mean.text()
    window.write(mean, "1,000")
    wait(lambda: any("“1,000” may mean 1.0 or 1000" in label for label in
                     window.labels()), "a question in place")
    window.write(mean, before)
    wait(lambda: not any("may mean" in label for label in window.labels()), "no question")
    window.key("ctrl+z", "ctrl+z", "ctrl+z")
    window.kill()


def is_open(window, card):
    return window.find("push button", card + "$", window.main()).has_state("expanded")


def is_shown(window):
    return window.lasting("push button", "Scenario$").has_state("pressed")


def the_window_comes_back_as_it_was():
    path = copy_of_luo(replicates=2000)
    window = Window(path)
    finished(window)
    window.key("alt+7")
    window.find(None, "Sensitivity, more views")
    assert is_open(window, "Arms")
    window.press(window.find("push button", "Arms$"))
    wait(lambda: not is_open(window, "Arms"), "the card to fold")
    # What is pinned, the trial that was looked at, and that the scenario was hidden, are of the
    # session too.
    window.key("ctrl+d", "alt+4")
    window.write(window.find("spin button", "Number of the trial"), "1234")
    wait(lambda: "Trial 1234" in window.plot("one trial")[0], "trial 1234")
    window.key("alt+7")
    window.key("F9")
    wait(lambda: not is_shown(window), "the scenario to hide")
    window.close()
    ends_cleanly(window)
    again = Window()
    again.find("push button", "More trials")
    assert "Luo 2019 as run" in again.title(), again.title()
    assert not is_shown(again)
    again.key("F9")
    wait(lambda: is_shown(again), "the scenario")
    again.key("alt+4")
    wait(lambda: "Trial 1234" in again.plot("one trial")[0], "the trial of before")
    again.key("alt+8")
    again.find("label", "What differs from “Luo 2019 as run”")
    again.key("alt+7")
    assert "mine.trefoil" in again.labels(), again.labels()
    again.find(None, "Sensitivity, more views")
    assert not is_open(again, "Arms")
    # What is gone is not missed.
    os.remove(path)
    again.close()
    ends_cleanly(again)
    third = Window()
    third.find("push button", "More trials")
    assert "not saved" in third.labels(), third.labels()
    third.key("alt+8")
    third.find("label", "Nothing is pinned yet")
    third.close()
    ends_cleanly(third)


driver.run([
    a_start_shows_the_luo_curve,
    a_typed_mean_moves_the_figures_and_undo_brings_them_back,
    a_file_says_whether_it_still_gives_what_its_author_saw,
    what_was_expected_of_a_template_stays_behind,
    results_become_what_the_file_expects,
    p_values_and_errors_state_their_findings,
    the_assumption_that_power_hangs_on_is_named,
    practitioners_are_added_edited_and_taken_back,
    pain_is_tested_beside_disability,
    a_pinned_scenario_is_compared_with_a_changed_one,
    the_number_of_patients_is_found_and_used,
    the_handle_is_dragged_with_the_mouse,
    a_file_is_edited_saved_and_opened_again,
    a_file_that_somebody_else_writes_is_asked_about,
    a_file_that_may_not_grow_is_said,
    save_as_and_open_go_through_the_file_chooser,
    what_was_made_from_a_bundled_scenario_is_named_when_it_is_saved,
    pictures_and_results_are_exported,
    a_run_is_paused_continued_and_extended,
    unsaved_changes_are_asked_about_once,
    invalid_input_is_marked_and_the_last_results_stay,
    a_crash_loses_nothing,
    the_end_of_the_session_keeps_unsaved_work,
    a_bad_file_is_refused_with_every_problem,
    the_dark_style_follows_the_system,
    it_runs_without_a_session_bus,
    a_second_start_opens_a_second_window,
    new_and_the_menus_work_by_keyboard,
    a_bundled_scenario_is_found_on_the_start_page_and_opened,
    families_are_made_by_moving_a_hypothesis,
    the_null_version_is_one_click_and_one_undo,
    a_setting_is_found_by_its_name,
    a_number_is_dragged_and_the_target_line,
    a_truth_is_dragged_in_the_effects,
    a_bar_leads_to_a_trial_and_back,
    the_projector_shows_the_plot_alone,
    the_window_comes_back_as_it_was,
    the_wheel_and_keys_show_a_part_of_the_axis,
    help_reaches_into_dialogs,
    a_thousand_is_typed_in_groups_or_asked_about,
])
