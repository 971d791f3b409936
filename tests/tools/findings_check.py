#!/usr/bin/env python3
"""usage: findings_check.py json|sarif FILE [FOLDER]

Judges what `redbinder check --format` prints, without looking at how it is written: the parts of
SARIF 2.1.0 that readers rely on, or the own JSON. FOLDER is where the program was run: places
must lie within the text of their file. Where REDBINDER_SARIF_SCHEMA names
the schema of OASIS and jsonschema is installed, a log is also held against that, formats included.
Exits 1 with a line for each fault.
"""
import json
import os
import re
import sys
from urllib.parse import unquote

faults = []


def expect(truth, what):
    if not truth:
        faults.append(what)
    return truth


def no_doubles(pairs):
    names = [name for name, _ in pairs]
    expect(len(set(names)) == len(names), "an object has a name twice: %s" % names)
    return dict(pairs)


def is_text(value):
    return isinstance(value, str) and value != ""


def check_keys(value, needed, allowed, where):
    if not expect(isinstance(value, dict), "%s is no object" % where):
        return False
    for key in needed:
        expect(key in value, "%s has no %s" % (where, key))
    for key in value:
        expect(key in needed or key in allowed, "%s has the foreign key %s" % (where, key))
    return all(key in value for key in needed)


def lines_of(folder, path):
    """The lines of PATH as text, None when nothing can be said of it: names of files are bytes,
    and what is no text stands as U+FFFD."""
    if folder is None or "\N{REPLACEMENT CHARACTER}" in path:
        return None
    whole = os.path.join(folder, path)
    if not expect(os.path.isfile(whole), "there is no file %s" % whole):
        return None
    with open(whole, encoding="utf-8-sig", newline="") as file:
        try:
            return file.read().split("\n")
        except UnicodeDecodeError:
            return None


def check_range(start, end, lines, where):
    """START and END are pairs of line and column, both from 1, END exclusive."""
    for number in start + end:
        if not expect(isinstance(number, int) and number >= 1, "%s: %s" % (where, number)):
            return
    expect(start <= end, "%s ends before it begins" % where)
    for line, column in (start, end) if lines is not None else ():
        if expect(line <= len(lines), "%s: there is no line %d" % (where, line)):
            expect(column <= len(lines[line - 1]) + 1,
                   "%s: there is no column %d in line %d" % (where, column, line))


def check_message(message, where):
    if not check_keys(message, ["text"], ["markdown"], where):
        return
    for text in message.values():
        expect(is_text(text), "%s is empty" % where)
        bare = text.replace("{{", "").replace("}}", "")
        expect("{" not in bare and "}" not in bare, "%s has a placeholder: %s" % (where, text))
    expect(not re.search(r"(?<!\\)\]\(", message["text"]), "%s has a link" % where)


def check_location(location, bases, folder, where):
    if not check_keys(location, [], ["id", "physicalLocation", "message"], where):
        return
    if "message" in location:
        check_message(location["message"], where)
    place = location.get("physicalLocation")
    if place is None or not check_keys(place, ["artifactLocation"], ["region"], where):
        return
    artifact = place["artifactLocation"]
    if not check_keys(artifact, ["uri"], ["uriBaseId"], where):
        return
    uri = artifact["uri"]
    expect(re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2}|^file://)+", uri), "no URI: " + uri)
    relative = not uri.startswith("file:///")
    expect(relative == ("uriBaseId" in artifact), "%s: uriBaseId of %s" % (where, uri))
    expect(not relative or artifact["uriBaseId"] in bases, "%s: a base that is not told" % where)
    expect(".." not in uri.split("/"), "%s leads upwards: %s" % (where, uri))
    path = unquote(uri if relative else uri[len("file://"):])
    if "region" in place:
        lines = lines_of(folder, path)
        names = ["startLine", "startColumn", "endLine", "endColumn"]
        if check_keys(place["region"], names, [], where):
            values = [place["region"][name] for name in names]
            check_range(tuple(values[:2]), tuple(values[2:]), lines, where)


LEVELS = ("none", "note", "warning", "error")


def check_rule(rule):
    where = "rule %s" % rule.get("id")
    if not check_keys(rule, ["id", "shortDescription", "fullDescription", "help", "helpUri",
                             "defaultConfiguration", "properties"], [], where):
        return
    expect(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule["id"]), where)
    for name in ("shortDescription", "fullDescription", "help"):
        check_message(rule[name], where + ": " + name)
    expect(rule["shortDescription"].get("text", "").endswith("."), where + ": no sentence")
    expect("markdown" in rule["help"], where + ": no help in Markdown")
    expect(re.fullmatch(r"[a-z]+://\S+#" + rule["id"], rule["helpUri"]), where + ": helpUri")
    expect(rule["defaultConfiguration"].get("level") in LEVELS, where + ": level")
    tags = rule["properties"].get("tags")
    expect(isinstance(tags, list) and len(tags) <= 10 and all(map(is_text, tags)), where + ": tags")


def check_result(result, rules, bases, folder, number):
    where = "result %d" % number
    if not check_keys(result, ["ruleId", "ruleIndex", "level", "message", "locations",
                               "partialFingerprints"], ["relatedLocations"], where):
        return
    index = result["ruleIndex"]
    if expect(isinstance(index, int) and 0 <= index < len(rules), where + ": ruleIndex"):
        expect(rules[index]["id"] == result["ruleId"], where + ": ruleIndex of another rule")
    expect(result["level"] in LEVELS, where + ": level")
    check_message(result["message"], where)
    expect(len(result["locations"]) <= 1, where + ": two locations")
    for location in result["locations"] + result.get("relatedLocations", []):
        check_location(location, bases, folder, where)
    ids = [location.get("id") for location in result.get("relatedLocations", [])]
    expect(len(set(ids)) == len(ids), where + ": ids of related locations")


def check_sarif(log, folder):
    check_keys(log, ["$schema", "version", "runs"], [], "the log")
    expect(log["version"] == "2.1.0" and len(log["runs"]) == 1, "version, or number of runs")
    run = log["runs"][0]
    check_keys(run, ["tool", "invocations", "originalUriBaseIds", "columnKind", "results"], [],
               "the run")
    driver = run["tool"]["driver"]
    check_keys(driver, ["name", "version", "informationUri", "rules"], [], "the driver")
    expect(driver["name"] == "redbinder", "the name of the driver")
    for rule in driver["rules"]:
        check_rule(rule)
    ids = [rule["id"] for rule in driver["rules"]]
    expect(ids == sorted(set(ids)), "rules are not sorted, or twice")
    expect(run["columnKind"] == "unicodeCodePoints", "columnKind")
    invocation = run["invocations"][0]
    expect(invocation["executionSuccessful"] == (invocation["exitCode"] <= 1), "invocations")
    for number, result in enumerate(run["results"]):
        check_result(result, driver["rules"], run["originalUriBaseIds"], folder, number)
    check_fingerprints([result["partialFingerprints"].get("redbinder/v1")
                        for result in run["results"]])


def check_fingerprints(prints):
    for value in prints:
        expect(re.fullmatch(r"[0-9a-f]{16}", str(value)), "no fingerprint: %s" % value)
    expect(len(set(prints)) == len(prints), "two findings have one fingerprint")


def check_place(place, folder, where):
    names = ["line", "column", "endLine", "endColumn"]
    path = place["path"]
    expect(path is None or is_text(path), where + ": path")
    if "line" in place and expect(path is not None, where + ": a line without a path"):
        lines = lines_of(folder, path)
        values = [place[name] for name in names]
        check_range(tuple(values[:2]), tuple(values[2:]), lines, where)


def check_json(report, folder):
    check_keys(report, ["format", "tool", "exitCode", "errors", "warnings", "findings"], [],
               "the report")
    expect(report["format"] == 1, "format")
    place = ["line", "column", "endLine", "endColumn"]
    for number, finding in enumerate(report["findings"]):
        where = "finding %d" % number
        if not check_keys(finding, ["rule", "severity", "path", "text", "help", "notes",
                                    "fingerprint"], place, where):
            continue
        expect(finding["severity"] in ("error", "warning", "info"), where + ": severity")
        check_place(finding, folder, where)
        for note in finding["notes"]:
            if check_keys(note, ["path", "text"], place, where):
                check_place(note, folder, where)
    for name, word in (("errors", "error"), ("warnings", "warning")):
        count = sum(finding["severity"] == word for finding in report["findings"])
        expect(report[name] == count, "%s are %d, not %s" % (name, count, report[name]))
    check_fingerprints([finding["fingerprint"] for finding in report["findings"]])


def check_schema(log):
    path = os.environ.get("REDBINDER_SARIF_SCHEMA")
    if not path:
        return
    try:
        import jsonschema
    except ImportError:
        faults.append("REDBINDER_SARIF_SCHEMA is set, and jsonschema is not installed")
        return
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    judge = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    for error in judge.iter_errors(log):
        faults.append("schema: %s: %s" % ("/".join(map(str, error.path)), error.message[:200]))


def main(kind, path, folder=None):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    value = json.loads(text, object_pairs_hook=no_doubles)
    try:
        if kind == "sarif":
            check_sarif(value, folder)
            check_schema(value)
        else:
            check_json(value, folder)
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        faults.append("something is missing: %r" % error)
    for fault in faults[:40]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
