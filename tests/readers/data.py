"""Reads the open data of a built site with the libraries of others: workbooks by openpyxl, CSV by Python's own reader, JSON by
jsonschema. Told where the site is; prints what is wrong, and "N passed, M failed".
"""

import csv
import datetime
import json
import sys
from pathlib import Path

import jsonschema
import openpyxl

from lib.judge import judge

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def dialled(text):
    return text.startswith("+") and text[1:].replace(" ", "").isdigit()


def rows_of(path, comma):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=comma, strict=True))


def read_csv(path):
    """Every line has as many cells as the first, and no cell is a formula."""
    comma = ";" if path.name.endswith("-excel.csv") else ","
    assert (path.read_bytes()[:3] == b"\xef\xbb\xbf") == (comma == ";"), "the mark of UTF-8"
    rows = rows_of(path, comma)
    assert len({len(row) for row in rows}) == 1, "lines of several lengths"
    heads = rows[0]
    assert comma == ";" or len(set(heads)) == len(heads), "two columns of one name"
    for row in rows[1:]:
        for cell in row:
            number = cell.replace(",", ".")
            assert not cell.startswith(FORMULA) or number.lstrip("-").replace(".", "").isdigit(), cell


def read_workbook(path):
    """Two sheets, heads that stand still and narrow, no formula, and days that are days."""
    book = openpyxl.load_workbook(path)
    assert len(book.worksheets) == 2
    data, notes = book.worksheets
    assert data.freeze_panes == "A2" and data.auto_filter.ref == data.dimensions, (data.auto_filter.ref, data.dimensions)
    for sheet in (data, notes):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f", cell.value
            if isinstance(cell.value, str):
                assert not cell.value.startswith(FORMULA) or dialled(cell.value), cell.value
            if isinstance(cell.value, datetime.datetime):
                assert 1900 < cell.value.year < 2200, cell.value
    assert book.properties.creator and book.properties.created.hour == 0
    excel = rows_of(path.with_name(path.stem + "-excel.csv"), ";")
    heads = [cell.value for cell in data[1]]
    # In a CSV each row says the licence; a workbook says it among its notes.
    assert heads in (excel[0], excel[0][:-1]) and data.max_row == len(excel), "not the table of the CSV"


def read_json(path, site):
    """It is as its schema says, and has the rows of the CSV."""
    found = json.loads(path.read_text(encoding="utf-8"))
    schema = json.loads((site / "data" / f"{found['collection']}.schema.json").read_text(encoding="utf-8"))
    assert found["$schema"] == schema["$id"]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(found)
    rows = rows_of(path.with_suffix(".csv"), ",")
    assert len(found.get("records", found.get("rows"))) == len(rows) - 1


def main(site):
    readers = {".csv": read_csv, ".xlsx": read_workbook, ".json": lambda path: read_json(path, site)}
    files = [path for folder in site.glob("*/data") for path in sorted(folder.rglob("*"))]
    return judge((path, readers[path.suffix]) for path in files if path.suffix in readers)


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1])) else 0)
