# SPDX-License-Identifier: GPL-3.0-or-later
"""A lesson as a student meets it: read, predict, be wrong, see what comes out, go on."""
import json
import os
import re
import tempfile
import time

import driver
from driver import DATA, Window, wait, xdotool

LESSON = os.path.join(DATA, "lessons", "lesson-3-the-152-patient-lottery.trefoil")


def ends_cleanly(window):
    status = window.wait_end()
    assert status == 0, f"exit status {status}"
    assert not window.complaints(), window.complaints()


def panel(window, name="Lesson$"):
    return window.find("panel", name)


def says(window, pattern, name="Lesson$"):
    return wait(lambda: next((label for label in window.labels(panel(window, name))
                              if re.search(pattern, label)), None), pattern)


def shows(window, pattern):
    return any(re.search(pattern, label) for label in window.labels(panel(window)))


def write(window, name, text):
    """Types a text where there is none."""
    window.click(window.find("text", name))
    xdotool("type", "--delay", "15", "--", text)


def predict(window, name, text):
    """Types a prediction and commits to it by Enter."""
    entry = window.find("text", name)
    window.click(entry)
    xdotool("type", "--delay", "15", "--", text)
    wait(lambda: entry.text() == text, f"the prediction {text}")
    window.key("Return")


def the_sheet(window):
    """Where the plot to draw on is on the screen."""
    return window.place(window.find("image", "Your sketch of the curve"))


def keeps_its_width(window, width):
    """No view needs more than that beside the lesson."""
    number = xdotool("search", "--onlyvisible", "--pid", window.process.pid, "--name",
                     "Trefoil").split()[0]
    window.key("F9")  # the scenario goes, as it does by itself where a narrow window opens
    xdotool("windowsize", "--sync", number, width, 600)
    for view in range(1, 10):
        window.key(f"alt+{view}")
        time.sleep(0.3)
        now = int(re.search(r"WIDTH=(\d+)", xdotool("getwindowgeometry", "--shell", number))[1])
        assert now == width, f"{now} pixels in view {view}"


def a_student_completes_lesson_3_with_a_wrong_prediction():
    window = Window(LESSON)
    window.find("heading", "One hundred times the same trial$", panel(window))
    says(window, "^Step 1 of 3$")
    # Nothing is given away: neither figures nor plot nor table.
    says(window, r"How many of the 100\steams")
    wait(lambda: "Your Prediction First" in window.labels(), "the cover")
    assert not any(re.fullmatch(r"[\d.]+ %", label) for label in window.labels()), window.labels()
    assert not window.has("push button", "Next$") or not shows(window, "You predicted")
    window.shot("lesson-3-question")
    predict(window, "How many of the 100 teams", "sixty")
    says(window, r"^“sixty” is not a number; allowed: figures, such as 60 or 2\.5$")
    window.shot("lesson-3-sixty")
    window.key("ctrl+a")
    xdotool("type", "--delay", "15", "--", "60")
    window.key("Return")
    sentence = says(window, r"^You predicted 60\s%")
    assert re.fullmatch(r"You predicted 60\s%\. The simulation gives 2[45]\s%: "
                        r"less than you thought\.", sentence), sentence
    says(window, r"^About 2[45]\sof 100\. This number has a name: power\.")
    # The plot speaks of what was asked, though another curve is more telling.
    wait(lambda: re.search(r"Hand-ear acupuncture vs standard acupuncture: p is below 0\.05 in "
                           r"2[45] of 100 such trials",
                           window.plot("p-values")[0]), "a title about the question")
    window.shot("lesson-3-answer")
    # What the lesson begins with has the curve of its last step.
    values = window.plot("p-values")[1]
    window.key("ctrl+z")
    time.sleep(0.5)
    assert window.plot("p-values")[1] == values, window.plot("p-values")
    assert not window.find("push button", "Undo").has_state("sensitive"), "undo to the file"
    # The values of the step are locked; nothing was edited.
    field = window.field("Mean, Usual care, Week 8")
    assert not field.has_state("sensitive"), "an unlocked mean"
    assert not window.is_edited()

    # Second step: by keyboard, the focus is on Next.
    window.key("Return")
    says(window, "^Step 2 of 3$")
    predict(window, "By what factor", "1,5")
    says(window, r"^You predicted 1\.5\. The simulation gives 2\.0: more than you thought\.$")
    window.plot("effects")
    window.shot("lesson-3-effects")

    # Third step: a curve is drawn with the mouse, as if a trial of any size found the difference;
    # however few of the mouse's steps arrive, that is far off.
    window.key("Return")
    says(window, "^Step 3 of 3$")
    x, y, width, height = the_sheet(window)
    # The lit button is of the plot that the sketch is of; there is no other to go to.
    power = window.find("push button", "Power$")
    wait(lambda: power.has_state("pressed") and not power.has_state("sensitive"), "Power alone")
    # Half of it is no prediction yet.
    xdotool("mousemove", x + 80, y + 80, "mousedown", 1, "mousemove", x + width // 3, y + 80,
            "mousemove", x + width // 3 + 10, y + 80, "mouseup", 1)
    says(window, r"^Your curve goes from \d+ to \d+ patients so far\. Draw it from 60 to 1200\.$")
    commit = window.find("push button", "_?That Is My Prediction")
    assert not commit.has_state("sensitive"), "half a curve can be sent off"
    xdotool("mousemove", x + 80, y + 80, "mousedown", 1)
    for step in range(1, 21):
        xdotool("mousemove", x + 80 + (width - 160) * step // 20, y + 80)
        time.sleep(0.02)
    xdotool("mouseup", 1)
    sheet = window.find("image", "Your sketch of the curve")
    wait(lambda: re.search(r"Your curve, by number of patients: (\d+: \d+ %, ){5,}",
                           sheet.description), "the curve in words")
    # And mended by keys: the end goes down.
    window.key(*["Right"] * 20)
    before = int(re.search(r"(\d+) %\. *$", sheet.description)[1])
    window.key("Down", "Down")
    wait(lambda: re.search(rf" {before - 10} %\. *$", sheet.description), "a lower end")
    window.shot("lesson-3-sketch")
    window.push("_?That Is My Prediction")
    says(window, r"^Your curve is off by \d+ percentage points in the mean\.$")
    says(window, r"A power of 90\s% takes nearly a thousand patients")
    # The plot shows what the simulation found, and what was drawn stays upon it.
    words = wait(lambda: next((found for found in [window.plot("power")[1]]
                               if "Your curve" in found), None), "the curve on the plot")
    assert re.search(r"Hand-ear acupuncture vs standard acupuncture: 2\d(\.\d+)? %", words), words
    assert re.search(rf"Your curve, .*: 60: \d+ %, .*: {before - 10} %", words), words
    window.shot("lesson-3-end")
    keeps_its_width(window, 900)
    # Where it ends its predictions are offered, and the lesson that follows, by key.
    window.key("F9", "F11")
    window.find("push button", "_?Save Predictions", panel(window))
    onward = window.find("push button", "_?Next Lesson", panel(window))
    wait(lambda: onward.has_state("sensitive"), "the way on")
    window.shot("lesson-3-onward")
    window.key("alt+n")
    says(window, "^Twelve ways to win$")
    window.shot("lesson-4-begins")
    window.key("ctrl+w")
    ends_cleanly(window)


def predictions_are_kept_and_saved_for_the_class():
    window = Window(LESSON)
    predict(window, "How many of the 100 teams", "60")
    says(window, r"^You predicted 60\s%")
    window.key("ctrl+w")  # nothing was edited: no question
    ends_cleanly(window)

    again = Window(LESSON)
    says(again, r"^You predicted 60\s%")  # and it cannot be changed any more
    again.click(again.find(None, "Menu of the lesson"))
    again.find("menu item", "_?Save Predictions")
    again.key("Return")  # the first one has the focus
    path = os.path.join(tempfile.mkdtemp(prefix="trefoil-ui-"), "mine.csv")
    again.choose_file(path)
    wait(lambda: os.path.exists(path), "the file")
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    assert lines[0] == "lesson,attempt,step,question,prediction,unit,answer", lines
    assert re.match(r'"The 152-patient lottery",1,1,"How many .*","60","%","2[45]"$',
                    lines[1]), lines
    # Who begins again keeps what was predicted.
    again.click(again.find("text", "How many of the 100"))  # from the dialog back to the window
    again.click(again.find(None, "Menu of the lesson"))
    again.find("menu item", "_?Begin Again")
    again.key("Down", "Return")
    says(again, "^Step 1 of 3, attempt 2$")
    xdotool("windowsize", "--sync", again.number(), 900, 600)
    predict(again, "How many of the 100 teams", "20")
    sentence = again.find("label", r"You predicted 20\s%", panel(again))
    # It has come into sight; who scrolls away from it in the first second is not drawn back, as he
    # would be in the next frame.
    x, y, width, height = again.place(panel(again))
    xdotool("mousemove", x + width // 2, y + height // 3, "click", "--repeat", 9, "--delay", 9, 5)
    wait(lambda: again.place(sentence)[1] < y, "the sentence above the panel")
    again.click(again.find(None, "Menu of the lesson"))
    again.find("menu item", "_?Save Predictions")
    again.key("Return")
    path = os.path.join(tempfile.mkdtemp(prefix="trefoil-ui-"), "both.csv")
    again.choose_file(path)
    wait(lambda: os.path.exists(path), "the file of both attempts")
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    assert [line.split(",")[1:3] for line in lines[1:-1]] == [["1", "1"], ["2", "1"]], lines
    # Step 2 has the same scenario: to close the lesson shows its answer, and it is asked.
    again.key("F8")
    again.find("label", "Give up the prediction", again.dialog())
    again.push("_?Close the Lesson")
    wait(lambda: not again.has("panel", "Lesson$"), "the lesson to go")
    field = again.field("Mean, Usual care, Week 8")
    assert field.has_state("sensitive"), "a locked mean"
    again.key("ctrl+w")
    ends_cleanly(again)


def a_teacher_writes_a_lesson_and_tries_it():
    window = Window()
    window.key("ctrl+shift+n")  # from the start page to a new trial
    field = window.field("Patients, Usual care")
    window.write(field, "0")  # a lesson on that could not be saved
    window.key("shift+F8")
    wait(lambda: window.has("filler", "AdwToastWidget"), "a word on the problem")
    time.sleep(1)  # it has come to the screen
    window.write(field, "48")
    wait(lambda: not window.has("filler", "AdwToastWidget"), "the word on the problem to go", 3)
    window.key("shift+F8")
    # An empty lesson is not begun: what is missing is said where it is to be written.
    window.push("Try It")
    says(window, "^There is no text yet", "Write a Lesson$")
    window.shot("write-empty")
    assert window.find("text", "Text of the step").has_state("focused"), "the focus elsewhere"
    write(window, "Title of the lesson", "Mine")
    write(window, "Text of the step", "Read this.")
    window.push("Record This Step")
    says(window, r"^Shows Power", "Write a Lesson$")
    window.shot("write-one")
    window.push("Add a step after this one")
    says(window, "^Step 2 of 2$", "Write a Lesson$")
    field = window.field("Patients, Usual care")
    window.write(field, "96")
    window.key("Return")
    says(window, r"^Values were changed", "Write a Lesson$")
    window.push("Record This Step")
    says(window, r"Usual care: Patients: 48 patients → 96 patients", "Write a Lesson$")
    write(window, "Text of the step", "More patients.")
    # A step shows what it recorded whenever its author comes back to it.
    window.key("alt+2")
    window.push("Record This Step")
    says(window, r"^Shows Effects", "Write a Lesson$")
    window.push("Step before")
    wait(lambda: window.find("push button", "Power$").has_state("pressed"), "Power")
    window.push("Next step")
    wait(lambda: window.find("push button", "Effects$").has_state("pressed"), "Effects")
    window.shot("write-two")
    window.push("Try It")
    says(window, "^Read this.$")
    window.shot("write-try")
    window.push("Next")
    says(window, "^More patients.$")
    window.shot("write-try")
    window.push("Back to _?Writing")
    says(window, "^Step 2 of 2$", "Write a Lesson$")
    path = os.path.join(driver.folder(), "mine.trefoil")
    window.key("ctrl+s")
    window.choose_file(path)
    wait(lambda: os.path.exists(path), "the file")
    with open(path, encoding="utf-8") as file:
        lesson = json.load(file)["lesson"]
    assert lesson["title"] == "Mine", lesson
    assert [step["text"] for step in lesson["steps"]] == ["Read this.", "More patients."], lesson
    assert [step["view"] for step in lesson["steps"]] == ["power", "effects"], lesson
    assert lesson["steps"][1]["set"] == {"/arms/usual/size": 96}, lesson
    window.key("ctrl+w")
    ends_cleanly(window)


def says_no_more_than_its_question(window):
    assert not any(re.search(r"^[\d.]+\s%$|You predicted", label) for label in window.labels()), \
        window.labels()


def the_way_to_the_results_is_asked_before_a_prediction():
    """Neither the author's door nor closing the lesson shows what is to be predicted and lets it be
    predicted afterwards."""
    window = Window(LESSON)
    says(window, r"How many of the 100\steams")
    for key in "shift+F8", "F8":
        window.key(key)
        window.find("label", "Give up the prediction", window.dialog())
        window.shot("lesson-miss-" + key)
        window.key("Escape")
        wait(lambda: len(window.frames()) == 1, "the question to go")
        says_no_more_than_its_question(window)
    window.key("shift+F8")
    window.push("_?Write")
    says(window, "^Step 1 of 3$", "Write a Lesson$")
    wait(lambda: any(re.fullmatch(r"[\d.]+ %", label) for label in window.labels()), "a result")
    # Undo leads back to who learns, and then to the lesson.
    window.key("ctrl+z")
    wait(lambda: not window.has("panel", "Write a Lesson$"), "the writing to end")
    window.key("F8")
    says(window, "^The results were shown before a prediction was made: it counts as not made.$")
    window.shot("lesson-missed")
    entry = window.find("text", r"How many of the 100\steams")
    assert not entry.has_state("sensitive"), "a prediction that can still be made"
    window.click(window.find(None, "Menu of the lesson"))
    window.find("menu item", "_?Save Predictions")
    window.key("Return")
    path = os.path.join(driver.folder(), "mine.csv")
    window.choose_file(path)
    wait(lambda: os.path.exists(path), "the file")
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    assert re.match(r'"The 152-patient lottery",1,1,"How many .*","not made","%","2[45]"$',
                    lines[1]), lines
    window.key("ctrl+w")
    ends_cleanly(window)


driver.run([
    the_way_to_the_results_is_asked_before_a_prediction,
    a_teacher_writes_a_lesson_and_tries_it,
    a_student_completes_lesson_3_with_a_wrong_prediction,
    predictions_are_kept_and_saved_for_the_class,
])
