#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom: the table of ARCHITECTURE.md, read off the #include lines.

ROOMS says which rooms' headers a room may name. PUBLIC holds the headers of theory that
mechanisms may name. GUARDED says who alone may name a foreign header, and
BANNED what a part of the tree never names.
"""
import os
import re
import sys

import tree

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)

# The longest matching prefix is the room of a file.
MECHANISMS = ["sim/model", "sim/analysis", "sim/decision"]
ROOMS = {
    "sim/base": [],
    "sim/scenario": ["sim/base"],
    "sim/theory": ["sim/base", "sim/scenario"],
    "sim/model": ["sim/base", "sim/scenario", "sim/theory"],
    "sim/analysis": ["sim/base", "sim/scenario", "sim/theory"],
    "sim/decision": ["sim/base", "sim/scenario", "sim/theory"],
    "sim/run": ["sim/base", "sim/scenario", "sim/theory"] + MECHANISMS,
    "sim/study": ["sim/base", "sim/scenario", "sim/theory", "sim/analysis", "sim/run"],
    "sim/report": ["sim", "sim/base", "sim/scenario", "sim/theory", "sim/run", "sim/study"],
    "sim/cli": ["sim"],
    "sim": ["sim/base", "sim/scenario", "sim/theory", "sim/run", "sim/study", "sim/report"],
    "app/plot": ["sim"],
    "app/report": ["sim", "sim/cli", "app/plot"],
    "app/editor": ["sim", "app", "app/plot"],
    "app/views": ["sim", "app", "app/plot", "app/export"],
    "app/export": ["sim", "app", "app/plot", "app/report"],
    "app": ["sim", "app/plot", "app/editor", "app/views", "app/export"],
}
# The only headers of theory that mechanisms may name; the run compiles them and may see more.
PUBLIC = {"sim/theory/theory.h"}
# Header pattern -> the only files that may name it.
GUARDED = [
    (r"jansson\.h$", r"^sim/(base|scenario)/json[^/]*\.c$"),
    (r"Rmath\.h$", r"^sim/base/prob[^/]*\.c$"),
    (r"^gsl/", r"^sim/base/(numeric|linalg)[^/]*\.c$"),
    (r"^(lapacke?|cblas|gsl_cblas)\.h$", r"^sim/base/linalg[^/]*\.c$"),
    (r"plplot", r"^app/plot/canvas\.c$"),
    (r"immintrin\.h$", r"^sim/[^/]+/([^/]+/)*([^/]*-lanes\.[ch]|lanes\.h)$"),
    (r"^(pthread|stdatomic|threads)\.h$", r"^sim/(run/|cli/interrupt\.c$)"),
]
# Files -> headers that they never name.
BANNED = [
    (r"^sim/", r"^(gtk|gdk|gsk|adwaita|gio|gobject|glib-object|cairo|pango|epoxy)\b"),
    (r"^sim/", r"^glib-object\.h$"),
    (r"^app/(plot|report)/", r"^(gtk|gdk|gsk|adwaita|gio)\b"),
    (r"^sim/(model|analysis|decision|run|theory)/", r"^sim/scenario/json\.h$"),
    (r"-lanes\.[ch]$|/lanes\.h$", r"^(glib|gmodule)\b"),
]
# Words of a room that its #include lines do not show.
WORDS = [
    (r"^sim/(base|scenario|theory|model|analysis|decision|report)/",
     r"\b(g_thread_(new|try_new)|pthread_create|thrd_create)\b", "starts a thread"),
    (r"^sim/(model|analysis|decision|run|study)/", r"\b(fopen|open|g_file_get_contents) \(",
     "opens a file"),
    (r"^sim/(base/(?!error\.c)|theory|analysis|decision)", r"(?<![\w.])_ ?\(",
     "translates text; these rooms mark it with N_ only"),
    (r"^sim/(?!cli/)", r"\b(setlocale|uselocale|srand|rand|drand48|random) \(",
     "changes or asks the state of the whole process"),
]
# Names of the toolkit -> headers of which a file that has them reaches one, though what is
# precompiled (app/pch, sim/pch) would give it them as well.
TOOLKIT = [
    (r"\b(adw_|Adw[A-Z]|ADW_)", r"^adwaita\.h$"),
    (r"\b([gG][tds]k_?[A-Z]|g[tds]k_|G[TDS]K_)", r"^(adwaita|gtk/gtk)\.h$"),
    (r"\b(g_[a-z]|G_[A-Z]|G[A-Z][a-z]+[A-Z]|g(u?int|char|pointer|boolean)\b)",
     r"^(adwaita|gtk/gtk|gio/gio|glib(-object|/gi18n|/gstdio)?)\.h$"),
]
# Headers that the build makes.
GENERATED = re.compile(r"(^|[/-])resources\.h$")
# The plan as the lanes see it: C only, so kernels of mechanisms may read it.
LANE_DOOR = "sim/run/lane-plan.h"


def room_of(name):
    folder = os.path.dirname(name)
    while folder:
        if folder in ROOMS:
            return folder
        folder = os.path.dirname(folder)
    return None


def resolve(includer, target, root):
    """The file of the tree that a quoted #include names, or None."""
    for base in (os.path.dirname(includer), "sim", "app", "app/plot", ""):
        path = os.path.normpath(os.path.join(base, target))
        if os.path.isfile(os.path.join(root, path)):
            return path
    return None


def allowed(name, target):
    """None, or why `name` may not include `target` (both paths of the tree)."""
    here, there = room_of(name), room_of(target)
    if here is None or here == there or target.endswith(".def"):
        return None
    if there is None:
        return f"includes {target}, which belongs to no room"
    if target == LANE_DOOR and here in MECHANISMS and re.search(r"-lanes\.[ch]$", name):
        return None
    if there not in ROOMS[here]:
        return f"{here} must not know {there} ({target})"
    if there == "sim/theory" and here in MECHANISMS and target not in PUBLIC:
        return f"{target} is private to {there}"
    if there == "sim" and target != "sim/sim.h":
        return f"{here} may include sim.h only, not {target}"
    return None


def sources(root):
    return [name for name in tree.files(root)
            if name.endswith((".c", ".h", ".def")) and name.startswith(("sim/", "app/"))]


def check_layers(root=tree.ROOT):
    for name in sources(root):
        for mark, target in INCLUDE.findall(tree.read(name, root)):
            path = resolve(name, target, root) if mark == '"' else None
            if mark == '"' and path is None and not GENERATED.search(target):
                yield name, f"includes \"{target}\", which is not in the tree"
                continue
            sentence = allowed(name, path) if path else None
            if sentence:
                yield name, sentence


def check_doors(root=tree.ROOT):
    for name in sources(root):
        for mark, target in INCLUDE.findall(tree.read(name, root)):
            path = (resolve(name, target, root) if mark == '"' else None) or target
            for header, only in GUARDED:
                if re.search(header, path) and not re.search(only, name):
                    yield name, f"only {only} may include {target}"
            for where, never in BANNED:
                if re.search(where, name) and re.search(never, path):
                    yield name, f"must never include {target}"


def strip_comments(text):
    """Code without comments and string contents; line breaks stay."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"'
    return re.sub(pattern, lambda m: '""' if m.group()[0] == '"' else "\n" * m.group().count("\n"),
                  text, flags=re.S)


def check_words(root=tree.ROOT):
    for name in sources(root):
        code = strip_comments(tree.read(name, root))
        for where, pattern, sentence in WORDS:
            if re.search(where, name):
                for match in re.finditer(pattern, code):
                    line = code.count("\n", 0, match.start()) + 1
                    yield f"{name}:{line}", sentence


def check_lanes(root=tree.ROOT):
    """Lane files reach no GLib, not even through other headers."""
    for name in sources(root):
        if not re.search(r"-lanes\.c$", name):
            continue
        seen, todo = set(), [name]
        while todo:
            current = todo.pop()
            if current in seen:
                continue
            seen.add(current)
            for mark, target in INCLUDE.findall(tree.read(current, root)):
                path = resolve(current, target, root) if mark == '"' else None
                if path:
                    todo.append(path)
                elif re.match(r"(glib|gio|gmodule)\b", target):
                    yield name, f"reaches <{target}> through {current}"


def reached(name, root):
    """The headers from outside the tree that a file has, by itself or through others."""
    foreign, seen, todo = set(), set(), [name]
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        for mark, target in INCLUDE.findall(tree.read(current, root)):
            path = resolve(current, target, root) if mark == '"' else None
            if path:
                todo.append(path)
            else:
                foreign.add(target)
    return foreign


def check_toolkit(root=tree.ROOT):
    """Each file includes the toolkit that it uses."""
    for name in sources(root):
        if not re.match(r"app/(?!plot/|report/|pch/)|sim/(?!pch/)", name) or name.endswith(".def"):
            continue
        code, headers = strip_comments(tree.read(name, root)), None
        for names, header in TOOLKIT:
            found = re.search(names, code)
            if found and headers is None:
                headers = reached(name, root)
            if found and not any(re.search(header, one) for one in headers):
                yield name, f"has {found.group()}… and no header of it"


def main():
    results = tree.Results()
    results.check("every room includes only what the table allows", check_layers())
    results.check("libraries come in by their own doors", check_doors())
    results.check("no room does another's work", check_words())
    results.check("lane files reach C headers only", check_lanes())
    results.check("files include the toolkit that they use", check_toolkit())

    results.proof("the layer table", check_layers, {
        "sim/sim.h": '#include "run/engine.h"\n', "sim/run/engine.h": "",
        "sim/base/good.c": '#include "good.h"\n', "sim/base/good.h": "",
        "sim/base/upwards.c": '#include "../run/engine.h"\n',
        "sim/theory/theory.h": "", "sim/theory/quadrature.h": "",
        "sim/analysis/private.c": '#include "../theory/quadrature.h"\n',
        "sim/analysis/public.c": '#include "../theory/theory.h"\n',
        "sim/cli/inside.c": '#include "run/engine.h"\n',
        "sim/cli/outside.c": '#include "sim.h"\n',
        "app/window.c": '#include "run/engine.h"\n', "app/lost.c": '#include "nowhere.h"\n',
    }, ["app/lost.c", "app/window.c", "sim/analysis/private.c", "sim/base/upwards.c",
        "sim/cli/inside.c"])
    results.proof("the list of doors", check_doors, {
        "sim/base/prob.c": "#include <Rmath.h>\n", "sim/base/json.c": "#include <jansson.h>\n",
        "sim/theory/t.c": "#include <Rmath.h>\n", "sim/run/plan.c": "#include <jansson.h>\n",
        "sim/theory/q.c": "#include <gsl/gsl_integration.h>\n",
        "sim/run/g.c": "#include <gio/gio.h>\n", "app/plot/power.c": "#include <gtk/gtk.h>\n",
        "app/plot/canvas.c": "#include <plplot/plplot.h>\n",
        "app/views/power.c": "#include <plplot/plplot.h>\n",
    }, ["app/plot/power.c", "app/views/power.c", "sim/run/g.c", "sim/run/plan.c", "sim/theory/q.c",
        "sim/theory/t.c"])
    results.proof("the list of words", check_words, {
        "sim/model/a.c": "void f (void)\n{\n  fopen (\"x\", \"r\");\n}\n",
        "sim/base/b.c": "/* fopen ( */ const char *t = \"_ (\";\n",
        "sim/theory/c.c": "f (_ (\"text\"));\n", "sim/cli/d.c": "f (_ (\"text\"));\n",
    }, ["sim/model/a.c:3", "sim/theory/c.c:1"])
    results.proof("the walk through lane headers", check_lanes, {
        "sim/run/a-lanes.c": '#include "a.h"\n', "sim/run/a.h": "#include <glib.h>\n",
        "sim/run/b-lanes.c": "#include <stdint.h>\n",
    }, ["sim/run/a-lanes.c"])
    results.proof("the look for the toolkit", check_toolkit, {
        "app/a.c": '#include "a.h"\nGtkWidget *a;\n', "app/a.h": "#include <gtk/gtk.h>\n",
        "app/b.c": "#include <math.h>\nvoid b (void) { gtk_init (); }\n",
        "app/c.c": "#include <gtk/gtk.h>\nvoid c (void) { adw_init (); }\n",
        "app/d.c": "char *d = g_strdup (\"\");\n", "app/pch/e.h": "/* AdwBin */\n",
        "sim/run/f.c": '#include "f.h"\ngboolean f;\n', "sim/run/f.h": "#include <glib.h>\n",
        "sim/run/g.c": "#include <math.h>\nvoid g (void) { g_free (NULL); }\n",
    }, ["app/b.c", "app/c.c", "app/d.c", "sim/run/g.c"])
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
