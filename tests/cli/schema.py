# SPDX-License-Identifier: GPL-3.0-or-later
"""trefoil-sim schema, and the schemas in data/schema: they and the checker say the same."""
import copy
import functools
import glob
import json
import os
import random
import re
import unittest

from harness import DATA, DONE, INVALID, LUO, Case, main

SCENARIO = os.path.join(DATA, "schema", "scenario.schema.json")
RESULTS = os.path.join(DATA, "schema", "results.schema.json")
FILES = sorted(glob.glob(os.path.join(DATA, "*", "*.trefoil")))

# What the checker says of a value or key by itself, which a schema can say as well. The rest hangs
# on other values.
BY_ITSELF = re.compile(r"[^:]+:\d+: /\S*: (wrong kind of value|outside the range|unknown key|"
                       r"not a whole number|not one of the choices|malformed id|"
                       r"the text is too long|\"[^\"]*\" (is missing; it has no default|"
                       r"belongs to|is part of the format))")

# One of two keys must be there, which is a rule between them.
EITHER = '"compare" is missing'

KINDS = {"object": dict, "array": list, "string": str, "boolean": bool}


def is_kind(kind, value):
    if kind in ("number", "integer"):
        good = isinstance(value, (int, float)) and not isinstance(value, bool)
        return good and (kind == "number" or value == int(value))
    return value is None if kind == "null" else isinstance(value, KINDS[kind])


def agrees(schema, value):
    """Whether a value is as a schema of draft 7 has it: what of that draft the schemas use."""
    if isinstance(schema, bool):
        return schema
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/definitions/")
        return agrees(schema_of(RESULTS)["definitions"][name], value)
    return all(RULES[word](schema[word], value, schema) for word in schema)


def any_kind(kinds, value, _):
    return any(is_kind(kind, value) for kind in ([kinds] if isinstance(kinds, str) else kinds))


def number(rule):
    return lambda limit, value, _: not is_kind("number", value) or rule(value, limit)


def of(kind, rule):
    return lambda limit, value, schema: not isinstance(value, kind) or rule(value, limit, schema)


def rest(value, schema):
    """The keys that neither properties nor patternProperties name."""
    return [key for key in value if key not in schema.get("properties", {})
            and not any(re.search(p, key) for p in schema.get("patternProperties", {}))]


RULES = {
    "$schema": lambda *_: True, "title": lambda *_: True, "description": lambda *_: True,
    "default": lambda *_: True, "then": lambda *_: True, "definitions": lambda *_: True,
    "type": any_kind,
    "enum": lambda words, value, _: value in words,
    "const": lambda word, value, _: value == word,
    "minimum": number(lambda x, limit: x >= limit),
    "maximum": number(lambda x, limit: x <= limit),
    "exclusiveMinimum": number(lambda x, limit: x > limit),
    "exclusiveMaximum": number(lambda x, limit: x < limit),
    "maxLength": of(str, lambda text, most, _: len(text) <= most),
    "pattern": of(str, lambda text, pattern, _: re.search(pattern, text) is not None),
    "minItems": of(list, lambda items, least, _: len(items) >= least),
    "maxItems": of(list, lambda items, most, _: len(items) <= most),
    "items": of(list, lambda items, schema, _: all(agrees(schema, item) for item in items)),
    "minProperties": of(dict, lambda members, least, _: len(members) >= least),
    "maxProperties": of(dict, lambda members, most, _: len(members) <= most),
    "required": of(dict, lambda members, keys, _: all(key in members for key in keys)),
    "propertyNames": of(dict, lambda members, schema, _: all(agrees(schema, key)
                                                             for key in members)),
    "properties": of(dict, lambda members, rows, _: all(agrees(rows[key], members[key])
                                                        for key in members if key in rows)),
    "patternProperties": of(dict, lambda members, rows, _: all(
        agrees(rows[pattern], members[key]) for pattern in rows for key in members
        if re.search(pattern, key))),
    "additionalProperties": of(dict, lambda members, schema, whole: all(
        agrees(schema, members[key]) for key in rest(members, whole))),
    "anyOf": lambda schemas, value, _: any(agrees(schema, value) for schema in schemas),
    "allOf": lambda schemas, value, _: all(agrees(schema, value) for schema in schemas),
    "if": lambda schema, value, whole: (not agrees(schema, value)
                                        or agrees(whole["then"], value)),
}


@functools.lru_cache(maxsize=None)
def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


@functools.lru_cache(maxsize=2)
def schema_of(path):
    """A schema; read once, for nobody changes it."""
    return json.loads(text_of(path))


def load(path):
    return json.loads(text_of(path))


def places(value, path=()):
    """The path of every value of a tree."""
    yield path
    members = (value.items() if isinstance(value, dict)
               else enumerate(value) if isinstance(value, list) else ())
    for key, member in members:
        yield from places(member, path + (key,))


def own_places(tree):
    """Of them those that the schema knows: the scenario that gave what a file expects is an object
    to it, which check alone reads as a scenario."""
    for path in places(tree):
        if path[:2] != ("expected", "scenario") or len(path) == 2:
            yield path


def changed(tree, path, make):
    """A copy in which make(container, key) has been done at path."""
    whole = copy.deepcopy({"": tree})
    inner = whole
    for key in ("",) + path[:-1] if path else ():
        inner = inner[key]
    make(inner, path[-1] if path else "")
    return whole[""]


def put(value):
    return lambda inner, key: inner.__setitem__(key, value)


def strange(inner, key):
    if isinstance(inner[key], dict):
        inner[key]["no-such-key"] = 1
    else:
        inner[key] = {"no-such-key": 1}


# What hangs on a tag that is left to its default, or on another one.
SMALL = [dict(part, trefoil=1) for part in (
    {}, {"x-mine": 1}, {"analyses": [{"id": "m", "colour": 1}]},
    {"allocation": {"block-sizes": [6]}},
    {"allocation": {"method": "permuted-blocks", "block-sizes": [6]}}, {"allocation": {"x-a": 1}},
    {"outcomes": [{"id": "y", "means": 1, "max": 3}]}, {"outcomes": [{"id": "y", "means": 1}]},
    {"outcomes": [{"id": "y", "means": 1, "type": "bounded"}]},
    {"testing": {"multiplicity": {"weights": {"HE-UC": 1}}}}, {"looks": {}},
    {"arms": [{"id": "a", "size": 5}, {"id": "b", "size": 5}]})]

CHANGES = [put("no such word"), put(-1e12), put(1e12), put(0.37), put(7), put(True), put(None),
           put([]), put({}), put([["x"]]), put("x" * 2000), strange,
           lambda inner, key: inner.pop(key) if inner is not None else None]


class Schema(Case):
    def setUp(self):
        super().setUp()
        self.schema = schema_of(SCENARIO)

    def test_the_command_writes_the_installed_one(self):
        result = self.call("schema")
        self.assertEqual((result.status, result.err), (DONE, ""))
        with open(SCENARIO, "rb") as file:
            same = result.bytes == file.read()
        self.assertTrue(same, "data/schema/scenario.schema.json is out of date; renew it by "
                              "trefoil-sim schema -o data/schema/scenario.schema.json")
        german = self.call("schema", env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="de"))
        self.assertEqual(german.bytes, result.bytes)

    def test_every_key_is_in_it(self):
        """Those of trefoil-sim keys, found by the words of their help."""
        text = json.dumps(self.schema, ensure_ascii=False)
        described = set(re.findall(r'"description": "((?:[^"\\]|\\.)*?)(?: Unit: [^"]*?\.| '
                                   r'A proportion: 0\.05 is 5 %\.)?"', text))
        described = {json.loads(f'"{words}"') for words in described}
        keys = re.findall(r"(?m)^(/\S+).*\n((?:    \S.*\n)+)", self.call("keys").out)
        self.assertGreater(len(keys), 150)
        for key, lines in keys:
            words = " ".join(lines.split("    Value: ")[0].split())
            self.assertTrue(any(words.endswith(help_text) for help_text in described), key)

    def test_bundled_files_agree(self):
        self.assertGreater(len(FILES), 20)
        for file in FILES:
            self.assertTrue(agrees(self.schema, load(file)), file)
        self.assertTrue(agrees(self.schema, {"trefoil": 1}))

    def test_full_forms_agree(self):
        for file in FILES[:60:4]:
            self.call("expect", file, "--replicates", "8", "-o", "full")
            tree = load(self.path("full"))
            self.assertTrue(agrees(self.schema, tree), file)
            self.assertTrue(agrees(self.schema, tree["expected"]["scenario"]), file)

    def verdicts(self, trees):
        """What check says of each, in their order."""
        names = []
        for i, tree in enumerate(trees):
            names.append(f"{i}.trefoil")
            self.write(names[-1], json.dumps(tree))
        said = {name: [] for name in names}
        for i in range(0, len(names), 200):
            result = self.call("check", "-q", *names[i:i + 200])
            self.assertIn(result.status, (DONE, INVALID), result.err)
            for line in result.out.splitlines():
                said[line.split(":", 1)[0]].append(line)
        return [said[name] for name in names]

    def test_what_the_checker_refuses_of_values_the_schema_refuses(self):
        """And what the schema refuses, the checker does: kinds, ranges, keys and choices."""
        chance, luo = random.Random(8), load(LUO)
        trees = list(SMALL)
        trees += [changed(luo, path, put(end)) for path in own_places(luo) for end in (0, 1)
                  if is_kind("number", functools.reduce(lambda v, k: v[k], path, luo))]
        for file in FILES:
            tree = load(file)
            chosen = list(own_places(tree))
            for path in chosen if file == LUO else chance.sample(chosen, 15):
                for change in chance.sample(CHANGES, 3):
                    try:
                        trees.append(changed(tree, path, change))
                    except (KeyError, IndexError, TypeError):
                        continue
        self.assertGreater(len(trees), 1000)
        n_refused = 0
        for tree, said in zip(trees, self.verdicts(trees)):
            good = agrees(self.schema, tree)
            if not good:
                self.assertTrue(said, f"the checker accepts {json.dumps(tree)[:3000]}")
            if any(BY_ITSELF.match(line) and EITHER not in line for line in said):
                self.assertFalse(good, said)
                n_refused += 1
        self.assertGreater(n_refused, 400)

    def test_results_agree(self):
        schema = schema_of(RESULTS)
        for file in FILES:
            results = self.results(file, "--replicates", "64", "--sizes", "200")
            self.assertTrue(agrees(schema, results), file)
        for change in (lambda r: r.pop("fingerprint"), lambda r: r.update(seed="1"),
                       lambda r: r.update(strange=1), lambda r: r["sizes"].clear(),
                       lambda r: r["sizes"][0].update(total=None),
                       lambda r: r["sizes"][0]["hypotheses"][0]["power"].update(value=1.2),
                       lambda r: r["sizes"][0]["hypotheses"][0]["power"].pop("mcse")):
            other = copy.deepcopy(results)
            change(other)
            self.assertFalse(agrees(schema, other))

    def test_another_validator_says_the_same(self):
        try:
            import jsonschema
        except ImportError:
            raise unittest.SkipTest("python3-jsonschema is not installed") from None
        for path in (SCENARIO, RESULTS):
            jsonschema.Draft7Validator.check_schema(load(path))
        other = jsonschema.Draft7Validator(self.schema)
        chance = random.Random(9)
        for file in FILES:
            tree = load(file)
            self.assertTrue(other.is_valid(tree), file)
            for path in chance.sample(list(places(tree)), 5):
                try:
                    bad = changed(tree, path, chance.choice(CHANGES))
                except (KeyError, IndexError, TypeError):
                    continue
                self.assertEqual(other.is_valid(bad), agrees(self.schema, bad), (file, path))


if __name__ == "__main__":
    main()
