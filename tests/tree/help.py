#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide: valid Mallard without loose ends, complete by the program's own tables, and current
where a program writes it.

Called with tools/help-keys and, where there is a window, tools/help-shortcuts.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import tree

MALLARD = "{http://projectmallard.org/1.0/}"
PAGES = "help/C"
TRANSLATED = re.compile(r'\bN?_ \(((?:\s*"(?:[^"\\]|\\.)*")+)')
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
# What the window can show (app/help/guide.c). Anything else would be lost there.
SHOWN = {"page", "info", "link", "desc", "title", "section", "p", "list", "steps", "terms", "item",
         "code", "note", "table", "thead", "tbody", "tr", "td", "em", "gui", "key", "keyseq",
         "output", "file"}
# Rows of an X-macro table, or of an array of choices: file, pattern of an id, the page that must
# have them.
TABLES = [
    ("sim/analysis/analyses.def", r'SIM_ANALYSIS \(\w+, "([\w-]+)"', "methods-analysis"),
    ("sim/decision/multiplicity/multiplicity.def", r'SIM_MULTIPLICITY \(\w+, "([\w-]+)"',
     "methods-multiplicity"),
    ("sim/model/allocation/allocations.def", r'SIM_ALLOCATION \(\w+, "([\w-]+)"',
     "methods-randomisation"),
    ("sim/model/outcome/outcomes.def", r'SIM_OUTCOME \(\w+, "([\w-]+)"', "methods-patients"),
    ("sim/model/outcome/correlations.def", r'SIM_\w+ \(\w+, "([\w-]+)"', "methods-patients"),
]
# The same of keys whose choices stand in the key reference.
KEYS = [
    ("keys-analyses", "analyses.missing", "methods-missing"),
    ("keys-dropout", "dropout.mechanism", "methods-missing"),
    ("keys-testing", "testing.hypotheses.type", "methods-hypotheses"),
]


def parse(page, root):
    return ElementTree.parse(os.path.join(root, PAGES, page + ".page")).getroot()


def titles(page, root):
    """The keys that stand in the titles of a page."""
    return {code.text for title in parse(page, root).iter(MALLARD + "title")
            for code in title.findall(MALLARD + "code")}


def check_methods(root=tree.ROOT):
    for name, pattern, page in TABLES:
        ids = re.findall(pattern, tree.read(name, root))
        if not ids:
            yield name, "has no rows by this test's pattern"
        for missing in sorted(set(ids) - titles(page, root)):
            yield page, f"does not explain {missing} of {name}"


def check_choices(root=tree.ROOT):
    for keys, section, page in KEYS:
        found = [part for part in parse(keys, root).iter(MALLARD + "section")
                 if part.get("id") == section]
        ids = [title.find(MALLARD + "code").text
               for part in found for title in part.iterfind(f".//{MALLARD}item/{MALLARD}title")]
        if not ids:
            yield keys, f"has no choices in {section}"
        for missing in sorted(set(ids) - titles(page, root)):
            yield page, f"does not explain {missing} of {section}"


def check_shown(root=tree.ROOT):
    for path in sorted(glob.glob(os.path.join(root, PAGES, "*.page"))):
        name = os.path.basename(path)
        for element in ElementTree.parse(path).getroot().iter():
            tag = element.tag.replace(MALLARD, "")
            if tag not in SHOWN:
                yield name, f"has <{tag}>, which the window does not show"
            if tag == "key" and not (element.text or "").strip():
                yield name, "has a <key> that is empty"
            if tag == "link" and element.get("type") is None and not "".join(element.itertext()):
                yield name, f"has a link to {element.get('xref')} without words"


def said(root):
    """What the programs say, without mnemonics and dots."""
    texts = set()
    for name in tree.files(root):
        if name.startswith("app/") and name.endswith(".c"):
            texts |= {"".join(STRING.findall(parts)) for parts in
                      TRANSLATED.findall(tree.read(name, root))}
        elif name.endswith(".ui"):
            texts |= set(re.findall(r'translatable="yes">([^<]*)<', tree.read(name, root)))
    return {text.replace("_", "").rstrip("…") for text in texts}


def check_names(root=tree.ROOT):
    """Buttons and the like are called what stands on them."""
    texts = said(root)
    for path in sorted(glob.glob(os.path.join(root, PAGES, "*.page"))):
        for name in ElementTree.parse(path).getroot().iter(MALLARD + "gui"):
            text = " ".join(name.text.split())
            if text.rstrip("…") not in texts:
                yield os.path.basename(path), f"calls something '{text}', which nothing is called"


def check_views(root=tree.ROOT):
    views = re.findall(r'\{ ID \("([\w-]+)"\)', tree.read("app/views/list.c", root))
    if not views:
        yield "app/views/list.c", "has no views by this test's pattern"
    for view in views:
        if not os.path.exists(os.path.join(root, PAGES, f"view-{view}.page")):
            yield view, "has no page"


def check_current(keys, shortcuts):
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
        subprocess.run([keys, folder], check=True, env=env)
        if shortcuts:
            subprocess.run([shortcuts, os.path.join(folder, "shortcuts.page")], check=True, env=env)
        committed = {os.path.basename(path) for path in
                     glob.glob(os.path.join(tree.ROOT, PAGES, "keys-*.page"))}
        for name in sorted(committed | set(os.listdir(folder))):
            ours, new = os.path.join(tree.ROOT, PAGES, name), os.path.join(folder, name)
            if not os.path.exists(ours) or not os.path.exists(new) \
                    or open(ours, encoding="utf-8").read() != open(new, encoding="utf-8").read():
                yield name, "is not what the program writes; renew it: ninja -C build help-pages"


def check_keys(shortcuts):
    for accels, expected in [("<Control>s Left", "Ctrl|S, Left"), ("plus", "+"),
                             ("<Control><Shift>plus", "Shift|Ctrl|+")]:
        sequences = ["".join(f"<key>{key}</key>" for key in keys.split("|"))
                     for keys in expected.split(", ")]
        wanted = ", ".join(f"<keyseq>{sequence}</keyseq>" for sequence in sequences)
        said = subprocess.run([shortcuts, "--keys", accels], check=True, capture_output=True,
                              text=True, env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""})
        if said.stdout.strip() != wanted:
            yield accels, f"is written as {said.stdout.strip()}"


def judge(results, pages):
    """The verdicts of Mallard's own tool."""
    for command in ("validate", "links", "orphans", "media", "ids"):
        title = f"yelp-check {command} has nothing to say"
        if not shutil.which("yelp-check"):
            results.skip(title, "yelp-check is not installed")
            continue
        said = subprocess.run(["yelp-check", command, *pages], capture_output=True, text=True)
        output = (said.stdout + said.stderr).strip()
        if output:
            print("\n".join(f"# {line}" for line in output.splitlines()))
        results.ok(said.returncode == 0 and not output, title)


def page_of(text, name="a"):
    return f'<page xmlns="{MALLARD[1:-1]}" id="{name}"><title>T</title>{text}</page>'


def main():
    keys, shortcuts = sys.argv[1], (sys.argv[2] if len(sys.argv) > 2 else None)
    results = tree.Results()
    judge(results, sorted(glob.glob(os.path.join(tree.ROOT, PAGES, "*.page"))))
    results.check("every method, rule, outcome and randomisation is explained", check_methods())
    results.check("every strategy, mechanism and type of hypothesis is explained", check_choices())
    results.check("every view has its page", check_views())
    results.check("what stands on buttons is called so", check_names())
    results.check("the window can show all that the pages have", check_shown())
    results.check("written pages are current", check_current(keys, shortcuts))
    if shortcuts:
        results.check("keys are written one by one, a plus too", check_keys(shortcuts))

    rows = {name: 'SIM_ANALYSIS (a, "a")\nSIM_MULTIPLICITY (a, "a")\nSIM_ALLOCATION (a, "a")\n'
                  'SIM_OUTCOME (a, "a")\nSIM_OUTCOME (b, "b")\n' for name, _, _ in TABLES}
    told = page_of("<terms><item><title><code>a</code> A</title><p/></item></terms>")
    results.proof("the look for methods", check_methods, {
        **rows, **{f"{PAGES}/{page}.page": told for _, _, page in TABLES},
    }, ["methods-patients"])
    results.proof("the look for views", check_views, {
        "app/views/list.c": '{ ID ("a") }, { ID ("b") }', f"{PAGES}/view-a.page": ""}, ["b"])
    results.proof("the look at names", check_names, {
        "app/a.c": 'f (_ ("_Sa" "ve…"));', "app/b.ui": '<p translatable="yes">_Open</p>',
        f"{PAGES}/a.page": page_of("<p><gui>Save</gui> <gui>Open…</gui></p>"),
        f"{PAGES}/b.page": page_of("<p><gui>Sage</gui></p>")}, ["b.page"])
    results.proof("the look at elements", check_shown, {
        f"{PAGES}/a.page": page_of("<p>x</p>"), f"{PAGES}/b.page": page_of("<p><app>x</app></p>"),
        f"{PAGES}/c.page": page_of('<p><link xref="a"/></p>'),
        f"{PAGES}/d.page": page_of("<p><keyseq><key>Ctrl</key><key/></keyseq> <key>+</key></p>"),
    }, ["b.page", "c.page", "d.page"])
    with tree.planted({"a.page": page_of('<p><link xref="b">b</link></p>')}) as folder:
        if shutil.which("yelp-check"):
            said = subprocess.run(["yelp-check", "links", os.path.join(folder, "a.page")],
                                  capture_output=True, text=True)
            results.ok("b" in said.stdout, "yelp-check finds a planted loose link")
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
