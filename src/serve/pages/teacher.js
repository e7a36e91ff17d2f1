// The teacher's page, which is projected: how to join, who sits where, which group waits for whom; the phases; the class at the bell.
"use strict";

const PHASES = ["lobby", "predict", "play_1", "play_2", "class", "debrief", "predict_again", "over"];
const desk = { codes: null, charts: {}, open: false };
/** The phases of this hour: with one format there are no second talks. */
const phases = (state) => PHASES.filter((phase) => phase !== "play_2" || state.formats.length > 1);
const phaseName = (phase) => t(`room-phase-${phase.replaceAll("_", "-")}`);

async function start() {
  // The token is not left where a projector shows it.
  const given = location.hash.slice(1);
  if (/^[0-9a-f]{32}$/.test(given)) {
    try { sessionStorage.setItem("roundtable:teacher", given); } catch { /* it holds for this page */ }
    room.token = given;
    history.replaceState(null, "", location.pathname + location.search);
  } else {
    try { room.token = sessionStorage.getItem("roundtable:teacher"); } catch { room.token = null; }
  }
  await speak(language());
  $("language").addEventListener("click", async () => { await speak(room.lang === "en" ? "ko" : "en"); draw(); });
  setInterval(tick, 500);
  if (!room.token) { trouble(new Error(t("room-teacher-token"))); return; }
  await fetchState();
  listen(() => fetchState().catch(trouble));
  setInterval(() => fetchState().catch((error) => { $("link").hidden = error.code !== "no_answer"; }), 5000);
}

let fetching = null;
function fetchState() {
  fetching ??= (async () => {
    const state = await ask("/api/teach/state");
    room.offset = Date.now() - state.now;
    room.version = state.version;
    room.state = state;
    $("link").hidden = true;
    draw();
  })().finally(() => { fetching = null; });
  return fetching;
}

const act = (body, button) => attempt(async () => { await ask("/api/teach/act", body); await fetchState(); }, button);

function draw() {
  const state = room.state;
  if (!state) { return; }
  $("where").textContent = phaseName(state.phase) + (state.paused ? ` · ${t("room-paused")}` : "");
  tick();
  show($("steps"), [state.phase, state.paused, state.phase_ends === null], () => steps(state));
  $("main").classList.toggle("low", state.phase !== "lobby");
  show($("join"), [state.phase === "lobby", state.code, state.addresses, state.people.length], state.phase === "over" ? null : () => join(state));
  const bell = PHASES.indexOf(state.phase) >= PHASES.indexOf("class");
  show($("deals"), [bell, state.formats, !!state.debrief], bell ? () => deals(state) : null);
  show($("class"), state.debrief?.class, bell && state.debrief?.class ? () => classPage(state.debrief.class) : null);
  show($("groups"), [state.groups, state.phase, state.formats, state.predictions, bell], () => groups(state, bell));
  show($("manage"), [state.people, state.groups.map((group) => [group.seats, group.order]), desk.codes, state.phase], () => manage(state));
  announce(said(state));
}

/** What changed last, for those who hear the page. */
function said(state) {
  const waits = state.groups.map((group) => [group, running(group)]).filter(([, play]) => play && !play.over && play.waits_for)
    .map(([group, play]) => t("room-group-waits", { number: group.group, party: partyName(play.waits_for) }));
  return [phaseName(state.phase), state.paused ? t("room-paused") : null, ...(state.phase.startsWith("play") ? waits : [])].filter(Boolean).join(". ");
}

/** What only those hear who do not see where a button stands. */
const unseen = (text) => h("span", { class: "unseen" }, ` – ${text}`);

const running = (group) => group.plays[group.plays.length - 1] ?? null;

function steps(state) {
  const all = phases(state), next = all[all.indexOf(state.phase) + 1];
  const go = next ? h("button", { type: "button", class: "main", id: "next", onclick: (event) => {
    const bell = state.phase.startsWith("play") && state.groups.some((group) => running(group) && !running(group).over);
    if (!bell || confirm(t("room-bell-sure"))) { act({ act: "phase", to: next }, event.currentTarget); }
  } }, t("room-next", { phase: phaseName(next) })) : null;
  const pause = state.phase === "over" ? null : h("button", { type: "button", id: "pause", onclick: (event) => act({ act: state.paused ? "resume" : "pause" }, event.currentTarget) }, t(state.paused ? "room-resume" : "room-pause"));
  const more = state.phase === "lobby" || state.phase === "over" ? null : h("button", { type: "button", onclick: (event) => {
    const now = state.paused ? state.paused.since : Date.now() - room.offset;
    act({ act: "minutes", minutes: Math.max(1, Math.round((state.phase_ends === null ? 0 : Math.max(0, state.phase_ends - now)) / 60000) + 2) }, event.currentTarget);
  } }, t("room-more-time"));
  return [h("div", { class: "bar-top" }, go, pause, more), h("ol", { class: "steps", "aria-label": t("room-steps") },
    all.map((phase) => h("li", phase === state.phase ? { "aria-current": "step" } : {}, phaseName(phase)))), h("p", {}, t(`room-teach-${state.phase.replaceAll("_", "-")}`))];
}

function join(state) {
  const low = state.phase !== "lobby";
  return h("div", { class: low ? "join low" : "join" }, h("img", { src: "/qr.svg", alt: t("room-qr"), width: 400, height: 400 }),
    h("div", {}, h("p", { class: "at" }, state.addresses.map((address) => h("div", {}, address.replace(/#.*$/, "")))), low ? null : h("p", {}, t("room-join-with")),
      h("p", { class: "code" }, state.code), h("p", {}, t("room-here", { count: state.people.length }))));
}

function groups(state, bell) {
  const seat = (group, one) => {
    const who = one.people.map((person) => h("div", { class: person.idle ? "away" : "" }, person.name, person.idle ? ` (${t("room-away")})` : ""));
    return h("tr", {}, h("th", { scope: "row" }, partyName(one.seat)), h("td", {}, who.length && !one.filled ? who : [who, h("div", { class: "grey" }, t("room-engine-short"))]),
      h("td", {}, bell ? null : h("button", { type: "button", onclick: (event) => act({ act: one.filled ? "free" : "fill", group: group.group, seat: one.seat }, event.currentTarget) },
        t(one.filled ? "room-free-short" : "room-fill-short"), unseen(t(one.filled ? "room-free-seat" : "room-fill-seat", { party: partyName(one.seat), number: group.group })))));
  };
  const card = (group) => {
    const play = running(group), parts = [h("h3", {}, t("room-group", { number: group.group }))];
    if (play && !bell) {
      parts.push(h("p", {}, formatName(play.format), play.meetings ? ` · ${t("room-meeting-of", { number: play.meeting, all: play.meetings })}` : ""));
      if (play.over) { parts.push(h("p", { class: "wait" }, play.signed ? t("room-signed-short", { package: packageLine(play.signed.package, play.signed.roadmap) }) : t("room-nothing-signed"))); }
      else if (play.waits_for) {
        parts.push(h("p", { class: "wait" }, t("room-waits", { party: partyName(play.waits_for) })),
          h("button", { type: "button", onclick: (event) => act({ act: "engine_moves", group: group.group, turn: play.turn }, event.currentTarget) }, t("room-engine-moves")));
      }
    }
    if (!play) {
      const order = (group.order ?? state.formats).map(formatName);
      parts.push(h("p", {}, t("room-order", { first: order[0], second: order[1] ?? "–" })),
        order.length > 1 && ["lobby", "predict"].includes(state.phase) ? h("button", { type: "button", onclick: (event) => act({ act: "order", group: group.group, order: [...(group.order ?? state.formats)].reverse() }, event.currentTarget) }, t("room-switch")) : null);
    }
    parts.push(h("table", {}, h("tbody", {}, group.seats.map((one) => seat(group, one)))));
    if (bell) {
      parts.push(h("div", { class: "row" }, group.plays.map((one) => h("button", { type: "button", onclick: (event) => attempt(() => transcript(group.group, one.play), event.currentTarget) },
        t("room-transcript", { number: one.play })))));
    }
    if (group.observers.length) { parts.push(h("p", {}, t("room-observers", { names: listed(group.observers.map((one) => one.name)) }))); }
    return h("div", { class: "card" }, parts);
  };
  const predicted = state.phase === "predict" ? state.predictions.predict : state.phase === "predict_again" ? state.predictions.predict_again : null;
  return [h("h2", {}, t("room-groups")), predicted === null ? null : h("p", {}, t("room-predicted-so-far", { count: predicted, all: state.people.length })), h("div", { class: "groups" }, state.groups.map(card))];
}

/** The transcript of a game as a file, which `play --replay` and `explain` take. */
async function transcript(group, play) {
  const text = await ask(`/api/teach/transcript?group=${group}&play=${play}`, undefined, true);
  const url = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  h("a", { href: url, download: `group-${group}-talks-${play}.jsonl` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** The deals of the class on the simulated distribution: one picture a format, drawn by the server. */
function deals(state) {
  if (!state.debrief) { return h("p", { role: "status" }, t("room-simulating")); }
  const place = h("div", { class: "two" });
  const put = (charts) => place.replaceChildren(...charts.map(({ format, svg }) =>
    // Handed over as a picture: nothing in it can act.
    h("figure", {}, h("img", { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, alt: t("room-deals-alt", { format: formatName(format) }) }))));
  if (desk.charts[room.lang]) { put(desk.charts[room.lang]); } else {
    const lang = room.lang;
    attempt(async () => { desk.charts[lang] = (await ask(`/api/teach/deals?lang=${lang}`)).charts; put(desk.charts[lang]); });
  }
  return [h("h2", {}, t("room-deals")), place];
}

function manage(state) {
  const place = (person) => {
    const choose = h("select", { id: `place-${person.person}`, "aria-label": t("room-place-of", { name: person.name }) }, h("option", { value: "" }, t("room-nowhere")),
      state.groups.map((group) => [group.seats.map((seat) => h("option", { value: `${group.group}:${seat.seat}` }, `${t("room-group", { number: group.group })}: ${partyName(seat.seat)}`)),
        h("option", { value: `${group.group}:` }, `${t("room-group", { number: group.group })}: ${t("room-observes")}`)]));
    choose.value = person.group ? `${person.group}:${person.seat ?? ""}` : "";
    const move = (event) => {
      const [group, seat] = choose.value.split(":");
      act({ act: "move_person", person: person.person, group: group ? Number(group) : null, seat: seat || null }, event.currentTarget);
    };
    return [choose, " ", h("button", { type: "button", onclick: move }, t("room-move-short"), unseen(t("room-move-person", { name: person.name })))];
  };
  const code = (person) => desk.codes?.find((one) => one.person === person.person)?.seat_code;
  const row = (person) => h("tr", {}, h("th", { scope: "row" }, person.name, person.idle ? h("span", { class: "away" }, ` (${t("room-away")})`) : ""), h("td", {}, place(person)),
    h("td", { class: "code" }, desk.codes ? code(person) ?? "" : ""),
    h("td", {}, h("button", { type: "button", onclick: (event) => { if (confirm(t("room-remove-person", { name: person.name }))) { act({ act: "remove", person: person.person }, event.currentTarget); } } },
      t("room-remove-short"), unseen(t("room-remove-person", { name: person.name })))));
  const codes = h("button", { type: "button", onclick: (event) => attempt(async () => { desk.codes = desk.codes ? null : await ask("/api/teach/codes"); draw(); }, event.currentTarget) }, t(desk.codes ? "room-codes-hide" : "room-codes-show"));
  const box = h("details", { open: desk.open, ontoggle: (event) => { desk.open = event.currentTarget.open; } }, h("summary", {}, t("room-manage")), h("p", {}, codes),
    state.people.length ? h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": t("room-manage") }, h("table", { class: "manage" }, h("tbody", {}, state.people.map(row)))) : h("p", {}, t("room-nobody")));
  return box;
}

start().catch(trouble);
