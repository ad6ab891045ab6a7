#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the compiled engine really holds, asked from nm and objdump.

- The lanes are compiled once per instruction set: every symbol that such a library shows carries
  the set's name, or two of them would clash and one would silently serve for both.
- Lanes use IEEE + - * / and square root, integers and tables only: no call into libm, whose last
  bits differ between machines, and no fused multiply-add.
- So do the fits that iterate on the patients of one trial.
- The engine has no writable globals, so that runs cannot disturb one another.
- It prints nothing itself and draws no random number of the C library.

Usage: symbols.py BUILD_DIR_OF_SIM
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

import tree

# What compilers call by themselves, what the C language gives, and constant tables.
LANE_CALLS = {"memcpy", "memset", "memmove", "__stack_chk_fail", "_GLOBAL_OFFSET_TABLE_",
              "__asan_.*", "__ubsan_.*", "__tsan_.*", "sqrt",
              "sim_normal_table"}  # constant data, shared by all
# Members of sim/analysis.
FITS = {"cox", "fisher", "imputation", "imputed", "log-rank", "logistic", "mantel-haenszel",
        "negative-binomial", "proportional-odds", "proportions", "rank-exact", "ranks", "rmst",
        "rubin"}
ENGINE_NEVER = ["printf", "puts", "putchar", "stdout", "rand", "srand", "random", "drand48",
                "setlocale", "exit", "unif_rand", "norm_rand", "exp_rand",
                "g_random_.*", "gsl_rng_.*", "gsl_ran_.*", "gtk_.*", "g_object_.*", "plinit"]
# One-time registrations of GLib: written once, under a lock, with the same value each time.
WRITTEN_ONCE = re.compile(r"^(q|quark|once|done|init|initialized|[a-z_]*_once|g_once[a-z_]*|"
                          r"static_g_define_[a-z_]*)(\.\d+)?$")
FUSED = re.compile(r"\bv?fn?m(add|sub)\w*", re.I)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def symbols(library):
    """(member, name, class, section) of every symbol of an archive or object."""
    member = os.path.basename(library)
    for line in run("nm", "-f", "sysv", library).splitlines():
        header = re.match(r"(?:Symbols|Undefined symbols) from .*?(?:\[|:)?([^\[\]:/]+)\]?:$", line)
        if header:
            member = header.group(1)
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 7 and cells[0] != "Name":
            yield member, cells[0], cells[2], cells[6]


def check_suffixes(library, isa):
    for member, name, kind, _ in symbols(library):
        if kind in "TRDBCGVWS" and not name.endswith("_" + isa):
            yield member, f"shows {name}, which does not end in _{isa}"


def check_calls(library, isa):
    known = re.compile("|".join(f"(?:{name})$" for name in sorted(LANE_CALLS)))
    for member, name, kind, _ in symbols(library):
        if kind in "Uw" and not name.endswith("_" + isa) and not known.match(name):
            yield member, f"calls {name}, which lanes may not"


def check_fits(library):
    known = re.compile("|".join(f"(?:{name})$" for name in sorted(LANE_CALLS)) + "|sim_")
    seen = set()
    for member, name, kind, _ in symbols(library):
        stem = re.match(r"analysis_([\w-]+)\.c\.o$", member)
        if stem and stem.group(1) in FITS:
            seen.add(stem.group(1))
            if kind in "Uw" and not known.match(name):
                yield member, f"calls {name}, which fits may not"
    for missing in sorted(FITS - seen):
        yield os.path.basename(library), f"has no {missing}"


def check_fused(library):
    member = os.path.basename(library)
    for line in run("objdump", "-d", "--no-show-raw-insn", library).splitlines():
        if line.endswith("file format elf64-x86-64"):
            member = line.split(":")[0]
        found = FUSED.search(line)
        if found:
            yield member, f"has the fused instruction {found.group()}"
            return


def check_writable(library):
    for member, name, kind, section in symbols(library):
        writable = section.startswith((".data", ".bss", "*COM*", ".tbss", ".tdata"))
        if not writable or section.startswith(".data.rel.ro") or kind not in "dDbBCsSgG":
            continue
        if WRITTEN_ONCE.match(name) or name.startswith(("__asan", "__odr_asan", "__sancov", ".")):
            continue
        yield member, f"has the writable global {name} in {section}"


def check_never(library):
    never = re.compile("|".join(f"(?:{name})$" for name in ENGINE_NEVER))
    for member, name, kind, _ in symbols(library):
        if kind == "U" and never.match(name):
            yield member, f"uses {name}"


def compiled(folder, text, *flags):
    """A planted object file, or None where there is no compiler."""
    source, out = os.path.join(folder, "planted.c"), os.path.join(folder, "planted.o")
    with open(source, "w", encoding="utf-8") as file:
        file.write(text)
    said = subprocess.run(["cc", "-O2", "-c", source, "-o", out, *flags], capture_output=True)
    return None if said.returncode else out


def prove(results, title, text, checker, expected, *flags):
    with tempfile.TemporaryDirectory() as folder:
        library = compiled(folder, text, *flags)
        if library is None:
            results.skip(title, "this compiler cannot build the planted file")
            return
        found = [sentence for _, sentence in checker(library)]
        good = len(found) == len(expected) and all(
            any(word in sentence for sentence in found) for word in expected)
        if not good:
            print(f"# found {found}, planted {expected}")
        results.ok(good, title)


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "."
    results = tree.Results()
    engine = os.path.join(build, "libsim.a")
    lanes = sorted(glob.glob(os.path.join(build, "liblanes-*.a")))
    sanitized = bool(os.environ.get("TREFOIL_SANITIZED"))

    results.ok(os.path.exists(engine) and len(lanes) >= 1, "the libraries are there")
    shown = 0
    for library in lanes:
        isa = re.search(r"liblanes-(\w+)\.a$", library).group(1)
        shown += sum(kind in "TRD" for _, _, kind, _ in symbols(library))
        results.check(f"{isa}: every symbol carries its instruction set",
                      check_suffixes(library, isa))
        results.check(f"{isa}: no call leaves the lanes", check_calls(library, isa))
        results.check(f"{isa}: no fused multiply-add", check_fused(library))
    results.ok(shown > 0, "the lanes hold functions")
    if sanitized:
        results.skip("the engine has no writable globals", "sanitizers add their own")
    else:
        results.check("the engine has no writable globals", check_writable(engine))
    results.check("fits call no libm", check_fits(engine))
    results.check("the engine neither prints nor draws", check_never(engine))

    prove(results, "an unsuffixed symbol is found", "int f_avx2 (void) { return 1; }\n"
          "int g (void) { return 2; }\n", lambda o: check_suffixes(o, "avx2"), ["shows g,"])
    prove(results, "a call of libm is found", "double exp (double);\n"
          "double f_avx2 (double x) { return exp (x); }\n",
          lambda o: check_calls(o, "avx2"), ["calls exp,"])
    prove(results, "a fused instruction is found", "double f (double a, double b, double c)\n"
          "{ return a * b + c; }\n", check_fused, ["fused"], "-mfma", "-ffp-contract=fast")
    prove(results, "a writable global is found", "static int n;\nint f (void) { return ++n; }\n"
          "static const char *const t[] = { \"a\" };\nconst char *g (int i) { return t[i]; }\n",
          check_writable, ["global n "], "-fPIC")
    prove(results, "a forbidden call is found", "int printf (const char *, ...);\n"
          "int f (int n) { return printf (\"%d\", n); }\n", check_never, ["uses printf"])
    return results.done()


if __name__ == "__main__":
    sys.exit(main())
