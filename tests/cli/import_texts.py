#!/usr/bin/env python3
"""import_texts.py LOFTE FOLDER: real policies that are not part of the project, where somebody has them.

FOLDER/policies holds texts, FOLDER/gold what people read in them (NAME.gold.json), FOLDER/score_import.py compares the two, and
FOLDER/contradictions.tsv names what is wrong in some of the texts: id, system, severity, lint_rule, policy_lines. Each part that is missing is
skipped; without any the exit code is 77. Prints what it measured.
"""
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

LEAST_OVERALL, LEAST_FIELD = 0.90, 0.80
LEAST_OF_ERRORS, LEAST_OF_ALL = 0.80, 0.60

lofte, folder = sys.argv[1], pathlib.Path(sys.argv[2])
texts = sorted((folder / "policies").glob("*.txt"))
wrong = []


def run(*arguments):
    return subprocess.run([lofte, *map(str, arguments)], capture_output=True, text=True, timeout=120)


def findings_of(file):
    answer = run("check", file, "--json")
    if answer.returncode not in (0, 1):
        wrong.append(f"check {file}: exit {answer.returncode}: {answer.stderr.strip()}")
        return []
    return json.loads(answer.stdout)["findings"]


def places_of(finding):
    return finding["origins"]


def shown(findings):
    return sorted((f["rule"], f["name"], json.dumps(places_of(f))) for f in findings)


def check_drafts():
    with tempfile.TemporaryDirectory() as made:
        for text in texts:
            draft = pathlib.Path(made) / (text.stem + ".yaml")
            imported = run("import", text, "--out", draft)
            if imported.returncode != 0:
                wrong.append(f"import {text.name}: {imported.stderr.strip()}")
                continue
            of_text, of_draft = findings_of(text), findings_of(draft)
            if shown(of_text) != shown(of_draft):
                wrong.append(f"{text.name}: check says {len(of_text)} of the text and {len(of_draft)} of its draft")
            counted = int(re.search(r"; (\d+) open points?:", imported.stderr).group(1))
            listed = draft.read_text().count("\n  - { rule: ")
            said = sum(finding["open"] for finding in of_text)
            if counted != listed or said != listed:
                wrong.append(f"{text.name}: {listed} open points are listed, {counted} counted, and check says {said}")
            print(f"{text.name}: {listed} open points, {len(of_text)} findings")


def check_score():
    script = folder / "score_import.py"
    if not script.exists():
        return print("no score_import.py: not scored")
    answer = subprocess.run([sys.executable, script, lofte, folder / "gold", folder / "policies", "--json"], capture_output=True, text=True)
    score = json.loads(answer.stdout)
    fields = {k: v.get("f1", v.get("accuracy")) for k, v in score.items() if isinstance(v, dict)}
    print(f"overall {score['overall']:.3f};", ", ".join(f"{k} {v:.2f}" for k, v in fields.items() if v is not None))
    if score["overall"] < LEAST_OVERALL:
        wrong.append(f"overall {score['overall']:.3f} is under {LEAST_OVERALL}")
    wrong.extend(f"{k} {v:.2f} is under {LEAST_FIELD}" for k, v in fields.items() if v is not None and v < LEAST_FIELD)


def lines_in(words):
    lines = set()
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", words):
        lines |= set(range(int(first), int(last or first) + 1))
    return lines


# A contradiction is found where a finding of its name has a place on one of its lines.
def check_contradictions():
    table = folder / "contradictions.tsv"
    if not table.exists():
        return print("no contradictions.tsv: not compared")
    systems = dict(zip(("gigcoms", "rebookly"), texts))
    found = {system: findings_of(text) for system, text in systems.items()}
    of, hit = {"error": 0, "all": 0}, {"error": 0, "all": 0}
    for row in csv.DictReader(table.open(encoding="utf-8"), delimiter="\t"):
        lines = lines_in(row["policy_lines"])
        anywhere = row["policy_lines"].startswith("all") or not lines
        same = [f for f in found.get(row["system"], []) if f["name"] == row["lint_rule"]]
        is_hit = any(anywhere or lines & {place["line"] for place in places_of(f)} for f in same)
        for kind in ("all", "error") if row["severity"] == "error" else ("all",):
            of[kind] += 1
            hit[kind] += is_hit
        if not is_hit:
            print(f"missed {row['id']} ({row['severity']}): {row['lint_rule']}, lines {row['policy_lines']}")
    print(f"contradictions: {hit['error']} of {of['error']} errors, {hit['all']} of {of['all']} in all")
    if hit["error"] < LEAST_OF_ERRORS * of["error"] or hit["all"] < LEAST_OF_ALL * of["all"]:
        wrong.append("too few contradictions are found")


if not texts:
    print(f"skipped: no texts in {folder}/policies")
    sys.exit(77)
check_drafts()
check_score()
check_contradictions()
for line in wrong:
    print("WRONG:", line)
sys.exit(1 if wrong else 0)
