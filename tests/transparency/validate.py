#!/usr/bin/env python3
"""validate.py PROGRAM ROOT: reads what PROGRAM (main.cc) writes of the examples with validators that are not ours.

TILT: python3-jsonschema and the published schema. JSON-LD: python3-rdflib, to triples; every IRI in a namespace of the Data Privacy Vocabulary
is one of its version 2.3, and every node of the document that is spoken of is described in it. Then the same checks must refuse what is wrong.
"""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import rdflib
except ImportError as missing:
    print(f"skipped: {missing}; tools/install-dependencies check")
    sys.exit(77)

DPV = "https://w3id.org/dpv"


def tilt_faults(text, validator):
    document = json.loads(text)
    faults = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(document)]
    stated = document.get("meta", {}).get("_hash", "")
    found = hashlib.sha256(text.replace(stated, "", 1).encode()).hexdigest() if stated else ""
    if stated != found:
        faults.append("meta/_hash: is not the document's")
    return faults


def jsonld_faults(text, terms):
    graph = rdflib.Graph()
    graph.parse(data=text, format="json-ld")
    if len(graph) < 100:
        return [f"{len(graph)} triples only"]
    faults = []
    own = str(rdflib.URIRef(json.loads(text)["@context"]["this"]))
    described = {str(subject) for subject, _, _ in graph.triples((None, rdflib.RDF.type, None))}
    for triple in graph:
        for node in triple:
            datatype = str(getattr(node, "datatype", None) or "")
            iri = datatype if isinstance(node, rdflib.Literal) else str(node)
            if iri.startswith(DPV) and iri not in terms:
                faults.append(f"{iri}: not a term of DPV 2.3")
            if iri.startswith(own) and iri not in described:
                faults.append(f"{iri}: spoken of and not described")
            if isinstance(node, rdflib.URIRef) and ":" not in iri:
                faults.append(f"{iri}: not an IRI")
    return sorted(set(faults))


def expect_faults(what, faults, word):
    if not any(word in fault for fault in faults):
        print(f"{what} is not refused: {faults}")
        return 1
    return 0


def refused(text_jsonld, text_tilt, terms, validator):
    """The number of wrong documents that pass."""
    passed = 0
    for what, right, wrong, word in [
        ("a property that DPV has not", '"dpv:hasPurpose"', '"dpv:hasPurposes"', "hasPurposes: not a term"),
        ("a class that DPV has not", '"dpv:DataController"', '"dpv:DataControler"', "DataControler: not a term"),
        ("a country that is none", '"loc:US"', '"loc:UX"', "UX: not a term"),
        ("a reference to nothing", '"this:controller"', '"this:nobody"', "nobody: spoken of"),
    ]:
        assert right in text_jsonld, right
        broken = text_jsonld.replace('"@id": ' + right, '"@id": ' + wrong, 1) if right.startswith('"this') else text_jsonld.replace(right, wrong)
        passed += expect_faults(what, jsonld_faults(broken, terms), word)
    for what, change, word in [
        ("a document without its controller", lambda d: d.pop("controller"), "'controller' is a required property"),
        ("an item without legal bases", lambda d: d["dataDisclosed"][0].pop("legalBases"), "dataDisclosed/0"),
        ("a period in words", lambda d: d["dataDisclosed"][0]["storage"][0]["temporal"][0].update(ttl="five years"), "dataDisclosed/0"),
        ("a language that is none", lambda d: d["meta"].update(language="xx"), "meta/language"),
        ("an address that is none", lambda d: d["controller"]["representative"].update(email="nowhere"), "representative/email"),
        ("words that were changed afterwards", lambda d: d["controller"].update(name="Another"), "meta/_hash"),
    ]:
        document = json.loads(text_tilt)
        change(document)
        passed += expect_faults(what, tilt_faults(json.dumps(document, indent=2, ensure_ascii=False) + "\n", validator), word)
    return passed


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    terms = {line for line in (root / "tests/data/dpv/terms-2.3.txt").read_text().splitlines() if not line.startswith("#")}
    schema = json.loads((root / "tests/data/tilt/tilt-schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.draft7_format_checker)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, folder, str(root / "examples")], check=True)
        out = pathlib.Path(folder)
        jsonld = {path.name: path.read_text() for path in sorted(out.glob("*.jsonld"))}
        tilt = {path.name: path.read_text() for path in sorted(out.glob("*.tilt.json"))}
    faults = [f"{name}: {fault}" for name, text in jsonld.items() for fault in jsonld_faults(text, terms)]
    faults += [f"{name}: {fault}" for name, text in tilt.items() for fault in tilt_faults(text, validator)]
    for fault in faults:
        print(fault)
    print(f"{len(jsonld)} JSON-LD and {len(tilt)} TILT documents: {len(faults)} faults")
    few = len(jsonld) != 6 or len(tilt) != 12
    return 1 if faults or few or refused(jsonld["gigcoms.jsonld"], tilt["gigcoms.en.tilt.json"], terms, validator) else 0


sys.exit(main())
