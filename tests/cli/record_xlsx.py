"""record_xlsx.py LOFTE [SOFFICE]: the workbook of `lofte record` is the table that its CSV is, cell by cell, read by a library of others
(openpyxl); with SOFFICE, by LibreOffice too. Exit code 77: what it takes is not there."""

import csv
import io
import pathlib
import subprocess
import sys
import tempfile
import time
import zipfile

try:
    import openpyxl
except ImportError:
    print("skipped: no python3-openpyxl")
    sys.exit(77)

LOFTE = sys.argv[1]
SOFFICE = sys.argv[2] if len(sys.argv) > 2 else None
ROLES = ("controller", "processor")
CSV_OF_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"


def lofte(*arguments):
    return subprocess.run([LOFTE, "record", *arguments], check=True, capture_output=True).stdout


def rows_of_csv(text):
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")]


def without_guard(cell):
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@\t\r" else cell


def table(example, language, role):
    rows = rows_of_csv(lofte(example, "--language", language, "--format", "csv", "--role", role).decode("utf-8-sig"))
    return [[without_guard(cell) for cell in row] for row in rows]


def same_but_for_measures(sheet, wanted, where):
    """A heading is two lines in the workbook; a long list of measures stands on its front page."""
    assert [cell.replace("\n", " (") + ")" if "\n" in cell else cell for cell in sheet[0]] == wanted[0], where
    assert len(sheet) == len(wanted), where
    compared = 0
    for number, (row, expected) in enumerate(zip(sheet[1:], wanted[1:])):
        assert len(row) == len(expected), where
        for heading, cell, text in zip(wanted[0], row, expected):
            if cell != text:
                assert text.count("\n") >= 8 and "\n" not in cell, (where, number, heading, cell, text)
            compared += 1
    return compared


def look(sheet, columns, rows):
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(columns)}{rows}"
    assert sheet.print_title_rows in ("$1:$1", "1:1") and sheet.print_title_cols in ("$A:$A", "A:A")
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n") and (cell.data_type == "s" or cell.value is None), (cell.coordinate, cell.data_type)
            assert cell.alignment.wrap_text and cell.alignment.vertical == "top", cell.coordinate
    for column in range(1, columns + 1):
        assert sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width >= 20


def check(example, language, folder):
    file = folder / f"{example}-{language}.xlsx"
    lofte(example, "--language", language, "--output", str(file))
    with zipfile.ZipFile(file) as parts:
        assert parts.testzip() is None
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/"))
    book = openpyxl.load_workbook(file)
    tables = [rows for rows in (table(example, language, role) for role in ROLES) if len(rows) > 1]
    assert len(book.sheetnames) == 1 + len(tables), book.sheetnames
    compared = 0
    for name, wanted in zip(book.sheetnames[1:], tables):
        sheet = [["" if cell is None else cell for cell in row] for row in book[name].iter_rows(values_only=True)]
        compared += same_but_for_measures(sheet, wanted, f"{example} {language} {name}")
        look(book[name], len(wanted[0]), len(wanted))
    if SOFFICE:
        compared += round_trip(file, book.sheetnames[1:], tables, folder)
    return compared


def round_trip(file, names, tables, folder):
    out = folder / "csv"
    subprocess.run([SOFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", CSV_OF_EVERY_SHEET, "--outdir",
                    str(out), str(file)], check=True, capture_output=True, timeout=300)
    compared = 0
    for name, wanted in zip(names, tables):
        text = (out / f"{file.stem}-{name}.csv").read_bytes().decode("utf-8-sig")
        compared += same_but_for_measures(rows_of_csv(text), wanted, f"LibreOffice {file.stem} {name}")
    return compared


def main():
    if len(sys.argv) > 2 and not SOFFICE:
        print("skipped: no soffice (libreoffice-calc)")
        sys.exit(77)
    examples = [("rebookly", "nb")] if SOFFICE else [("rebookly", "nb"), ("gigcoms", "da"), ("hellotickets", "en"), ("bookbeat", "sv"), ("larabot", "nn")]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        compared = sum(check(example, language, folder) for example, language in examples)
    # Moments of a zip file are whole two seconds.
    first = lofte("rebookly", "--format", "xlsx")
    time.sleep(2.1)
    assert lofte("rebookly", "--format", "xlsx") == first, "two workbooks of one policy differ"
    created = openpyxl.load_workbook(io.BytesIO(first)).properties.created
    assert str(created.date()) == "2025-09-11", created
    print(f"{compared} cells are the same")
    assert compared > 100


main()
