// Search as you type over all pages, also from a disk: the index is a script that is fetched
// when the field is first used. Titles come before text; a phone number is found by its digits, and
// for a mistyped word the nearest of the titles is proposed.
(function () {
  "use strict";
  var MOST_SHOWN = 20, MOST_HITS = 400, BEFORE = 50, AFTER = 90, PAUSE_MS = 300;
  // Letters that are typed as others and are not made of them.
  var AS_TYPED = { "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i" };
  var base = new URL("../", document.currentScript.src);
  var rows = null;    // [page file, page title, anchor, kind, label, text]
  var labels, texts;  // haystacks, and where each row begins in them
  var digits;         // per row with a number in it: [row, its digits]
  var field, list, status, chosen = -1;
  var proposed = "", pause; // what is proposed for a mistyped query, and the timer until it is

  function fold(text) {
    text = text.toLowerCase();
    if (!/[^\x00-\x7f]/.test(text)) return text;
    return text.normalize("NFD").replace(/[\p{M}\u00ad]/gu, "")
      .replace(/[ßøłđðþæœı]/g, function (letter) { return AS_TYPED[letter]; });
  }

  // TEXT folded, and where in TEXT each place of it is; null: at the same place.
  function foldedPlaces(text) {
    var whole = fold(text), folded = "", places = [], at = 0;
    if (whole.length === text.length) return { text: whole, places: null };
    Array.from(text).forEach(function (letter) {
      var part = fold(letter);
      for (var i = 0; i < part.length; i++) places.push(at);
      folded += part;
      at += letter.length;
    });
    places.push(text.length);
    return { text: folded, places: places };
  }

  // Where WORD is in TEXT, which was folded as FOLDED: [from, to], or null.
  function placeOf(folded, word) {
    var at = folded.text.indexOf(word);
    if (at < 0) return null;
    var to = at + word.length;
    return folded.places ? [folded.places[at], folded.places[to]] : [at, to];
  }

  // The digits of a number; the (0) of +49 (0)30 is not dialled.
  function digitsOf(number) {
    return number.replace(/\(0\)/g, "").replace(/\D/g, "");
  }

  // All rows in one string: one search over it is many times faster than one per row.
  function haystack(parts) {
    var starts = new Uint32Array(parts.length + 1), at = 0;
    parts.forEach(function (part, i) { starts[i] = at; at += part.length + 1; });
    starts[parts.length] = at;
    return { text: parts.join("\n") + "\n", starts: starts };
  }

  function rowAt(hay, position) {
    var low = 0, high = hay.starts.length - 1;
    while (high - low > 1) {
      var middle = (low + high) >> 1;
      if (hay.starts[middle] <= position) low = middle; else high = middle;
    }
    return low;
  }

  function build(pages) {
    rows = [];
    pages.forEach(function (page) {
      page[2].forEach(function (place) {
        rows.push([page[0], page[1], place[0], place[1], place[2], place[3]]);
      });
    });
    labels = haystack(rows.map(function (row) { return fold(row[1] + "\t" + row[4]); }));
    texts = haystack(rows.map(function (row) { return fold(row[5]); }));
    digits = [];
    rows.forEach(function (row, i) {
      var numbers = row[5].match(/[+\d][\d\s().\/\u2010-\u2014-]{4,}\d/g);
      if (numbers) digits.push([i, numbers.map(digitsOf).join(" ")]);
    });
    // The browser makes strings flat and code fast when they are first used: not at a keystroke.
    search("redbinder");
  }

  // The rows in HAY that hold WORD, in order, MOST at most. What holds a part that HAY lacks, as the
  // next letters of a word that is not there, is not looked for again.
  function holding(hay, word, most) {
    if (hay.lacks && word.indexOf(hay.lacks) >= 0) return [];
    var found = [], at = hay.text.indexOf(word);
    if (at < 0) hay.lacks = word;
    while (at >= 0 && found.length < most) {
      var row = rowAt(hay, at);
      found.push(row);
      at = hay.text.indexOf(word, hay.starts[row + 1]);
    }
    return found;
  }

  function part(hay, row) {
    return hay.text.slice(hay.starts[row], hay.starts[row + 1] - 1);
  }

  function beginsWord(text, at) {
    return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]);
  }

  // A page is worth most by its title; what stands somewhere on it is better said by a smaller place.
  var KIND_WORTH = { page: 6, card: 5, step: 4, row: 3, section: 2 };
  var TEXT_WORTH = { page: 0, card: 5, step: 4, row: 3, section: 2 };

  // How well ROW answers WORDS; 0: not at all.
  function score(row, words) {
    var all = part(labels, row), label = all.slice(all.indexOf("\t") + 1), text = null;
    var worth = 0, titled = false;
    for (var i = 0; i < words.length; i++) {
      var at = label.indexOf(words[i]);
      titled = titled || at >= 0;
      if (at === 0) worth += label.length === words[i].length ? 100 : 80 + 10 * words[i].length / label.length;
      else if (at > 0) worth += beginsWord(label, at) ? 60 : 40;
      else if (all.indexOf(words[i]) >= 0) worth += 12;
      else {
        if (text === null) text = part(texts, row);
        at = text.indexOf(words[i]);
        if (at < 0) return 0;
        worth += beginsWord(text, at) ? 20 : 10;
      }
    }
    return worth + ((titled ? KIND_WORTH : TEXT_WORTH)[rows[row][3]] || 0);
  }

  function byDigits(query) {
    if (!/^[+\d\s().\/\u2010-\u2014-]+$/.test(query)) return [];
    var wanted = digitsOf(query).replace(/^0+/, ""); // 030 here is +49 30 from elsewhere
    if (wanted.length < 4) return [];
    return digits.filter(function (entry) { return entry[1].indexOf(wanted) >= 0; })
      .map(function (entry) { return entry[0]; });
  }

  // The best rows for QUERY.
  function search(query) {
    var words = fold(query).split(/\s+/).filter(Boolean);
    if (!words.length || !rows) return [];
    var longest = words.reduce(function (a, b) { return b.length > a.length ? b : a; });
    var worth = new Map();
    byDigits(query).forEach(function (row) { worth.set(row, 50 + (TEXT_WORTH[rows[row][3]] || 0)); });
    holding(labels, longest, 4 * MOST_HITS).concat(holding(texts, longest, MOST_HITS)).forEach(function (row) {
      if (worth.has(row)) return;
      var value = score(row, words);
      if (value > 0) worth.set(row, value);
    });
    return Array.from(worth).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; })
      .slice(0, MOST_SHOWN).map(function (entry) { return entry[0]; });
  }

  // ---- mistyped words ----

  // How many letters must be put in, left out, changed or swapped to make B of A; LIMIT + 1 when
  // they are more than LIMIT.
  function difference(a, b, limit) {
    var before = [], last = [], row, i, j;
    for (j = 0; j <= b.length; j++) last.push(j);
    for (i = 1; i <= a.length; i++) {
      row = [i];
      var least = i;
      for (j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > limit) return limit + 1;
      before = last;
      last = row;
    }
    return Math.min(last[b.length], limit + 1);
  }

  var titleWords = null; // those of all titles, once each
  function nearest(word) {
    if (!/^[\p{L}\p{N}]{4,40}$/u.test(word)) return null;
    if (titleWords === null) titleWords = Array.from(new Set(labels.text.match(/[\p{L}\p{N}]{4,40}/gu)));
    var best = null, limit = word.length < 8 ? 1 : 2;
    titleWords.forEach(function (candidate) {
      if (Math.abs(candidate.length - word.length) > limit) return;
      var value = difference(word, candidate, limit);
      if (value <= limit) { best = candidate; limit = value - 1; }
    });
    return best;
  }

  // QUERY, of which nothing is found, with the words of titles in the place of those that are
  // nowhere; "" when that finds nothing either.
  function proposal(query) {
    var words = fold(query).split(/\s+/).filter(Boolean).map(function (word) {
      var known = labels.text.indexOf(word) >= 0 || texts.text.indexOf(word) >= 0;
      return known ? word : nearest(word) || word;
    }).join(" ");
    return search(words).length ? words : "";
  }

  // ---- what is shown ----

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // TEXT with the first place of each word marked.
  function marked(parent, text, words) {
    var folded = foldedPlaces(text), done = 0;
    words.map(function (word) { return placeOf(folded, word); }).filter(Boolean)
      .sort(function (a, b) { return a[0] - b[0]; }).forEach(function (span) {
        if (span[0] < done) return;
        parent.append(text.slice(done, span[0]), element("mark", "", text.slice(span[0], span[1])));
        done = span[1];
      });
    parent.append(text.slice(done));
  }

  // The part of TEXT round the first word that it holds.
  function excerpt(text, words) {
    var folded = foldedPlaces(text);
    var span = words.map(function (word) { return placeOf(folded, word); }).filter(Boolean)[0] || [0, 0];
    var from = Math.max(0, span[0] - BEFORE), to = Math.min(text.length, span[0] + AFTER);
    // Cut between words, where there is a space that does not part the match.
    var before = text.indexOf(" ", from) + 1, behind = text.lastIndexOf(" ", to);
    if (from > 0 && before > 0 && before <= span[0]) from = before;
    if (to < text.length && behind >= span[1] && behind > 0) to = behind;
    return (from > 0 ? "… " : "") + text.slice(from, to).trim() + (to < text.length ? " …" : "");
  }

  function choose(index) {
    var options = list.children;
    if (chosen >= 0 && options[chosen]) options[chosen].setAttribute("aria-selected", "false");
    chosen = options.length ? (index + options.length) % options.length : -1;
    if (chosen < 0) { field.removeAttribute("aria-activedescendant"); return; }
    options[chosen].setAttribute("aria-selected", "true");
    options[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen].id);
  }

  // Says what was perhaps meant, once nobody types any more.
  function propose() {
    proposed = proposal(field.value);
    if (!proposed) return;
    var taker = element("button", "", proposed);
    taker.type = "button";
    taker.addEventListener("click", function () { field.focus(); take(); });
    status.textContent = "Nothing found. Is it ";
    status.append(taker, "? (Enter)");
  }

  function take() {
    field.value = proposed;
    show();
  }

  // TEXT to who does not see the list; to all where there is none to see.
  function tell(text, toAll) {
    status.textContent = text;
    status.classList.toggle("in-vain", toAll);
  }

  function hide() {
    list.hidden = true;
    status.classList.remove("in-vain");
    field.setAttribute("aria-expanded", "false");
    choose(-1);
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
  }

  function option(row, i, words) {
    var made = element("a", "hit"), label = element("span", "hit-label"), place = rows[row];
    made.id = "hit_" + i;
    made.tabIndex = -1;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.href = new URL(place[0] + (place[2] ? "#" + place[2] : ""), base).href;
    marked(label, place[4], words);
    made.append(label);
    if (place[1] !== place[4]) made.append(element("span", "hit-page", place[1]));
    if (place[5]) {
      var text = element("span", "hit-text");
      marked(text, excerpt(place[5], words), words);
      made.append(text);
    }
    return made;
  }

  function show() {
    var query = field.value.trim();
    list.textContent = "";
    chosen = -1;
    proposed = "";
    clearTimeout(pause);
    if (!query) { tell("", false); hide(); return; }
    if (!rows) { tell("The search index is being read", true); return; }
    var words = fold(query).split(/\s+/).filter(Boolean), found = search(query);
    found.forEach(function (row, i) { list.append(option(row, i, words)); });
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(found.length > 0));
    tell(found.length === 0 ? "Nothing found"
      : found.length === 1 ? "1 place found"
      : found.length + (found.length === MOST_SHOWN ? " places shown" : " places found"), found.length === 0);
    choose(found.length ? 0 : -1);
    if (!found.length) pause = setTimeout(propose, PAUSE_MS);
  }

  var fetching = false;
  function fetchIndex() {
    if (fetching) return;
    fetching = true;
    var script = element("script");
    script.src = new URL("search-index.js", base).href;
    script.addEventListener("load", function () { build(window.redbinderPages || []); show(); });
    script.addEventListener("error", function () { tell("The search index is missing", true); });
    document.head.append(script);
  }

  function onKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) show();
      else choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
      event.preventDefault();
    } else if (event.key === "Enter") {
      if (chosen >= 0 && list.children[chosen]) list.children[chosen].click();
      else if (proposed) take();
      event.preventDefault();
    } else if (event.key === "Escape") {
      if (list.hidden) field.value = "";
      hide();
      event.preventDefault();
    }
  }

  function onPageKey(event) {
    var target = event.target;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  function add() {
    var bar = document.querySelector("header.site .bar");
    if (!bar) return;
    var box = element("div", "search");
    box.setAttribute("role", "search");
    field = element("input");
    field.type = "search";
    field.placeholder = matchMedia("(pointer: coarse)").matches ? "Search" : "Search  /";
    field.autocomplete = "off";
    field.spellcheck = false;
    list = element("div", "hits");
    list.id = "hits_";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Places found");
    status = element("p", "search-status");
    status.setAttribute("role", "status");
    [["role", "combobox"], ["aria-label", "Search"], ["aria-autocomplete", "list"],
      ["aria-expanded", "false"], ["aria-controls", "hits_"], ["aria-keyshortcuts", "/"]]
      .forEach(function (pair) { field.setAttribute(pair[0], pair[1]); });
    field.addEventListener("focus", fetchIndex);
    field.addEventListener("input", function () { fetchIndex(); show(); });
    field.addEventListener("keydown", onKey);
    box.addEventListener("focusout", function (event) {
      if (!box.contains(event.relatedTarget)) hide();
    });
    [list, status].forEach(function (part) {
      part.addEventListener("mousedown", function (event) { event.preventDefault(); }); // the field keeps the focus
    });
    list.addEventListener("click", function () { hide(); });
    document.addEventListener("keydown", onPageKey);
    box.append(field, status, list);
    bar.append(box);
  }

  // Deferred scripts run when the page has been read.
  add();
  window.redbinderSearch = search;
})();
