#!/usr/bin/env python3
"""Reads what a report gives to machines, as they would.

machines_check.py report SCHEMA REPORT FOLDER   JSON by its schema; FOLDER's tables hold the same
machines_check.py oscal FILE...                 each UUID once, and references that lead somewhere

Prints one line per fault; exit status 1 when there is one.
"""

import csv
import io
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema

FORMULA = re.compile(r"^[ \t\n]*[=+\-@＝＋－＠]")


def plain(value):
    """A JSON value as a table holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def unmarked(cell):
    """A cell without the apostrophe that keeps a spreadsheet from computing it."""
    return cell[1:] if re.match(r"^'[ \t\n]*[=+\-@'＝＋－＠]", cell) else cell


def table_faults(path, rows, columns):
    text = path.read_bytes().decode("utf-8")
    if not text.endswith("\r\n"):
        yield f"{path.name} does not end with CRLF"
    held = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if held[0] != columns:
        yield f"{path.name} has the columns {held[0]}, its schema has {columns}"
    if len(held) - 1 != len(rows):
        yield f"{path.name} has {len(held) - 1} rows, the JSON has {len(rows)}"
    for row, cells in zip(rows, held[1:]):
        for column, cell in zip(columns, cells):
            if FORMULA.match(cell):
                yield f"{path.name} has a formula: {cell!r}"
            if unmarked(cell) != plain(row[column]):
                yield f"{path.name}, {column}: {cell!r} is not {row[column]!r}"


def report_faults(schema_path, report_path, folder):
    schema = json.loads(Path(schema_path).read_text(encoding="utf-8"))
    report = json.loads(Path(report_path).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for error in jsonschema.Draft202012Validator(schema).iter_errors(report):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
    for name, part in schema["properties"].items():
        if part.get("type") != "array":
            continue
        columns = list(part["items"]["properties"])
        yield from table_faults(Path(folder) / f"{name}.csv", report[name], columns)


def oscal_faults(path):
    known, asked, count = {}, [], 0
    for element in ElementTree.parse(path).iter():
        count += 1
        for name, value in element.attrib.items():
            if name == "uuid":
                if value in known:
                    yield f"{path}: {value} is there twice"
                known[value] = element.tag
            elif name.endswith("-uuid") or (name == "href" and value.startswith("#")):
                asked.append(value.lstrip("#"))
        if element.tag.endswith("}party-uuid"):
            asked.append(element.text)
    for value in asked:
        if value not in known:
            yield f"{path}: nothing has the UUID {value}"
    if count < 10:
        yield f"{path} holds next to nothing"


def main():
    kind, *names = sys.argv[1:]
    if kind == "report":
        faults = list(report_faults(*names))
    else:
        faults = [fault for name in names for fault in oscal_faults(name)]
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
