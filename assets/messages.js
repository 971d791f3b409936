// The gaps of a message: each template gets a field for each of its {gaps}, the text with what was
// filled in, and buttons to copy it. Nothing is sent, and nothing is kept. Without scripts the
// template is read as it stands.
(function () {
  "use strict";
  var GAP = /\{([^{}\n]{1,80})\}/g;
  var style = new URL("forms.css", document.currentScript.src).href;
  var values = new Map();  // of the gaps, which all messages of the page share
  var inputs = new Map();  // name of a gap -> its fields
  var shown = [];          // each shows the text of one message again
  var fields = 0;

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function gapsOf(text) {
    return Array.from(text.matchAll(GAP), function (match) { return match[1]; })
      .filter(function (name, i, all) { return all.indexOf(name) === i; });
  }

  // What is filled in is text: it may itself look like a gap, or like a pattern.
  function filled(text) {
    return text.replace(GAP, function (gap, name) { return values.get(name) || gap; });
  }

  // The facts of SECTION: label -> text.
  function factsOf(section) {
    var facts = new Map();
    section.querySelectorAll(":scope > dl.facts > div").forEach(function (pair) {
      facts.set(pair.querySelector("dt").textContent, pair.querySelector("dd").textContent.trim());
    });
    return facts;
  }

  function fieldFor(name, about) {
    var frame = element("div", "form-field"), tag = element("label", "", name.replace(/_/g, " "));
    var input = element("input");
    tag.htmlFor = input.id = "message_" + ++fields;
    input.type = "text";
    input.autocomplete = "off";
    if (about && !/^_*$/.test(about)) input.placeholder = about;
    input.addEventListener("input", function () {
      values.set(name, input.value);
      inputs.get(name).forEach(function (other) { if (other !== input) other.value = input.value; });
      shown.forEach(function (show) { show(); });
    });
    if (!inputs.has(name)) inputs.set(name, []);
    inputs.get(name).push(input);
    frame.append(tag, input);
    return frame;
  }

  // The selection works from a disk too, where the clipboard is not given.
  function copyButton(label, area) {
    var button = element("button", "", label);
    button.type = "button";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      area.select();
      button.textContent = document.execCommand("copy") ? "Copied" : "Not copied";
      setTimeout(function () { button.textContent = label; }, 2000);
    });
    return button;
  }

  function textFor(label, rows) {
    var area = element("textarea", "form-text");
    area.readOnly = true;
    area.rows = rows;
    area.spellcheck = false;
    area.setAttribute("aria-label", label);
    return area;
  }

  function add(section) {
    var code = section.querySelector(":scope > figure.code code[data-language=text]");
    if (!code) return;
    var facts = factsOf(section), subject = facts.get("Subject") || "", body = code.textContent;
    var gaps = gapsOf(subject + "\n" + body);
    if (!gaps.length) return;
    var form = element("div", "message-form"), grid = element("div", "form-grid"), status = element("p", "form-status");
    var heading = section.querySelector("h2, h3, h4, h5, h6");
    var title = heading ? heading.firstChild.textContent.trim() : "this message";
    var head = textFor("Subject of " + title, 1), text = textFor("Text of " + title, Math.min(24, body.split("\n").length + 1));
    form.setAttribute("role", "group");
    form.setAttribute("aria-label", "Fill in " + title);
    gaps.forEach(function (name) { grid.append(fieldFor(name, facts.get(name))); });
    status.setAttribute("role", "status");
    form.append(element("p", "message-title", "Fill it in"), grid);
    if (subject) form.append(head);
    form.append(text);
    if (subject) form.append(copyButton("Copy the subject", head));
    form.append(copyButton("Copy the text", text), status);
    shown.push(function () {
      var left = gaps.filter(function (name) { return !values.get(name); });
      head.value = filled(subject);
      text.value = filled(body);
      status.textContent = left.length === 0 ? "Nothing is left to fill in."
        : left.length + (left.length === 1 ? " gap is" : " gaps are") + " left: " + left.join(", ").replace(/_/g, " ") + ".";
    });
    shown[shown.length - 1]();
    section.append(form);
  }

  function build() {
    document.querySelectorAll('section[id^="message-"]').forEach(add);
  }

  var sheet = element("link");
  sheet.rel = "stylesheet";
  sheet.href = style;
  sheet.addEventListener("load", build);
  sheet.addEventListener("error", build);
  document.head.append(sheet);
})();
