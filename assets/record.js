// A runbook worked through on its page: who did what, when, and how it ended. It is kept in this
// browser under the runbook's id and hash, can be printed, and is written out as the form that
// `redbinder record` reads. Without scripts the page is what it was.
(function () {
  "use strict";
  var meta = function (name) {
    var found = document.querySelector('meta[name="redbinder-' + name + '"]');
    return found ? found.content : "";
  };
  var words = function (text) { return text.split(" ").filter(Boolean); };
  var way = meta("runbook").split("/");
  var runbook = { plan: way[0], id: way[1], steps: words(meta("steps")) };
  var decisions = words(meta("decisions"));
  var rto = meta("rto") === "" ? null : Number(meta("rto"));
  var prefix = "redbinder record " + meta("runbook") + " ", key = prefix + meta("hash");
  var style = new URL("forms.css", document.currentScript.src).href;
  var TICK_MS = 5000, SAVED_MS = 60000;
  var record, kept = true;
  var refreshers = []; // each shows again what the record holds
  var fields = 0;      // of the form, for ids; '_' is in no id of the page
  var bar, clock, head, tail, out, says;

  // ---- what is kept ----

  function zoneHere() {
    var minutes = -new Date().getTimezoneOffset(), size = Math.abs(minutes);
    return (minutes < 0 ? "-" : "+") + String(Math.floor(size / 60)).padStart(2, "0") + ":" +
      String(size % 60).padStart(2, "0");
  }

  function fresh() {
    return { form: 1, hash: meta("hash"), version: meta("version"), zone: zoneHere(), open: false,
      by: "", fields: {}, steps: {}, ticks: {}, findings: [{}] };
  }

  // What lies there may be of another version of this script, or no record at all.
  function parsed(text) {
    try {
      var value = JSON.parse(text), made = fresh();
      if (!value || value.form !== 1) return null;
      ["hash", "version", "zone", "by"].forEach(function (name) {
        if (typeof value[name] === "string") made[name] = value[name];
      });
      ["fields", "steps", "ticks"].forEach(function (name) {
        if (value[name] && typeof value[name] === "object") made[name] = value[name];
      });
      if (Array.isArray(value.findings) && value.findings.length) made.findings = value.findings;
      made.open = value.open === true;
      return made;
    } catch (error) { return null; }
  }

  function load() {
    try { return parsed(localStorage.getItem(key) || "") || fresh(); } catch (error) { kept = false; return fresh(); }
  }

  function save() {
    try {
      localStorage.setItem(key, JSON.stringify(record));
      kept = true;
    } catch (error) { kept = false; }
    showClock();
  }

  function forget(name) {
    try { localStorage.removeItem(name); } catch (error) { /* nothing is kept anyway */ }
  }

  // Records of this runbook as it was at other times: their names.
  function others() {
    var found = [];
    try {
      for (var i = 0; i < localStorage.length; i++) {
        var name = localStorage.key(i);
        if (name.indexOf(prefix) === 0 && name !== key && parsed(localStorage.getItem(name))) found.push(name);
      }
    } catch (error) { /* none, then */ }
    return found.sort();
  }

  function stepOf(id) {
    if (!Object.prototype.hasOwnProperty.call(record.steps, id)) record.steps[id] = {};
    return record.steps[id];
  }

  // ---- times: as the clock on the wall says them, in the zone of the record ----

  function zoneSeconds() {
    var parts = /^([+-])(\d\d):(\d\d)$/.exec(record.zone) || ["", "+", "0", "0"];
    return (parts[1] === "-" ? -60 : 60) * (Number(parts[2]) * 60 + Number(parts[3]));
  }

  function wall(seconds) {
    return new Date((seconds + zoneSeconds()) * 1000).toISOString().slice(0, 16).replace("T", " ");
  }

  function now() { return Math.floor(Date.now() / 1000); }

  // The seconds of "2026-08-14 23:40"; NaN when it is no time.
  function secondsOf(text) {
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text || "")) return NaN;
    return Date.parse(text.replace(" ", "T") + ":00Z") / 1000 - zoneSeconds();
  }

  // "23:40" is the last one that has been.
  function withDay(text) {
    var parts = /^(\d\d?):(\d\d)$/.exec(text.trim());
    if (!parts) return text.trim().replace(/^(\d{4}-\d\d-\d\d)T/, "$1 ");
    var clock = parts[1].padStart(2, "0") + ":" + parts[2];
    var today = wall(now()).slice(0, 11) + clock;
    return secondsOf(today) > now() + 60 ? wall(now() - 86400).slice(0, 11) + clock : today;
  }

  function lengthWords(seconds) {
    var minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60);
    return hours === 0 ? minutes + " min" : hours + " h " + (minutes % 60) + " min";
  }

  // ---- parts of the page ----

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function button(text, action) {
    var made = element("button", "", text);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  // Ties INPUT to KEY of what HOLDER returns.
  function bind(input, holder, name) {
    var show = function () {
      input.value = holder()[name] || "";
      input.dispatchEvent(new Event("shown"));
    };
    input.addEventListener("input", function () { holder()[name] = input.value; save(); });
    refreshers.push(show);
    show();
  }

  function makeInput(kind, about) {
    var input = element(kind === "lines" ? "textarea" : Array.isArray(kind) ? "select" : "input");
    if (Array.isArray(kind)) {
      [""].concat(kind).forEach(function (word) {
        var option = element("option", "", word);
        option.value = word;
        input.append(option);
      });
    } else {
      if (kind === "lines") input.rows = 2;
      else input.type = "text";
      input.autocomplete = "off";
      if (about) input.placeholder = about;
    }
    return input;
  }

  // A time is checked when it has been written; "Now" fills it in.
  function makeTime(input, holder, name, label) {
    var judge = function () {
      var wrong = input.value !== "" && isNaN(secondsOf(input.value));
      input.setAttribute("aria-invalid", String(wrong));
      input.title = wrong ? "Write 09:15, or with the day: 2026-08-15 00:10" : "";
    };
    input.placeholder = "09:15";
    input.addEventListener("change", function () {
      input.value = holder()[name] = withDay(input.value);
      judge();
      save();
    });
    input.addEventListener("shown", judge);
    judge();
    var set = button("Now", function () {
      begin();
      input.value = holder()[name] = wall(now());
      judge();
      save();
    });
    set.setAttribute("aria-label", "Now: " + label);
    return set;
  }

  // A labelled field; KIND is "line", "lines", "time", or a list of words to choose from.
  function field(parent, label, kind, holder, name, about) {
    var frame = element("div", "form-field" + (kind === "lines" ? " wide" : ""));
    var tag = element("label", "", label), input = makeInput(kind, about);
    var line = element("div", "form-line");
    tag.htmlFor = input.id = "record_" + ++fields;
    line.append(input);
    frame.append(tag, line);
    bind(input, holder, name);
    if (kind === "time") line.append(makeTime(input, holder, name, label));
    parent.append(frame);
    return input;
  }

  var ofRun = function () { return record.fields; };

  // ---- the run ----

  function buildHead() {
    head = element("section", "record");
    head.setAttribute("aria-label", "Record: what is done here");
    head.append(element("h2", "", "Record of this run"));
    var grid = element("div", "form-grid"), more = element("details"), rest = element("div", "form-grid");
    field(grid, "Kind", ["drill", "incident", "test"], ofRun, "kind");
    if (meta("exercises")) field(grid, "Exercise", words(meta("exercises")), ofRun, "exercise");
    field(grid, "Incident", "line", ofRun, "incident", "its name");
    field(grid, "Who leads", "line", ofRun, "operator");
    field(grid, "Declared", "time", ofRun, "declared");
    field(grid, "Decided to recover", "time", ofRun, "decided");
    field(grid, "Work begun", "time", ofRun, "started");
    if (meta("scenarios")) field(rest, "Scenario", words(meta("scenarios")), ofRun, "scenario");
    if (meta("services")) field(rest, "About", "line", ofRun, "services", meta("services").replace(/ /g, ", "));
    if (meta("sites")) field(rest, "Came back at", words(meta("sites")), ofRun, "site");
    field(rest, "Type, when it is no exercise", "line", ofRun, "type", "tabletop, restore, ...");
    field(rest, "Copies that were restored", "line", ofRun, "backup");
    field(rest, "Their checksum", ["passed", "failed"], ofRun, "checksum");
    field(rest, "Observer", "line", ofRun, "observer");
    field(rest, "Who takes part", "lines", ofRun, "participants", "one in a line: Maria Silva (incident lead)");
    more.append(element("summary", "", "What it is about, and who takes part"), rest);
    head.append(grid, more);
    document.querySelector("main h1").after(head);
  }

  function buildFindings(parent) {
    var list = element("div"), add = button("Add a finding", function () {
      record.findings.push({});
      save();
      show();
      list.lastElementChild.querySelector("input").focus();
    });
    function show() {
      list.textContent = "";
      var before = refreshers.length;
      record.findings.forEach(function (finding, i) {
        var row = element("div", "form-grid"), holder = function () { return finding; };
        row.setAttribute("role", "group");
        row.setAttribute("aria-label", "Finding " + (i + 1));
        field(row, "Shown to be wrong", "line", holder, "text").closest(".form-field").classList.add("wide");
        field(row, "Severity", ["low", "medium", "high", "critical"], holder, "severity");
        field(row, "Owner", "line", holder, "owner");
        field(row, "Due", "line", holder, "due", "2026-09-30");
        list.append(row);
      });
      refreshers.length = before; // rows are made anew, not shown again
    }
    show();
    refreshers.push(show);
    parent.append(element("h3", "", "Findings"), list, add);
  }

  function buildTail() {
    tail = element("section", "record");
    tail.setAttribute("aria-label", "Record: how it ended");
    var grid = element("div", "form-grid");
    field(grid, "Service back", "time", ofRun, "service-back");
    field(grid, "Verified", "time", ofRun, "verified");
    field(grid, "Newest data recovered", "time", ofRun, "recovered-to");
    field(grid, "Ended", "time", ofRun, "ended");
    field(grid, "Outcome", ["passed", "failed", "aborted"], ofRun, "outcome");
    tail.append(element("h2", "", "How it ended"), grid);
    buildFindings(tail);
    field(tail, "Notes", "lines", ofRun, "notes", "one in a line");
    document.querySelector("main").append(tail);
  }

  // ---- the steps ----

  function finish(id, outcome) {
    var step = stepOf(id);
    begin();
    step.outcome = outcome;
    if (outcome === "") step.end = "";
    else if (outcome !== "skipped" && !step.end) step.end = wall(now());
    if (outcome !== "" && !step.by) step.by = record.by;
    save();
    showAll();
  }

  function doneBox(id, label) {
    var tag = element("label", "record-done"), box = element("input");
    box.type = "checkbox";
    box.addEventListener("change", function () { finish(id, box.checked ? "passed" : ""); });
    refreshers.push(function () { box.checked = stepOf(id).outcome === "passed"; });
    tag.append(box, element("span", "", label));
    return tag;
  }

  function buildStep(parent, id, name) {
    var row = element("div", "record record-step"), holder = function () { return stepOf(id); };
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", "Record of " + name);
    row.append(doneBox(id, "Done"));
    field(row, "Start", "time", holder, "start");
    field(row, "End", "time", holder, "end");
    var outcome = field(row, "Outcome", ["passed", "failed", "skipped"], holder, "outcome");
    outcome.addEventListener("change", function () { finish(id, outcome.value); });
    var by = field(row, "By", "line", holder, "by", "initials");
    by.addEventListener("change", function () { record.by = by.value; save(); });
    field(row, "Note", "line", holder, "note").closest(".form-field").classList.add("wide");
    parent.append(row);
  }

  // The boxes of a step, which wait for scripts: those of called steps are their record, those of a
  // decision its answer.
  function wakeBox(box, id, place) {
    var item = box.parentElement, code = item.querySelector("code"), strong = item.querySelector("strong");
    var called = code && code.textContent.indexOf(id + "/") === 0 && runbook.steps.indexOf(code.textContent) >= 0;
    var answer = decisions.indexOf(id) >= 0 && strong ? strong.textContent : null;
    var name = id + " " + place;
    box.disabled = false;
    box.setAttribute("aria-label", item.textContent.trim().replace(/\s+/g, " ").slice(0, 100));
    box.addEventListener("change", function () {
      begin();
      if (called) return finish(code.textContent, box.checked ? "passed" : "");
      if (answer !== null) stepOf(id).answer = box.checked ? answer : "";
      else record.ticks[name] = box.checked;
      save();
      showAll();
    });
    refreshers.push(function () {
      box.checked = called ? stepOf(code.textContent).outcome === "passed"
        : answer !== null ? stepOf(id).answer === answer : record.ticks[name] === true;
    });
  }

  function buildSteps() {
    document.querySelectorAll("article.step").forEach(function (step) {
      var code = step.querySelector(".step-id code"), id = code ? code.textContent : "";
      var body = step.querySelector(".step-body");
      if (!id || !body) return;
      body.querySelectorAll("li.task > input").forEach(function (box, place) { wakeBox(box, id, place); });
      if (runbook.steps.indexOf(id) >= 0) buildStep(body, id, "step " + id);
    });
  }

  // ---- the clock ----

  function limitWords(seconds) {
    if (rto === null) return "";
    var left = rto - seconds + seconds % 60; // both are told in whole minutes
    return left < 0 ? "; " + lengthWords(-left) + " over the RTO of " + lengthWords(rto)
      : "; " + lengthWords(left) + " of the RTO of " + lengthWords(rto) + " left";
  }

  function clockWords() {
    var fields = record.fields, declared = secondsOf(fields.declared);
    var from = isNaN(declared) ? secondsOf(fields.started) : declared, back = secondsOf(fields["service-back"]);
    if (isNaN(from)) return "The clock runs once it is written when work was begun";
    if (isNaN(back)) {
      var since = Math.max(0, now() - from);
      return lengthWords(since) + " since " + (isNaN(declared) ? "work was begun" : "it was declared") + limitWords(since);
    }
    var took = Math.max(0, back - from);
    return "Service back after " + lengthWords(took) +
      (rto === null ? "" : took <= rto ? ", within the RTO of " + lengthWords(rto) : limitWords(took));
  }

  function showClock() {
    if (!clock) return;
    var done = runbook.steps.filter(function (id) { return stepOf(id).outcome; }).length;
    clock.textContent = clockWords() + " · " + done + " of " + runbook.steps.length + " steps" +
      (kept ? "" : " · this browser keeps nothing: write it out before you leave");
  }

  // ---- the bar ----

  function begin() {
    if (record.open) return;
    record.open = true;
    if (!record.fields.started) record.fields.started = wall(now());
    save();
    showAll();
  }

  function ask(question, word, action) {
    says.textContent = "";
    says.append(element("span", "", question), button(word, function () { says.textContent = ""; action(); }),
      button("Keep it", function () { says.textContent = ""; }));
    says.querySelector("button").focus();
  }

  function writeOut(of) {
    var lacks = window.redbinderRecordText.missing(of, runbook);
    var area = element("textarea", "form-text"), copier, saver;
    area.readOnly = true;
    area.rows = 16;
    area.spellcheck = false;
    area.setAttribute("aria-label", "The record as text");
    area.value = window.redbinderRecordText.text(of, runbook);
    copier = button("Copy", function () {
      area.select();
      copier.textContent = document.execCommand("copy") ? "Copied" : "Not copied";
    });
    saver = button("Save as a file", function () {
      var link = element("a"), url = URL.createObjectURL(new Blob([area.value], { type: "text/plain" }));
      link.href = url;
      link.download = runbook.plan + "-" + runbook.id + ".yaml";
      link.click();
      setTimeout(function () { URL.revokeObjectURL(url); }, SAVED_MS);
    });
    out.textContent = "";
    out.append(element("h2", "", "To be taken into the history"), element("p", "", lacks.length
      ? "It does not say yet " + lacks.join(", ") + "." : "Nothing is missing."),
      area, copier, saver, button("Close", function () { out.textContent = ""; }));
    out.append(element("p", "", "redbinder record --library LIBRARY FILE takes it in."));
    area.focus();
  }

  function clear() {
    forget(key);
    record = fresh();
    out.textContent = "";
    showAll();
  }

  // What was done by an older version of the runbook is carried over and said to be so.
  function takeOver(name) {
    var older = parsed(localStorage.getItem(name));
    var note = "What was noted before " + wall(now()) + " was done by the runbook with the hash " + older.hash.slice(0, 12) + ".";
    older.hash = meta("hash");
    older.version = meta("version");
    older.fields.notes = (older.fields.notes ? older.fields.notes + "\n" : "") + note;
    record = older;
    forget(name);
    save();
    showAll();
    tellOthers();
  }

  function tellOthers() {
    var names = others();
    document.querySelectorAll(".record-older").forEach(function (old) { old.remove(); });
    names.forEach(function (name) {
      var older = parsed(localStorage.getItem(name)), note = element("div", "callout tone-warning record-older");
      note.append(element("p", "callout-title", "This runbook has changed since a record of it was begun"),
        element("p", "", "It was begun " + (older.fields.started || older.fields.declared || "some time") +
          ", with the hash " + older.hash.slice(0, 12) + "; now it is " + meta("hash").slice(0, 12) + "."));
      note.append(button("Take it over", function () { takeOver(name); }),
        button("Write it out", function () { writeOut(older); }),
        button("Remove it", function () { forget(name); note.remove(); }));
      out.before(note);
    });
  }

  function buildBar() {
    bar = element("aside", "record-bar");
    bar.setAttribute("aria-label", "Record of this run");
    clock = element("p", "record-clock");
    clock.setAttribute("role", "timer");
    says = element("p", "record-says");
    var tools = element("div", "record-tools record"), start = button("Record this run", begin);
    start.classList.add("record-start");
    tools.append(button("Write it out", function () { writeOut(record); }), button("Print", function () { print(); }),
      button("Clear", function () { ask("All that was written is removed.", "Remove it", clear); }));
    bar.append(start, clock, tools, says);
    (document.querySelector("main").closest(".frame") || document.querySelector("main")).before(bar);
    out = element("section", "record-out");
    out.setAttribute("aria-label", "The record, written out");
    document.querySelector("main h1").after(out);
  }

  function showAll() {
    document.documentElement.classList.toggle("recording", record.open);
    refreshers.slice().forEach(function (refresh) { refresh(); });
    showClock();
  }

  // Another window may have written on the same record. What could not be kept is here alone.
  function reread() {
    try { if (!kept || localStorage.getItem(key) === JSON.stringify(record)) return; } catch (error) { return; }
    record = load();
    showAll();
  }

  function build() {
    record = load();
    buildBar();
    buildHead();
    buildSteps();
    buildTail();
    tellOthers();
    showAll();
    setInterval(function () { if (record.open) showClock(); }, TICK_MS);
    addEventListener("storage", function (event) { if (event.key === key || event.key === null) reread(); });
    // A page that was put to sleep, or gone back to, has not been told.
    addEventListener("pageshow", reread);
    document.addEventListener("visibilitychange", reread);
  }

  if (!meta("runbook") || !document.querySelector("main h1") || !document.querySelector("article.step")) return;
  var sheet = element("link");
  sheet.rel = "stylesheet";
  sheet.href = style;
  sheet.addEventListener("load", build);
  sheet.addEventListener("error", build);
  document.head.append(sheet);
})();
