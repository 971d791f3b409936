#!/usr/bin/env python3
"""Does the public edition keep what it should? Used by public.sh.

public.py write FORMAT.md FOLDER    a library in which each private field of the format holds a
                                    secret, and each other text repeats one; secrets to FOLDER.secrets,
                                    words that must stay to FOLDER.kept
public.py secrets LIBRARY           the secrets of a library that people wrote, to standard output
public.py find SECRETS OUTPUT       which of them stand in any byte of OUTPUT
public.py keep KEPT FULL OUTPUT     which of them stand in FULL and not in OUTPUT
"""

import html
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import every_field  # noqa: E402

INNERMOST = "innermost"  # in everything that is marked internal


# ---- a library of secrets ----

class Secrets:
    """One for each private field of the format, and texts that repeat them."""

    def __init__(self, shapes):
        self.known = {}
        self.count = 0
        self.kept = []
        for fields in shapes.values():
            for field in fields:
                if field.is_private and field.kind in every_field.TEXTS | set(every_field.LISTS):
                    self.known[field.shape, field.key] = self.make(field)

    def make(self, field):
        number = len(self.known) + 11
        if field.key.startswith("phone"):
            return f"+49 30 77700{number}"
        if field.key == "email":
            return f"canary{number}@private.test"
        if field.key == "name":
            return f"Canary Quill{number}"
        if field.kind == "verbatim text":
            return f"canary-tool --number={number} /srv/canary{number}"
        return f"Canary held back {number}"

    def repeat(self, field):
        """A secret that a text may repeat, each in its turn; those that are merely hidden are not
        looked for in texts."""
        repeated = [secret for (shape, key), secret in self.known.items()
                    if key not in ("site", "timezone", "about", "target", "default", "pattern", "user")]
        secret = repeated[self.count % len(repeated)]
        way = self.count // len(repeated) % 3
        if way == 1:
            return secret.upper() if secret.startswith("Canary") else secret
        if way == 2 and secret.startswith("+49"):
            return secret.replace("+49 ", "0").replace(" ", "-")
        if way == 2 and field.kind == "Markdown":
            return secret.replace(" ", "\n", 1) if " " in secret else f"**{secret[:3]}**{secret[3:]}"
        return secret

    def say(self, field):
        secret = self.known.get((field.shape, field.key))
        if secret is not None:
            return secret
        if field.kind == "address":
            return f"mailto:canary{self.count}@private.test"
        self.count += 1
        word = f"shown{self.count}"
        told = self.repeat(field)
        if "**" not in told:
            self.kept.append(word)
        if field.shape == "Environment variable" and field.key == "name":
            return "CANARY_TOKEN"
        return f"{word} {told} and more"

    def inner(self, field):
        return f"{INNERMOST} {field.key}"


CHAPTER = """# Shown chapter

shownchapter names Canary
Quill11 and 030 / 777 00 12.

```sh
canary-fence --force
```

> ~~~
> canary-quoted
> ~~~
"""


def write(format_file, folder):
    shapes = every_field.read_format(Path(format_file).read_text(encoding="utf-8"))
    secrets = Secrets(shapes)
    every_field.write_shared(folder, shapes, secrets.say)
    every_field.write_plan(folder, "outer", shapes, secrets.say, CHAPTER)
    every_field.write_plan(folder, "inner-secret-plan", shapes, secrets.inner, f"# {INNERMOST}\n")
    mark_internal(Path(folder), shapes, secrets)
    found = list(secrets.known.values())
    found += ["person-one", "CANARY_TOKEN", "canary-fence", "canary-quoted", INNERMOST, "Zelda Stranger",
              "inner-secret-plan", "canary-host", "canary-evidence", "canary note"]
    found += [secret.replace("+49 ", "0").replace(" ", "-") for secret in found if secret.startswith("+49")]
    Path(folder + ".secrets").write_text("\n".join(sorted(set(found))) + "\n", encoding="utf-8")
    Path(folder + ".kept").write_text("\n".join(secrets.kept) + "\nshownchapter\n", encoding="utf-8")


def mark_internal(folder, shapes, secrets):
    """Beside what is shown, one of each kind that can be internal is."""
    import json
    path = folder / "outer" / "plan.yaml"
    plan = json.loads(path.read_text(encoding="utf-8"))
    writer = every_field.Writer(shapes, secrets.inner, {})
    for key, shape in (("risks", "Risk"), ("failures", "Failure mode"), ("messages", "Message"),
                       ("notifications", "Notification"), ("triggers", "Automated trigger"),
                       ("snippets", "Snippet"), ("practices", "Practice")):
        item = writer.object(shape)
        item["internal"] = True
        plan[key].append(item)
    plan["internal-chapters"] = ["notes"]
    plan["exercises"][0]["runbooks"].append(f"{INNERMOST}-runbook")
    every_field.put(path, plan)
    (folder / "outer" / "notes.md").write_text(f"# {INNERMOST}\n\n{INNERMOST} text\n", encoding="utf-8")
    path = folder / "outer" / "runbooks" / "runbook-one.yaml"
    runbook = json.loads(path.read_text(encoding="utf-8"))
    runbook["steps"].insert(1, {"id": f"{INNERMOST}-step", "title": f"{INNERMOST} title", "internal": True,
                                "run": f"{INNERMOST} --command"})
    runbook["steps"][2]["after"] = [f"{INNERMOST}-step"]
    every_field.put(path, runbook)
    every_field.put(path.with_name(f"{INNERMOST}-runbook.yaml"),
                    {"title": f"The {INNERMOST} runbook", "internal": True,
                     "steps": [{"id": "one", "title": "x", "run": "reboot the-canary-host"}]})
    every_field.put(folder / "inner-secret-plan" / "internal.yaml", {"internal": True})


# ---- a library of people ----

PLAIN = re.compile(r"^\s*(?:- )?(phone2?|email|chat|contact|contract):\s*(.+?)\s*$")
BLOCK = re.compile(r"^(\s*)(?:- )?(\w[\w-]*):\s*(.*)$")
COMMANDS = {"run", "require", "wait", "unless", "verify", "rollback", "code"}


def unquoted(text):
    return text[1:-1] if text[:1] in "\"'" and text[-1:] == text[:1] else text


def command_lines(path):
    """The lines of the commands in a file that is written the way people write YAML."""
    inside = None
    for line in path.read_text(encoding="utf-8").splitlines():
        match = BLOCK.match(line)
        indent = len(line) - len(line.lstrip())
        if inside is not None and (not line.strip() or indent > inside):
            yield line.strip()
            continue
        inside = None
        if match and match.group(2) in COMMANDS:
            if re.fullmatch(r"[|>][+-]?", match.group(3)):
                inside = line.index(match.group(2))
            else:
                yield unquoted(match.group(3))


def library_secrets(folder):
    people = Path(folder, "people.yaml").read_text(encoding="utf-8")
    persons = people.split("\nteams:")[0]
    found = {unquoted(name) for name in re.findall(r"^\s+name: (.+?)\s*$", persons, re.M)}
    found |= set(re.findall(r"^\s+- id: (.+?)\s*$", persons, re.M))
    for line in people.splitlines():
        match = PLAIN.match(line)
        if match:
            found.add(unquoted(match.group(2)))
    for path in sorted(Path(folder).glob("*/runbooks/*.yaml")) + sorted(Path(folder).glob("*/*.yaml")):
        for line in command_lines(path):
            line = line.rstrip("\\").strip()
            if len(line) >= 8 and re.search(r"[ /=|$]", line):
                found.add(line)
    found |= {path.name for path in Path(folder).glob("*/evidence/*") if path.is_file()}
    return sorted(found)


# ---- the output ----

def plain(text):
    return " ".join(text.split())


def views(path):
    """All that the bytes of a file say to somebody who takes them apart."""
    if path.suffix == ".pdf":
        raw = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, "-"], check=True,
                             stdout=subprocess.PIPE).stdout.decode("latin-1")
        words = subprocess.run(["pdftotext", path, "-"], check=True, stdout=subprocess.PIPE)
        words = words.stdout.decode("utf-8", "replace")
        return [raw, plain(words), plain(words).replace("- ", "-"), words.replace("\n", "")]
    raw = path.read_bytes().decode("utf-8", "replace")
    shown = [raw, html.unescape(raw), plain(html.unescape(re.sub(r"<[^>]*>", "", raw)))]
    shown.append(raw.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\"))
    shown.append(re.sub(r"[*_`\\]", "", raw))
    return shown + [plain(view) for view in shown[1:]]


def files_of(output):
    """All but the program's own."""
    return [path for path in sorted(Path(output).rglob("*"))
            if path.is_file() and path.parent != Path(output, "assets")]


def read_lines(path):
    return [line for line in Path(path).read_text(encoding="utf-8").splitlines() if line]


def find(secrets, output):
    found = 0
    wanted = [(secret, plain(secret).lower()) for secret in read_lines(secrets)]
    for path in files_of(output):
        name = str(path.relative_to(output))
        shown = [view.lower() for view in views(path)] + [name.lower()]
        for secret, folded in wanted:
            # A name of one small word may be a word of the language: it counts as a word.
            if any(folded in view and re.search(r"(?<!\w)" + re.escape(folded) + r"(?!\w)", view)
                   for view in shown):
                print(f"{name}: {secret}")
                found += 1
    return found


def words_of(output):
    return {word for path in files_of(output) if path.suffix in (".md", ".html", ".json")
            for word in re.findall(r"shown\w+", path.read_text(encoding="utf-8"))}


def keep(kept, full, output):
    there = words_of(full)
    lost = sorted(set(read_lines(kept)) & there - words_of(output))
    if len(there) < 100:
        lost.append(f"only {len(there)} words stand in {full}")
    for word in lost:
        print(f"lost: {word}")
    return len(lost)


def main():
    task, first, *rest = sys.argv[1:]
    if task == "write":
        write(first, *rest)
        return 0
    if task == "secrets":
        print("\n".join(library_secrets(first)))
        return 0
    count = find(first, *rest) if task == "find" else keep(first, *rest)
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
