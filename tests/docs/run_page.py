#!/usr/bin/env python3
"""run_page.py LOFTE PAGE: a page of the documentation runs as it stands.

A block in ``` is the file that the text before it names last (`policy.yaml`). A line `    $ command` is run in the folder of these files; what
stands behind it up to the next command is what it prints, but for moments, runs and hashes, where anything stands there at all. A command may
find something (exit code 1), and never fail otherwise. 77: there is no sqlite3.
"""
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CHANGING = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z|\d{8}T\d{6}Z-[0-9a-f]{8}|\b[0-9a-f]{12}\b")


def write_files_and_commands(lines, folder):
    """Yields (line, command, printed) in their order, and writes each file before the commands after it."""
    named, at = None, 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("```"):
            end = lines.index("```", at + 1)
            file = folder / named
            file.parent.mkdir(exist_ok=True)
            file.write_text("\n".join(lines[at + 1 : end]) + "\n", encoding="utf-8")
            at = end
        elif line.startswith("    $ "):
            end = at + 1
            while end < len(lines) and (not lines[end] or lines[end].startswith("    ")) and not lines[end].startswith("    $ "):
                end += 1
            printed = "\n".join(shown[4:] for shown in lines[at + 1 : end]).strip("\n")
            yield at + 1, line[6:], printed
            at = end - 1
        else:
            named = (re.findall(r"`([\w./]+\.\w+)`", line) or [named])[-1]
        at += 1


def difference(printed, found):
    expected, got = (CHANGING.sub("..", text).splitlines() for text in (printed, found))
    return list(difflib.unified_diff(expected, got, "page", "program", lineterm=""))


def main():
    lofte, page = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    if not shutil.which("sqlite3"):
        print("skipped: no sqlite3")
        sys.exit(77)
    wrong = commands = 0
    with tempfile.TemporaryDirectory() as made:
        programs, folder = pathlib.Path(made) / "bin", pathlib.Path(made) / "page"
        programs.mkdir()
        folder.mkdir()
        (programs / "lofte").symlink_to(lofte.resolve())
        environment = dict(os.environ, PATH=f"{programs}:{os.environ['PATH']}")
        for line, command, printed in write_files_and_commands(page.read_text(encoding="utf-8").splitlines(), folder):
            run = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
            commands += 1
            unlike = difference(printed, run.stdout.strip("\n")) if printed else []
            if run.returncode not in (0, 1) or unlike:
                wrong += 1
                print(f"{page.name}:{line}: `{command}` exits with {run.returncode}", run.stderr, *unlike, sep="\n")
    print(f"{page.name}: {commands} commands, {wrong} not as the page says")
    sys.exit(1 if wrong or not commands else 0)


main()
