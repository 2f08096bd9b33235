"""Holds a SARIF file against the schema of the standard: validate.py SCHEMA FILE, or --self SCHEMA."""
import copy
import json
import re
import sys

KNOWN = {"$schema", "title", "description", "default", "definitions", "type", "properties", "required", "items", "enum",
         "additionalProperties", "anyOf", "oneOf", "not", "minimum", "maximum", "minItems", "maxItems", "uniqueItems",
         "pattern", "format", "$ref", "id", "$id"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool}


def is_type(value, name):
    if name in ("integer", "number"):
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole or (name == "number" and isinstance(value, float))
    if name == "null":
        return value is None
    return isinstance(value, TYPES[name])


def good_format(value, name):
    if name == "uri":
        return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\"<>\\^`{|}]*$", value)
    if name == "uri-reference":
        return re.match(r"([^\s\"<>\\^`{|}%]|%[0-9A-Fa-f]{2})*$", value)
    if name == "date-time":
        return re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", value)
    raise SystemExit("the schema has a format that is not known here: " + name)


class Validator:
    def __init__(self, schema):
        self.root = schema

    def check(self, value, schema, at):
        unknown = set(schema) - KNOWN
        if unknown:
            raise SystemExit("the schema has words that are not known here: %s" % sorted(unknown))
        if "$ref" in schema:
            target = self.root
            for part in schema["$ref"].lstrip("#/").split("/"):
                target = target[part]
            yield from self.check(value, target, at)
        if "type" in schema:
            names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            if not any(is_type(value, name) for name in names):
                yield "%s is no %s" % (at, " or ".join(names))
                return
        if "enum" in schema and value not in schema["enum"]:
            yield "%s is %r, not one of %s" % (at, value, schema["enum"])
        if "anyOf" in schema and all(list(self.check(value, one, at)) for one in schema["anyOf"]):
            yield "%s fits none of the choices" % at
        if "oneOf" in schema and sum(not list(self.check(value, one, at)) for one in schema["oneOf"]) != 1:
            yield "%s does not fit one choice" % at
        if "not" in schema and not list(self.check(value, schema["not"], at)):
            yield "%s is what it must not be" % at
        if isinstance(value, dict):
            yield from self.check_object(value, schema, at)
        elif isinstance(value, list):
            yield from self.check_list(value, schema, at)
        elif isinstance(value, str):
            if "pattern" in schema and not re.search(schema["pattern"], value):
                yield "%s does not fit %s" % (at, schema["pattern"])
            if "format" in schema and not good_format(value, schema["format"]):
                yield "%s is no %s: %s" % (at, schema["format"], value)
        elif is_type(value, "number"):
            if "minimum" in schema and value < schema["minimum"] or "maximum" in schema and value > schema["maximum"]:
                yield "%s is out of bounds: %s" % (at, value)

    def check_object(self, value, schema, at):
        properties = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                yield "%s lacks %s" % (at, name)
        for name, inner in value.items():
            if name in properties:
                yield from self.check(inner, properties[name], at + "." + name)
                continue
            extra = schema.get("additionalProperties", True)
            if extra is False:
                yield "%s has %s, which the standard does not know" % (at, name)
            elif isinstance(extra, dict):
                yield from self.check(inner, extra, at + "." + name)

    def check_list(self, value, schema, at):
        if len(value) < schema.get("minItems", 0) or len(value) > schema.get("maxItems", len(value)):
            yield "%s has %d items" % (at, len(value))
        if schema.get("uniqueItems"):
            seen = [json.dumps(one, sort_keys=True) for one in value]
            if len(set(seen)) != len(seen):
                yield "%s repeats an item" % at
        for i, one in enumerate(value):
            yield from self.check(one, schema.get("items", {}), "%s[%d]" % (at, i))


def problems(schema, document):
    return list(Validator(schema).check(document, schema, "$"))


def self_test(schema):
    good = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x", "rules": [{"id": "a"}]}}, "results": [
        {"ruleId": "a", "ruleIndex": 0, "level": "note", "message": {"text": "t"}, "suppressions": [{"kind": "inSource"}]}]}]}
    assert not problems(schema, good), problems(schema, good)
    breaks = [lambda d: d.pop("version"), lambda d: d.update(version="2.0.0"), lambda d: d.update(extra=1),
              lambda d: d["runs"][0].pop("tool"), lambda d: d["runs"][0]["results"][0].update(level="bad"),
              lambda d: d["runs"][0]["results"][0].update(ruleIndex=-2),
              lambda d: d["runs"][0]["results"][0]["suppressions"][0].update(kind="elsewhere"),
              lambda d: d["runs"][0]["results"][0]["message"].update(text=5),
              lambda d: d["runs"][0]["tool"]["driver"]["rules"].append({"id": "a"})]
    for i, spoil in enumerate(breaks):
        bad = copy.deepcopy(good)
        spoil(bad)
        assert problems(schema, bad), "break %d was not found" % i


if __name__ == "__main__":
    if sys.argv[1] == "--self":
        self_test(json.load(open(sys.argv[2], encoding="utf-8")))
    else:
        found = problems(json.load(open(sys.argv[1], encoding="utf-8")), json.load(open(sys.argv[2], encoding="utf-8")))
        for one in found[:10]:
            print(one)
        sys.exit(1 if found else 0)
