// The explorer of the report: answers from the table of single worlds that the page holds. No network, no eval, no markup from data.
(function () {
  "use strict";
  var section = document.getElementById("explorer");
  var data = JSON.parse(document.getElementById("explorer-data").textContent);
  var form = document.getElementById("explore");
  var measure = document.getElementById("explore-measure");
  var under = document.getElementById("explore-under");
  var body = document.getElementById("explore-answers");
  var over = document.getElementById("explore-over");
  var ends = document.getElementById("explore-ends");
  var head = document.getElementById("explore-unit");

  function bytes(text) {
    var raw = atob(text), out = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i += 1) { out[i] = raw.charCodeAt(i); }
    return out;
  }
  // A bit for each world whether its number is not 0; then those that are not, in two bytes, the lower first.
  function thousandths(text) {
    var raw = bytes(text), out = new Int16Array(data.worlds), at = Math.ceil(data.worlds / 8);
    for (var i = 0; i < data.worlds; i += 1) {
      if (raw[i >> 3] >> (i & 7) & 1) { out[i] = raw[at] | (raw[at + 1] << 8); at += 2; }
    }
    return out;
  }
  // Four worlds in a byte.
  function level(column, world) { return column[world >> 2] >> (2 * (world & 3)) & 3; }
  var came = data.came.map(bytes);
  var drawn = data.drawn.map(bytes);
  // A format whose gains are those of an earlier one names it.
  var gains = [];
  data.gains.forEach(function (of) {
    gains.push(typeof of === "number" ? gains[of] : of.map(thousandths));
  });

  function say(text, values) {
    return text.replace(/%(\w+)%/g, function (all, name) { return values[name]; });
  }
  function thousands(count) { return String(count).replace(/\B(?=(\d{3})+$)/g, ","); }
  // As results are written everywhere: only none is 0 and only all is 100.
  function of100(count, all) {
    var share = count / all;
    if (!all) { return "–"; }
    if (share > 0 && share < 0.005) { return "<1"; }
    if (share >= 0.995 && share < 1) { return ">99"; }
    return String(Math.round(share * 100));
  }
  function ownScale(mean) {
    var rounded = Math.round(Math.abs(mean) * 100);
    return (mean < 0 && rounded > 0 ? "−" : "") + (rounded / 100).toFixed(2);
  }
  function checked(name) {
    return Array.prototype.map.call(form.querySelectorAll('input[name="' + name + '"]:checked'), function (box) {
      return box.value;
    });
  }

  // Ticks of one thing are alternatives; all things ticked must hold.
  function conditions() {
    var list = [], by = {}, format = Number(under.value);
    checked("event").forEach(function (value) {
      var part = value.split(":"), bit = Number(part[0]), yes = part[1] === "1";
      by[bit] = by[bit] || [];
      by[bit].push(yes);
    });
    Object.keys(by).forEach(function (bit) {
      list.push(function (world) { return by[bit].indexOf((came[format][world] & bit) !== 0) >= 0; });
    });
    var levels = {};
    checked("drawn").forEach(function (value) {
      var part = value.split(":");
      levels[part[0]] = levels[part[0]] || [];
      levels[part[0]].push(Number(part[1]));
    });
    Object.keys(levels).forEach(function (k) {
      list.push(function (world) { return levels[k].indexOf(level(drawn[k], world)) >= 0; });
    });
    return list;
  }
  function worlds() {
    var wanted = conditions(), list = [];
    for (var world = 0; world < data.worlds; world += 1) {
      if (wanted.every(function (holds) { return holds(world); })) { list.push(world); }
    }
    return list;
  }

  function element(name, text, type) {
    var made = document.createElement(name);
    if (text !== undefined) { made.textContent = text; }
    if (type) { made.className = type; }
    return made;
  }
  function answer(format, list) {
    var part = measure.value.split(":"), sum = 0, i;
    if (part[0] === "gain") {
      for (i = 0; i < list.length; i += 1) { sum += gains[format][part[1]][list[i]]; }
      return { sum: sum, value: list.length ? sum / list.length / 1000 : 0, text: list.length ? ownScale(sum / list.length / 1000) : "–" };
    }
    for (i = 0; i < list.length; i += 1) { sum += (came[format][list[i]] & part[1]) ? 1 : 0; }
    return { sum: sum, value: list.length ? sum / list.length : 0, text: of100(sum, list.length) };
  }
  function bar(value, most) {
    var track = element("div", undefined, "track"), fill = element("div", undefined, value < 0 ? "fill below" : "fill");
    fill.style.width = (most ? Math.min(1, Math.abs(value) / most) * 100 : 0) + "%";
    track.appendChild(fill);
    track.setAttribute("aria-hidden", "true");
    return track;
  }
  function row(format, here, all, most) {
    var line = element("tr"), name = element("th", data.formats[format]), cell = element("td"), number = element("td", here.text, "n");
    name.scope = "row";
    name.dir = "auto";
    cell.className = "bar";
    cell.appendChild(bar(here.value, most));
    number.setAttribute("data-format", format);
    number.setAttribute("data-sum", here.sum);
    line.appendChild(name);
    line.appendChild(cell);
    line.appendChild(number);
    line.appendChild(element("td", all.text, "n"));
    return line;
  }
  // The six groups follow from the bits, as in the program.
  function group(bits) {
    var force = bits & 2, done = bits & 4, stands = bits & 8;
    if (force) { return done ? (stands ? 0 : 2) : (stands ? 1 : 3); }
    return bits & 1 ? 4 : 5;
  }
  function ending(format, list) {
    var counts = [0, 0, 0, 0, 0, 0], line = element("div", undefined, "ending"), name = element("div", data.formats[format], "who");
    var parts = element("div", undefined, "parts"), words = [];
    list.forEach(function (world) { counts[group(came[format][world])] += 1; });
    counts.forEach(function (count, k) {
      var part = element("div", undefined, "g" + k), text = of100(count, list.length);
      if (!count) { return; }
      part.style.width = (count / list.length * 100) + "%";
      if (count / list.length > 0.06) { part.textContent = text; }
      parts.appendChild(part);
      words.push(data.groups[k] + ": " + text);
    });
    name.dir = "auto";
    parts.setAttribute("role", "img");
    parts.setAttribute("aria-label", data.formats[format] + ". " + words.join(", "));
    parts.setAttribute("data-counts", counts.join(","));
    line.appendChild(name);
    line.appendChild(parts);
    return line;
  }

  function show() {
    var list = worlds(), everywhere = [], formats = checked("format").map(Number), gain = measure.value.indexOf("gain") === 0;
    for (var world = 0; world < data.worlds; world += 1) { everywhere.push(world); }
    var here = formats.map(function (format) { return answer(format, list); });
    var all = formats.map(function (format) { return answer(format, everywhere); });
    var most = gain ? Math.max.apply(null, here.concat(all).map(function (a) { return Math.abs(a.value); }).concat([0])) : 1;
    body.textContent = "";
    ends.textContent = "";
    head.textContent = gain ? data.words.mean : data.words.share;
    formats.forEach(function (format, k) {
      body.appendChild(row(format, here[k], all[k], most));
      ends.appendChild(ending(format, list));
    });
    over.textContent = say(list.length ? data.words.over : data.words.none, { worlds: thousands(list.length), all: thousands(data.worlds) });
    over.setAttribute("data-worlds", list.length);
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(show, 0); });
  section.hidden = false;
  document.getElementById("to-explorer").hidden = false;
  show();
}());
