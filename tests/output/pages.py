#!/usr/bin/env python3
"""Reads the pages of an output folder as a browser and a forge would: pages.py FOLDER [reached]

Of each web page: what it may load and link to, ids, headings, names for those who do not see.
With `reached`, that links lead to it from the first; a frame of a library's own need not.
Of each Markdown file: that its links and anchors lead somewhere and that it holds no raw HTML.
Prints one line per fault, then how many pages and links were looked at; exit status 1 on a fault.
"""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

SCHEMES = {"http", "https", "mailto", "tel"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
LOADS = {"script": "src", "img": "src", "link": "href", "use": "href", "image": "href"}


class Page(HTMLParser):
    """What matters of one page: ids, links, headings, and faults seen on the way."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.loads, self.faults = [], [], [], []
        self.headings, self.policy, self.title, self.language = [], None, "", None
        self.stack, self.loaded_before_policy = [], False
        self.feed(text)
        self.close()
        if self.stack:
            self.faults.append(f"<{self.stack[-1]}> is not closed")
        if not text.startswith("<!DOCTYPE html>\n"):
            self.faults.append("does not begin with the document type")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag not in VOID:
            self.stack.append(tag)
        if len(values) < len(attributes):
            self.faults.append(f"<{tag}> has an attribute twice")
        if "id" in values:
            self.ids.append(values["id"])
        for name in values:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "ping"):
                self.faults.append(f"<{tag}> has the attribute '{name}'")
        self.look_at(tag, values)

    def look_at(self, tag, values):
        if tag in ("style", "iframe", "object", "embed", "base", "form", "frame", "audio", "video"):
            self.faults.append(f"<{tag}> has no place here")
        if tag == "html":
            self.language = values.get("lang")
        if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values.get("content", "")
            if self.loads:
                self.faults.append("something is loaded before the policy is stated")
        if tag in ("a", "area") and "href" in values:
            self.links.append(values["href"])
        if tag in LOADS:
            target = values.get(LOADS[tag], values.get("xlink:href"))
            if target is None:
                self.faults.append(f"<{tag}> in the page itself")
            else:
                self.loads.append(target)
        if tag == "img" and "alt" not in values:
            self.faults.append("an image without alt")
        if tag == "svg" and not (values.get("aria-hidden") == "true" or "role" in values):
            self.faults.append("a figure without a role")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name in ("aria-labelledby", "aria-describedby", "for", "headers"):
            for target in (values.get(name) or "").split():
                self.links.append("#" + target)

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"</{tag}> is out of place")

    def handle_data(self, data):
        if self.stack and self.stack[-1] == "title":
            self.title += data
        if self.stack and self.stack[-1] == "script" and data.strip():
            self.faults.append("a script in the page itself")

    def all_faults(self):
        yield from self.faults
        for name in sorted({name for name in self.ids if self.ids.count(name) > 1}):
            yield f"the id '{name}' is there twice"
        if not self.title.strip():
            yield "no title"
        if not self.language:
            yield "no language"
        if self.headings.count(1) != 1:
            yield f"{self.headings.count(1)} first-level headings"
        for above, below in zip(self.headings, self.headings[1:]):
            if below > above + 1:
                yield f"h{below} follows h{above}"
        policy = dict(part.split(None, 1) for part in (self.policy or "").split(";") if part.strip())
        if policy.get("default-src") != "'none'":
            yield "no Content-Security-Policy that begins by forbidding all"
        for name, value in policy.items():
            if re.search(r"unsafe|\*|http:|data:", value):
                yield f"the policy allows too much: {name} {value}"


class Markdown:
    """Anchors, links and raw HTML of one Markdown file, as cmark reads it."""

    def __init__(self, path):
        done = subprocess.run(["cmark", "-t", "xml", str(path)], capture_output=True, check=True)
        tree = ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", done.stdout))
        self.ids, self.links, self.faults, seen = [], [], [], {}
        for element in tree.iter():
            kind = element.tag.split("}")[-1]
            if kind == "heading":
                slug = self.slug(self.text(element))
                count = seen.get(slug, 0)
                seen[slug] = count + 1
                self.ids.append(slug if count == 0 else f"{slug}-{count}")
            elif kind in ("link", "image"):
                self.links.append(element.get("destination", ""))
            elif kind in ("html_block", "html_inline"):
                self.faults.append(f"raw HTML: {(element.text or '').strip()[:60]}")

    @staticmethod
    def text(element):
        parts = []
        for below in element.iter():
            kind = below.tag.split("}")[-1]
            if kind in ("text", "code"):
                parts.append(below.text or "")
            elif kind in ("softbreak", "linebreak"):
                parts.append(" ")
        return "".join(parts)

    @staticmethod
    def slug(text):
        """The anchor that forges give a heading."""
        return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")

    def all_faults(self):
        return self.faults


def link_fault(folder, page, target, pages):
    """Why TARGET, as written in PAGE, leads nowhere; None when it does not."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return None if parts.scheme in SCHEMES else f"'{target}' has a scheme that is refused"
    if target.startswith("/") or "\\" in target:
        return f"'{target}' does not work from file://"
    goal = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
    if folder not in goal.parents:
        return f"'{target}' leads out of the output"
    if not goal.is_file():
        return f"'{target}' leads to no file"
    if parts.fragment and unquote(parts.fragment) not in pages[goal].ids:
        return f"'{target}' leads to no anchor"
    return None


def search_faults(folder, pages):
    """Places that the search leads to and that are not there, and pages that it never leads to."""
    index = folder / "search-index.js"
    if not index.is_file():
        return
    text = index.read_text("utf-8")
    found = json.loads(text[text.index("["):text.rindex("]") + 1])
    for name, _, places in found:
        page = pages.get((folder / name).resolve())
        for anchor in {place[0] for place in places} - {""}:
            if page is None or anchor not in page.ids:
                yield f"'{name}#{anchor}' is not there"
    names = {name for name, _, _ in found}
    for path in pages:
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".html" and name not in names:
            yield f"'{name}' is never found"


def lost_pages(folder, pages):
    """Pages to which no way of links leads from the first."""
    first = folder / "index.html"
    reached, ways = {first}, [first]
    while ways:
        page = ways.pop()
        for target in pages[page].links if page in pages else []:
            goal = (page.parent / unquote(urlsplit(target).path)).resolve()
            if goal in pages and goal.suffix == ".html" and goal not in reached:
                reached.add(goal)
                ways.append(goal)
    return [path for path in pages if path.suffix == ".html" and path not in reached]


def read(path):
    return Page(path.read_text("utf-8")) if path.suffix == ".html" else Markdown(path)


def main(folder, reached=None):
    folder = Path(folder).resolve()
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".md"))
    pages = {path: read(path) for path in paths}
    faults = links = 0
    for path, page in pages.items():
        found = list(page.all_faults())
        for target in page.links + getattr(page, "loads", []):
            links += 1
            found.append(link_fault(folder, path, target, pages))
        for target in getattr(page, "loads", []):
            if urlsplit(target).scheme or urlsplit(target).netloc:
                found.append(f"'{target}' is loaded from elsewhere")
        for fault in filter(None, found):
            faults += 1
            print(f"{path.relative_to(folder)}: {fault}")
    for path in lost_pages(folder, pages) if reached else []:
        faults += 1
        print(f"{path.relative_to(folder)}: no links lead there from index.html")
    for fault in search_faults(folder, pages):
        faults += 1
        print(f"search-index.js: {fault}")
    print(f"{len(pages)} pages, {links} links, {faults} faults")
    return 1 if faults or not pages or not links else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
