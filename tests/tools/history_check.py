#!/usr/bin/env python3
"""usage: history_check.py HISTORY.db EXPORT.jsonl

Recomputes the seals and keys of a history as docs/history.md describes them, without the program:
from the rows of the database, and from the lines of its export. Prints the head, or what is wrong.
"""
import hashlib
import json
import re
import sqlite3
import sys

PARTS = {
    "file": ["evidence"],
    "run": ["runs", "run_steps", "findings", "run_notes", "run_people", "run_services",
            "run_earlier"],
    "act": ["acts"],
    "correction": ["corrections"],
    "merge": ["merges"],
}

SEALS = {True: ("seal", "head"), False: ("record", "seal")}


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(row):
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def rows_of(base, table, where, value):
    """Each row as (canonical object, seal): absent values, owner and seals left out."""
    order = "position" if table.startswith("run_") or table == "findings" else "1"
    cursor = base.execute(f"SELECT * FROM {table} WHERE {where} = ? ORDER BY {order}", (value,))
    names = [column[0] for column in cursor.description]
    for values in cursor:
        pairs = dict(zip(names, values))
        row = {"table": table}
        for name in names:
            if name not in SEALS[table == "records"] and pairs[name] is not None:
                row[name] = pairs[name]
        yield row, pairs["seal"].hex()


def check_database(path):
    base = sqlite3.connect(path)
    seal = "0" * 64
    texts = []
    for (seq,) in base.execute("SELECT seq FROM records ORDER BY seq").fetchall():
        record, own = next(rows_of(base, "records", "seq", seq))
        rows = [(record, own)]
        for table in PARTS[record["kind"]]:
            rows += rows_of(base, table, "record", seq)
        content = {"kind": record["kind"]}
        if "corrects" in record:
            content["corrects"] = record["corrects"]
        lines = [canonical(content)] + [canonical(row) for row, _ in rows[1:]]
        if sha256("".join(line + "\n" for line in lines)) != record["key"]:
            sys.exit(f"record {seq}: another key")
        for row, stored in rows:
            seal = sha256(f"{seal}\n{canonical(row)}\n")
            if seal != stored:
                sys.exit(f"record {seq}, {row['table']}: another seal")
            texts.append((seal, canonical(row)))
        (head,) = base.execute("SELECT hex(head) FROM records WHERE seq = ?", (seq,)).fetchone()
        if head.lower() != seal:
            sys.exit(f"record {seq}: another head")
    return seal, texts


def check_export(path, texts):
    seal = "0" * 64
    lines = open(path, encoding="utf-8", newline="\n").read().split("\n")[:-1]
    if len(lines) != len(texts):
        sys.exit(f"{len(lines)} lines for {len(texts)} rows")
    for number, (line, (stored, text)) in enumerate(zip(lines, texts), 1):
        match = re.fullmatch(r'\{"seal":"([0-9a-f]{64})","row":(.*)\}', line)
        seal = sha256(f"{seal}\n{match[2]}\n")
        if seal != match[1] or seal != stored or match[2] != text:
            sys.exit(f"line {number}: not the row of the database")
        json.loads(line)


head, rows = check_database(sys.argv[1])
check_export(sys.argv[2], rows)
print(head)
