# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-report: a report as HTML and PDF: complete, by itself, and with the right numbers."""
import glob
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ElementTree

from harness import DATA, DONE, FAILED, INVALID, LUO, WRONG, Case, Result, environment, main

REPORT = os.path.abspath(sys.argv.pop(2))
REPLANNED = os.path.join(DATA, "scenarios", "luo-replanned.trefoil")
LESSON_2 = os.path.join(DATA, "lessons", "lesson-2-significant-here-not-there.trefoil")
MALLARD = "{http://projectmallard.org/1.0/}"
VOID = {"meta", "br", "link", "img", "hr", "input"}
SECTIONS = ["question", "sample-size", "power", "characteristics", "sensitivity", "assumptions",
            "ademp", "limits", "reproduction", "checklist"]


class Page(html.parser.HTMLParser):
    """What a test wants to know of a page; fails where tags are not closed in their order."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.tables, self.texts = [], [], [], [], []
        self.pre, self.headings = [], []
        self.feed(text)
        self.close()
        assert self.open == [], self.open

    def handle_starttag(self, tag, attrs):
        self.ids += [value for key, value in attrs if key == "id"]
        self.links += [value for key, value in attrs if key.split(":")[-1] in ("href", "src")]
        self.links += [target for _, value in attrs
                       for target in re.findall(r"url\(([^)]*)\)", value or "")]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
        elif tag == "pre":
            self.pre.append("")
        elif tag in ("p", "h1", "h2", "caption"):
            self.texts.append("")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()

    def handle_data(self, data):
        inner = self.open[-1] if self.open else ""
        if inner in ("th", "td"):
            self.tables[-1][-1][-1] += data
        elif inner == "pre":
            self.pre[-1] += data
        elif inner in ("p", "h1", "h2", "caption"):
            self.texts[-1] += data
            if inner == "h2":
                self.headings.append(data)

    def table(self, heading):
        """The first table whose first heading this is, as a map from the first cell to the rest."""
        for rows in self.tables:
            if rows[0][0] == heading:
                return {row[0]: row[1:] for row in rows}
        raise AssertionError(heading)


class Report(Case):
    def report(self, *words, status=DONE, stdin=b"", language="C"):
        done = subprocess.run([REPORT, *words], input=stdin, stdout=subprocess.PIPE, timeout=60,
                              stderr=subprocess.PIPE, cwd=self.folder, check=False,
                              env=environment(DISPLAY=None, WAYLAND_DISPLAY=None,
                                              LANGUAGE=language))
        self.assertEqual(done.returncode, status, (words, done.stderr))
        return Result(done)

    def page(self, file, *words):
        result = self.report(file, "-o", "out.html", *words)
        self.assertRegex(result.err, r"\Atrefoil-report: out\.html has been written\n\Z")
        return Page(self.read("out.html").decode("utf-8"))

    def text_of_pdf(self, file, *words):
        """All that stands in the PDF, in one line."""
        tool = shutil.which("pdftotext")
        self.report(file, "-o", "out.pdf", *words)
        if tool is None:
            raise unittest.SkipTest("poppler-utils is not installed")
        done = subprocess.run([tool, "-layout", self.path("out.pdf"), "-"], timeout=60, check=True,
                              stdout=subprocess.PIPE)
        return " ".join(done.stdout.decode("utf-8").split())

    def test_nothing_is_missing(self):
        """Section by section, what ICH E9, CONSORT 7a, SPIRIT 14, DELTA2 and ADEMP ask for."""
        page = self.page(REPLANNED, "--replicates", "2000")
        self.assertEqual([name for name in page.ids if name in SECTIONS], SECTIONS)
        said = "\n".join(page.texts)
        for words in ("Luo re-planned", "How many patients would it take",
                      "The primary outcome is Roland-Morris disability at Week 8",
                      "1398 patients are randomised to 3 groups of 466: Hand-ear acupuncture,",
                      "1.1 points for Hand-ear acupuncture vs standard acupuncture (HE-ST).",
                      "Each null hypothesis is that there is no difference;",
                      "analysed in the group that they were randomised to. Each trial is analysed "
                      "once", "A power of 90 % takes",
                      "8.9 points (Usual care) [2]", "[1] Cherkin et al. 2009",
                      "standard deviation 5 points (plausible 5 to 6)", "share lost 10 %",
                      "1401 (467 in each arm) for Hand-ear acupuncture vs standard",
                      "two-sided at a level of 5 %", "over 3 hypotheses: Bonferroni", "ANCOVA",
                      "Monte Carlo standard error", "2000 simulated trials (trefoil-report",
                      "seed 20190704"):
            self.assertIn(words, said)
        assumed = page.table("Assumption")
        self.assertIn("Roland-Morris disability: SD", {row[0] for table in page.tables
                                                       for row in table})
        self.assertEqual(len(assumed), 9)  # of the sensitivity table: eight, and the headings
        basis = [row for table in page.tables if table[0][-1] == "Basis" for row in table]
        self.assertGreater(len(basis), 30)
        self.assertIn(["Testing: Level", "5 %", "Assumed. Conventional two-sided level."], basis)
        self.assertEqual(set(page.table("Part")), {
            "Part", "Aims", "Data-generating mechanism", "Estimands", "Methods",
            "Performance measures"})
        self.assertIn("Summary measure: difference in means.", page.table("Part")["Estimands"][0])
        self.assertEqual(len(page.table("What is asked for")), 11)
        self.assertIn("spine2009", page.table("Source"))

    def said_of(self, file, *words):
        return "\n".join(self.page(file, "--replicates", "200", "--no-sensitivity", *words).texts)

    def test_no_goal_is_left_out(self):
        """Where the curve does not pass the target, the exact number, or that there is none."""
        said = self.said_of(REPLANNED, "--set", "/outcomes/rmdq/sd=6")
        self.assertIn("2016 (672 in each arm) for Hand-ear acupuncture vs standard acupuncture, "
                      "calculated exactly, while the simulated curve, from 150 to 1800 patients, "
                      "does not pass that power", said)
        said = self.said_of(LESSON_2)
        self.assertRegex(said, r"for Hand-ear acupuncture vs standard acupuncture, calculated "
                               r"exactly(?s:.*)For both HE-change and ST-change none of the "
                               r"numbers of patients simulated, up to 300, reaches a power of "
                               r"90 %\.")
        self.assertIn("For Hand-ear acupuncture: change from baseline the test is two-sided at a "
                      "level of 0.1 %. ", said)
        self.assertNotIn("the test is one-sided", said)
        said = self.said_of(LESSON_2, "--set", "/testing/hypotheses/HE-change/sides=1")
        self.assertIn("the test is one-sided at a level of 0.1 %. ", said)
        self.assertNotIn("against a margin", said)
        said = self.said_of(REPLANNED, "--set", "/outcomes/rmdq/means/hand-ear=1", "--set",
                            "/analyses/0/adjust-for=null", "--set",
                            "/analyses/0/method=mann-whitney")
        self.assertRegex(said, r"For Hand-ear acupuncture vs usual care already the smallest "
                               r"number of patients simulated, \d+, has a power of at least 90 %\.")

    def test_a_note_names_all_that_it_is_of(self):
        """Each once, whatever else it stands in, and under the name that a sentence has for it."""
        def edit(tree):
            rmdq = tree["outcomes"][0]
            rmdq["sd"] = {"hand-ear": 5, "standard": 5.5, "usual": 6}
            basis = tree["basis"]
            basis["/outcomes/rmdq/baseline/mean"]["note"] = "A choice."
            basis["/outcomes/rmdq/baseline/sd"]["note"] = "A choice"
            basis["/outcomes/rmdq/means/hand-ear"]["note"] = "Not A choice. of ours"
            for arm in ("standard", "usual"):
                basis["/outcomes/rmdq/means/" + arm]["note"] = "Both."
            basis["/outcomes/rmdq/sd"]["note"] = "Of all arms."
            basis["/dropout/proportion"]["note"] = "A choice."
        said = self.said_of(self.edited(REPLANNED, edit))
        self.assertIn(" Mean at baseline: A choice. Standard deviation at baseline: A choice. "
                      "Mean, Hand-ear acupuncture: Not A choice. of ours. Mean, Standard "
                      "acupuncture and Usual care: Both. Standard deviation: Of all arms. ", said)
        self.assertIn(" Share lost: A choice.", said)
        said = self.said_of(os.path.join(DATA, "scenarios", "wei-registry.trefoil"))
        self.assertIn(" Mean at baseline and standard deviation at baseline: Planning value. ",
                      said)
        self.assertIn("; in each 3 practitioners (Acupuncture)", said)
        self.assertIn("No losses are assumed.", said)
        said = self.said_of(os.path.join(DATA, "scenarios", "co-primary.trefoil"))
        self.assertIn("response in Roland-Morris disability; improvement by at least 3 [1]; as a "
                      "share of the baseline: no. Improvement: The share", said)
        self.assertNotIn("names no basis for", said)
        self.assertRegex(said, r"read off the simulated curve, 95 % interval \d+ to \d+[;.]")
        self.assertIn("There is no correction for the number of hypotheses, 3. ", said)
        self.assertIn(" is analysed by risk difference; ", said)

    def test_names_of_people_keep_their_capitals(self):
        said = self.said_of(os.path.join(DATA, "scenarios", "art-211.trefoil"))
        self.assertIn("t test; variance: Welch, not pooled; missing scores: complete cases", said)
        said = self.said_of(os.path.join(DATA, "scenarios", "ancova.trefoil"))
        self.assertIn(" is analysed by change from baseline; ", said)
        self.report(LUO, "-o", "out.html", "--replicates", "64", "--no-sensitivity", "--set",
                    "/testing/multiplicity/method=sidak", language="es")
        said = "\n".join(Page(self.read("out.html").decode("utf-8")).texts)
        self.assertIn("; m\u00e1s bajo es mejor).", said)
        self.assertIn("n\u00fameros fijos.", said)
        self.assertIn("nivel del 5", said)

    def test_differences_of_proportions(self):
        """GERAC: 47.6, 44.2 and 27.4 %; in the prose as in the summary of the simulation."""
        file = os.path.join(DATA, "scenarios", "gerac-responder.trefoil")
        for language, words in (("C", "3.4 percentage points for Verum acupuncture"),
                                ("de", "3.4 Prozentpunkte f\u00fcr Verumakupunktur"),
                                ("es", "3.4 puntos porcentuales para "),
                                ("zh_CN", "3.4 \u4e2a\u767e\u5206\u70b9\uff08\u771f\u9488\u523a")):
            self.report(file, "-o", "out.html", "--replicates", "64", "--no-sensitivity",
                        language=language)
            self.assertEqual(self.read("out.html").decode("utf-8").count(words), 2, language)
        said = self.said_of(file, "--set", "/outcomes/0/proportions/verum=0.452")
        self.assertIn(" 1 percentage point for Verum", said)

    def test_losses_by_visit(self):
        """Each number with the visit that it is by; of a list the basis stands once."""
        def edit(tree):
            tree["dropout"]["proportion"] = 0.1
            tree["basis"] = {"/dropout/proportion": {"kind": "assumed", "note": "Planned."}}
        file = self.edited(LUO, edit)
        said = self.said_of(file)
        self.assertIn("share lost 10 % by Week 26. Share lost: Planned.", said)
        said = self.said_of(file, "--set", "/dropout/proportion=[0.03,0.1]")
        self.assertIn("share lost 3 % by Week 8, 10 % by Week 26 (edited; the basis is that of "
                      "10 % by Week 26).", said)
        self.assertEqual(said.count("the basis is that of"), 1)
        page = self.page(file, "--replicates", "64", "--no-sensitivity", "--set",
                         "/dropout/proportion=[0.03,0.1]")
        self.assertEqual(page.table("Assumption")["Dropout: Lost"],
                         ["3 % by Week 8, 10 % by Week 26", "Edited; what follows was said of "
                          "10 % by Week 26. Assumed. Planned."])

    def test_one_point(self):
        file = os.path.join(DATA, "scenarios", "backinaction.trefoil")
        for language, words in (("C", "1 point for Standard acupuncture"),
                                ("de", "1 Punkt f\u00fcr Standardakupunktur"),
                                ("es", "1 punto para Acupuntura est\u00e1ndar")):
            self.report(file, "-o", "out.html", "--replicates", "64", "--no-sensitivity",
                        language=language)
            self.assertIn(words, self.read("out.html").decode("utf-8"))

    def test_a_null_hypothesis_is_said(self):
        said = self.said_of(os.path.join(DATA, "scenarios", "gold-ni.trefoil"))
        self.assertIn("0 points for Hand-ear acupuncture vs standard acupuncture: not worse by "
                      "more than 1.05 points (HE-ST); ", said)
        self.assertIn("no difference or, where there is a margin, that it is not met;", said)
        said = self.said_of(LUO, "--set", "/testing/sides=1")
        self.assertIn("Each null hypothesis is that there is no benefit; ", said)

    def test_the_guide_quotes_it(self):
        """The page that says where the items of the guidelines stand: sections and quotations."""
        pages = {"luo-replanned": self.page(REPLANNED)}
        pages["gold-ni"] = self.page(os.path.join(DATA, "scenarios", "gold-ni.trefoil"),
                                     "--replicates", "200", "--no-sensitivity")
        headings = {name: set(page.headings) for name, page in pages.items()}
        said = {name: " ".join(" ".join(page.texts + [cell for table in page.tables
                                                      for row in table for cell in row]).split())
                for name, page in pages.items()}
        guide = ElementTree.parse(os.path.join(DATA, "..", "help", "C", "checklist.page"))
        rows = [row for body in guide.iter(MALLARD + "tbody") for row in body]
        self.assertGreater(len(rows), 25)
        for row in rows:
            item, where, quotes = list(row)
            name = "gold-ni" if any(code.text == "gold-ni" for code in
                                    quotes.iter(MALLARD + "code")) else "luo-replanned"
            for section in where.iter(MALLARD + "gui"):
                self.assertIn(" ".join(section.text.split()), headings[name],
                              "".join(item.itertext()))
            for quote in quotes.iter(MALLARD + "output"):
                self.assertTrue(" ".join(quote.text.split()) in said[name],
                                ("".join(item.itertext()), quote.text))

    def test_the_numbers_are_those_of_a_run(self):
        page = self.page(LUO, "--replicates", "4000", "--seed", "7", "--no-sensitivity")
        results = self.results(LUO, "--replicates", "4000", "--seed", "7")
        own = next(size for size in results["sizes"] if size["total"] == 152)
        rows = page.table("Measure")
        self.assertEqual(rows["Measure"], [h["id"] for h in own["hypotheses"]])
        for i, hypothesis in enumerate(own["hypotheses"]):
            for name, figure in (("Power", hypothesis["power"]),
                                 ("Coverage of the unadjusted interval", hypothesis["coverage"])):
                value, error = re.fullmatch(r"([\d.]+) % \(([\d.]+)\)", rows[name][i]).groups()
                self.assertLessEqual(abs(float(value) - 100 * figure["value"]), 0.5)
                self.assertLessEqual(abs(float(error) - 100 * figure["mcse"]), 0.006)
            mean, error = re.fullmatch(r"(-?[\d.]+) \(([\d.]+)\)",
                                       rows["Mean estimate"][i]).groups()
            self.assertLessEqual(abs(float(mean) - hypothesis["estimate"]["mean"]), 0.05)
            self.assertLessEqual(abs(float(error) / hypothesis["estimate"]["mcse"] - 1), 0.05)
        curve = page.table("Patients")
        self.assertEqual([row for row in curve if row != "Patients"],
                         [str(size["total"]) for size in results["sizes"]])
        self.assertIn(results["fingerprint"], page.pre[1])
        self.assertIn(results["scenario"]["sha256"], page.pre[1])

    def test_what_it_holds_reproduces_it(self):
        """The scenario in the page, with the commands in the page, gives what stands there."""
        page = self.page(LUO, "--replicates", "1000", "--set", "/arms/usual/size=60")
        self.write("scenario.trefoil", page.pre[-1])
        run, sensitivity = (text.split() for text in page.pre[:2])
        self.assertEqual(run[:2], ["trefoil-sim", "run"])
        self.assertEqual(sensitivity[:2], ["trefoil-sim", "sensitivity"])
        results = json.loads(self.call(*run[1:]).out)
        self.assertIn(f"fingerprint  {results['fingerprint']}\n", page.pre[2])
        table = self.call(*sensitivity[1:], env=environment(COLUMNS="200")).out
        changes = re.compile(r"[+\u2212]?[\d.]+ \([\d.]+\)")
        rows = [tuple(changes.findall(line)) for line in table.splitlines()
                if line.startswith("/")]
        self.assertGreater(len(rows), 4)
        found = next(t for t in page.tables if t[0][:3:2] == ["Assumption", "Change there"])
        self.assertEqual([(row[2], row[4]) for row in found[1:]], rows)
        # a range that is added to what is planned is no value
        self.assertEqual(page.table("Assumption")["Mean, Usual care"][0], "planned \u22121 point")
        goal = sensitivity[sensitivity.index("--goal") + 1]
        self.assertIn(f">Power of {goal} (", self.read("out.html").decode("utf-8"))

    def test_results_that_the_file_expects(self):
        """The page says whether it still gives them, and holds what it takes to see it again."""
        def sentence(page):
            return [text for text in page.texts if "that the file expects" in text
                    or "The file expects" in text]
        name = self.write("own.trefoil", self.call("expect", LUO, "--replicates", "500").out)
        few = ("--no-sensitivity",)
        page = self.page(name, *few)
        self.assertEqual(sentence(page), ["Held against the results that the file expects: "
                                          "reproduced exactly. This command does that again:"])
        self.assertIn("trefoil-sim reproduce scenario.trefoil", page.pre)
        self.write("scenario.trefoil", page.pre[-1])
        again = self.call("reproduce", "scenario.trefoil")
        self.assertEqual(again.status, DONE)
        self.assertIn("Reproduced exactly", again.out)
        text = self.text_of_pdf(name, *few)
        self.assertIn("file expects: reproduced exactly.", text)
        self.assertNotIn('"expected":', text)
        page = self.page(name, *few, "--set", "/outcomes/rmdq/sd=4.5")
        self.assertIn("changed since its results were written: ", sentence(page)[0])
        self.assertIn("SD: 5 points → 4.5 points", sentence(page)[0])
        page = self.page(name, *few, "--replicates", "400")
        self.assertIn("another number of trials", sentence(page)[0])
        tree = json.loads(self.read(name))
        tree["expected"]["results"]["/sizes/152/hypotheses/HE-UC/power/value"]["value"] -= 0.1
        page = self.page(self.write("off.trefoil", json.dumps(tree)), *few)
        self.assertIn("not reproduced: other results", sentence(page)[0])
        del tree["expected"]
        page = self.page(self.write("none.trefoil", json.dumps(tree)), *few)
        self.assertEqual(sentence(page), [])
        self.assertNotIn("trefoil-sim reproduce scenario.trefoil", page.pre)

    def test_a_pdf_does_not_promise_a_file(self):
        text = self.text_of_pdf(REPLANNED, "--replicates", "200")
        self.assertIn("out of the same report as HTML", text)
        self.assertIn("lines too long for a page are broken", text)
        self.assertNotIn("The scenario below", text)
        self.assertIn("trefoil-sim sensitivity scenario.trefoil --goal ", text)
        self.assertIn("--replicates 200", text)

    def test_an_error_is_no_power(self):
        """Where nothing works rejections are errors, here as in all tables."""
        for name in ("null-world", "therapist-nested"):
            page = self.page(os.path.join(DATA, "scenarios", name + ".trefoil"),
                             "--replicates", "200")
            said = "\n".join(page.texts)
            self.assertNotRegex(said, "the power is")
            self.assertRegex(said, r"With \d+ patients the type I error is .* for Hand-ear "
                                   r"acupuncture vs usual care .* for all of them \(.*\), "
                                   "because a null hypothesis that would have to be rejected is "
                                   "true")
            for heading in ("Patients", "Measure"):
                for column in page.table(heading)[heading]:
                    self.assertTrue(column.endswith(" \u00a7"), column)
            self.assertEqual(said.count("\u00a7: type I error, for a null hypothesis"), 2)
            self.assertRegex(self.read("out.html").decode("utf-8"),
                             r">Type I error of [\w-]+ \([^)]*\) as planned: \d")
        page = self.page(REPLANNED, "--replicates", "200", "--no-sensitivity")
        self.assertIn("the power is", "\n".join(page.texts))
        self.assertNotIn("\u00a7", "\n".join(page.texts + page.table("Patients")["Patients"]))
        page = self.page(REPLANNED, "--replicates", "200", "--no-sensitivity", "--set",
                         "/outcomes/rmdq/means/hand-ear=12")
        said = "\n".join(page.texts)
        self.assertRegex(said, "the power to find harm is .* for Hand-ear acupuncture vs usual.*, "
                               "because the true effect is negative")
        self.assertIn("HE-UC \u2021", page.table("Measure")["Measure"])

    def test_a_page_by_itself(self):
        """Nothing is fetched, every link leads somewhere, and no id is there twice."""
        page = self.page(REPLANNED, "--replicates", "500")
        text = self.read("out.html").decode("utf-8")
        self.assertEqual(text.count("<svg "), 3)
        self.assertEqual(text.count(" aria-label="), 3)
        self.assertEqual(len(page.ids), len(set(page.ids)))
        self.assertGreater(len(page.links), 20)
        for link in page.links:
            self.assertTrue(link.startswith("#") and link[1:] in page.ids, link)
        self.assertNotIn("<script", text)
        self.assertIn("default-src 'none'", text)

    def test_texts_of_a_file_are_texts(self):
        with open(LUO, encoding="utf-8") as source:
            tree = json.load(source)
        tree["title"] = "<script>alert(1)</script> & \"more\""
        tree["question"] = "Line\u0007 with a bell </p><img src=http://example.org/x>"
        tree["arms"][0]["name"] = "<b>Ear</b>"
        tree["sources"][0]["text"] = "</pre>"
        self.write("odd.trefoil", json.dumps(tree))
        page = self.page("odd.trefoil", "--replicates", "200", "--no-sensitivity")
        text = self.read("out.html").decode("utf-8")
        self.assertNotIn("<script", text)
        self.assertNotIn("<img", text)
        self.assertNotIn("\u0007", text)
        self.assertIn(tree["title"], page.texts)
        self.report("odd.trefoil", "-o", "odd.pdf", "--replicates", "200", "--no-sensitivity")

    def test_words_of_other_languages(self):
        """No unit, visit or sign is left that is not of the language."""
        for language in ("de", "es", "zh_CN"):
            self.report(REPLANNED, "-o", "out.html", "--replicates", "200", "--no-sensitivity",
                        language=language)
            page = Page(self.read("out.html").decode("utf-8"))
            said = page.texts + [cell for table in page.tables for row in table for cell in row]
            for text in said:
                self.assertNotRegex(text, r"\bweek-8\b|\d trials\b|\d patients\b|\d weeks\b")
                if language == "zh_CN":
                    self.assertNotRegex(text, "[\u4e00-\u9fff\uff09][,;:.]( |$)")
                    self.assertNotRegex(text, "[\u3002\uff0c\uff1a\uff1b] ")
        self.assertIn("\uff08", "".join(said))
        self.assertIn("150\u3001300\u3001450", "".join(said), "numbers are listed as words are")

    def test_signs(self):
        """Negative numbers have a minus; in Chinese a full stop is wide only where one ends."""
        page = self.page(os.path.join(DATA, "scenarios", "dropout-mar.trefoil"), "--replicates",
                         "200", "--no-sensitivity")
        self.assertRegex(page.table("Measure")["Bias"][0], "^\u2212[0-9.]+ ")
        self.assertIn("(plausible \u22120.25 to 0.25)", "\n".join(page.texts))
        for told, shown in (("1. \u76ee\u7684, \u9488 vs. \u9488.",
                             "1. \u76ee\u7684\uff0c\u9488 vs. \u9488\u3002"),
                            ("\u9488 (VAS)\u7684[1]\u548c5%\u7684",
                             "\u9488 (VAS) \u7684[1] \u548c 5% \u7684"),
                            ("\u5747\u503c 12.2. \u9488A 3\u7ec4, 5.",
                             "\u5747\u503c 12.2\u3002\u9488 A 3 \u7ec4\uff0c5.")):
            self.report(LUO, "-o", "out.html", "--replicates", "64", "--no-sensitivity", "--set",
                        "/question=" + json.dumps(told), language="zh_CN")
            page = Page(self.read("out.html").decode("utf-8"))
            self.assertIn(shown, page.texts)
        self.assertIn("54 \u540d\u60a3\u8005", "\n".join(
            cell for table in page.tables for row in table for cell in row))

    def test_counts_are_read_in_groups(self):
        page = self.page(LUO, "--replicates", "12000", "--no-sensitivity")
        cells = [row for table in page.tables for row in table]
        self.assertIn(["Run: Trials", "12\u202f000 trials", "Given in the file, without a basis."],
                      cells)
        self.assertIn(["Run: Seed", "20190704", "Given in the file, without a basis."], cells)
        # a source is cited by what it is listed under
        self.assertIn("SPINE reported 5.2, and 5.1 to 5.5 in its arms. [spine2009]",
                      "\n".join(row[-1] for row in cells))

    def test_bundled_files(self):
        for file in sorted(glob.glob(os.path.join(DATA, "scenarios", "*.trefoil")))[::3]:
            page = self.page(file, "--replicates", "64", "--no-sensitivity")
            self.assertEqual([name for name in page.ids if name in SECTIONS],
                             [name for name in SECTIONS if name != "sensitivity"], file)

    def test_the_same_again(self):
        for name in ("a.html", "a.pdf"):
            words = (LUO, "--replicates", "200", "--no-sensitivity")
            self.report(*words, "-o", name)
            first = self.read(name)
            self.report(*words, "--threads", "1", "-o", name)
            self.assertEqual(self.read(name), first)

    def test_pdf(self):
        tool = shutil.which("pdffonts")
        self.report(REPLANNED, "-o", "out.pdf", "--replicates", "500")
        self.assertTrue(self.read("out.pdf").startswith(b"%PDF-"))
        if tool is None:
            raise unittest.SkipTest("poppler-utils is not installed")
        fonts = subprocess.run([tool, self.path("out.pdf")], stdout=subprocess.PIPE, timeout=60,
                               check=True).stdout.decode("utf-8").splitlines()[2:]
        self.assertGreater(len(fonts), 2)
        for line in fonts:
            self.assertRegex(line, r" yes (yes|no) +(yes|no) +\d+ +\d+$")
        flat = self.text_of_pdf(REPLANNED, "--replicates", "500")
        for words in ("Luo re-planned", "The primary outcome is Roland-Morris disability at Week 8",
                      "Power depends", "Operating characteristics", "Sensitivity",
                      "Assumptions and their basis", "Summary of the simulation (ADEMP)", "Limits",
                      "Reproducing these figures", "Checklist", "Page 1", "Page 5"):
            self.assertIn(words.lower(), flat.lower())

    def test_sensitivity_is_about_what_hangs_on_something(self):
        page = self.page(REPLANNED, "--replicates", "1000")
        rows = page.table("Assumption")
        self.assertEqual(rows["Mean, Hand-ear acupuncture"][-1], "assumed")
        self.assertEqual(rows["SD"][-1], "of the basis")
        low, high = (float(rows["SD"][i].split(" ")[0].replace("\u2212", "-")) for i in (1, 3))
        self.assertGreater(low, high)
        self.assertEqual(rows["SD"][0::2][:2], ["5 points", "6 points"])
        self.assertRegex("\n".join(page.texts), r"(?m)^1000 trials of each scenario, paired on the "
                                                r"same random numbers, seed 20190704\.$")

    def test_refused(self):
        for words, status, part in (
                ((), WRONG, "found no FILE"), ((LUO,), WRONG, "it needs --output OUT"),
                ((LUO, "-o", "x.txt"), WRONG, "allowed: a name that ends in .html or .pdf"),
                ((LUO, "-o", "-"), WRONG, "allowed: a name that ends in .html or .pdf"),
                ((LUO, LUO, "-o", "x.pdf"), WRONG, "found 2 names"),
                ((LUO, "-o", "x.html", "--nonsense"), WRONG, "nonsense"),
                ((LUO, "-o", "x.html", "--set", "arms"), WRONG, "allowed: /pointer=value"),
                ((LUO, "-o", "x.html", "--set", "/arms/nobody/size=3"), WRONG, "nobody"),
                ((LUO, "-o", "x.html", "--threads", "-1"), WRONG, "--threads: found '-1'"),
                ((LUO, "-o", "x.html", "--seed", "null"), WRONG, "--seed: found 'null'"),
                (("nowhere", "-o", "x.html"), FAILED, "nowhere"),
                # before anything is read or simulated
                (("nowhere", "-o", "no/such/x.html"), FAILED, "-o: found the folder 'no/such'"),
                ((LUO, "-o", "x.html", "--replicates", "3"), WRONG, "--replicates: "),
                ((LUO, "-o", "x.html", "--set", "/arms=3"), INVALID, "/arms"),
                ((LUO, "-o", "x.html", "--set", "/testing/alpha=7"), INVALID,
                 f"{LUO}: --set /testing/alpha=7: ")):
            result = self.report(*words, status=status)
            self.assertIn(part, result.err, words)
            self.assertEqual(result.out, "")
            self.assertEqual(os.listdir(self.folder), [])

    def test_the_sentences_are_those_of_a_run(self):
        """What refuses a scenario or an option is said by both programs alike."""
        self.write("bad.trefoil", "{")
        for words in (("--replicates", "3"), ("--set", "/testing/alpha=7"), ("--seed", "null"),
                      ("--set", "/arms/nobody/size=3"), ("--set", "arms"), ("--threads", "257")):
            run = self.call("run", LUO, *words)
            report = self.report(LUO, "-o", "x.html", *words, status=run.status)
            self.assertEqual(report.err, run.err.replace("trefoil-sim:", "trefoil-report:"), words)
        run = self.call("run", "bad.trefoil")
        self.assertEqual(self.report("bad.trefoil", "-o", "x.html", status=INVALID).err, run.err)

    def test_the_scenario_is_not_overwritten(self):
        with open(LUO, "rb") as source:
            scenario = source.read()
        with open(self.path("x.html"), "wb") as file:
            file.write(scenario)
        os.symlink("x.html", self.path("link.html"))
        os.link(self.path("x.html"), self.path("hard.pdf"))
        for output in ("x.html", "./x.html", self.path("x.html"), "link.html", "hard.pdf"):
            result = self.report("x.html", "-o", output, "--replicates", "64", "--no-sensitivity",
                                 status=FAILED)
            self.assertIn("which is what is read", result.err)
            self.assertEqual(self.read("x.html"), scenario)

    def test_nobody_reads_what_it_says(self):
        """A pipe closed at its other end is no reason to die."""
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([REPORT, "nowhere", "-o", "x.html"], stderr=write, timeout=60,
                              cwd=self.folder, check=False, restore_signals=True)
        os.close(write)
        self.assertEqual(done.returncode, FAILED)

    def test_letters_of_any_locale(self):
        words = [REPORT, LUO, "-o", "out.html", "--replicates", "64", "--no-sensitivity", "--set",
                 "/title=\"\u00c4\""]
        done = subprocess.run(words, stderr=subprocess.PIPE, timeout=60, cwd=self.folder,
                              check=False, env=environment(LC_ALL="C"))
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assertIn("\u00c4", Page(self.read("out.html").decode("utf-8")).texts)

    def test_true_null_hypotheses_have_no_power(self):
        file = os.path.join(DATA, "scenarios", "multiplicity.trefoil")
        page = self.page(file, "--replicates", "500", "--no-sensitivity")
        said = "\n".join(page.texts)
        self.assertNotIn("the power is", said)
        self.assertRegex(said, r"the type I error is [\d.]+ % for .* \((exact; simulated "
                               r"[\d.]+ %, )?Monte Carlo standard error [\d.]+ percentage points\)")
        self.assertIn(" % for at least one of them (", said)
        # Its twelve hypotheses are laid out in parts of at most eight, each once.
        parts = [rows for rows in page.tables if rows[0][0] == "Measure"]
        self.assertEqual([len(rows[0]) for rows in parts], [9, 5])
        names = [name for rows in parts for name in rows[0][1:]]
        self.assertEqual(len(set(names)), 12)
        self.assertEqual({len(rows) for rows in parts}, {16})

    def edited(self, file, edit):
        with open(file, encoding="utf-8") as source:
            tree = json.load(source)
        edit(tree)
        return self.write("edited.trefoil", json.dumps(tree))

    def test_no_row_of_a_pdf_is_cut(self):
        """Neither one that is taller than a page nor one of a long paragraph."""
        lines = [f"row{i:03d}end" for i in range(400)]
        words = [f"word{i:03d}end" for i in range(400)]

        def edit(tree):
            tree["basis"]["/testing/alpha"]["note"] = "\n".join(lines)
            tree["basis"]["/outcomes/rmdq/sd"]["note"] = " ".join(words)
            tree["arms"][0]["name"] = "Ear " * 300
        flat = self.text_of_pdf(self.edited(LUO, edit), "--replicates", "64", "--no-sensitivity")
        table = flat[flat.index("Assumptions and their basis"):flat.index("Summary of the sim")]
        for word in lines + words:
            self.assertEqual(table.count(word), 1, word)
        self.assertGreater(table.count("Assumption Value Basis"), 5)

    def test_what_is_said_of_a_value_edited_at_one_visit(self):
        """Be the file's value one list for all arms, or one for each."""
        said = "Edited; what follows was said of 5 points. Assumed. Planning value "
        for sd in ([5, 5], {"hand-ear": [5, 5], "standard": [5, 5], "usual": [5, 5]}):
            file = self.edited(LUO, lambda tree, sd=sd: tree["outcomes"][0].update(sd=sd))
            for edit in ("/outcomes/rmdq/sd=[7,5]", "/outcomes/rmdq/sd/week-8=7"):
                if isinstance(sd, list) or edit.endswith("]"):
                    page = self.page(file, "--set", edit, "--replicates", "64", "--no-sensitivity")
                    rows = page.table("Assumption")
                    self.assertIn(said, rows["Roland-Morris disability: SD, Week 8"][1])
                    self.assertTrue(rows["Roland-Morris disability: SD, Week 26"][1]
                                    .startswith("Assumed, plausible 5 to 6. "))
                    self.assertIn("(edited; the basis is that of 5 points)", "\n".join(page.texts))

    def test_visits_whose_names_begin_alike(self):
        def edit(tree):
            rmdq = tree["outcomes"][0]
            rmdq["visits"][0]["name"], rmdq["visits"][1]["name"] = "Week 12", "Week 1"
            tree["analyses"].append(dict(tree["analyses"][0], id="early", visit="week-26"))
            tree["testing"]["hypotheses"][2].update(analysis="early")
            tree["basis"] = {}
        page = self.page(self.edited(LUO, edit), "--replicates", "64", "--no-sensitivity")
        self.assertIn(" Also tested: Roland-Morris disability at Week 1.", "\n".join(page.texts))

    def test_what_decides_the_number_of_a_trial_of_times(self):
        self.write("times.trefoil", json.dumps({
            "trefoil": 1,
            "arms": [{"id": "a", "name": "New", "size": 120},
                     {"id": "b", "name": "Usual", "size": 120}],
            "outcomes": [{"id": "rec", "name": "Relapse", "type": "time-to-event",
                          "better": "later", "hazards": {"b": 0.035}, "hazard-ratio": {"a": 0.6},
                          "accrual": 26, "follow-up": 26, "events": 100}],
            "analyses": [{"id": "main", "outcome": "rec", "method": "log-rank"}],
            "testing": {"hypotheses": [{"id": "H", "compare": ["a", "b"]}]},
            "run": {"replicates": 500}}))
        said = "\n".join(self.page("times.trefoil", "--no-sensitivity").texts)
        self.assertIn("Assumed of the course of the trial: accrual 26 weeks; follow-up 26 weeks; "
                      "events 100.", said)
        table = " ".join(self.call("run", "times.trefoil").out.split())
        events, a, b = re.search(r"Events on average: ([\d.]+) \(SD [\d.]+\): a ([\d.]+), b "
                                 r"([\d.]+)", table).groups()
        self.assertIn(f"Expected are {events} events (New {a}, Usual {b}), and the trial takes",
                      said)
        weeks, reached = re.search(r"takes ([\d.]+) weeks on average .* end it in ([\d.]+ %)",
                                   table).groups()
        self.assertIn(f"the trial takes {weeks} weeks on average; it has the 100 events that end "
                      f"it in {reached} of the trials.", said)

    def test_practitioners_and_losses_are_told(self):
        page = self.page(os.path.join(DATA, "scenarios", "therapist-nested.trefoil"),
                         "--replicates", "64", "--no-sensitivity")
        said = "\n".join(page.texts)
        for words in ("Assumed of practitioners: 3 practitioners (Hand-ear acupuncture)",
                      "ICC of practitioners 0.035 (plausible 0 to 0.07) [3]"):
            self.assertIn(words, said)
        data = page.table("Part")["Data-generating mechanism"][0]
        self.assertIn("in common are alike", data)
        self.assertNotIn("independently of the other arms", data)

        def edit(tree):
            tree["dropout"].update({"mechanism": {"hand-ear": "mcar", "standard": "mcar",
                                                  "usual": "mar"}, "log-odds": 0.1})
        page = self.page(self.edited(LUO, edit), "--replicates", "64", "--no-sensitivity")
        data = page.table("Part")["Data-generating mechanism"][0]
        self.assertIn("independently of the other arms", data)
        self.assertRegex(data, r"Losses: Hand-ear acupuncture: Completely at random \(MCAR\); .*; "
                               r"Usual care: At random \(MAR\)\. ")

    def test_languages(self):
        """The user's language, and told so; the scenario in it is the file."""
        for language, mark, arm in (("de", "de", "Hand-Ohr-Akupunktur"),
                                    ("es", "es", "Acupuntura mano-oreja"),
                                    ("zh_CN", "zh-CN", "手耳针")):
            self.report(LUO, "-o", "out.html", "--replicates", "64", "--no-sensitivity",
                        language=language)
            text = self.read("out.html").decode("utf-8")
            page = Page(text)
            self.assertIn(f'<html lang="{mark}">', text)
            self.assertNotIn("Content-Type: text/plain", text)
            self.assertIn(arm, "\n".join(page.texts))
            self.assertIn('"name": "Hand-ear acupuncture"', page.pre[-1])

    def test_sentences_are_made_for_their_subject(self):
        """Power and an error have other articles and verbs in other languages."""
        null = os.path.join(DATA, "scenarios", "null-world.trefoil")
        for language, power, error in (
                ("de", "Mit 152 Patienten betr\u00e4gt die Power 8",
                 "Mit 152 Patienten betr\u00e4gt der Fehler 1. Art "),
                ("es", "Con 152 pacientes, la potencia es del 8",
                 "Con 152 pacientes, el error de tipo I es del "),
                ("zh_CN", "152 \u540d\u60a3\u8005\u65f6\uff0c\u68c0\u9a8c\u6548\u80fd\u4e3a 8",
                 "152 \u540d\u60a3\u8005\u65f6\uff0cI \u7c7b\u9519\u8bef\u7387\u4e3a ")):
            for file, words in ((LUO, power), (null, error)):
                self.report(file, "-o", "out.html", "--replicates", "200", "--no-sensitivity",
                            language=language)
                self.assertIn(words, self.read("out.html").decode("utf-8"))

    def test_labels_in_a_sentence(self):
        """Small letters where the language has them so, and names that the program gives."""
        mar = os.path.join(DATA, "scenarios", "dropout-mar.trefoil")
        for language, words in (
                ("de", ("Richtung: niedriger ist besser", "Randomisierung: feste Anzahlen.",
                        "ANCOVA; adjustiert f\u00fcr: Baseline; fehlende Scores: vollst\u00e4ndige",
                        "t-Test; Varianz: \u00fcber alle Arme gepoolt")),
                ("es", ("vs. atenci\u00f3n habitual, prueba t (follow-up)",)),
                ("zh_CN", ("<td>100\u3001200\u3001300",))):
            self.report(mar, "-o", "out.html", "--replicates", "64", "--no-sensitivity",
                        language=language)
            text = self.read("out.html").decode("utf-8")
            for part in words:
                self.assertIn(part, text)

    def test_from_standard_input(self):
        with open(LUO, "rb") as source:
            scenario = source.read()
        self.report("-", "-o", "out.html", "--replicates", "64", "--no-sensitivity", "-q",
                    stdin=scenario)
        self.assertIn(b"Luo 2019 as run", self.read("out.html"))

    def test_manual(self):
        """The page tells of every option of the help, and of no other."""
        with open(os.path.join(DATA, "man", "trefoil-report.1"), encoding="utf-8") as file:
            source = file.read()
        taken = set(re.findall(r"--([a-z-]+)", self.report("--help").out)) - {"help"}
        listed = set(re.findall(r"(?m)^\.It (?:Fl \w , |Fl \w Ar \w+ , )?Fl -([a-z-]+)", source))
        self.assertEqual(listed - {"help"}, taken)
        self.assertRegex(self.report("--version").out, r"\Atrefoil-report \d+\.\d+\.\d+\n\Z")
        mandoc = shutil.which("mandoc")
        if mandoc is not None:
            done = subprocess.run([mandoc, "-Tlint", "-W", "style",
                                   os.path.join(DATA, "man", "trefoil-report.1")],
                                  stdout=subprocess.PIPE, timeout=60, check=False)
            self.assertEqual((done.returncode, done.stdout), (0, b""))


if __name__ == "__main__":
    main()
