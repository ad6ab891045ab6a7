#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Translations: every file with visible text is listed, marked and can be extracted.

Usage: potfiles.py            the tests
       potfiles.py --write    rewrites po/POTFILES.in from what is in the tree
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import tree

MARK = re.compile(r"(?<![\w.>])(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dgettext|gettext) ?\(")
MARKED = re.compile(r'(?<![\w.>])(?:N?_|N?C_|ngettext) \((?:[^;()"]|"(?:\\.|[^"\\])*")*')
UI_MARK = re.compile(r'translatable="(?:yes|true|1)"')
HEADER = """# SPDX-License-Identifier: GPL-3.0-or-later
# Every file with text that people see; tests/tree/potfiles.py --write keeps it complete.
"""
# Calls whose literal argument somebody reads: the text must come through _().
SHOWN = re.compile(
    r"\b(?:gtk_label_new|gtk_label_set_text|gtk_label_set_markup|gtk_button_new_with_label"
    r"|gtk_button_set_label|gtk_check_button_new_with_label|app_tooltip_set"
    r"|gtk_window_set_title|adw_window_title_new|adw_preferences_row_set_title"
    r"|adw_preferences_group_set_title|adw_preferences_group_set_description"
    r"|adw_action_row_set_subtitle|adw_expander_row_set_subtitle|adw_status_page_set_title"
    r"|adw_status_page_set_description|adw_toast_new|adw_message_dialog_set_body"
    r"|adw_message_dialog_set_heading|gtk_menu_button_set_label|g_menu_append)"
    r" ?\((?:(?:[^\";()]|\([^()\"]*\))*?, )?\"([^\"]*[A-Za-z]{2}[^\"]*)\"")
UI_SHOWN = re.compile(r'<(?:property|attribute) name="(?:label|title|subtitle|tooltip[-_]text'
                      r'|description|heading|body|placeholder[-_]text)"(?![^>]*translatable=)'
                      r'[^>]*>([^<]*[A-Za-z]{2}[^<]*)<')


def code(text):
    """C without comments; strings stay, since the marks are around them."""
    return re.sub(r'"(?:\\.|[^"\\\n])*"|/\*.*?\*/',
                  lambda m: m.group() if m.group()[0] == '"' else "\n" * m.group().count("\n"),
                  text, flags=re.S)


def wanted(root=tree.ROOT):
    """The files that po/POTFILES.in must list."""
    found = []
    for name in tree.files(root):
        if name.startswith(("tests/", "tools/", "build")):
            continue
        if name.endswith((".c", ".h", ".def")):
            bare = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', code(tree.read(name, root)))
            bare = re.sub(r"^[ \t]*#[ \t]*define\b.*$", "", bare, flags=re.M)
            if MARK.search(bare):
                found.append(name)
        elif name.endswith((".ui", ".xml")) and UI_MARK.search(tree.read(name, root)):
            found.append(name)
        elif name.endswith((".desktop.in", ".metainfo.xml.in")):
            found.append(name)
    return found


def listed(root=tree.ROOT):
    path = os.path.join(root, "po/POTFILES.in")
    if not os.path.exists(path):
        return []
    lines = [line.strip() for line in tree.read("po/POTFILES.in", root).splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def check_list(root=tree.ROOT):
    should, does = wanted(root), listed(root)
    for name in should:
        if name not in does:
            yield name, "has text to translate and is not in po/POTFILES.in"
    for name in does:
        if name not in should:
            yield name, "is in po/POTFILES.in and has no text to translate, or is gone"


def check_marked(root=tree.ROOT):
    for name in tree.files(root):
        if not name.startswith(("app/", "resources/")):
            continue
        text = tree.read(name, root)
        pattern = SHOWN if name.endswith(".c") else UI_SHOWN if name.endswith(".ui") else None
        text = code(text) if pattern is SHOWN else text
        for match in pattern.finditer(text) if pattern else ():
            line = text.count("\n", 0, match.start()) + 1
            yield f"{name}:{line}", f"shows \"{match.group(1)}\" without translating it"


def check_macros(root=tree.ROOT):
    """xgettext knows the names of <inttypes.h> alone, and ends a text before any other."""
    for name in tree.files(root):
        if name.endswith((".c", ".h", ".def")) and name.startswith(("app/", "sim/")):
            text = code(tree.read(name, root))
            for match in MARKED.finditer(text):
                if re.search(r'"\s*G_G\w+_FORMAT', match.group()):
                    line = text.count("\n", 0, match.start()) + 1
                    yield f"{name}:{line}", "has G_G…_FORMAT in a text; PRIu64 and %zu are known"


def check_bundled(root=tree.ROOT):
    said = subprocess.run([sys.executable, os.path.join(root, "po/extract-bundled.py")],
                          capture_output=True, text=True)
    if said.returncode:
        yield "po/bundled-table.h", said.stderr.strip()


def extract(out, root=tree.ROOT):
    """Writes the .pot; returns what xgettext said."""
    return subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--add-comments=Translators", "--keyword=_",
         "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=g_dngettext:2,3",
         "--flag=_:1:pass-c-format", "--flag=N_:1:pass-c-format", "--directory", root,
         "--files-from", os.path.join(root, "po/POTFILES.in"), "--output", out],
        capture_output=True, text=True)


def check_extraction(results):
    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, "trefoil.pot")
        said = extract(pot)
        for line in said.stderr.splitlines():
            if "extension 'def'" not in line:  # the tables of mechanisms are C all the same
                print(f"# {line}")
        good = said.returncode == 0 and os.path.exists(pot)
        results.ok(good, "the template of translations can be extracted")
        if not good:
            return
        with open(pot, encoding="utf-8") as file:
            texts = file.read().count('\nmsgid "') - 1
        print(f"# {texts} texts to translate")
        results.ok(texts > 0, "it holds texts")
        # A template in use: made a catalogue, checked, compiled.
        catalogue = os.path.join(folder, "de.po")
        subprocess.run(["msginit", "--no-translator", "--locale=de", "--input", pot, "--output",
                        catalogue], capture_output=True)
        compiled = subprocess.run(["msgfmt", "--check", "--output", os.devnull, catalogue],
                                  capture_output=True, text=True)
        for line in compiled.stderr.splitlines():
            print(f"# {line}")
        results.ok(compiled.returncode == 0, "a new catalogue of it compiles")


def check_catalogues(root=tree.ROOT):
    languages = [line.strip() for line in tree.read("po/LINGUAS", root).splitlines()]
    languages = [line for line in languages if line and not line.startswith("#")]
    catalogues = [name for name in tree.files(root) if re.match(r"po/[^/]+\.po$", name)]
    for name in catalogues:
        if os.path.basename(name)[:-3] not in languages:
            yield name, "is not in po/LINGUAS"
        said = subprocess.run(["msgfmt", "--check", "--output", os.devnull,
                               os.path.join(root, name)], capture_output=True, text=True)
        if said.returncode:
            yield name, said.stderr.strip().replace("\n", "; ")
    for language in languages:
        if f"po/{language}.po" not in catalogues:
            yield "po/LINGUAS", f"names {language}, which has no catalogue"


def main():
    if sys.argv[1:] == ["--write"]:
        with open(os.path.join(tree.ROOT, "po/POTFILES.in"), "w", encoding="utf-8") as file:
            file.write(HEADER + "".join(f"{name}\n" for name in wanted()))
        return 0
    results = tree.Results()
    results.check("po/POTFILES.in lists the files with visible text, no others", check_list())
    results.check("text that is shown is marked for translation", check_marked())
    results.check("no text ends at a macro", check_macros())
    results.check("the text of bundled files is collected", check_bundled())
    if shutil.which("xgettext"):
        check_extraction(results)
        results.check("every catalogue is listed and compiles", check_catalogues())
    else:
        results.skip("the template of translations", "gettext is not installed")
    results.proof("the comparison with the list", check_list, {
        "po/POTFILES.in": "app/a.c\napp/gone.c\n", "app/a.c": 'f (_ ("text"));\n',
        "app/b.c": 'g (N_ ("text"));\n', "app/c.c": '/* _ ("no") */ h ("_ (");\n',
        "app/d.ui": '<property name="label" translatable="yes">Text</property>\n',
    }, ["app/b.c", "app/d.ui", "app/gone.c"])
    results.proof("the search for macros", check_macros, {
        "app/a.c": 'f (_ ("a %" PRIu64 " (b)"), "%" G_GUINT64_FORMAT);\n',
        "sim/b.c": 'f (ngettext ("(a)",\n"%" G_GUINT64_FORMAT " b", n));\n',
    }, ["sim/b.c:1"])
    script = tree.read("po/extract-bundled.py")
    scenario = {"po/extract-bundled.py": script, "data/lessons/.keep": "",
                "data/scenarios/a.trefoil": '{"arms": [{"id": "x", "name": "Usual care"}]}'}
    results.proof("the look at bundled text", check_bundled, scenario, ["po/bundled-table.h"])
    results.proof("the look at unknown keys", check_bundled, {
        **scenario, "data/scenarios/a.trefoil": '{"motto": "Two words"}'}, ["po/bundled-table.h"])
    empty = tree.read("po/bundled-table.h").split("/* Translators")[0]
    good = '{"expected": {"program": "trefoil-sim 1", "scenario": {"title": "An older title"}}}'
    results.proof("what a file expects is no text", check_bundled, {
        "po/extract-bundled.py": script, "data/lessons/.keep": "", "data/scenarios/a.trefoil": good,
        "po/bundled-table.h": empty}, [])
    results.proof("the search for bare text", check_marked, {
        "app/a.c": 'gtk_label_new (_ ("Good"));\ngtk_label_new ("Bad");\n',
        "app/b.c": 'gtk_label_new ("");\ngtk_label_set_text (GTK_LABEL (x), "Bad");\n'
                   'gtk_label_set_text (g_object_get_data (x, "key"), _("Good"));\n',
        "resources/c.ui": '<property name="label">Bad</property>\n'
                          '<property name="icon-name">open</property>\n',
    }, ["app/a.c:2", "app/b.c:2", "resources/c.ui:1"])
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
