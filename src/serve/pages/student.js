// The page of a student: joins, takes a seat, predicts, negotiates, and hears at the bell what it came to.
"use strict";

const mine = { draft: {}, roadmap: "", sheet: null, sheetFor: "", heard: [], heardFor: "", announced: "", worth: 0, worthTimer: 0, said: {}, changed: {} };

const PHASES = ["lobby", "predict", "play_1", "play_2", "class", "debrief", "predict_again", "over"];
const playing = (state) => state.phase === "play_1" || state.phase === "play_2";
const atTheBell = (state) => PHASES.indexOf(state.phase) >= PHASES.indexOf("class");

async function start() {
  await speak(language());
  $("language").addEventListener("click", async () => { await speak(room.lang === "en" ? "ko" : "en"); mine.sheetFor = ""; await draw(); });
  setInterval(tick, 500);
  room.token = recall("token");
  if (room.token) {
    try { await fetchState(); enter(); return; } catch (error) {
      if (![401, 403].includes(error.status)) { trouble(error); }
      room.token = null;
    }
  }
  await draw();
}

/** From the moment on in which the server knows who this is. */
function enter() {
  mine.source?.close();
  mine.source = listen(() => fetchState().catch(trouble));
  clearInterval(mine.alive);
  mine.alive = setInterval(async () => {
    try {
      const { version } = await ask("/api/alive", {});
      $("link").hidden = true;
      // The worlds that games are held against may be ready later than the bell; nobody tells of it.
      const late = room.state && atTheBell(room.state) && !room.state.debrief;
      if (version !== room.version || late) { await fetchState(); }
    } catch (error) {
      if (error.status === 401) { leave(); } else { $("link").hidden = error.code !== "no_answer"; }
    }
  }, 3000);
}

/** The server does not know this person (any more). */
function leave() {
  clearInterval(mine.alive);
  mine.source?.close();
  forget("token");
  Object.assign(room, { token: null, state: null, version: -1 });
  draw();
}

let fetching = null;
function fetchState() {
  fetching ??= fetchOnce().finally(() => { fetching = null; });
  return fetching;
}
async function fetchOnce() {
  const state = await ask(`/api/state?heard_from=${mine.heard.length}`);
  room.offset = Date.now() - state.now;
  room.version = state.version;
  room.state = state;
  hear(state);
  await draw();
}

/** Keeps what was heard: the server sends what is new. */
function hear(state) {
  const table = state.table, which = table ? `${table.play}:${state.me.seat}` : "";
  if (which !== mine.heardFor || (table && table.heard_from > mine.heard.length)) { mine.heard = []; mine.heardFor = which; }
  if (!table || !table.heard) { return; }
  mine.heard = mine.heard.slice(0, table.heard_from ?? 0).concat(table.heard);
  if (table.heard_from > 0 && mine.heard.length < table.heard_in_all) { mine.heard = []; queueMicrotask(() => setTimeout(() => fetchState().catch(trouble), 0)); }
}

async function act(body, button) {
  return attempt(async () => { await ask("/api/act", body); await fetchState(); }, button);
}

async function draw() {
  const state = room.state;
  show($("join"), "join", room.token ? null : joinForm);
  for (const id of ["lobby", "phase", "predict", "turn", "builder", "feedback", "rewind", "class", "sheet", "history", "caucus", "people"]) {
    if (!state) { show($(id), "", null); }
  }
  if (!state) { $("where").textContent = ""; return; }
  const { me } = state;
  $("where").textContent = [me.name, me.group ? t("room-group", { number: me.group }) : null, me.seat ? partyName(me.seat) : me.observes ? t("room-observes") : null,
    t(`room-phase-${state.phase.replaceAll("_", "-")}`), state.paused ? t("room-paused") : null].filter(Boolean).join(" · ");
  tick();
  const table = state.table;
  show($("lobby"), [state.phase, me, state.groups], state.phase === "lobby" || (!me.seat && !me.observes && !atTheBell(state)) ? () => seats(state) : null);
  show($("phase"), [state.phase, state.paused, table?.format, me.seat], () => phaseWords(state));
  const predicts = state.phase === "predict" || state.phase === "predict_again";
  show($("predict"), [state.phase, me.seat, state.prediction], predicts ? () => predictForm(state) : null);
  const live = playing(state) && table;
  show($("turn"), [table, state.paused, me.seat, state.groups], live ? () => turn(state) : null);
  const builds = live && me.seat && !table.over && table.seated && table.issues;
  show($("builder"), builds ? [table.play, table.issues, table.roadmaps, table.packages, table.own, table.your_move && table.asked, table.turn] : "", builds ? () => builder(state) : null);
  if (builds) { reckon(state); }
  const own = state.debrief?.own, whole = state.debrief?.class;
  show($("feedback"), own, own ? () => feedback(own) : null);
  const moves = own && state.my_acts;
  show($("rewind"), [moves, mine.changed], moves && Object.values(moves).some((acts) => acts.length) ? () => rewind(state) : null);
  show($("class"), whole, whole ? () => classPage(whole) : null);
  await sheet(state);
  show($("history"), [mine.heard, table?.play], table ? () => history(table) : null);
  show($("caucus"), [state.caucus, me.seat, live && state.paused], me.seat && (live || state.caucus.length) ? () => caucus(state) : null);
  show($("people"), [state.groups, me.group, state.phase], me.group && state.phase !== "lobby" ? () => people(state) : null);
  say(state);
}

/** What has just become true, said once. */
function say(state) {
  const table = state.table;
  let text = t(`room-phase-${state.phase.replaceAll("_", "-")}`);
  if (playing(state) && table) {
    const last = mine.heard.length ? heardText(mine.heard[mine.heard.length - 1]) : "";
    const now = table.over ? t("room-over") : table.your_move ? t(`room-asked-${table.asked}`) : t("room-waits", { party: partyName(table.waits_for) });
    text = [last, now].filter(Boolean).join(" ▸ ");
  }
  if (state.paused) { text = t("room-paused"); }
  // Whoever is asked sees the offer itself.
  $("live").classList.toggle("unseen", !playing(state) || !!table?.your_move || !!table?.over);
  if (text !== mine.announced) { mine.announced = text; announce(text); }
}

// ── joining ──

function joinForm() {
  const code = h("input", { id: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 12, required: true, value: location.hash.slice(1, 13) });
  const name = h("input", { id: "name", autocomplete: "nickname", maxlength: 40, required: true, value: recall("name") ?? "" });
  const back = h("input", { id: "seat-code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 12 });
  const come = async (path, body) => {
    const answer = await ask(path, body);
    room.token = answer.token;
    remember("token", answer.token);
    await fetchState();
    enter();
    $("main").focus();
  };
  const first = (event) => {
    event.preventDefault();
    remember("name", name.value.trim());
    attempt(() => come("/api/join", { code: code.value.trim().toUpperCase(), name: name.value.trim() }), event.submitter);
  };
  const again = (event) => {
    event.preventDefault();
    attempt(() => come("/api/rejoin", { code: code.value.trim().toUpperCase(), seat_code: back.value.trim().toUpperCase() }), event.submitter);
  };
  return [
    h("h2", {}, t("room-join")),
    h("form", { onsubmit: first }, h("label", { for: "code" }, t("room-code")), code, h("label", { for: "name" }, t("room-name")), name,
      h("p", { class: "small grey" }, t("room-name-how")), h("div", { class: "row" }, h("button", { class: "main" }, t("room-join-button")))),
    h("details", {}, h("summary", {}, t("room-back")), h("form", { onsubmit: again }, h("label", { for: "seat-code" }, t("room-seat-code")), back,
      h("div", { class: "row" }, h("button", {}, t("room-back-button"))))),
  ];
}

function seats(state) {
  const { me } = state, free = state.phase === "lobby";
  const seat = (group, one) => {
    const own = me.group === group.group && me.seat === one.seat;
    const who = one.people.length ? listed(one.people) : t("room-free");
    const full = one.people.length >= 2 && !own;
    return h("button", { type: "button", "aria-pressed": String(own), disabled: full, onclick: (event) =>
      act(own && free ? { act: "stand" } : { act: "sit", group: group.group, seat: one.seat }, event.currentTarget) },
    partyName(one.seat), h("small", {}, who));
  };
  const observe = (group) => h("button", { type: "button", "aria-pressed": String(me.group === group.group && me.observes),
    onclick: (event) => act({ act: "observe", group: group.group }, event.currentTarget) }, t("room-observe"), h("small", {}, listed(group.observers) || "–"));
  return [
    h("h2", {}, me.seat ? t("room-your-seat", { party: partyName(me.seat), number: me.group }) : t("room-choose")),
    h("p", {}, t(me.seat ? "room-seated-how" : "room-choose-how")),
    state.groups.map((group) => [h("h3", {}, t("room-group", { number: group.group })),
      h("div", { class: "seats" }, group.seats.map((one) => seat(group, one)), free ? observe(group) : null)]),
    h("p", {}, t("room-your-code"), " ", h("span", { class: "code" }, me.seat_code)),
    h("p", { class: "small grey" }, t("room-your-code-how")),
  ];
}

function phaseWords(state) {
  const key = `room-now-${state.phase.replaceAll("_", "-")}`;
  const parts = [];
  if (playing(state)) { parts.push(h("h2", {}, t("room-play", { number: state.phase === "play_1" ? 1 : 2, format: formatName(state.table?.format ?? "") }))); }
  else if (state.phase !== "lobby") { parts.push(h("h2", {}, t(`room-phase-${state.phase.replaceAll("_", "-")}`)), h("p", {}, t(key))); }
  if (state.paused) { parts.unshift(h("p", { class: "error" }, t("room-paused-how"))); }
  const words = playing(state) && room.case.formats.find((one) => one.format === state.table?.format)?.words;
  if (words) { parts.push(h("p", { class: "small" }, words)); }
  return parts;
}

// ── predictions ──

function predictForm(state) {
  const { me } = state, before = state.prediction?.[state.phase] ?? null, first = state.prediction?.predict ?? null;
  const field = (one, k) => {
    const number = h("input", { id: `predict-${k}`, type: "number", inputmode: "numeric", min: 0, max: 100, step: 1, "data-format": one.format, value: before?.signed?.[one.format] ?? "" });
    const was = state.phase === "predict_again" && first?.signed?.[one.format];
    return [h("label", { for: `predict-${k}` }, t("room-predict-signed", { format: one.name })), one.words ? h("p", { class: "small grey" }, one.words) : null, number,
      was || was === 0 ? h("p", { class: "small" }, t("room-predict-was", { number: was })) : null];
  };
  const choice = (one, k) => h("label", { class: "in", for: `better-${k}` }, h("input", { type: "radio", name: "better", id: `better-${k}`, value: one.format, checked: before?.better === one.format }), one.name);
  const send = (event) => {
    event.preventDefault();
    const signedIn = {};
    for (const input of event.target.querySelectorAll("input[type=number]")) { if (input.value !== "") { signedIn[input.dataset.format] = Number(input.value); } }
    const better = event.target.querySelector("input[name=better]:checked")?.value;
    act({ act: "predict", prediction: { signed: signedIn, ...(better ? { better } : {}) } }, event.submitter);
  };
  return h("form", { onsubmit: send }, room.case.formats.map(field),
    me.seat && room.case.formats.length > 1 ? h("fieldset", {}, h("legend", {}, t("room-predict-better", { party: partyName(me.seat) })), room.case.formats.map(choice)) : null,
    h("div", { class: "row" }, h("button", { class: "main" }, t(before ? "room-predict-change" : "room-predict-send"))),
    before ? h("p", {}, t("room-predict-kept")) : null);
}

// ── the table ──

function turn(state) {
  const table = state.table, { me } = state;
  const parts = [h("p", { class: "small grey" }, [table.stage_table ?? (table.phase && table.phase !== table.format ? formatName(table.phase) : null),
    table.meeting ? t("room-meeting-of", { number: table.meeting, all: table.meetings }) : table.meetings ? t("room-plenary") : null,
    table.offers ? t("room-offer-of", { number: table.offer_number, all: table.offers }) : null].filter(Boolean).join(" · "))];
  if (table.over) { return over(table); }
  parts.push(h("h2", { id: "whose" }, table.your_move ? t(`room-asked-${table.asked}`) : t("room-waits", { party: partyName(table.waits_for) })));
  const waited = state.groups.find((group) => group.group === me.group)?.seats.find((seat) => seat.seat === table.waits_for);
  if (!table.your_move && waited) { parts.push(h("p", { class: "small grey" }, waited.by === "engine" ? t("room-by-engine") : listed(waited.people))); }
  if (table.your_move && table.consent) { parts.push(h("p", {}, t("room-consent"))); }
  if (me.seat && table.seated === false) { parts.push(h("p", {}, t("room-not-seated"))); }
  if (table.offer) { parts.push(offer(table)); }
  if (table.your_move && !state.paused) { parts.push(answers(table)); }
  return h("div", { class: table.your_move ? "card turn" : "card" }, parts);
}

function over(table) {
  const ended = table.ended;
  const package_ = ended?.package ? [h("p", {}, t("room-signed-in", { when: when(ended.signed) })), packageList(ended.package.package, ended.package.roadmap)] : h("p", {}, t("room-nothing-signed"));
  return h("div", { class: "card" }, h("h2", { id: "whose" }, t("room-over")), ended ? [package_, h("p", {}, t("room-ended", { reason: t(`room-end-${ended.reason.replaceAll("_", "-")}`) })),
    ended.gain !== undefined && ended.gain !== null ? h("p", {}, h("b", {}, t("room-against-nothing", { more: signed(ended.gain) }))) : null,
    ended.cut_at ? h("p", { class: "small grey" }, t("room-cut")) : null] : null, h("p", {}, t("room-over-how")));
}

function offer(table) {
  const one = table.offer, by = one.by ? t("room-offer-by", { party: partyName(one.by) }) : t("room-offer-put");
  const last = mine.heard.filter((entry) => entry.heard === "proposal" && entry.party === one.by).pop();
  const more = one.points - table.own.no_agreement, over = one.points - table.own.floor;
  return [h("h3", {}, by), packageList(one.package, one.roadmap), last?.message ? h("blockquote", { class: "said" }, last.message) : null,
    h("p", {}, t("room-worth", { points: plain(one.points) }), " ", h("b", { class: more < 0 ? "down" : "up" }, t("room-against-nothing", { more: signed(more) })), " ",
      t(over < 0 ? "room-below-floor" : "room-above-floor", { floor: plain(table.own.floor) })),
    Math.abs(one.if_all_comply - one.points) > 0.5 ? h("p", { class: "small grey" }, t("room-if-all-comply", { points: plain(one.if_all_comply) })) : null];
}

function answers(table) {
  const move = (name, kind) => h("button", { type: "button", class: kind, id: `move-${name.replaceAll("_", "-")}`, onclick: (event) => {
    if (name === "walk_out" && !confirm(t("room-walk-out-sure"))) { return; }
    make(table, { move: name }, event.currentTarget);
  } }, t(`room-move-${name.replaceAll("_", "-")}`));
  const kinds = { accept: "good", refuse: "bad", stay: "main", walk_out: "bad", pass: "" };
  const buttons = table.moves.filter((name) => name in kinds).map((name) => move(name, kinds[name]));
  const engine = table.engine ? t("room-engine-would", { move: table.engine.move === "propose" ? t("room-would-propose", { package: packageLine(table.engine.package, table.engine.roadmap) })
    : t(`room-move-${table.engine.move.replaceAll("_", "-")}`) }) : null;
  return [h("div", { class: "row" }, buttons), engine ? h("details", {}, h("summary", {}, t("room-hint")), h("p", {}, engine),
    h("div", { class: "row" }, h("button", { type: "button", onclick: (event) => make(table, { move: "engine" }, event.currentTarget) }, t("room-move-engine")))) : null];
}

async function make(table, body, button) {
  const done = await act({ act: "move", play: table.play, turn: table.turn, ...body }, button);
  if (done) { $("whose")?.scrollIntoView({ block: "center" }); }
}

function builder(state) {
  const table = state.table, mayPropose = table.your_move && table.asked === "propose";
  const row = (one, k) => {
    const choose = h("select", { id: `issue-${k}`, "data-issue": one.issue, onchange: (event) => { mine.draft[one.issue] = event.target.value; reckon(state); } },
      one.levels.map((level) => h("option", { value: level.level ?? "" }, `${levelName(one.issue, level.level)} (${signed(level.points)})`)));
    const known = one.levels.some((level) => (level.level ?? "") === (mine.draft[one.issue] ?? ""));
    choose.value = known ? mine.draft[one.issue] ?? "" : one.levels[0].level ?? "";
    mine.draft[one.issue] = choose.value;
    return [h("label", { for: `issue-${k}` }, issueName(one.issue)), choose];
  };
  const maps = table.roadmaps ?? [null], several = maps.length > 1;
  const roadmap = several ? [h("label", { for: "roadmap" }, t("room-roadmap")), h("select", { id: "roadmap", onchange: (event) => { mine.roadmap = event.target.value; reckon(state); } },
    maps.map((name) => h("option", { value: name ?? "" }, name === null ? t("room-in-one-go") : roadmapName(name))))] : null;
  const take = (one) => h("li", {}, h("button", { type: "button", onclick: () => takeOver(state, one) }, `${t("room-take", { points: plain(one.points) })}: ${packageLine(one.package, one.roadmap)}`));
  const content = h("div", {}, h("h2", {}, t("room-builder")), h("p", { class: "small grey" }, t("room-builder-how")),
    h("div", { class: "builder" }, byStake(table.issues).map(row), roadmap),
    h("label", { for: "message" }, t("room-message")), h("textarea", { id: "message", maxlength: 280, rows: 2, oninput: (event) => { mine.said.message = event.target.value; }, value: mine.said.message ?? "" }),
    h("div", { class: "gain", role: "status", "aria-live": "polite", id: "gain" }),
    h("div", { class: "row" }, h("button", { type: "button", class: "main", id: "propose", disabled: !mayPropose, onclick: (event) => propose(state, event.currentTarget) }, t(mayPropose ? "room-propose" : "room-propose-later"))),
    table.packages?.length ? h("details", {}, h("summary", {}, t("room-packages", { count: table.packages_in_all })), h("ul", { class: "plain" }, table.packages.map(take))) : null);
  if (several) { queueMicrotask(() => { if ($("roadmap")) { $("roadmap").value = maps.includes(mine.roadmap || null) ? mine.roadmap : maps[0] ?? ""; mine.roadmap = $("roadmap").value; } }); }
  return content;
}

/** What matters most to the own side stands first. */
function byStake(issues) {
  const stake = (one) => { const points = one.levels.map((level) => level.points); return Math.max(...points) - Math.min(...points); };
  return [...issues].sort((a, b) => stake(b) - stake(a));
}

/** The package as it is built now. */
function built(table) {
  const content = {};
  for (const one of table.issues) { const level = mine.draft[one.issue]; if (level) { content[one.issue] = level; } }
  const maps = table.roadmaps ?? [null];
  const roadmap = mine.roadmap && maps.includes(mine.roadmap) ? mine.roadmap : null;
  return { package: content, roadmap };
}

function takeOver(state, one) {
  for (const issue of state.table.issues) { mine.draft[issue.issue] = one.package[issue.issue] ?? ""; }
  mine.roadmap = one.roadmap ?? "";
  for (const choose of document.querySelectorAll("#builder select[data-issue]")) { choose.value = mine.draft[choose.dataset.issue]; }
  if ($("roadmap")) { $("roadmap").value = mine.roadmap; }
  reckon(state);
  $("propose").focus();
}

/** What the package is worth: at once the sum of its levels, then what the table says. */
function reckon(state) {
  const table = state.table, content = built(table), box = $("gain");
  if (!box) { return; }
  const sum = table.issues.reduce((all, one) => all + (one.levels.find((level) => (level.level ?? "") === (mine.draft[one.issue] ?? ""))?.points ?? 0), 0);
  const key = JSON.stringify([table.turn, content, room.lang]);
  if (box.dataset.key === key) { return; }
  box.dataset.key = key;
  const empty = Object.keys(content.package).length === 0;
  const line = (points, note) => box.replaceChildren(...[t("room-sum"), " ", h("b", { class: points < table.own.floor ? "down" : "up" }, plain(points)), " ",
    t("room-sum-against", { more: signed(points - table.own.no_agreement), floor: plain(table.own.floor) }), note ? h("p", { class: "small" }, note) : ""]);
  if (empty) { box.replaceChildren(t("room-builder-empty")); return; }
  line(sum, null);
  clearTimeout(mine.worthTimer);
  mine.worth += 1;
  const asked = mine.worth;
  mine.worthTimer = setTimeout(async () => {
    const now = room.state;
    if (!now || !playing(now) || now.table?.over || now.table?.turn !== table.turn) { return; }
    try {
      const worth = await ask("/api/worth", content);
      if (asked !== mine.worth || box.dataset.key !== key) { return; }
      if (worth.can_be_agreed) { line(worth.points, t("room-can-be-agreed")); } else { line(sum, t("room-cannot-be-agreed")); }
    } catch { /* the sum stands */ }
  }, 300);
}

async function propose(state, button) {
  const table = state.table, text = (mine.said.message ?? "").trim();
  const done = await act({ act: "move", play: table.play, turn: table.turn, move: "propose", ...built(table), ...(text ? { message: text } : {}) }, button);
  if (done) { mine.said.message = ""; if ($("message")) { $("message").value = ""; } $("whose")?.scrollIntoView({ block: "center" }); }
}

function history(table) {
  const entry = (one) => h("li", {}, heardText(one), one.message ? h("blockquote", { class: "said" }, one.message) : null);
  return h("details", { open: true }, h("summary", {}, t("room-history", { format: formatName(table.format) })),
    h("ol", { class: "plain history", tabindex: 0, "aria-label": t("room-history", { format: formatName(table.format) }) }, mine.heard.length ? mine.heard.map(entry).reverse() : h("li", {}, t("room-history-none"))));
}

function caucus(state) {
  const { me } = state, group = state.groups.find((one) => one.group === me.group);
  const others = (group?.seats ?? []).filter((one) => one.seat !== me.seat);
  const line = (one) => h("li", {}, h("b", {}, `${partyName(one.from)} → ${partyName(one.to)}: `), h("span", { class: "said" }, one.text));
  const send = (event) => {
    event.preventDefault();
    const text = $("caucus-text").value.trim();
    if (!text) { return; }
    mine.said.to = $("caucus-to").value;
    act({ act: "caucus", to: mine.said.to, text }, event.submitter).then((done) => { if (done) { mine.said.caucus = ""; if ($("caucus-text")) { $("caucus-text").value = ""; } } });
  };
  const to = h("select", { id: "caucus-to" }, others.map((one) => h("option", { value: one.seat }, `${partyName(one.seat)}${one.by === "engine" ? ` (${t("room-engine-short")})` : ""}`)));
  if (mine.said.to && others.some((one) => one.seat === mine.said.to)) { to.value = mine.said.to; }
  return h("details", { open: state.caucus.length > 0 }, h("summary", {}, t("room-caucus")), h("p", { class: "small grey" }, t("room-caucus-how")),
    h("ul", { class: "plain history", tabindex: 0, "aria-label": t("room-caucus") }, state.caucus.length ? [...state.caucus].reverse().map(line) : h("li", {}, t("room-caucus-none"))),
    playing(state) ? h("form", { onsubmit: send }, h("label", { for: "caucus-to" }, t("room-caucus-to")), to, h("label", { for: "caucus-text" }, t("room-caucus-text")),
      h("textarea", { id: "caucus-text", maxlength: 280, rows: 2, oninput: (event) => { mine.said.caucus = event.target.value; }, value: mine.said.caucus ?? "" }),
      h("div", { class: "row" }, h("button", {}, t("room-caucus-send")))) : null);
}

function people(state) {
  const group = state.groups.find((one) => one.group === state.me.group);
  if (!group) { return null; }
  const row = (one) => h("tr", {}, h("th", { scope: "row" }, partyName(one.seat)), h("td", {}, one.people.length ? listed(one.people) : "–"), h("td", {}, one.by === "engine" ? t("room-engine-short") : one.idle ? t("room-away") : ""));
  return h("details", {}, h("summary", {}, t("room-people", { number: group.group })), h("table", {}, h("tbody", {}, group.seats.map(row))),
    group.observers.length ? h("p", {}, t("room-observers", { names: listed(group.observers) })) : null,
    h("p", {}, t("room-your-code"), " ", h("span", { class: "code" }, state.me.seat_code)));
}

// ── the role sheet ──

async function sheet(state) {
  const wanted = state.me.seat && state.phase !== "lobby" ? `${state.me.seat}:${room.lang}` : "";
  if (wanted !== mine.sheetFor) {
    mine.sheetFor = wanted;
    mine.sheet = null;
    if (wanted) { try { mine.sheet = await ask(`/api/sheet?lang=${room.lang}`); } catch { mine.sheetFor = ""; } }
  }
  show($("sheet"), mine.sheet, mine.sheet ? sheetPage : null);
}

function sheetPage() {
  const own = mine.sheet;
  const issues = byStake(own.issues);
  const row = (one) => h("tr", {}, h("th", { scope: "row" }, issueName(one.issue)), h("td", {}, h("ul", { class: "plain" }, one.levels.map((level) =>
    h("li", {}, levelName(one.issue, level.level), level.level !== null && level.level === issueOf(one.issue)?.practised ? ` ${t("room-practised")}` : "", " ", h("b", {}, signed(level.points)))))));
  return h("details", { open: room.state.phase === "predict" }, h("summary", {}, t("room-sheet", { party: own.party })), h("p", { class: "small" }, t("room-sheet-secret")),
    h("div", { class: "numbers" }, h("div", {}, h("b", {}, plain(own.no_agreement)), h("span", {}, t("room-no-agreement"))), h("div", {}, h("b", {}, plain(own.floor)), h("span", {}, t("room-floor"))),
      h("div", {}, h("b", {}, plain(own.best)), h("span", {}, t("room-best")))),
    own.outside !== null && own.outside !== undefined ? h("p", {}, t("room-outside", { points: plain(own.outside) })) : null,
    h("h3", {}, t("room-wishes")), h("ul", {}, own.wishes.map((wish) => h("li", {}, wish))), h("h3", {}, t("room-your-points")), h("table", {}, h("tbody", {}, issues.map(row))),
    h("p", { class: "small grey" }, t("room-points-how")));
}

// ── at the bell ──

function feedback(own) {
  const game = (one) => h("div", { class: "card" }, h("h3", {}, t("room-play", { number: one.play, format: formatName(one.format) })),
    one.signed === null || one.signed === undefined ? h("p", {}, t("room-nothing-signed")) : [h("p", {}, t("room-signed-in", { when: when(one.signed) })), packageList(one.deal)],
    h("p", {}, t("room-ended", { reason: t(`room-end-${one.ended.replaceAll("_", "-")}`) })),
    h("p", { class: "big" }, t("room-own-better", { party: partyName(one.seat), less: plain(one.less) })),
    h("meter", { min: 0, max: 100, value: one.less, "aria-label": t("room-own-better", { party: partyName(one.seat), less: plain(one.less) }) }),
    h("p", { class: "small" }, t("room-own-same", { same: plain(one.same), worlds: one.worlds })),
    h("p", {}, t("room-own-gain", { gain: signed(one.gain), engine: signed(one.engine) })),
    one.best ? [h("p", {}, t("room-own-best", { gain: signed(one.best[1]) })), packageList(one.best[0])] : h("p", {}, t("room-own-no-best")),
    one.swap ? h("p", {}, t("room-own-swap", { issue: issueName(one.swap[0]), level: levelName(one.swap[0], one.swap[1]), points: plain(one.swap[2]) })) : null);
  return [h("h2", {}, t("room-feedback")), h("p", { class: "small grey" }, t("room-feedback-how")), own.games.map(game), marks(own.predictions)];
}

function marks(marks) {
  const first = marks.first, again = marks.again;
  if (!first && !again) { return null; }
  const found = (again ?? first).signed;
  const row = ([format, , came]) => { const of = (mark) => mark?.signed.find((one) => one[0] === format)?.[1];
    return h("tr", {}, h("th", { scope: "row" }, formatName(format)), h("td", { class: "n" }, of(first) ?? "–"), h("td", { class: "n" }, of(again) ?? "–"), h("td", { class: "n" }, h("b", {}, plain(came)))); };
  const error = (mark, key) => (mark && mark.error !== null ? h("p", {}, t(key, { error: plain(mark.error), yardstick: plain(mark.yardstick) })) : null);
  return h("div", { class: "card" }, h("h3", {}, t("room-marks")), h("table", {}, h("thead", {}, h("tr", {}, [t("room-format"), t("room-marks-first"), t("room-marks-again"), t("room-marks-found")].map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, found.map(row))), error(first, "room-marks-error"), error(again, "room-marks-error-again"),
  first?.better ? h("p", {}, t(first.better[2] ? "room-marks-better-right" : "room-marks-better-wrong", { said: formatName(first.better[0]), found: formatName(first.better[1]) })) : null,
  marks.moved ? h("p", {}, h("b", {}, t(`room-moved-${marks.moved}`))) : null);
}

/** The own moves of a game: one is changed, and the engine plays on. */
function rewind(state) {
  const words = (one) => (one.move === "propose" ? t("room-would-propose", { package: packageLine(one.package, one.roadmap) }) : t(`room-move-${one.move.replaceAll("_", "-")}`));
  const other = { accept: "refuse", refuse: "accept", stay: "walk_out", walk_out: "stay", propose: "pass", pass: null };
  const move = (play, one) => {
    const key = `${play}:${one.act}`, result = mine.changed[key], instead = other[one.move];
    return h("li", {}, `${t("room-meeting-short", { number: one.meeting })} ${words(one)} `,
      instead ? h("button", { type: "button", onclick: (event) => attempt(async () => { mine.changed = { ...mine.changed, [key]: await ask("/api/rewind", { play: Number(play), act: one.act, move: instead }) }; await draw(); }, event.currentTarget) },
        t("room-rewind-instead", { move: t(`room-move-${instead.replaceAll("_", "-")}`) })) : null,
      result ? changed(result) : null);
  };
  const game = ([play, acts]) => (acts.length ? h("details", { open: true }, h("summary", {}, t("room-rewind-play", { number: play })), h("ol", { class: "plain" }, acts.map((one) => move(play, one)))) : null);
  return [h("h2", {}, t("room-rewind")), h("p", { class: "small grey" }, t("room-rewind-how")), Object.entries(state.my_acts).map(game)];
}

function changed(result) {
  const [then, now] = result.here, of = (count) => plain((100 * count) / Math.max(1, result.worlds));
  return h("div", { class: "card", role: "status" }, h("p", {}, t("room-rewind-here", { then: signed(then.gain), now: signed(now.gain) }), " ",
    t(now.signed === null ? "room-rewind-here-nothing" : "room-rewind-here-signed")),
  h("p", {}, t("room-rewind-worlds", { worlds: result.worlds, more: of(result.more), less: of(result.less), mean: signed(result.mean) })),
  h("p", {}, t("room-rewind-signed", { then: of(result.signed[0]), now: of(result.signed[1]) })));
}

start().catch(trouble);
