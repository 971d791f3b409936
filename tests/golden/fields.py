#!/usr/bin/env python3
"""Is every key of the format used, and every value printed? fields.py LIBRARY OUTPUT FORMAT.md

LIBRARY is the rich one: written in the plain way that is understood here, each value but once.
Every key of the reference FORMAT.md has to stand in it, and every value in the Markdown of OUTPUT,
in the form in which people read it. References stand for what they name and are not looked for.
"""

import re
import sys
from pathlib import Path

# Values that are no text of a page, and where they show themselves.
ELSEWHERE = {
    "frameworks": "chooses reports",
    "impacts": "the matrix",
    "likelihood": "the matrix, for a row of it",
    "levels": "the matrix, for a row of it",
    "language": "the language of pages; of a snippet it is looked for by its golden files",
    "edit-url": "links of pages",
    "search-engines": "robots.txt",
    "confirm": "a question of the script",
    "secret": "the word secret in place of a value",
    "on-failure": "a sentence",
    "declares": "a sentence",
    "synchronous": "its key, with a \"not\" when false",
    "usual": "its key, with a \"not\" when false",
    "immutable": "as above",
    "offline": "as above",
    "business-check": "a sentence",
    "idempotent": "a sentence",
    "interactive": "a sentence",
    "sheet": "the look of paper",
    "duplex": "as above",
    "text-size": "as above",
    "text-font": "as above",
    "code-font": "as above",
    "fallback-fonts": "as above",
    "accent": "as above",
    "internal": "the public edition",
    "internal-chapters": "the public edition",
}
UNITS = {"s": ("s", "s"), "m": ("min", "min"), "h": ("h", "h"), "d": ("day", "days"),
         "mo": ("month", "months"), "y": ("year", "years")}


def duration(text):
    """How people read a length of time; None when TEXT is none."""
    match = re.fullmatch(r"(\d+)(s|m|h|d|w|mo|y)", text)
    if not match:
        return None
    count, unit = int(match.group(1)), match.group(2)
    if unit == "w":
        count, unit = count * 7, "d"
    parts = [(count, unit)]
    for small, size, large in (("m", 60, "h"), ("mo", 12, "y")):
        if unit == small and count >= size:
            parts = [(count // size, large), (count % size, small)]
    return " ".join(f"{n} {UNITS[u][n != 1]}" for n, u in parts if n)


def size(text):
    """How people read an amount of data or a rate; None when TEXT is none."""
    match = re.fullmatch(r"(\d+)((?:[kMGTP]i?)?B(?:/s)?)", text)
    return f"{match.group(1)} {match.group(2)}" if match else None


def lines_of(text):
    """(key, value) of each line; the lines of a block of text have no key."""
    block = -1
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            continue
        if block >= 0 and indent > block:
            yield None, line.strip()
            continue
        block = -1
        body = line.strip()
        while body.startswith("- "):
            body, indent = body[2:], indent + 2
        if re.fullmatch(r"[\w-]+: \|", body):
            block = indent
            yield body[:-3], ""
        else:
            yield from pieces(body)


def pieces(body):
    """(key, value) within one line, flow braces and brackets opened."""
    key = None
    for piece in re.split(r"[{}\[\]]|, ", body):
        match = re.match(r'([\w-]+):(?: +|$)(.*)', piece.strip())
        value = match.group(2) if match else piece.strip()
        key = match.group(1) if match else key
        value = value.strip()
        yield key, value[1:-1] if value.startswith('"') else value


def main(library, output, reference):
    fields = []
    for path in sorted(Path(library).rglob("*.yaml")):
        fields += [(path.name, key, value) for key, value in lines_of(path.read_text("utf-8"))]
    text = "\n".join(path.read_text("utf-8") for path in sorted(Path(output).rglob("*.md")))
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    ids = {value for _, key, value in fields if key == "id"} | {"case", "recover"}
    ids |= {f"{value}.yaml" for value in ids}
    known = set(re.findall(r"^\| `([\w-]+)`", Path(reference).read_text("utf-8"), re.MULTILINE))
    used = {key for _, key, _ in fields}
    faults = [f"the key '{key}' is used nowhere in the rich library" for key in sorted(known - used)]
    looked = 0
    for name, key, value in fields:
        if not value or set(value.split("/")) <= ids or key in ELSEWHERE or key == "id":
            continue
        looked += 1
        if (duration(value) or size(value) or value) not in text:
            faults.append(f"{name}: '{value}' of '{key}' is not printed")
    print("\n".join(faults))
    print(f"{len(known)} keys and {looked} values, {len(faults)} faults")
    return 1 if faults or not known or not looked else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
