#!/usr/bin/env python3
"""sarif_schema.py LOFTE SCHEMA: what `lofte check --sarif -` prints of a text with faults is SARIF 2.1.0, and its places hold what they should.

Exits with 77, skipped, where python3-jsonschema is not installed.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("skipped: no python3-jsonschema")
    sys.exit(77)

TEXT = """# Privacy policy

Last updated: 2020-01-01

## Who we are

Shop ApS, Copenhagen, Denmark. Contact: privacy@shop.example

## Cookies

We use the following cookies:

## How long

Invoices are kept for 7 years, as required by law for tax.
"""


def main():
    lofte, schema = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text())
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(folder) / "å privacy.md"
        text.write_text(TEXT, encoding="utf-8")
        run = subprocess.run([lofte, "check", text.name, "--sarif", "-"], cwd=folder, capture_output=True, timeout=60)
    assert run.returncode == 1, (run.returncode, run.stderr)
    log = json.loads(run.stdout)
    jsonschema.Draft4Validator(schema).validate(log)
    (only,) = log["runs"]
    rules, results = only["tool"]["driver"]["rules"], only["results"]
    assert results, "nothing was found"
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"], result
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "%C3%A5%20privacy.md", place
        region = place.get("region")
        if region and "byteOffset" in region:
            before = TEXT.encode()[: region["byteOffset"]]
            assert before.count(b"\n") + 1 == region["startLine"], result
    prints = [result["partialFingerprints"]["lofte/v1"] for result in results]
    assert len(set(prints)) == len(prints), "two results have one fingerprint"
    print(len(results), "results,", len(rules), "rules")


main()
