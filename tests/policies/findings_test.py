#!/usr/bin/env python3
"""The pages of docs/findings against the corpus.

  findings_test.py POL ROOT    each document has its page, every link leads to a file and every place named on a page is
                               there, every measure that is named exists, tables and counts are as scripts/findings_tables
                               writes them, and every case written in a page (<!-- pol eval {...} -->) gives through
                               `pol eval` what it says

A case: {"id": measure, "at": day (left out: a day of its period), "under": reading (left out: the adopted one),
"facts": {...}, "outputs": {name: value, or {"status": "no_rule" | "needs_facts" | "needs_judgement"}}}, or "refused": true in
the place of the outputs: the facts are turned down. Numbers are compared as fractions.
"""
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from answers import same

POL, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PAGES = os.path.join(ROOT, "docs/findings")
failures = []


def fail(where, what):
    failures.append(f"{where}: {what}")


def read(page):
    with open(os.path.join(PAGES, page), encoding="utf-8") as file:
        return file.read()


def listed():
    run = subprocess.run([POL, "list", "policies", "--format", "json"], cwd=ROOT, check=True, capture_output=True)
    return {policy["id"]: policy for policy in json.loads(run.stdout) if policy["id"]}


def check_links(page, text):
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, place = target.partition("#")
        file = os.path.normpath(os.path.join(PAGES, path)) if path else os.path.join(PAGES, page)
        if not os.path.exists(file):
            fail(page, f"{target} leads nowhere")
        elif place and f'id="{place}"' not in open(file, encoding="utf-8").read():
            fail(page, f"{target}: no such place")
    for id, target in re.findall(r"\[(00\d-\w+-\w+)\]\(([^)\s]+)\)", text):
        if id in POLICIES and not target.endswith("/" + POLICIES[id]["file"]):
            fail(page, f"{id} stands in {POLICIES[id]['file']}, not in {target}")


def check_case(task):
    page, case = task
    id, wanted, under = case["id"], case.get("outputs", {}), case.get("under")
    if id not in POLICIES:
        return []  # said already
    policy = POLICIES[id]
    at = case.get("at") or policy["effective"]["from"] or policy["effective"]["to"] or "2023-06-01"
    where = f"{page}: {id} {json.dumps(case['facts'], ensure_ascii=False)}"
    run = subprocess.run([POL, "eval", policy["file"], "--id", id, "--format", "json", "--at", at,
                          "--input", json.dumps(case["facts"], ensure_ascii=False)], cwd=ROOT, capture_output=True, text=True)
    try:
        answer = json.loads(run.stdout, parse_float=str)
    except ValueError:
        answer = {}
    if case.get("refused") or "outputs" not in answer:
        return [] if case.get("refused") and "outputs" not in answer else [(where, f"{run.stdout} {run.stderr}".strip()[:300])]
    outputs = answer["outputs"]
    if under and under != answer.get("reading"):
        if under not in answer.get("readings", {}):
            return [(where, f"no reading {under}")]
        outputs = {**outputs, **answer["readings"][under]}  # those that differ
    found = []
    for name, want in wanted.items():
        got = outputs.get(name, {"status": "no such output"})
        if isinstance(want, dict) and want.keys() == {"status"}:
            right = got["status"] == want["status"]
        else:
            right = got["status"] == "value" and same(want, got["value"])
        if not right:
            value = json.dumps(got.get("value"), ensure_ascii=False)
            found.append((where, f"{name}: {json.dumps(want, ensure_ascii=False)} expected, {got['status']} {value} given"))
    return found


POLICIES = listed()
with open(os.path.join(ROOT, "policies/index/documents.json"), encoding="utf-8") as file:
    DOCUMENTS = json.load(file)
pages = sorted(name for name in os.listdir(PAGES) if name.endswith(".md"))
for document in DOCUMENTS:
    if document["name"] + ".md" not in pages:
        fail(document["name"], "has no page in docs/findings")

tasks = []
for page in pages:
    text = read(page)
    check_links(page, text)
    for id in set(re.findall(r"(?<![\w-])00\d-\w+-\w+(?![\w-])", text)):
        if not id.startswith("f-") and id not in POLICIES:
            fail(page, f"names the measure {id}, which does not exist")
    written = text.count("<!-- pol eval")
    cases = [json.loads(case, parse_float=str) for case in re.findall(r"<!-- pol eval (\{.*\}) -->", text)]
    if len(cases) != written:
        fail(page, f"{written - len(cases)} cases cannot be read")
    tasks += [(page, case) for case in cases]

if subprocess.run([os.path.join(ROOT, "scripts/findings_tables"), POL, "--check"]).returncode != 0:
    fail("docs/findings", "the tables and counts are out of date")

with ThreadPoolExecutor(os.cpu_count()) as pool:
    for found in pool.map(check_case, tasks):
        failures += [f"{where}: {what}" for where, what in found]
for line in failures:
    print(line)
print(f"{len(pages)} pages, {len(tasks)} cases, {len(failures)} failures")
sys.exit(1 if failures else 0)
