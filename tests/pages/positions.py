#!/usr/bin/env python3
"""Looks at where the words of printed pages stand: positions.py FILE.pdf...

Says where a word lies outside the margins or over another, where a page ends with a heading, and,
for documents of odd_docs (whose words "o1", "o2" and so on count themselves; FILE.pdf=N tells how many
there should be), where one is missing or out of order. Ends with a line of what was looked at;
status 1 when there was a fault or nothing to look at.
"""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

# Points from the edges that words keep, in the order left, top, right, bottom: heads and feet too.
MARGINS = (36, 20, 36, 20)
SMALL = 500  # wide is the paper of booklets, whose margins are smaller
SMALL_MARGINS = (26, 14, 26, 14)
TAB = 28  # wide are tabs, which stand at the edge
TOLERANCE = 0.6
# Of odd documents; with a number behind it, it stands in a contents.
HEADING = re.compile(r"Heading (number \d+|of nothing|last of all)")
FOOT = re.compile(r"^as of .*page \d+ of \d+$|.*· page \d+ of \d+$")


class Word:
    def __init__(self, element, page_width):
        self.text = element.text or ""
        self.left, self.right = float(element.get("xMin")), float(element.get("xMax"))
        self.top, self.bottom = float(element.get("yMin")), float(element.get("yMax"))
        self.on_tab = (0 <= self.left and self.right < TAB
                       or page_width - TAB < self.left and self.right <= page_width)
        # The box reaches above and below what is printed: its middle is what may not be covered. On
        # tabs words run up or down.
        height, width = self.bottom - self.top, self.right - self.left
        if self.on_tab:
            self.left, self.right = self.left + width * 0.3, self.right - width * 0.3
        else:
            self.top, self.bottom = self.top + height * 0.3, self.bottom - height * 0.3

    def __str__(self):
        return f"'{self.text[:30]}' at {self.left:.0f},{self.top:.0f}"


def run(*command):
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def read_pages(path):
    text = re.sub(r"[\x00-\x08\x0b\x0e-\x1f]", "", run("pdftotext", "-bbox", path, "-"))
    root = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>| xmlns=\"[^\"]*\"", "", text))
    for page in root.iter("page"):
        size = float(page.get("width")), float(page.get("height"))
        yield size, [Word(word, size[0]) for word in page.iter("word")]


def read_titles(path):
    """The headings of the outline, as pairs of page and text without white space."""
    root = ElementTree.fromstring(run("pdftohtml", "-xml", "-i", "-stdout", path))
    return {(int(item.get("page", 0)), squeeze(item.text)) for item in root.iter("item")}


def squeeze(text):
    return re.sub(r"\s", "", text or "")


def outside(size, words):
    left, top, right, bottom = MARGINS if size[0] > SMALL else SMALL_MARGINS
    for word in words:
        if word.on_tab:
            continue
        if (word.left < left or word.top < top or word.right > size[0] - right
                or word.bottom > size[1] - bottom):
            yield f"{word} is outside the margins"


def overlaps(words):
    """Pairs that cover each other; only words of neighbouring bands of the page are compared."""
    bands = {}
    for word in words:
        for band in range(int(word.top) // 8, int(word.bottom) // 8 + 1):
            bands.setdefault(band, []).append(word)
    seen = set()
    for band in bands.values():
        band.sort(key=lambda word: word.left)
        for i, one in enumerate(band):
            for other in band[i + 1:]:
                if other.left > one.right - TOLERANCE:
                    break
                if (min(one.bottom, other.bottom) - max(one.top, other.top) > TOLERANCE
                        and (id(one), id(other)) not in seen):
                    seen.add((id(one), id(other)))
                    yield f"{one} and {other} overlap"


def last_lines(words):
    """The text of the page's last lines above the foot, the lowest first."""
    lines = {}
    for word in words:
        if word.on_tab:
            continue
        lines.setdefault(round(word.bottom), []).append(word)
    ordered = []
    for key in sorted(lines, reverse=True):
        if ordered and ordered[-1][0] - key <= 1:
            ordered[-1][1].extend(lines[key])
        else:
            ordered.append((key, lines[key]))
    texts = []
    for _, line in ordered:
        line.sort(key=lambda word: word.left)
        texts.append(" ".join(word.text for word in line))
    return [text for text in texts if not FOOT.match(text)]


def ends_with_heading(number, words, titles):
    lines = last_lines(words)
    if not lines:
        return
    if HEADING.fullmatch(lines[0]):
        yield f"ends with '{lines[0]}'"
    for depth in (1, 2, 3):
        if (number, squeeze("".join(reversed(lines[:depth])))) in titles and len(lines) > depth:
            yield f"ends with '{lines[0]}'"


def out_of_order(path, wanted):
    """As the file has it: tables by rows, which is how they are read out."""
    text = run("pdftotext", "-raw", path, "-")
    found = [int(word) for word in re.findall(r"\bo(\d+)\b", text)]
    if found != list(range(1, wanted + 1)):
        for place, number in enumerate(found, 1):
            if number != place:
                yield f"'o{number}' stands where 'o{place}' should"
                return
        yield f"'o{len(found) + 1}' to 'o{wanted}' are missing"


def faults_of(path, wanted):
    titles = read_titles(path)
    pages = words = 0
    before = []
    for pages, (size, found) in enumerate(read_pages(path), 1):
        words += len(found)
        heading = [*ends_with_heading(pages, found, titles)][:1]
        for fault in [*outside(size, found), *overlaps(found), *before]:
            yield 0, 0, f"page {pages}: {fault}"
        # Said when another page follows: the last section of a document may be empty.
        before = [f"the page before {fault}" for fault in heading]
    if wanted is not None:
        for fault in out_of_order(path, wanted):
            yield 0, 0, fault
    yield pages, words, None


def main(arguments):
    pages = words = faults = 0
    for argument in arguments:
        path, _, wanted = argument.partition("=")
        for more_pages, more_words, fault in faults_of(path, int(wanted) if wanted else None):
            pages, words = pages + more_pages, words + more_words
            if fault is not None:
                faults += 1
                print(f"{path.rpartition('/')[2]}: {fault}")
    print(f"{len(arguments)} documents, {pages} pages, {words} words, {faults} faults")
    return 1 if faults or not words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
