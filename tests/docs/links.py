#!/usr/bin/env python3
"""links.py FOLDER: every relative link in the Markdown files of FOLDER leads to a file in it, and what stands behind `#` is one of its headings."""
import pathlib
import re
import sys
import urllib.parse

LINK = re.compile(r"\[[^\]\[]*\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)", re.MULTILINE)
ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:")
NOT_OURS = {"build", "node_modules", ".git", "testdata", "corpus"}


def prose_of(text):
    """Without what stands in blocks of code or between backticks."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^    .*$", "", text, flags=re.MULTILINE)
    return re.sub(r"`[^`\n]*`", lambda code: "`" + " " * (len(code.group()) - 2) + "`", text)


def anchors_of(file):
    text = re.sub(r"^```.*?^```", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.*?)\s*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def fault_of(link, file, root):
    path, _, anchor = link.partition("#")
    target = (file.parent / urllib.parse.unquote(path)).resolve() if path else file
    if not target.exists():
        return "leads nowhere"
    if not target.is_relative_to(root):
        return "leads out of the folder"
    if anchor and target.suffix == ".md" and anchor not in anchors_of(target):
        return f"there is no heading `#{anchor}`"
    return None


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    files = [file for file in sorted(root.rglob("*.md")) if not NOT_OURS & set(file.relative_to(root).parts)]
    links = wrong = 0
    for file in files:
        for found in LINK.finditer(prose_of(file.read_text(encoding="utf-8"))):
            link = found.group(1) or found.group(2)
            if ELSEWHERE.match(link):
                continue
            links += 1
            fault = fault_of(link, file, root)
            if fault:
                wrong += 1
                print(f"{file.relative_to(root)}: `{link}`: {fault}")
    print(f"{links} links in {len(files)} files, {wrong} wrong")
    sys.exit(1 if wrong or not links else 0)


main()
