# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim keys: the reference says what check does."""
import re

from harness import DONE, INVALID, LUO, WRONG, Case, main

MEMBERS = {"sources": "luo2019", "arms": "usual", "outcomes": "rmdq", "visits": "week-8",
           "analyses": "main", "hypotheses": "HE-UC", "POINTER": "~1arms~1usual~1size",
           "strata": "sciatica", "levels": "yes", "covariates": "age", "switching": "0",
           "families": "0", "scenarios": "0", "steps": "0"}

# What a file needs before a key that lies below one of these has a meaning.
PARENTS = {
    "strata": '[{"id":"sciatica","levels":[{"id":"yes","prevalence":0.3},'
              '{"id":"no","prevalence":0.7}]}]',
    "covariates": '[{"id":"age"}]',
    "centres": '{"count":4,"icc":0.02}',
    "adherence": '{}',
}
EXPECTED = "/sizes/152/trial/any/value"
BELIEVED = "/outcomes/rmdq/sd/usual/0"
LESSON = '{"steps":[{"text":"t","predict":{"question":"q","answer":1}}]}'
# Kinds of prediction: what each needs beside the question.
KINDS = {"number": ("answer=1",), "choice": ("answer=null", 'choices=["a","b"]'),
         "sketch": ("answer-from=/sizes/152/trial/any/value",)}
FAMILIES = '[{"hypotheses":["HE-UC","ST-UC","HE-ST"]}]'


# Types of outcome: a method that analyses them, and what a file needs beside the type.
TYPES = {
    "bounded": (None, "max=24"),
    "skewed": (None, "skewness=1"),
    "heavy-tailed": (None, "df=5"),
    "binary": ("risk-difference", "proportions=0.4"),
    "ordinal": ("proportional-odds", "categories=2", "probabilities=[0.5,0.5]"),
    "count": ("negative-binomial", "rates=2"),
    "time-to-event": ("log-rank", "medians=10", "follow-up=52", "visits=null"),
}

# Types of hypothesis: what a file needs beside the type.
CLAIMS = {
    "superiority-margin": ("margin=1",),
    "non-inferiority": ("margin=1",),
    "equivalence": ("margin=1",),
    "retention": ("fraction=0.5", "placebo=standard"),
    "within-arm-change": ("compare=null", "arm=usual"),
}

# Further methods, and the type of outcome that they analyse.
METHODS = {"cox": "time-to-event", "rmst": "time-to-event", "stratified-log-rank": "time-to-event",
           "chi-squared": "binary", "fisher": "binary", "cmh": "binary", "logistic": "binary",
           "g-computation": "binary"}

# Keys that LUO gives its basis for may be gone with another choice.
NO_BASIS = ("--set", "/basis=null")


def real(pointer):
    """The pointer with members of the example in the place of ID and POINTER."""
    steps = pointer.split("/")
    for i, step in enumerate(steps):
        if step == "ID":
            steps[i] = MEMBERS[steps[i - 1]]
        elif step == "POINTER":
            known = {"priors": BELIEVED, "results": EXPECTED}.get(steps[i - 1])
            steps[i] = known.replace("/", "~1") if known else MEMBERS[step]
    return "/".join(steps)


class Keys(Case):
    def entries(self, *words):
        """(pointer, tag, variant, the lines beneath) of each key; tag and variant may be None."""
        result = self.call("keys", *words)
        self.assertEqual((result.status, result.err), (DONE, ""))
        pattern = r"(?m)^(/\S+)(?: \(with (\S+) (\S+)\))?\n((?:    .*\n)+)"
        return re.findall(pattern, result.out)

    @staticmethod
    def above(pointer):
        """What must be set before the pointer leads to a value of LUO."""
        if "/families/" in pointer:
            return ["--set", "/testing/multiplicity/method=gatekeeping",
                    "--set", f"/testing/multiplicity/families={FAMILIES}"]
        if pointer.startswith("/priors/scenarios/"):
            return ["--set", '/priors={"scenarios":[{"weight":1}]}']
        if pointer.startswith("/expected/results/"):
            return ["--set", f'/expected={{"results":{{"{EXPECTED}":{{"value":1}}}}}}']
        if pointer.startswith("/lesson/"):
            return ["--set", f"/lesson={LESSON}"]
        if pointer.startswith("/priors/"):
            return ["--set", f'/priors={{"{BELIEVED}":{{"mean":5,"sd":1}}}}']
        steps = pointer.split("/")
        there = len(steps) > 2 and steps[1] in PARENTS
        return ["--set", f"/{steps[1]}={PARENTS[steps[1]]}"] if there else []

    @staticmethod
    def needed(words):
        """What must be set beside a type or method for a file to be in order."""
        extra = []
        if any(word.endswith(("=mar", "=mnar")) for word in words):
            extra += ["--set", "/dropout/log-odds=0.1"]
        if any(word.endswith(("=practitioner-mixed-model", "=cr2")) for word in words):
            extra += ["--set", "/practitioners={\"count\": {\"hand-ear\": 4}, \"icc\": 0.02}"]
        if any(word.endswith(("=stratified-blocks", "=minimisation", "=van-elteren", "=cmh",
                              "=stratified-log-rank", "=[\"strata\"]")) for word in words):
            extra += ["--set", f"/strata={PARENTS['strata']}"]
        if any(word.endswith("=non-responder") for word in words):
            words = [*words, "/method=risk-difference"]
        typed = any("/type=" in word and "correlation" not in word for word in words)
        wanted = [kind for kind, (method, *_) in TYPES.items()
                  if not typed and any(word.endswith(f"/method={method}") for word in words)]
        wanted += [kind for method, kind in METHODS.items()
                   if any(word.endswith(f"/method={method}") for word in words)]
        wanted += ["binary"] if any(word.endswith("omnibus=chi-squared") for word in words) else []
        chosen = any("/analyses/main/method=" in word for word in words)
        if any(word.endswith(("=logistic", "=g-computation", "=cox")) for word in words):
            extra += ["--set", "/analyses/main/adjust-for=null"]
        if any(word.endswith("=likelihood") for word in words):
            extra += ["--set", "/analyses/main/method=mmrm"]
        if any(word.endswith("=logit") for word in words):
            wanted += ["binary"]
            extra += ["--set", "/analyses/main/variance=unpooled"]
        if any(word.endswith("/method=mmrm") for word in words):
            extra += ["--set", "/analyses/main/missing=likelihood"]
        if any(word.endswith(("=later", "=earlier")) for word in words):
            wanted = ["time-to-event"]
        for kind in wanted:
            extra += ["--set", f"/outcomes/rmdq/type={kind}"]
        for kind, (method, *keys) in TYPES.items():
            if kind in wanted or any(word.endswith(f"={kind}") for word in words):
                for key in keys:
                    extra += ["--set", f"/outcomes/rmdq/{key}"]
                if method and not chosen:
                    extra += ["--set", f"/analyses/main/method={method}"]
                if kind == "time-to-event":
                    extra += ["--set", "/analyses/main/visit=null"]
                    if not any("/better=" in word for word in words):
                        extra += ["--set", "/outcomes/rmdq/better=null"]
        for kind, keys in KINDS.items():
            if any(word.endswith(f"/predict/kind={kind}") for word in words):
                for key in keys:
                    extra += ["--set", f"/lesson/steps/0/predict/{key}"]
        for claim, keys in CLAIMS.items():
            if any(word.endswith(f"/type={claim}") for word in words):
                for key in keys:
                    extra += ["--set", f"/testing/hypotheses/HE-UC/{key}"]
                if claim == "within-arm-change":
                    extra += ["--set", "/analyses/main/method=change-score"]
        if any(word.endswith(("=dunnett", "=dunnett-step-down")) for word in words):
            extra += ["--set", "/testing/hypotheses/HE-ST=null"]
        return extra

    def test_how_to_ask_for_welch(self):
        result = self.call("keys", "/analyses")
        self.assertRegex(result.out, r"/analyses/ID/variance \(with method t-test\)")
        self.assertRegex(result.out, r"(?m)^        welch: .*Welch")
        self.assertNotIn("/testing", result.out)
        self.assertEqual(self.call("check", LUO, "-q", "--set", "/analyses/main/method=t-test",
                                   "--set", "/analyses/main/variance=welch").status, DONE)

    def test_how_to_ask_for_a_bounded_score(self):
        result = self.call("keys", "/outcomes")
        for key in ("min", "max", "step", "given", "shape"):
            self.assertRegex(result.out, rf"/outcomes/ID/{key} \(with type bounded\)")
        self.assertRegex(result.out, r"\n +beta-binomial: Beta-binomial\. ")

    def test_choices(self):
        """Each choice is accepted by check; another word, or one not yet read, is not."""
        n = 0
        for pointer, tag, variant, text in self.entries():
            choices = re.findall(r"(?m)^ {8}([a-z][a-z0-9-]*): ", text)
            later = re.search(r"not yet read by this version: ((?:[a-z0-9, -]|\n {8})+)", text)
            if not choices:
                continue
            place = real(pointer)
            words = [] if pointer.startswith("/basis") else [*NO_BASIS]
            words += self.above(pointer) if pointer.startswith("/lesson/") else []
            words += ["--set", f"{place.rsplit('/', 1)[0]}/{tag}={variant}"] if tag else []
            words += self.above(pointer) if re.search("/(families|priors)/", pointer) else []
            form = '{}=["{}"]' if "Value: a list" in text else "{}={}"
            refused = ["no-such-word"] + (re.split(r",\s+", later[1].strip())
                                          if later and " " * 8 + "In" in text else [])
            for choice in choices:
                setting = [*words, "--set", form.format(place, choice)]
                result = self.call("check", LUO, "-q", *setting, *self.needed(setting))
                self.assertEqual((result.status, result.out), (DONE, ""), (pointer, choice))
                n += 1
            for choice in refused:
                result = self.call("check", LUO, "-q", *words, "--set", form.format(place, choice))
                self.assertEqual(result.status, INVALID, (pointer, choice))
        self.assertGreater(n, 20)

    def test_defaults_are_accepted(self):
        for pointer, tag, variant, text in self.entries():
            flat = " ".join(text.split())
            default = re.search(r"Value: .*?; default: (.+?)(?:; unit|$| [a-z0-9-]+: | In the "
                                r"format| Further keys)", flat)
            # A record within a variant has a meaning with that alone.
            if (not default or pointer.endswith("/visits") or default[1] in ("{}", "[]")
                    or "/responder/" in pointer):
                continue
            place = real(pointer)
            words = ["--set", f"{place.rsplit('/', 1)[0]}/{tag}={variant}"] if tag else []
            words += self.needed(words)
            above = self.above(pointer)
            words = above + words if pointer.startswith("/lesson/") else words + above
            result = self.call("check", LUO, "-q", *NO_BASIS, *words, "--set",
                               f"{place}={default[1]}")
            self.assertEqual(result.status, DONE, (pointer, default[1], result.out))

    def test_all_and_some(self):
        everything = self.entries()
        self.assertGreater(len(everything), 50)
        self.assertEqual([e[0] for e in self.entries("/run")],
                         ["/run", "/run/seed", "/run/replicates", "/run/sizes",
                          "/run/target-power", "/run/goal"])
        self.assertEqual(self.call("keys", "-o", "keys.txt").out, "")
        self.assertIn(b"/analyses/ID/variance", self.read("keys.txt"))

    def test_nowhere(self):
        for word in ("/titel", "analyses", "/arms/usual/shape", b"/\xff", "/\x1b[31m"):
            sentence = self.refused(WRONG, "keys", word)
            self.assertIn("allowed: a pointer", sentence)
            self.assertNotIn("\x1b", sentence)


if __name__ == "__main__":
    main()
