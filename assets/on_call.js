// Who is on call at this hour: marks the rows of rosters whose times hold the clock of this device.
// Rosters say no time zone, so the page says which clock it went by. Without scripts the times are
// read as they stand.
(function () {
  "use strict";
  var DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], DAY_MINUTES = 24 * 60, REFRESH_MS = 30000;

  // The days of "mon-fri,sun" as numbers; null when it says no days.
  function daysOf(text) {
    var days = [];
    var known = text.split(",").every(function (part) {
      var ends = part.trim().split("-").map(function (day) { return DAYS.indexOf(day.toLowerCase()); });
      if (ends.length > 2 || ends.indexOf(-1) >= 0) return false;
      for (var day = ends[0]; ; day = (day + 1) % 7) {
        days.push(day);
        if (day === ends[ends.length - 1]) return true;
      }
    });
    return known ? days : null;
  }

  // The shift that TEXT says, as `roster` of a plan is written: {days, from, to} in minutes of a day,
  // where what ends on the next day ends beyond DAY_MINUTES. Null when it says none.
  function shiftOf(text) {
    if (text === "always") return { days: [0, 1, 2, 3, 4, 5, 6], from: 0, to: DAY_MINUTES };
    var parts = /^([a-z ,-]+?) +(\d\d):(\d\d)-(\d\d):(\d\d)$/i.exec(text), days = parts && daysOf(parts[1]);
    if (!days) return null;
    var from = Number(parts[2]) * 60 + Number(parts[3]), to = Number(parts[4]) * 60 + Number(parts[5]);
    if (from >= DAY_MINUTES || to > DAY_MINUTES || from === to) return null;
    return { days: days, from: from, to: to < from ? to + DAY_MINUTES : to };
  }

  function holds(shift, day, minute) {
    return shift.days.some(function (first) {
      var since = ((day - first + 7) % 7) * DAY_MINUTES + minute;
      return since >= shift.from && since < shift.to;
    });
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  // The cells that say a shift: {cell, shift, badge}.
  var rows = [], notes = [];
  function gather() {
    document.querySelectorAll('main td[data-label="When"]').forEach(function (cell) {
      var whom = cell.parentElement.querySelector('[data-label="Call"], [data-label="On call as"]');
      var shift = whom && shiftOf(cell.textContent.trim());
      if (!shift) return;
      var badge = element("span", "badge tone-good on-call", "now");
      badge.hidden = true;
      cell.append(" ", badge);
      rows.push({ cell: cell, shift: shift, badge: badge });
    });
    new Set(rows.map(function (row) { return row.cell.closest("section.table"); })).forEach(function (table) {
      var note = element("p", "on-call-note", "");
      if (table) table.after(note);
      notes.push(note);
    });
  }

  function zoneName() {
    try { return Intl.DateTimeFormat().resolvedOptions().timeZone || ""; } catch (error) { return ""; }
  }

  function clockWords(now) {
    var zone = zoneName();
    return DAYS[(now.getDay() + 6) % 7] + " " + String(now.getHours()).padStart(2, "0") + ":" +
      String(now.getMinutes()).padStart(2, "0") + (zone ? ", " + zone : "");
  }

  function show() {
    var now = new Date(), day = (now.getDay() + 6) % 7, minute = now.getHours() * 60 + now.getMinutes();
    rows.forEach(function (row) { row.badge.hidden = !holds(row.shift, day, minute); });
    notes.forEach(function (note) {
      note.textContent = "\u201cNow\u201d goes by the clock of this device: " + clockWords(now) +
        ". The roster does not say whose time zone it is in.";
    });
  }

  gather();
  if (!rows.length) return;
  show();
  setInterval(show, REFRESH_MS);
  document.addEventListener("visibilitychange", show); // a phone sleeps, timers with it
})();
