// What both pages share: words, texts set as text alone, questions to the server, and news from it.
"use strict";

const room = { lang: "en", words: {}, case: null, offset: 0, token: null, state: null, version: -1 };

/** An element with attributes and children. Texts become text nodes: nothing that a person wrote is ever read as markup. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) { continue; }
    if (name.startsWith("on")) { element.addEventListener(name.slice(2), value); }
    else if (name === "value" && "value" in element) { element.value = value; }
    else { element.setAttribute(name, value === true ? "" : String(value)); }
  }
  for (const child of children.flat(9)) {
    if (child !== null && child !== undefined && child !== false) { element.append(child); }
  }
  return element;
}

const $ = (id) => document.getElementById(id);

/** A text of the catalogue with values in it. */
function t(key, values = {}) {
  const text = room.words[key];
  if (text === undefined) { return key; }
  return text.replace(/\{\$([a-z_]+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A number for people: whole, or with one decimal, with a minus sign that is one. */
function plain(value) {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded).replace("-", "−");
}
const signed = (value) => (Math.round(value * 10) > 0 ? "+" : "") + plain(value);

const partyName = (id) => room.case?.parties.find((party) => party.id === id)?.name ?? id;
const issueOf = (id) => room.case?.issues.find((issue) => issue.id === id);
const issueName = (id) => issueOf(id)?.name ?? id;
const formatName = (format) => room.case?.formats.find((one) => one.format === format)?.name ?? format;
const roadmapName = (id) => room.case?.roadmaps.find((one) => one.id === id)?.name ?? id;
const levelName = (issue, level) => (level === null || level === undefined ? t("room-left-out")
  : issueOf(issue)?.levels.find((one) => one.level === level)?.name ?? level);
const listed = (names) => names.join(", ");

/** A package as a list of issues and levels, in the order of the file. */
function packageList(content, roadmap) {
  const issues = (room.case?.issues ?? []).filter((issue) => content && issue.id in content);
  const rows = issues.map((issue) => [h("dt", {}, issue.name), h("dd", {}, levelName(issue.id, content[issue.id]))]);
  if (roadmap) { rows.push([h("dt", {}, t("room-roadmap")), h("dd", {}, roadmapName(roadmap))]); }
  return rows.length ? h("dl", { class: "package" }, rows) : h("p", {}, t("room-nothing"));
}

/** A package in one line. */
function packageLine(content, roadmap) {
  const issues = (room.case?.issues ?? []).filter((issue) => content && issue.id in content);
  const parts = issues.map((issue) => `${issue.name}: ${levelName(issue.id, content[issue.id])}`);
  if (roadmap) { parts.push(`${t("room-roadmap")}: ${roadmapName(roadmap)}`); }
  return parts.length ? parts.join("; ") : t("room-nothing");
}

class Refused extends Error {
  constructor(status, body) {
    super(body?.error?.text ?? String(status));
    this.status = status;
    this.code = body?.error?.code ?? "no_answer";
  }
}

/** A question to the server: GET, or POST with a body; `raw`: the text as it comes. Throws `Refused`. */
async function ask(path, body, raw = false) {
  const headers = room.token ? { Authorization: `Bearer ${room.token}` } : {};
  const options = body === undefined ? { headers } : { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let answer;
  try { answer = await fetch(path, options); } catch { throw new Refused(0, { error: { code: "no_answer", text: t("room-no-answer") } }); }
  const kind = answer.headers.get("Content-Type") ?? "";
  const content = kind.includes("json") && !(raw && answer.ok) ? await answer.json() : await answer.text();
  if (!answer.ok) { throw new Refused(answer.status, content); }
  return content;
}

/** What a refusal says in the language of the page; the words of the table's own rule where there are no others. */
function refusal(error) {
  const key = `room-error-${String(error.code).replaceAll("_", "-")}`;
  return key in room.words ? t(key) : error.message;
}

/** Says something to those who do not see the page. */
function announce(text) { const live = $("live"); if (live.textContent !== text) { live.textContent = text; } }

/** Says that something went wrong, or that nothing does. */
function trouble(error) {
  const box = $("trouble");
  box.hidden = !error;
  box.textContent = error ? (error instanceof Refused ? refusal(error) : String(error.message ?? error)) : "";
}

/** Does something that may be refused; the button waits meanwhile. */
async function attempt(action, button) {
  trouble(null);
  if (button) { button.disabled = true; }
  try { await action(); return true; } catch (error) { trouble(error); return false; }
  finally { if (button) { button.disabled = false; } }
}

/** Fills a place anew only when what it shows has changed, so that nobody loses what is being typed, nor the focus. */
function show(place, key, content) {
  place.hidden = content === null;
  const marked = JSON.stringify([room.lang, key]);
  if (place.dataset.shown === marked) { return; }
  place.dataset.shown = marked;
  const at = place.contains(document.activeElement) ? document.activeElement.id : null;
  place.replaceChildren(...(content === null ? [] : [content()].flat(9).filter(Boolean)));
  if (at && $(at)) { $(at).focus(); }
}

async function speak(lang) {
  room.lang = lang === "ko" ? "ko" : "en";
  [room.words, room.case] = await Promise.all([ask(`/words/${room.lang}.json`), ask(`/api/case?lang=${room.lang}`)]);
  document.documentElement.lang = room.lang;
  remember("lang", room.lang);
  for (const element of document.querySelectorAll("[data-say]")) { element.textContent = t(element.dataset.say); }
  document.title = `${room.case.title} – Roundtable`;
  $("title").textContent = room.case.title;
  // The name of the other language, in it.
  const other = $("language");
  other.textContent = room.lang === "en" ? "한국어" : "English";
  other.lang = room.lang === "en" ? "ko" : "en";
}

const remember = (key, value) => { try { localStorage.setItem(`roundtable:${key}`, value); } catch { /* it is only forgotten */ } };
const recall = (key) => { try { return localStorage.getItem(`roundtable:${key}`); } catch { return null; } };
const forget = (key) => { try { localStorage.removeItem(`roundtable:${key}`); } catch { /* nothing was kept */ } };

function language() {
  const asked = new URLSearchParams(location.search).get("lang") ?? recall("lang") ?? navigator.language;
  return asked.toLowerCase().startsWith("ko") ? "ko" : "en";
}

/** News: the newest state is fetched whenever the server says that there is one. */
function listen(fetchState) {
  const source = new EventSource(`/api/events?token=${encodeURIComponent(room.token)}`);
  source.addEventListener("state", (event) => {
    $("link").hidden = true;
    if (JSON.parse(event.data).version !== room.version) { fetchState(); }
  });
  source.addEventListener("open", () => { $("link").hidden = true; });
  source.addEventListener("error", () => { $("link").hidden = false; });
  source.addEventListener("over", () => { source.close(); $("link").hidden = false; });
  return source;
}

/** The clock of the phase, minutes and seconds; what is left of it, or how long it has lasted. */
function clock(state) {
  if (!state) { return ""; }
  const now = state.paused ? state.paused.since : Date.now() - room.offset;
  const left = state.phase_ends === null ? null : Math.max(0, state.phase_ends - now);
  const seconds = Math.floor((left ?? Math.max(0, now - state.phase_began)) / 1000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return state.paused ? `${text} ⏸` : text;
}

function tick() {
  const face = $("clock"), text = clock(room.state);
  if (face.textContent !== text) { face.textContent = text; }
}

/** What was heard at a table, as one entry of its history. */
function heardText(entry) {
  const party = entry.party ? partyName(entry.party) : "";
  switch (entry.heard) {
    case "told": return t(entry.much ? "room-told-much" : "room-told-little", { by: partyName(entry.by), about: partyName(entry.about), right: plain(entry.right_in_100) });
    case "meeting": return t("room-meeting", { table: entry.table ?? formatName(entry.phase), number: entry.number, when: when(entry.period) });
    case "proposal": return entry.package ? t("room-proposes", { party, package: packageLine(entry.package, entry.roadmap) }) : t("room-passes", { party });
    case "answer": return t(entry.accepts ? "room-accepts" : "room-refuses", { party });
    case "leaves_at_once": return t("room-leaves-at-once", { party });
    case "put": return t("room-put", { table: formatName(entry.phase), package: packageLine(entry.package, entry.roadmap) });
    case "walk_out": return t("room-walks-out", { party });
    case "held": {
      const signedIt = entry.signed ? t(entry.in_force ? "room-held-in-force" : "room-held-signed", { package: packageLine(entry.signed.package, entry.signed.roadmap) })
        : entry.left ? t("room-held-left", { party: partyName(entry.left) }) : t("room-held-nothing");
      return t("room-held", { table: formatName(entry.phase), when: when(entry.period), what: signedIt });
    }
    default: return entry.heard;
  }
}

const when = (period) => t(room.case?.period === "month" ? "room-month" : "room-period", { number: period });

// ── the class at the bell: no points of any party ──

function classPage(whole) {
  return [h("h2", {}, t("room-class")), whole.groups.map(groupCard), predictionsOf(whole.predictions), h("p", { class: "small grey" }, t("room-no-forecast"))];
}

function groupCard(one) {
  const names = (ids) => listed(ids.map(partyName));
  const left = one.left, parts = [h("h3", {}, `${t("room-group", { number: one.group })} · ${formatName(one.format)}`)];
  parts.push(one.signed ? packageList(one.deal) : h("p", {}, t("room-nothing-signed")));
  if (one.better_than.length) {
    parts.push(h("table", {}, h("caption", { class: "small grey" }, t("room-better-than")), h("tbody", {}, one.better_than.map(([party, less]) =>
      h("tr", {}, h("th", { scope: "row" }, partyName(party)), h("td", {}, h("meter", { min: 0, max: 100, value: less, "aria-label": t("room-better", { party: partyName(party), less: plain(less) }) })), h("td", { class: "n" }, plain(less)))))));
  }
  const said = [];
  if (left?.had !== null && left?.had !== undefined) { said.push(t("room-had", { had: plain(left.had) })); }
  if (left?.everybody) { said.push(t("room-everybody", { package: packageLine(left.everybody) })); }
  else if (left?.somebody) { said.push(t("room-somebody", { package: packageLine(left.somebody) })); }
  else if (left && one.signed) { said.push(t("room-frontier")); }
  if (one.swap) { said.push(t("room-swap", { issue: issueName(one.swap[0]), from: levelName(one.swap[0], one.swap[1]), to: levelName(one.swap[0], one.swap[2]), who: names(one.swap[3]) })); }
  if (one.blocked) { said.push(one.blocked.length ? t("room-blocked", { who: names(one.blocked) }) : t("room-blocked-nobody")); }
  if (one.zones?.length) {
    const [members, packages] = one.zones[0], all = one.zones.length === 1 && members.length === one.better_than.length;
    said.push(t(all ? "room-zone-all" : "room-zone", { who: names(members), packages }));
    for (const [others, count] of all ? [] : one.zones.slice(1, 3)) { said.push(t("room-zone", { who: names(others), packages: count })); }
  } else if (one.zones) { said.push(t("room-zone-none")); }
  said.push(t("room-signed-of", { share: plain(one.signed_in), worlds: one.worlds }));
  parts.push(h("ul", {}, said.map((text) => h("li", {}, text))));
  return h("div", { class: "card" }, parts);
}

function predictionsOf(all) {
  if (!all.predicted.some(([, said]) => said.length)) { return null; }
  const row = ([format, said], k) => h("tr", {}, h("th", { scope: "row" }, formatName(format)), h("td", {}, [...said].sort((a, b) => a - b).join(", ") || "–"), h("td", { class: "n" }, h("b", {}, plain(all.found[k][1]))));
  const told = [];
  if (all.better_right[1]) { told.push(t("room-better-right", { right: all.better_right[0], all: all.better_right[1] })); }
  if (all.error) { told.push(t("room-error-mean", { first: plain(all.error[0]), again: plain(all.error[1]) }), t("room-moved-class", { nearer: all.nearer, further: all.further, stayed: all.stayed })); }
  return h("div", { class: "card" }, h("h3", {}, t("room-predictions")), h("table", {}, h("thead", {}, h("tr", {}, [t("room-format"), t("room-predicted"), t("room-marks-found")].map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, all.predicted.map(row))), told.map((text) => h("p", {}, text)));
}
