#!/usr/bin/env python3
"""Looks for what a list of coverage promises: coverage.py LIST.md OUTPUT

LIST has a section `## plan-id (...)` per plan with tables; the strings between backquotes in the
last column must occur in the compiled Markdown of that plan, as a reader sees it: without escapes,
runs of white space taken as one space.
"""

import re
import sys
from pathlib import Path

NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&nbsp;": " "}


def flat(text):
    return re.sub(r"\s+", " ", text).strip()


def as_read(text):
    """Markdown without escapes: as it stands, and without links, emphasis and code marks."""
    bracketed = re.sub(r"(?<!\\)\]\([^)\s]*\)", "]", text)
    plain = re.sub(r"(?<!\\)\[((?:\\.|[^]\\])*)\]\([^)\s]*\)", r"\1", text)
    plain = re.sub(r"(?<!\\)(\*\*|`)|(?<![\w\\])[*_](?=\w)|(?<=\w)[*_](?!\w)", "", plain)
    plain = re.sub(r"^\s*>", "", plain, flags=re.MULTILINE)
    return "\n".join(flat(unescaped(form)) for form in (text, bracketed, plain))


def unescaped(text):
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return re.sub("|".join(NAMED), lambda match: NAMED[match.group()], text)


def compiled(output, plan):
    folder = Path(output) / plan
    paths = [folder / "plan.md", folder / "compliance.md", *sorted(folder.glob("runbooks/*.md"))]
    return as_read("\n".join(path.read_text("utf-8") for path in paths if path.exists()))


def cells(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def strings_of(cell):
    """Code spans of a cell; a pipe in a table is written with a backslash."""
    spans = re.finditer(r"(`+)(.+?)(?<!`)\1(?!`)", cell)
    return [flat(span.group(2).replace("\\|", "|")) for span in spans]


def main(listing, output):
    plan, text, rows, found, faults = None, "", {}, 0, []
    for number, line in enumerate(Path(listing).read_text("utf-8").splitlines(), 1):
        heading = re.match(r"## ([a-z0-9-]+) \(", line)
        if heading:
            plan = heading.group(1)
            rows[plan] = 0
            text = compiled(output, plan)
            if not text.strip():
                faults.append(f"line {number}: there is no such plan: {plan}")
        if plan is None or not line.startswith("|") or re.match(r"\|[-:|\s]+$", line):
            continue
        row = cells(line)
        if row[-1] in ("must appear", "c"):
            continue
        rows[plan] += 1
        strings = strings_of(row[-1])
        if not strings:
            faults.append(f"line {number}: a row without a string: {row[0]}")
        for string in strings:
            if string in text:
                found += 1
            else:
                faults.append(f"MISSING {plan}: {row[0]} | {string}")
    faults += [f"{plan}: no rows" for plan, count in rows.items() if count == 0]
    print("\n".join(faults))
    print(f"{found} strings found, {len(faults)} faults")
    return 1 if faults or not found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
