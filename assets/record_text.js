// The record of a run as text: the form that `redbinder record` reads, with what was written and no
// more. Texts are quoted, so that none of them can be anything but a text.
(function () {
  "use strict";
  var FACTS = ["kind", "exercise", "type", "incident", "scenario", "services", "site", "backup",
    "checksum", "operator", "observer"];
  var MOMENTS = ["declared", "decided", "started"];
  var ENDS = ["service-back", "verified", "recovered-to", "ended", "outcome"];
  var OF_STEP = ["outcome", "start", "end", "by", "answer", "note"];
  var OF_FINDING = ["severity", "owner", "due"];

  function said(text) {
    return typeof text === "string" && text.trim() !== "";
  }

  // What YAML cannot hold in a line becomes a space.
  function quoted(text) {
    var plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]+/g, " ")
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
    return "'" + plain.trim().replace(/'/g, "''") + "'";
  }

  function put(lines, indent, key, text) {
    if (said(text)) lines.push(indent + key + ": " + quoted(text));
  }

  function putAll(lines, indent, keys, values) {
    keys.forEach(function (key) { put(lines, indent, key, values[key]); });
  }

  function putList(lines, key, text) {
    var items = (text || "").split("\n").filter(said);
    if (items.length) lines.push(key + ":");
    items.forEach(function (item) { lines.push("  - " + quoted(item)); });
  }

  // The steps of which something is written, in the order of the runbook; ids that it no longer has
  // come last.
  function written(record, runbook) {
    var own = Object.keys(record.steps).filter(function (id) {
      return OF_STEP.some(function (key) { return said(record.steps[id][key]); });
    });
    return runbook.steps.filter(function (id) { return own.indexOf(id) >= 0; })
      .concat(own.filter(function (id) { return runbook.steps.indexOf(id) < 0; }));
  }

  function putSteps(lines, record, runbook) {
    var ids = written(record, runbook);
    if (ids.length) lines.push("", "steps:");
    ids.forEach(function (id) {
      lines.push("  - id: " + quoted(id));
      putAll(lines, "    ", OF_STEP, record.steps[id]);
    });
    if (ids.length) lines.push("");
  }

  function putFindings(lines, findings) {
    var real = findings.filter(function (finding) { return said(finding.text); });
    if (real.length) lines.push("findings:");
    real.forEach(function (finding) {
      lines.push("  - text: " + quoted(finding.text));
      putAll(lines, "    ", OF_FINDING, finding);
    });
  }

  // The day of a moment, "2026-08-14 23:40".
  function dayOf(text) {
    return /^\d{4}-\d\d-\d\d /.test(text || "") ? text.slice(0, 10) : "";
  }

  function text(record, runbook) {
    var fields = record.fields, lines = ["form: 1"];
    put(lines, "", "plan", runbook.plan);
    put(lines, "", "runbook", runbook.id);
    put(lines, "", "hash", record.hash);
    put(lines, "", "version", record.version);
    lines.push("");
    putAll(lines, "", FACTS, fields);
    putList(lines, "participants", fields.participants);
    lines.push("");
    put(lines, "", "date", dayOf(fields.started) || dayOf(fields.declared));
    put(lines, "", "zone", record.zone);
    putAll(lines, "", MOMENTS, fields);
    putSteps(lines, record, runbook);
    putAll(lines, "", ENDS, fields);
    putFindings(lines, record.findings);
    putList(lines, "notes", fields.notes);
    return lines.join("\n") + "\n";
  }

  // What `redbinder record` would ask for.
  function missing(record, runbook) {
    var lacks = [];
    if (!said(record.fields.started)) lacks.push("when work was begun");
    if (!said(record.fields.outcome)) lacks.push("how the run ended");
    written(record, runbook).forEach(function (id) {
      if (!said(record.steps[id].outcome)) lacks.push("how step " + id + " ended");
    });
    return lacks;
  }

  window.redbinderRecordText = { text: text, missing: missing };
})();
