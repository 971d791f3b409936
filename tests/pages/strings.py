#!/usr/bin/env python3
"""Does a PDF say all that its Markdown says, in its order? strings.py FILE.pdf FILE.md...

The words of both are held side by side by diff: the PDF may say more (a contents, the feet of pages,
the header of a table once more), but every word of the Markdown has its place in the order of the
file, which is that in which the PDF is read out. Ends with a line of how many words were looked for.
"""

import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree

FOOT = re.compile(r"page\s+\d+\s+of\s+\d+$")


def run(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def words_of(text):
    return re.findall(r"\w+", unicodedata.normalize("NFC", text or ""))


def pdf_words(path):
    """Without the feet, the last lines of pages."""
    for page in run("pdftotext", "-raw", path, "-").split("\f"):
        lines = page.rstrip().split("\n")
        while lines and FOOT.search(lines[-1]):
            lines.pop()
        yield from words_of("\n".join(lines))


def is_contents(element):
    """A list of nothing but links within the page; on paper, the contents of all is in its place."""
    if element.tag != "list":
        return False
    links = [link for link in element.iter("link") if link.get("destination", "").startswith("#")]
    return len(links) == sum(1 for _ in element.iter("item")) == sum(
        1 for _ in element.iter("text"))


def caption_of(element):
    """That of a figure, whose description behind it stands for the drawing."""
    first = element[0] if element.tag == "paragraph" and len(element) else None
    if first is not None and first.tag == "emph" and (first[0].text or "").startswith("Figure"):
        return first
    return None


def markdown_elements(element):
    caption = caption_of(element)
    if caption is not None:
        for child in caption:
            child.text = (child.text or "").removeprefix("Figure")
            yield child
    elif not is_contents(element):
        yield element
        for child in element:
            yield from markdown_elements(child)


def markdown_words(path):
    text = re.sub(r"<!DOCTYPE[^>]*>| xmlns=\"[^\"]*\"", "", run("cmark", "-t", "xml", path))
    for element in markdown_elements(ElementTree.fromstring(text)):
        if element.tag in ("text", "code", "code_block"):
            yield from words_of(element.text)


def write_words(folder, name, words):
    path = f"{folder}/{name}"
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(word + "\n" for word in words)
    return path


def main(path, *sources):
    wanted = [word for source in sources for word in markdown_words(source)]
    with tempfile.TemporaryDirectory() as folder:
        command = ["diff", "-d", write_words(folder, "markdown", wanted),
                   write_words(folder, "pdf", pdf_words(path))]
        lines = subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8")
    faults = 0
    for line in lines.split("\n"):
        change = re.match(r"(\d+)(?:,(\d+))?[cd]", line)
        if change:
            first, last = int(change[1]), int(change[2] or change[1])
            faults += last - first + 1
            print(f"not there: {' '.join(wanted[first - 1:last])[:120]}"
                  f" (behind: {' '.join(wanted[max(first - 6, 0):first - 1])})")
    print(f"{len(wanted)} words, {faults} are not in their place")
    return 1 if faults or not wanted else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
