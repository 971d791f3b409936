"""A plan library in which every key of the format stands, made from the reference of the format.

What each text says is the caller's: so tests fill all fields, those of tomorrow too, with words that
must be found again, or must not be.
"""

import json
import re
from pathlib import Path

LEAVES = {"duration": "1h", "date": "2026-01-31", "percentage": "50%", "size": "1GB",
          "rate": "1MB/s", "times of the week": "always"}
TEXTS = {"text", "line of Markdown", "Markdown", "verbatim text", "address"}
LISTS = {"list of texts": "text", "list of lines of Markdown": "line of Markdown"}
# One of these says what kind of step it is.
STEP_KINDS = ["run", "manual", "checklist", "notify", "decide", "wait", "call"]
# Structure, not words: a wrong one only takes something away.
SKIPPED = {"internal", "internal-chapters", "rules", "frameworks", "waivers", "not-applicable",
           "families", "after", "go", "on-failure-go", "language"}


class Field:
    def __init__(self, shape, key, kind, meaning, example):
        self.shape, self.key, self.kind, self.example = shape, key, kind, example
        self.is_private = "Not in the public edition." in meaning


def read_format(text):
    """{name of a shape: [Field]}"""
    shapes = {}
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        name = part.split("\n", 1)[0]
        rows = re.findall(r"^\| `([^`]+)`(?: \(required\))? \| (.*?) \| (.*?) \| (?:`(.*)` )?\|$",
                          part, re.M)
        shapes[name] = [Field(name, *row) for row in rows]
    return shapes


class Writer:
    """Fills the fields of one plan, or of the files that plans share."""

    def __init__(self, shapes, say, ids):
        self.shapes = shapes
        self.say = say    # say(field): what a text field says, or a list what its items do
        self.ids = ids    # kind of entity: an id of it
        self.count = 0

    def value(self, field):
        kind = field.kind
        if kind in TEXTS:
            return self.say(field)
        if kind in LISTS:
            said = self.say(field)
            return said if isinstance(said, list) else [said]
        if kind in LEAVES:
            return LEAVES[kind]
        if kind == "id":
            return self.id_of(field.shape)
        if kind == "whole number":
            return 1
        if kind == "`true` or `false`":
            return field.key in ("secret", "declares")
        if kind.startswith("reference"):
            return self.reference(kind)
        part = re.search(r"\[(.*?)\]", kind)
        if part:
            return self.part(kind, part.group(1))
        word = re.search(r"`([^`]+)`", kind)  # the first of the words
        return word.group(1) if word else field.example

    def part(self, kind, shape):
        if kind.startswith("list of"):
            return self.steps() if shape == "Step" else [self.object(shape)]
        if kind.startswith("name to"):
            name = self.shapes[shape][0]
            called = self.id_of(shape) if name.kind == "id" else self.say(name)
            return {called: self.object(shape, {name.key})}
        return self.object(shape)

    def id_of(self, shape):
        slug = shape.lower().replace(" ", "-")
        known = self.ids.get(slug)
        if known and slug not in self.ids.setdefault("given", set()):
            self.ids["given"].add(slug)
            return known
        self.count += 1
        return f"{slug}-{self.count}"

    def reference(self, kind):
        many = kind.startswith("references")
        for word in kind.split(": ", 1)[1].split(", "):
            if self.ids.get(word.replace(" ", "-")):
                found = self.ids[word.replace(" ", "-")]
                return [found] if many else found
        return [] if many else "nobody"

    def object(self, shape, without=frozenset()):
        return {field.key: self.value(field) for field in self.shapes[shape]
                if field.key not in SKIPPED and field.key not in without}

    def steps(self):
        """One of each kind, with all else that a step can have."""
        steps = []
        for kind in STEP_KINDS:
            without = set(STEP_KINDS) - {kind}
            if kind != "decide":
                without.add("choices")
            steps.append(self.object("Step", without))
        return steps


SHARED_IDS = {"person": "person-one", "team": "team-one", "vendor": "vendor-one", "tool": "tool-one"}
PLAN_IDS = {"role": "role-one", "service": "service-one", "data-set": "data-one", "site": "site-one",
            "risk": "risk-one", "scenario": "scenario-one", "exercise": "exercise-one",
            "message": "message-one", "runbook": "runbook-one"}


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_shared(folder, shapes, say):
    writer = Writer(shapes, say, dict(SHARED_IDS))
    put(Path(folder, "people.yaml"), writer.object("people.yaml"))
    library = writer.object("redbinder.yaml")
    library["frameworks"] = ["nist-800-53-cp", "soc-2"]
    put(Path(folder, "redbinder.yaml"), library)


def write_plan(folder, name, shapes, say, chapter):
    """The plan NAME; CHAPTER is the Markdown of a chapter of it."""
    writer = Writer(shapes, say, {**SHARED_IDS, **PLAN_IDS, "given": set(SHARED_IDS)})
    put(Path(folder, name, "plan.yaml"), writer.object("plan.yaml"))
    put(Path(folder, name, "runbooks", "runbook-one.yaml"), writer.object("runbooks/<id>.yaml"))
    Path(folder, name, "chapter.md").write_text(chapter, encoding="utf-8")
