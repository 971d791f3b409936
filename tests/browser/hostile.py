#!/usr/bin/env python3
"""Plans that want to be markup. Used by run.sh.

hostile.py write FORMAT.md STRINGS FOLDER   libraries FOLDER-1 and FOLDER-2 in which each text field of
                                            the format says each of the strings, and FOLDER-tame, the
                                            same with harmless words
hostile.py log STRINGS LIBRARY LOGS         a run of plan-0 of LIBRARY for each string, which all texts of
                                            it say; the names of the files in LOGS as well
hostile.py commit STRINGS LIBRARY           makes a git repository of LIBRARY whose commits and authors
                                            say the strings
hostile.py judge STRINGS TAME OUTPUT...     prints "ok ..." or "FAIL ..." on the pages and the Markdown
                                            of OUTPUT: no element, attribute or address that a page of
                                            TAME does not have, each string in its place and escaped
"""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import every_field  # noqa: E402

GROUP = 4  # strings that share a field
ADDRESSES = {"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "style"}
SCHEMES = re.compile(r"^[\x00-\x20]*(javascript|vbscript|data):", re.I)


def read_strings(path):
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [re.sub(r"(?<![A-Za-z])N(?![A-Za-z])", f"{number:03d}", line)
            for number, line in enumerate(lines, 1)]


class Speaker:
    """Says some of the strings in each field, another one first from field to field."""

    def __init__(self, strings):
        self.strings = strings
        self.count = 0

    def say(self, field):
        self.count += 1
        start = self.count % len(self.strings)
        said = self.strings[start:] + self.strings[:start]
        if field.kind in every_field.LISTS:
            return said
        if field.kind == "address":
            return next((text for text in said if SCHEMES.match(text)), said[0])
        if field.kind == "Markdown":
            return "\n\n".join(said)
        if field.shape == "Message" and field.key == "body":
            said = said + ["{%s}" % re.sub("[{}]", "", text) for text in said]
        return ("\n" if field.kind == "verbatim text" else " ").join(said)


def write_library(folder, shapes, shared, groups):
    every_field.write_shared(folder, shapes, Speaker(shared).say)
    for number, group in enumerate(groups):
        chapter = "# " + group[0] + "\n\n" + "\n\n".join(group) + "\n"
        every_field.write_plan(folder, f"plan-{number}", shapes, Speaker(group).say, chapter)


def write(format_file, strings_file, folder):
    shapes = every_field.read_format(Path(format_file).read_text(encoding="utf-8"))
    strings = read_strings(strings_file)
    groups = [strings[at:at + GROUP] for at in range(0, len(strings), GROUP)]
    half = len(strings) // 2
    write_library(folder + "-1", shapes, strings[:half], groups)
    write_library(folder + "-2", shapes, strings[half:], groups[:1])
    write_library(folder + "-tame", shapes, ["tame word", "*soft* word"], [["tame word", "`code`"]])


# ---- its history ----

def strings_of(strings_file, library):
    """The half of the strings that the library FOLDER-1 or FOLDER-2 says."""
    strings = read_strings(strings_file)
    half = len(strings) // 2
    return strings[:half] if library.endswith("-1") else strings[half:]


def log_of(number, text):
    text = re.sub(r" (title|type)=", r"/\1=", text)  # a field of a log, after a blank, is refused
    day = f"2026-10-{1 + number % 28:02d}T"
    events = [
        ("09:00:00Z", "run-begin", [f"run=run {number} {text}", "plan=plan-0", "runbook=runbook-one",
                                    f"version={text}", f"title={text}", f"operator={text}",
                                    f"host={text}", f"observer={text}", f"backup={text}"]),
        ("09:01:00Z", "declared", []),
        ("09:01:00Z", "participant", [f"name={text} {number}", f"role={text}"]),
        ("09:02:00Z", "step-begin", ["step=step-1"]),
        ("09:03:00Z", "step-end", ["step=step-1", "outcome=failed", f"by={text}", f"note={text}"]),
        ("09:04:00Z", "note", [f"text={text}"]),
        ("09:05:00Z", "finding", ["severity=low", f"text={text}", f"owner={text}"]),
        ("09:10:00Z", "service-back", []),
        ("09:20:00Z", "run-end", ["outcome=passed"]),
    ]
    return "redbinder-log 1\n" + "".join("\t".join([day + time, event, *fields]) + "\n"
                                         for time, event, fields in events)


def write_logs(strings_file, library, logs):
    for number, text in enumerate(strings_of(strings_file, library)):
        path = Path(logs, f"{number} " + text.replace("/", "\u2215") + ".log")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(log_of(number, text), encoding="utf-8")


def commit(strings_file, library):
    """git takes '<' and '>' out of names by itself."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment.update(GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1")

    def git(*arguments):
        subprocess.run(["git", "-C", library, *arguments], check=True, env=environment,
                       stdout=subprocess.PIPE)

    git("init", "-q")
    git("add", "-A")
    for text in strings_of(strings_file, library):
        with Path(library, "plan-0", "chapter.md").open("a", encoding="utf-8") as chapter:
            chapter.write("\nMore.\n")
        git("-c", f"user.name={text}", "-c", "user.email=n@localhost.test",
            "commit", "-q", "-a", "--cleanup=verbatim", "-m", text)


# ---- what was made of it ----

def report(good, name, details=""):
    print(f"{'ok' if good else 'FAIL'} {name}" + ("" if good else f": {details}"))


def squeeze(text):
    return re.sub(r"\s+", "", text)


class Page:
    """A page, which is XML: what it is made of, and what it says."""

    def __init__(self, path):
        self.raw = path.read_text(encoding="utf-8")
        root = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", self.raw, count=1))
        self.parts = set()
        self.addresses = []
        for element in root.iter():
            tag = element.tag.split("}")[-1]
            self.parts.add(tag)
            for name, value in element.attrib.items():
                name = name.split("}")[-1]
                self.parts.add(f"{tag} {name}")
                if name in ADDRESSES:
                    self.addresses.append((tag, value))
        self.words = squeeze("".join(root.itertext()))


def is_bad(tag, address):
    """A picture of Markdown becomes a link, which a reader may follow and nobody fetches."""
    return bool(SCHEMES.match(address)) or ("evil.test" in address and tag != "a")


def bad_addresses(page):
    return [address for tag, address in page.addresses if is_bad(tag, address)]


def judge_pages(strings, tame, outputs):
    known = set().union(*(Page(path).parts for path in sorted(Path(tame).rglob("*.html"))))
    told = {text: 0 for text in strings}
    faults = []
    for output in outputs:
        for path in sorted(Path(output).rglob("*.html")):
            page = Page(path)
            foreign = sorted(page.parts - known) + bad_addresses(page)
            raw = [text for text in strings if re.search("[<>]", text) and text in page.raw]
            if foreign or raw:
                faults.append(f"{path.name}: {foreign} {raw}")
            for text in strings:
                told[text] += squeeze(text) in page.words
    report(len(known) > 50, "the tame pages are made of something", sorted(known))
    report(not faults, "no page has elements, attributes or addresses of a string", "; ".join(faults)[:2000])
    return told


ATOM = {"feed", "id", "title", "updated", "link", "author", "name", "generator", "entry", "summary"}


def judge_feeds(strings, outputs):
    """Each string is the subject of a commit, and all but '<' and '>' of it the name of an author."""
    faults, titles, names = [], set(), set()
    for output in outputs:
        root = ElementTree.parse(Path(output, "feed.xml")).getroot()
        for element in root.iter():
            tag = element.tag.replace("{http://www.w3.org/2005/Atom}", "")
            if tag not in ATOM or set(element.attrib) - {"rel", "href"} or SCHEMES.match(element.get("href", "")):
                faults.append(f"{output}: <{tag} {element.attrib}>")
            (titles if tag == "title" else names if tag == "name" else set()).add(squeeze(element.text or ""))
    named = [text for text in strings if any(re.sub("[<>]", "", squeeze(text)).strip("\"'.,:;") in name for name in names)]
    report(not faults, "no feed has elements or addresses of a string", "; ".join(faults)[:2000])
    untold = [text for text in strings if squeeze(text) not in titles]
    report(not untold, "the feeds tell each string as a title", untold)
    report(len(named) > len(strings) / 2, "the feeds tell strings as names", f"{len(named)} of {len(strings)}")


class Fragments(HTMLParser):
    """What another program makes of our Markdown when it lets HTML pass."""

    def __init__(self):
        super().__init__()
        self.faults = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            evil = name in ADDRESSES and is_bad(tag, value or "")
            if name == "xss" or name.startswith("on") or evil:
                self.faults.append(f"<{tag} {name}={value}>")
        if tag in ("script", "iframe", "object", "embed", "style", "svg", "img", "base", "meta"):
            self.faults.append(f"<{tag}>")


def judge_markdown(outputs):
    faults = []
    count = 0
    for output in outputs:
        for path in sorted(Path(output).rglob("*.md")):
            html = subprocess.run(["cmark", "--unsafe", path], check=True, stdout=subprocess.PIPE)
            fragments = Fragments()
            fragments.feed(html.stdout.decode("utf-8"))
            faults += [f"{path.name}: {fault}" for fault in fragments.faults]
            count += 1
    report(count > 0 and not faults, f"{count} files of Markdown keep the strings texts", "; ".join(faults)[:2000])


def judge(strings_file, tame, *outputs):
    strings = read_strings(strings_file)
    told = judge_pages(strings, tame, outputs)
    # Markup of Markdown that means something is not shown as it was typed.
    silent = [text for text, count in told.items() if count == 0]
    markdown = [text for text in silent if re.search(r"\]\(|^<javascript|&|\\|`|\]: ", text)]
    report(len(silent) == len(markdown), "each string is told, as text", sorted(set(silent) - set(markdown)))
    judge_feeds(strings, outputs)
    judge_markdown(outputs)


def main():
    task, *rest = sys.argv[1:]
    {"write": write, "log": write_logs, "commit": commit, "judge": judge}[task](*rest)


if __name__ == "__main__":
    main()
