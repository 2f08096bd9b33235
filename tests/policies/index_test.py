#!/usr/bin/env python3
"""The corpus against policies/index, the list of what the five documents hold.

  index_test.py POL ROOT index       every measure of the index is there under its id, with its names, values, place, points
                                     left open and at least four tests; every numbered clause is accounted for; the
                                     README is the generated one
  index_test.py POL ROOT examples    the worked example of every measure, through `pol eval --id`, gives exactly what the
                                     index says (numbers are compared as fractions), by both engines
"""
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from answers import same

POL, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
failures = []


def fail(where, what):
    failures.append(f"{where}: {what}")


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def lines_of(path):
    # Nothing here goes through a binary fraction.
    return [json.loads(line, parse_float=str) for line in read(path).splitlines()]


DOCUMENTS = json.loads(read("policies/index/documents.json"))
WITHOUT = lines_of("policies/index/without-measures.jsonl")
MEASURES = {d["name"]: lines_of(f"policies/index/{d['name']}.jsonl") for d in DOCUMENTS}


def listed():
    run = subprocess.run([POL, "list", "policies", "--format", "json"], cwd=ROOT, check=True, capture_output=True)
    return json.loads(run.stdout)


def clause_of(measure):
    return measure.rsplit("-", 1)[0]


def check_measure(entry, policy, document):
    id = entry["id"]
    wanted = f"policies/{document['name']}/{clause_of(id)}.pol"
    if policy["file"] != wanted:
        fail(id, f"stands in {policy['file']}, not in {wanted}")
    for side in ("inputs", "outputs"):
        own = {field["name"]: field for field in policy[side]}
        names = [field["name"] for field in entry[side]]
        # A record given as a whole shows as its fields.
        missing = [n for n in names if n not in own and not any(o.startswith(n + ".") for o in own)]
        # What the source leaves open is a parameter that the caller may fill in.
        extra = [n for n, field in own.items()
                 if n.split(".")[0] not in names and field.get("kind") != "open parameter"]
        if missing:
            fail(id, f"{side} missing: {missing}")
        if extra:
            fail(id, f"{side} that the document does not have: {extra}")
        for field in entry[side]:
            values = own.get(field["name"], {}).get("values")
            if field.get("values") and values and sorted(values) != sorted(field["values"]):
                fail(id, f"values of {field['name']}: {values}, not {field['values']}")
    if not policy["source"]["document"] or not policy["source"]["clause"]:
        fail(id, "does not say from which document and clause it comes")
    if len(policy["tests"]) < 4:
        fail(id, f"only {len(policy['tests'])} tests")
    if entry["ambiguities"] and not policy["ambiguities"]:
        fail(id, f"the document leaves {entry['ambiguities']} points open, the policy tells none")


def check_index():
    policies = listed()
    by_id = {}
    for policy in policies:
        if policy["id"] in by_id:
            fail(policy["id"], "stands in two policies")
        by_id[policy["id"]] = policy
    platforms = {entry["clause"] for entry in WITHOUT}
    known = set()
    for document in DOCUMENTS:
        entries = MEASURES[document["name"]]
        if len({entry["id"] for entry in entries}) != len(entries):
            fail(document["name"], "an id stands twice in the index")
        for entry in entries:
            known.add(entry["id"])
            if entry["id"] not in by_id:
                fail(entry["id"], "has no policy")
            else:
                check_measure(entry, by_id[entry["id"]], document)
        told = {clause_of(entry["id"]) for entry in entries}
        told |= {entry["clause"] for entry in WITHOUT if entry["document"] == document["name"]}
        for number in range(1, document["clauses"] + 1):
            # 004-6, 002-06: as many digits as the document's own ids have.
            forms = {f"{document['id']}-{number}", f"{document['id']}-{number:02}"}
            if not forms & told:
                fail(document["name"], f"clause {number} is neither encoded nor said to hold nothing computable")
    for id, policy in by_id.items():
        own = policy["file"].split("/")[1] if policy["file"].count("/") > 1 else ""
        if id and own in MEASURES and id not in known and id in platforms:
            fail(id, "is encoded, and said to hold nothing computable")
    total = sum(len(entries) for entries in MEASURES.values())
    if total != 566:
        fail("index", f"{total} measures, not 566")
    run = subprocess.run([os.path.join(ROOT, "scripts/policies_readme"), POL, "--check"])
    if run.returncode != 0:
        fail("policies/README.md", "is out of date: scripts/policies_readme build/release/bin/pol")
    return f"{total} measures, {len(WITHOUT)} clauses without"


def check_example(task):
    entry, policy = task
    id = entry["id"]
    # Measures with a period are asked about on a day of it.
    period = policy["effective"]
    at = period["from"] or period["to"] or "2023-06-01"
    given = json.dumps(entry["example"]["in"], ensure_ascii=False)
    run = subprocess.run([POL, "eval", policy["file"], "--id", id, "--engine", "interp", "--format", "json", "--at", at, "--input", given],
                         cwd=ROOT, capture_output=True, text=True)
    try:
        answer = json.loads(run.stdout, parse_float=str)
    except ValueError:
        return [(id, f"no answer: {run.stderr.strip()[:300]}")]
    if "outputs" not in answer:
        return [(id, f"refused: {run.stdout.strip()[:300]}")]
    found = []
    kinds = {field["name"]: field["type"] for field in policy["outputs"]}
    for name, want in entry["example"]["out"].items():
        got = answer["outputs"].get(name)
        if got is None:
            found.append((id, f"no output {name}"))
        elif want is None and got["status"] in ("no_rule", "needs_facts", "needs_judgement"):
            continue  # no value: nothing applies, or the example leaves out the fact
        elif want is None and got["value"] == "none":
            continue
        elif not (got["status"] == "value" and same(want, got["value"], kinds.get(name))):
            value = json.dumps(got.get("value"), ensure_ascii=False)
            found.append((id, f"{name}: {json.dumps(want, ensure_ascii=False)} expected, {got['status']} {value} given"))
    return found


def check_examples():
    by_id = {policy["id"]: policy for policy in listed()}
    tasks = [(entry, by_id[entry["id"]]) for entries in MEASURES.values() for entry in entries if entry["id"] in by_id]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(check_example, tasks):
            for where, what in found:
                fail(where, what)
    if len(tasks) != 566:
        fail("examples", f"{len(tasks)} measures could be asked, not 566")
    return f"{len(tasks)} examples"


done = {"index": check_index, "examples": check_examples}[sys.argv[3]]()
for line in failures:
    print(line)
print(f"{done}, {len(failures)} failures")
sys.exit(1 if failures else 0)
