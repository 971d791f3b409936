"""usage: editions.py BINDER
Says where the index or the contents of a binder lead to a page that does not tell of what they name."""
import re
import subprocess
import sys


def pages_of(path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True,
                          text=True).stdout
    return text.split("\f")[:-1]


def plain(text):
    return re.sub(r"\s+", " ", text)


def index_entries(pages):
    """(name, page) for each page number of the index."""
    start = max(i for i, page in enumerate(pages) if re.match(r"\s*Index\n", page))
    for page in pages[start:]:
        for line in page.splitlines():
            cells = re.split(r"\s{2,}", line.strip())
            if len(cells) >= 2 and re.fullmatch(r"\d+(, \d+)*", cells[-1]):
                for number in cells[-1].split(", "):
                    yield cells[0], int(number)


def contents_entries(pages):
    start = next(i for i, page in enumerate(pages) if re.match(r"\s*Contents\n", page))
    for page in pages[start:]:
        for line in page.splitlines():
            match = re.fullmatch(r"\s*(\S.*?\S)\s{2,}(\d+)", line)
            if match:
                yield match.group(1), int(match.group(2))
        if not re.search(r"\s{8,}\d+\n", page):
            return


def main(path):
    pages = pages_of(path)
    faults = 0
    for what, entries in ("index", list(index_entries(pages))), \
            ("contents", list(contents_entries(pages))):
        if len(entries) < 20:
            print(f"the {what} has {len(entries)} entries")
            faults += 1
        for name, number in entries:
            if number > len(pages) or plain(name) not in plain(pages[number - 1]):
                print(f"the {what} sends who looks for '{name}' to page {number}")
                faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
