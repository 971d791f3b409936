// A switch between light and dark, a button to copy each command, the roles of tables that are cards
// on a phone, and what is folded away opened where a link leads there or paper needs it. The site is whole without: this adds them where scripts run.
(function () {
  "use strict";
  var root = document.documentElement;

  function stored() {
    try { return localStorage.getItem("theme"); } catch (error) { return null; }
  }

  function store(theme) {
    try { localStorage.setItem("theme", theme); } catch (error) { /* not kept, then */ }
  }

  function current() {
    if (root.dataset.theme) return root.dataset.theme;
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  function button(label, name) {
    var element = document.createElement("button");
    element.type = "button";
    element.className = name;
    element.textContent = label;
    return element;
  }

  function addSwitch() {
    var bar = document.querySelector("header.site .bar");
    if (!bar) return;
    var toggle = button("", "theme");
    function show() {
      toggle.textContent = current() === "dark" ? "Light" : "Dark";
      toggle.setAttribute("aria-label", "Switch to " + toggle.textContent.toLowerCase() + " colours");
    }
    toggle.addEventListener("click", function () {
      root.dataset.theme = current() === "dark" ? "light" : "dark";
      store(root.dataset.theme);
      show();
    });
    show();
    bar.append(toggle);
  }

  // Browsers give the clipboard to secure pages only, and file:// is not always one: the
  // selection works everywhere.
  function copy(code) {
    var range = document.createRange();
    range.selectNodeContents(code);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    var done = document.execCommand("copy");
    selection.removeAllRanges();
    return done;
  }

  function addCopyButton(frame) {
    var code = frame.querySelector("code");
    var copier = button("Copy", "copy");
    copier.addEventListener("click", function () {
      copier.textContent = copy(code) ? "Copied" : "Not copied";
      setTimeout(function () { copier.textContent = "Copy"; }, 2000);
    });
    copier.setAttribute("aria-live", "polite");
    frame.prepend(copier);
  }

  // What is laid out as cards is a table still, also for browsers that take it for boxes.
  function nameRoles(table) {
    var roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };
    [table].concat(Array.from(table.querySelectorAll("thead, tbody, tr, th, td"))).forEach(function (part) {
      part.setAttribute("role", roles[part.localName]);
    });
  }

  // What the address leads to on this page, or null.
  function aimedAt() {
    var anchor = location.hash.slice(1);
    try { anchor = decodeURIComponent(anchor); } catch (error) { /* somebody's typing: as it is */ }
    return anchor ? document.getElementById(anchor) : null;
  }

  // What once stood on the page of a plan has moved to another: the contents there still know the
  // old addresses, and lead on.
  function followMoved() {
    var at = aimedAt();
    var entry = at && at.closest(".contents li");
    var link = entry && entry.querySelector("a");
    if (link && link.pathname !== location.pathname) location.replace(link.pathname + location.hash);
  }

  // What a link leads to is seen at once.
  function openAimed() {
    var at = aimedAt(), fold = at && at.querySelector(":scope.folded > details");
    if (fold) fold.open = true;
  }

  // Style does that too, in new browsers alone.
  function openForPaper() {
    var closed = Array.from(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (fold) { fold.open = true; });
    addEventListener("afterprint", function () {
      closed.forEach(function (fold) { fold.open = false; });
    }, { once: true });
  }

  var theme = stored();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  document.addEventListener("DOMContentLoaded", function () {
    followMoved();
    addSwitch();
    openAimed();
    addEventListener("hashchange", openAimed);
    addEventListener("beforeprint", openForPaper);
    document.querySelectorAll("figure.code").forEach(addCopyButton);
    document.querySelectorAll(".stack > table").forEach(nameRoles);
  });
})();
