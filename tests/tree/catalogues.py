#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Translations: every text of the program and of the bundled files is there in every language, and
says no less: the same places for numbers, figures, markup, access keys and ends of sentences.

After a change of texts: ninja -C build trefoil-update-po (which runs msgmerge), then fill what this
test names.
"""
import collections
import os
import re
import shutil
import sys
import tempfile

import potfiles
import tree

LANGUAGES = {"zh_CN": 1, "de": 2, "es": 2}  # and how many forms a plural has
Message = collections.namedtuple("Message", "context text plural translations fuzzy")

ESCAPE = re.compile(r"\\(.)")
KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) "(.*)"$')
MEANING = {"n": "\n", "t": "\t", "r": "\r"}
TAG = re.compile(r"</?[a-z]+(?: [^<>]*)?/?>")
FIGURE = re.compile(r"\{\{ */.*?\}\}", re.S)
LINK = re.compile(r"\]\([^)]*\)")
ACCESS = re.compile(r"_[A-Za-z]")  # "_Next", "Sa_ve", "保存(_S)"
# Numbers in prose stand beside those of the program, and look like them: a decimal point, thousands
# set apart by a narrow blank, and not below ten thousand.
OTHER_NUMBER = [
    ("a decimal comma", re.compile(r"(?<![\d,/.=(])\d+,\d{1,2}(?![\d,])")),
    ("a comma in thousands", re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3}|(?:,000){2,})(?![\d,])")),
    ("a wide blank in thousands", re.compile(r"\d[ '\u00a0\u2009]\d{3}(?!\d)")),
    ("a blank in less than ten thousand",
     re.compile(r"(?<![\d\u202f])\d\u202f\d{3}(?![\d\u202f])")),
]
ENDS = [".。", ":：", "?？", "!！", "…⋯"]


def unescape(text):
    return ESCAPE.sub(lambda m: MEANING.get(m.group(1), m.group(1)), text)


def messages(text):
    """The entries of a catalogue but its header and those that are out of use."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        fields, flags, key, first = collections.OrderedDict(), "", None, 0
        for line in block.splitlines():
            match = KEYWORD.match(line)
            if line.startswith("#,"):
                flags += line
            elif match:
                key = match.group(1)
                fields[key] = unescape(match.group(2))
            elif key and line.startswith('"'):
                fields[key] += unescape(line[1:-1])
        if fields.get("msgid"):
            found.append(Message(fields.get("msgctxt"), fields["msgid"], fields.get("msgid_plural"),
                                 [fields[k] for k in fields if k.startswith("msgstr")],
                                 "fuzzy" in flags))
    return found


def catalogue(language, root):
    return messages(tree.read(f"po/{language}.po", root))


def short(text):
    return re.sub(r"\s+", " ", text)[:60]


def template(root):
    """The texts of the program as xgettext finds them now."""
    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, "trefoil.pot")
        potfiles.extract(pot, root)
        with open(pot, encoding="utf-8") as file:
            return messages(file.read())


# --- what each translation must have in common with its text -------------------------------------

def counted(pattern):
    return lambda text: sorted(pattern.findall(text))


def margins(text):
    return (text[:len(text) - len(text.lstrip(" \n"))], text[len(text.rstrip(" \n")):])


def end(text):
    """Which mark ends a sentence; that of an abbreviation does not count."""
    last = text.rstrip()[-1:]
    return next((place for place, marks in enumerate(ENDS) if last and last in marks), None)


def emphasis(text):
    return text.count("**") % 2, text.count("`") % 2


def headings(text):
    return [len(line) - len(line.lstrip("#")) for line in text.splitlines() if line.startswith("#")]


def items(text):
    return sum(line.startswith("- ") for line in text.splitlines())


COMMON = {
    "blanks and newlines at its ends": margins,
    "figures in {{…}}": counted(FIGURE),
    "tags": counted(TAG),
    "access keys": lambda text: len(ACCESS.findall(text)),
    "pairs of ** and `": emphasis,
    "headings": headings,
    "items of lists": items,
    "links": counted(LINK),
}


def loses_end(text, translation):
    """Whether a sentence loses its mark. A stop after a word or two is that of an abbreviation."""
    mark = end(text)
    return mark is not None and (mark > 0 or text.count(" ") > 1) and end(translation) != mark


def faults(message):
    for number, translation in enumerate(message.translations):
        source = message.plural if number > 0 or len(message.translations) == 1 else message.text
        pair = f"\"{short(message.text)}\" and \"{short(translation)}\" differ in "
        yield from (pair + what for what, look in COMMON.items()
                    if look(source or message.text) != look(translation))
        if loses_end(source or message.text, translation):
            yield pair + "their last mark"


# --- checkers ------------------------------------------------------------------------------------

def check_listed(root=tree.ROOT):
    lines = tree.read("po/LINGUAS", root).split("\n")
    listed = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    if listed != set(LANGUAGES):
        yield "po/LINGUAS", f"lists {sorted(listed)}, not {sorted(LANGUAGES)}"
    for language, forms in LANGUAGES.items():
        said = re.search(r"nplurals ?= ?(\d)", tree.read(f"po/{language}.po", root))
        if not said or int(said.group(1)) != forms:
            yield f"po/{language}.po", f"has other plural forms than {forms}"


def check_complete(root=tree.ROOT):
    wanted = template(root)
    for language, forms in LANGUAGES.items():
        there = {(m.context, m.text): m for m in catalogue(language, root)}
        for message in wanted:
            found = there.get((message.context, message.text))
            needed = forms if message.plural else 1
            name = f"po/{language}.po"
            if found is None:
                yield name, f"has not \"{short(message.text)}\""
            elif found.fuzzy:
                yield name, f"is not sure (fuzzy) of \"{short(message.text)}\""
            elif len(found.translations) != needed or not all(found.translations):
                yield name, f"does not translate \"{short(message.text)}\""


def check_alike(root=tree.ROOT):
    for language in LANGUAGES:
        for message in catalogue(language, root):
            if all(message.translations):
                for fault in faults(message):
                    yield f"po/{language}.po", fault


def check_numbers(root=tree.ROOT):
    for language in LANGUAGES:
        for message in catalogue(language, root):
            for translation in message.translations:
                for what, pattern in OTHER_NUMBER:
                    found = pattern.search(translation)
                    if found:
                        yield f"po/{language}.po", f"\"{short(message.text)}\" has {what}: " + \
                            f"\"{found.group()}\""


# xgettext reads no macro within a text but those of <inttypes.h>: it ends the text there.
CUT = re.compile(r'\b_ \((?:\s*"(?:[^"\\\\]|\\\\.)*"|\s*PRI\w+)*\s*(?!PRI)([A-Z_]{2,})\s*"')


def check_whole(root=tree.ROOT):
    for name in tree.files(root):
        if name.endswith(".c"):
            for found in CUT.finditer(tree.read(name, root)):
                yield name, f"has {found.group(1)} within a text"


def planted(entry):
    """A tree with one text and catalogues of which the German one has this entry."""
    head = 'msgid ""\nmsgstr "Plural-Forms: nplurals={};\\n"\n\n'
    good = 'msgid "a _b: {{/x}}?\\n"\nmsgstr "c _d: {{/x}}?\\n"\n'
    return {"po/LINGUAS": "zh_CN\nde\nes\n", "po/POTFILES.in": "app/a.c\n",
            "app/a.c": 'f (_ ("a _b: {{/x}}?\\n"));\n', "po/zh_CN.po": head.format(1) + good,
            "po/es.po": head.format(2) + good, "po/de.po": head.format(2) + entry}


def main():
    results = tree.Results()
    if not shutil.which("xgettext"):
        results.skip("the translations", "gettext is not installed")
        return results.done()
    results.check("po/LINGUAS lists the languages, and each has its forms of the plural",
                  check_listed())
    results.check("every text is translated into every language, none is fuzzy", check_complete())
    results.check("translations keep figures, markup, access keys and ends", check_alike())
    results.check("no text ends where a macro stands in it", check_whole())
    results.proof("the search for macros", check_whole,
                  {"a.c": '_ ("a" B_C " d");', "b.c": '_ ("a %" PRIu64\n "b \\"");'}, ["a.c"])
    results.check("translations write numbers as the program does", check_numbers())
    text = 'msgid "a _b: {{/x}}?\\n"\nmsgstr '
    for wrong in ("c d: {{/x}}?\\n", "c _d: {{/y}}?\\n", "c _d: {{/x}}?", "c _d: <b>{{/x}}?\\n",
                  "c _d: **e {{/x}}?\\n", "c _d: {{/x}}.\\n"):
        results.proof(f"the comparison with \"{wrong}\"", check_alike,
                      planted(f'{text}"{wrong}"\n'), ["po/de.po"])
    right = text + '"c _d: {{/x}}?\\n"\n'
    for entry in ('msgid "z"\nmsgstr "z"\n', text + '""\n', "#, fuzzy\n" + right):
        results.proof("the search for gaps", check_complete, planted(entry), ["po/de.po"])
    for wrong in ("0,05 d", "1,200 d", "1,000,000 d", "20 827 d", "1\u202f200 d"):
        results.proof(f"the look at the number in \"{wrong}\"", check_numbers,
                      planted(f'{text}"{wrong}"\n'), ["po/de.po"])
    for good in ("normal(5.7,1)", "90,120,150", "20\u202f827", "1\u202f000\u202f000", "1200",
                 "1, 200"):
        results.proof(f"the number in \"{good}\"", check_numbers, planted(f'{text}"{good}"\n'), [])
    results.proof("a good catalogue", check_complete, planted(right), [])
    results.proof("the look at LINGUAS", check_listed,
                  {**planted(""), "po/LINGUAS": "de\nes\n", "po/de.po": "nplurals=3"},
                  ["po/LINGUAS", "po/de.po"])
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
