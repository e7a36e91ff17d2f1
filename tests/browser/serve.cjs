// Plays a class in one room in headless Chromium against the real server, and says what is wrong: one JSON array of sentences; none is `[]`.
//
//     node serve.cjs BROWSER AXE PROGRAM SCENARIO WHAT FOLDER [PICTURES]
//
// PROGRAM is `roundtable`, SCENARIO the Korean case; WHAT is played: `alone` (one person, five seats by the engine, a keyboard) or `hour` (six seats,
// both formats, two languages, a killed browser); FOLDER takes the log.
// With PICTURES, a folder, it leaves there what it saw.
"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { Chromium, pause, violations } = require("./chromium.cjs");

const [browser, axe, program, scenario, what, folder, pictures] = process.argv.slice(2);
const wrong = [];
const check = (holds, what) => { if (!holds) { wrong.push(what); } };
const PHONE = [360, 740, true], WALL = [1280, 720];
const picture = async (page, name, whole = false) => { if (pictures) { await page.picture(path.join(pictures, `${name}.png`), whole); } };

// ── the server ──

async function serve(name, more) {
  const log = path.join(folder, `${name}.jsonl`);
  fs.rmSync(log, { force: true });
  const running = spawn(program, ["serve", scenario, "--port", "0", "--log", log, ...more], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  running.stdout.on("data", (data) => { said += data; });
  running.stderr.on("data", (data) => { said += data; });
  for (let k = 0; k < 1200 && !/https?:\/\/\S+\/#\S+/.test(said); k += 1) {
    if (running.exitCode !== null) { throw new Error(`the server ended: ${said}`); }
    await pause(50);
  }
  const teach = said.match(/https?:\/\/\S+\/teach#[0-9a-f]+/)[0], join = said.match(/https?:\/\/\S+\/#[A-Z]+/)[0];
  const stop = async () => { const ended = new Promise((resolve) => running.once("exit", resolve)); running.kill("SIGINT"); await ended; };
  return { teach, join, code: join.split("#")[1], stop, log };
}

// ── what a hand does ──

async function until(page, expression, what, seconds = 60) {
  for (let k = 0; k < seconds * 10; k += 1) {
    if (await page.evaluate(`Boolean(${expression})`)) { return true; }
    await pause(100);
  }
  const text = await page.evaluate("document.getElementById('main')?.innerText.slice(0, 700)");
  throw new Error(`${what}: it did not come about within ${seconds} s; the page says: ${text}`);
}

const shown = (selector) => `[...document.querySelectorAll(${JSON.stringify(selector)})].some((e) => e.getClientRects().length && !e.disabled)`;

async function press(page, selector, what = selector, text = "") {
  const found = `[...document.querySelectorAll(${JSON.stringify(selector)})].find((e) => e.getClientRects().length && !e.disabled && e.textContent.includes(${JSON.stringify(text)}))`;
  await until(page, found, `press ${what}`);
  await page.evaluate(`${found}.click()`);
}

async function write(page, selector, text) {
  await until(page, shown(selector), `write into ${selector}`);
  await page.evaluate(`(() => { const e = document.querySelector(${JSON.stringify(selector)}); e.value = ${JSON.stringify(text)}; e.dispatchEvent(new Event("input", { bubbles: true })); e.dispatchEvent(new Event("change", { bubbles: true })); })()`);
}

/** Nothing but a keyboard: Tab until what is wanted has the focus. */
async function tabTo(page, selector, what) {
  const there = () => page.evaluate(`(() => { const e = document.activeElement; const style = getComputedStyle(e);
    return { is: e.matches(${JSON.stringify(selector)}), seen: style.outlineStyle !== "none" || e === document.body || e.id === "main", who: e.tagName + "#" + e.id }; })()`);
  for (let k = 0; k < 300; k += 1) {
    await page.key("Tab", 9);
    const at = await there();
    if (!at.seen) { check(false, `what has the focus is not seen: ${at.who}`); }
    if (at.is) { return; }
  }
  throw new Error(`Tab does not reach ${what ?? selector}`);
}
const enter = (page) => page.key("Enter", 13, "\r");
async function type(page, text) { for (const letter of text) { await page.send("Input.insertText", { text: letter }); } }

async function looked(page, where, [width, height, mobile] = PHONE) {
  await page.screen(width, height, mobile);
  const wide = await page.evaluate("({ page: document.documentElement.scrollWidth, screen: document.documentElement.clientWidth })");
  check(wide.page <= wide.screen + 1, `${where}: the page is ${wide.page} px wide on a screen of ${wide.screen} px`);
  for (const one of await violations(page, axe)) { wrong.push(`axe, ${where}: ${JSON.stringify(one)}`); }
}

/** Nothing went wrong in a page, and it asked nobody but the server. `fine`: states of answers that were meant. */
function quiet(page, where, origin, fine = []) {
  for (const { method, params } of page.heard) {
    if (method === "Network.requestWillBeSent") { check(params.request.url.startsWith(origin) || params.request.url.startsWith("data:"), `${where} asks for ${params.request.url.slice(0, 80)}`); }
    if (method === "Runtime.exceptionThrown") { wrong.push(`an error in ${where}: ${params.exceptionDetails.exception?.description}`); }
    if (method === "Runtime.consoleAPICalled") { wrong.push(`the console of ${where} says: ${JSON.stringify(params.args.map((a) => a.value))}`); }
    if (method === "Log.entryAdded" && !fine.some((text) => params.entry.text.includes(text))) { wrong.push(`the log of ${where} says: ${params.entry.text}`); }
  }
}

const state = (page) => page.evaluate("JSON.parse(JSON.stringify(room.state))");

async function teacher(chromium, room) {
  const page = await chromium.open(true);
  await page.screen(...WALL);
  await page.go(room.teach.replace("#", "?lang=en#"));
  await until(page, shown("#next"), "the teacher's page");
  check(!(await page.evaluate("location.href")).includes("#"), "the teacher's token stays in the address that a projector shows");
  return page;
}

async function student(page, room, name, lang) {
  await page.screen(...PHONE);
  await page.go(room.join.replace("/#", `/?lang=${lang}#`));
  await write(page, "#name", name);
  check(await page.evaluate("document.getElementById('code').value") === room.code, "the code of the link is not filled in");
  await press(page, "#join button.main");
  await until(page, shown("#lobby .seats button"), `${name} is in the room`);
}

async function sit(page, group, seat) {
  const place = `(() => { const state = room.state; const g = state.groups.findIndex((one) => one.group === ${group});
    return state.groups[g].seats.findIndex((one) => one.seat === ${JSON.stringify(seat)}); })()`;
  const at = await page.evaluate(place);
  await page.evaluate(`document.querySelectorAll("#lobby .seats")[${group - 1}].querySelectorAll("button")[${at}].click()`);
  await until(page, `room.state.me.seat === ${JSON.stringify(seat)}`, `${seat} is taken`);
}

async function goOn(teach, to) {
  await press(teach, "#next");
  await until(teach, `room.state.phase === ${JSON.stringify(to)}`, `the teacher goes on to ${to}`, 120);
}

/** A move by the buttons of the page: what is worth signing is signed, and what the engine would propose is built and proposed. */
async function move(page) {
  const now = await state(page), table = now.table;
  if (!table || table.over || !table.your_move) { return false; }
  const before = table.turn;
  if (table.asked === "propose" && table.engine.move === "propose") {
    for (const { issue, levels } of table.issues) {
      const level = table.engine.package[issue] ?? "";
      if (levels.some((one) => (one.level ?? "") === level)) { await write(page, `#builder select[data-issue="${issue}"]`, level); }
    }
    if (table.engine.roadmap !== undefined && await page.evaluate("!!document.getElementById('roadmap')")) { await write(page, "#roadmap", table.engine.roadmap ?? ""); }
    await press(page, "#propose");
  } else if (table.asked === "propose") { await press(page, "#move-pass"); }
  else if (table.asked === "stay") { await press(page, "#move-stay"); }
  else { await press(page, !table.offer || table.offer.points >= table.own.floor ? "#move-accept" : "#move-refuse"); }
  await until(page, `room.state.phase !== ${JSON.stringify(now.phase)} || !room.state.table || room.state.table.over || room.state.table.turn > ${before}`, `the move of ${now.me.seat} is made`);
  return true;
}

// ── one person and five by the engine, with a keyboard alone ──

async function alone(chromium) {
  const room = await serve("alone", ["--formats", "six-party talks", "--world", "36"]);
  const teach = await teacher(chromium, room), page = await chromium.open(true);
  const origin = new URL(room.join).origin;
  try {
    await page.screen(...PHONE);
    await page.go(room.join.replace("/#", "/?lang=en#"));
    await until(page, shown("#name"), "the form");
    await looked(page, "joining");
    await picture(page, "phone-join");
    await tabTo(page, "#name");
    await type(page, "Ye-jin");
    await tabTo(page, "#join form button");
    await enter(page);
    await until(page, shown("#lobby .seats button"), "she is in the room");
    const seats = await page.evaluate("room.case.parties.map((party) => party.name)");
    check(seats.length === 6, "there are six seats");
    // A first visit takes no seat.
    check(await page.evaluate("room.state.me.seat === null"), "a first visit takes a seat");
    await looked(page, "the lobby");
    await picture(page, "phone-lobby");
    await tabTo(page, "#lobby .seats button:nth-child(3)", "the third seat");
    await enter(page);
    await until(page, "room.state.me.seat === room.state.groups[0].seats[2].seat", "the seat is taken");
    await tabTo(teach, "#next");
    await enter(teach);
    await until(page, shown("#predict button"), "predictions are asked for");
    await looked(page, "the prediction");
    await tabTo(page, "#predict-0");
    await type(page, "35");
    await tabTo(page, "#predict button");
    await enter(page);
    await until(page, "room.state.prediction?.predict", "the prediction is kept");
    await picture(page, "phone-predict", true);
    await tabTo(teach, "#next");
    await enter(teach);
    await until(page, "room.state.table", "the table");
    let moves = 0, seen = false;
    for (let k = 0; k < 400; k += 1) {
      const now = await state(page);
      if (now.table.over) { break; }
      if (!now.table.your_move) { await pause(50); continue; }
      if (!seen && now.table.asked === "propose") { seen = true; await looked(page, "the builder"); await picture(page, "phone-builder", true); }
      await keyMove(page, now.table);
      moves += 1;
    }
    const last = await state(page);
    check(moves > 0, "the person made no move");
    check(last.table.over && last.table.ended?.package, `no deal is signed: ${JSON.stringify(last.table.ended)}`);
    await looked(page, "the end of talks");
    await goOn(teach, "class");
    await goOn(teach, "debrief");
    await until(page, "room.state.debrief", "the debrief", 900);
    await looked(page, "the debrief");
    await picture(page, "phone-feedback", true);
    const own = (await state(page)).debrief.own.games[0];
    const text = await page.evaluate("document.getElementById('feedback').innerText");
    check(own && text.includes(`than in ${String(Math.round(own.less * 10) / 10)} of 100 assumed worlds`), `the feedback does not say where the deal lies: ${text.slice(0, 200)}`);
    await changeAMove(page);
    quiet(page, "the student's page", origin, ["409"]);
    quiet(teach, "the teacher's page", origin);
  } finally { await room.stop(); }
}

/** A move with the keyboard alone. */
async function keyMove(page, table) {
  const pressed = async (selector) => { await tabTo(page, selector); await enter(page); };
  if (table.asked === "propose") {
    if (table.engine.move !== "propose") { await pressed("#move-pass"); }
    else { await pressed("#turn summary"); await pressed("#turn details button"); }
  } else if (table.asked === "stay") { await pressed("#move-stay"); }
  else { await pressed(table.engine.move === "accept" ? "#move-accept" : "#move-refuse"); }
  await until(page, `room.state.table.over || room.state.table.turn > ${table.turn}`, "a move by the keyboard");
}

async function changeAMove(page) {
  await until(page, shown("#rewind button"), "the own moves are listed");
  await page.evaluate("document.querySelector('#rewind button').click()");
  await until(page, shown("#rewind .card"), "a move is changed", 300);
  const text = await page.evaluate("document.querySelector('#rewind .card').innerText");
  check(/In \d+ assumed worlds/.test(text), `the changed move is not told in worlds: ${text}`);
  await page.evaluate("document.querySelector('#rewind .card').scrollIntoView({ block: 'center' })");
  await picture(page, "phone-rewind");
}

// ── six seats, both formats, two languages, a killed browser ──

async function hour(chromium) {
  const room = await serve("hour", ["--formats", "top-down summits,six-party talks", "--world", "8"]);
  const origin = new URL(room.join).origin, teach = await teacher(chromium, room);
  const keys = ["dprk", "us", "rok", "china", "russia", "japan"], pages = {};
  const lost = new Chromium(browser);
  let again = null;
  try {
    await looked(teach, "the teacher's page before", WALL);
    for (const [k, seat] of keys.entries()) {
      if (k === 5) { await until(teach, "room.state.people.length === 5", "five people are in the room"); await picture(teach, "wall-lobby"); }
      const page = seat === "dprk" ? await lost.open() : await chromium.open(true);
      pages[seat] = page;
      await student(page, room, k === 5 ? "<b onclick=alert(1)>Ren</b>" : `Student ${k + 1}`, k % 2 ? "ko" : "en");
      await sit(page, 1, seat);
    }
    await until(teach, "room.state.people.length === 6", "six people are in the room");
    await pause(400);
    check(!(await teach.evaluate("!!document.querySelector('b[onclick]')")), "a name is read as markup");
    await until(teach, "document.getElementById('groups').textContent.includes('<b onclick=alert(1)>Ren</b>')", "a name is shown as it is written");
    await looked(pages.us, "the lobby in Korean");

    await goOn(teach, "predict");
    for (const [k, seat] of keys.entries()) {
      await until(pages[seat], shown("#predict-0"), "predictions are asked for");
      await write(pages[seat], "#predict-0", String(20 + 10 * k));
      await write(pages[seat], "#predict-1", String(70 - 10 * k));
      await press(pages[seat], `#better-${k % 2}`);
      await press(pages[seat], "#predict button.main");
      await until(pages[seat], "room.state.prediction?.predict", "the prediction is kept");
    }
    await looked(pages.us, "the prediction in Korean");
    await picture(pages.us, "phone-predict-ko", true);

    await goOn(teach, "play_1");
    await caucus(pages);
    ({ again } = await killed(lost, pages, teach, room));
    await talks(pages, teach, "first");
    await goOn(teach, "play_2");
    await talks(pages, teach, "second");
    await goOn(teach, "class");
    await until(teach, shown("#deals img"), "the deals of the class as pictures", 900);
    await pause(300);
    await looked(teach, "the class", WALL);
    await picture(teach, "wall-class");
    await picture(teach, "wall-class-whole", true);
    check((await teach.evaluate("document.querySelectorAll('#deals img').length")) === 2, "there is not one picture a format");
    check(await teach.evaluate("[...document.querySelectorAll('#deals img')].every((e) => e.naturalWidth > 300)"), "a picture of the deals is not drawn");
    await goOn(teach, "debrief");
    for (const seat of keys) {
      const page = pages[seat];
      await until(page, "room.state.debrief?.own", "the own page");
      const { own } = (await state(page)).debrief;
      check(own.games.length === 2 && own.games.every((game) => game.seat === seat), `the page of ${seat} is not its own: ${JSON.stringify(own.games.map((g) => g.seat))}`);
    }
    await looked(pages.us, "the debrief in Korean");
    await picture(pages.us, "phone-feedback-ko", true);
    await goOn(teach, "predict_again");
    const found = (await state(pages.rok)).debrief.class.predictions.found.map(([, share]) => Math.round(share));
    for (const seat of keys) {
      await write(pages[seat], "#predict-0", String(found[0]));
      await write(pages[seat], "#predict-1", String(found[1]));
      await press(pages[seat], "#predict button.main");
      await until(pages[seat], "room.state.prediction?.predict_again", "the second prediction is kept");
    }
    await until(pages.rok, "room.state.debrief?.own.predictions.moved === 'nearer'", "the own page says who moved nearer");
    await goOn(teach, "over");
    await until(teach, "room.state.debrief?.class.predictions.nearer > 0", "the class hears how many moved nearer");
    // A pause of the line is not an error of the page: what the killed browser's page said is not asked.
    // What a package is worth may be asked while the table moves on: it is refused (409), and the page goes on.
    for (const seat of keys) { quiet(pages[seat], `the page of ${seat}`, origin, ["409"]); }
    quiet(teach, "the teacher's page", origin);
  } finally {
    await (again ?? lost).end().catch(() => {});
    await room.stop();
  }
}

/** A caucus of two is heard by two. */
async function caucus(pages) {
  const words = "Between us: <img src=x onerror=alert(1)> half of it?";
  await until(pages.rok, shown("#caucus summary"), "the caucus");
  await press(pages.rok, "#caucus summary");
  await write(pages.rok, "#caucus-to", "us");
  await write(pages.rok, "#caucus-text", words);
  await press(pages.rok, "#caucus form button");
  await until(pages.us, "room.state.caucus.length === 1", "the other one hears the caucus");
  check((await pages.us.evaluate("document.getElementById('caucus').textContent")).includes(words), "the words of the caucus are not shown as they are");
  check(!(await pages.us.evaluate("!!document.querySelector('#caucus img')")), "words of a caucus are read as markup");
  const japan = await state(pages.japan);
  check(japan.caucus.length === 0 && !JSON.stringify(japan).includes("half of it"), "a third one hears the caucus");
}

/** A browser is killed in the middle of a game: the engine takes its seat, and gives it back. */
async function killed(lost, pages, teach, room) {
  // The student is away while it is the turn of the seat.
  const { profile } = lost;
  await pause(2500);
  await lost.kill();
  const seat = "room.state.groups[0].seats.find((one) => one.seat === 'dprk')";
  await until(teach, `${seat}.by === "engine"`, "the engine takes the seat over", 20);
  await picture(teach, "wall-away");
  const again = new Chromium(browser, profile);
  const page = await again.open();
  await page.screen(...PHONE);
  await page.go(room.join);
  await until(page, "room.state?.me.seat === 'dprk'", "the killed browser comes back to its seat", 30);
  pages.dprk = page;
  await until(teach, `${seat}.by === "person"`, "the seat is handed back", 20);
  return { again };
}

/** All seats move until the talks are over. */
async function talks(pages, teach, which) {
  const words = which === "first" ? "This is as far as we can go." : "Take it <script>alert(1)</script> or leave it";
  let photographed = false, said = false;
  for (let k = 0; k < 600; k += 1) {
    const all = await Promise.all(Object.values(pages).map(state));
    if (all.every((one) => one.table?.over)) { break; }
    for (const [seat, page] of Object.entries(pages)) {
      const table = (await state(page)).table;
      if (table?.your_move && table.offer && !photographed) {
        photographed = true;
        await looked(page, `an offer, ${which}`);
        await looked(teach, `the teacher's page, ${which}`, WALL);
        await picture(teach, `wall-play-${which}`);
        await page.evaluate("scrollTo(0, 0)");
        await picture(page, `phone-offer-${which}`, false);
        await picture(page, `phone-offer-${which}-whole`, true);
        await pauseAndGoOn(page, teach);
      }
      if (table?.your_move && table.asked === "propose" && !said) { said = true; await write(page, "#message", words); }
      await move(page);
    }
  }
  const states = await Promise.all(Object.values(pages).map(state));
  check(states.every((one) => one.table?.over), `the ${which} talks are not over`);
  check((await pages.us.evaluate("document.getElementById('history').textContent")).includes(words), `the message of the ${which} talks is not in the history as it was written`);
  check(states.some((one) => one.table?.ended?.package), `nothing is signed in the ${which} talks`);
}

async function pauseAndGoOn(page, teach) {
  await press(teach, "#pause");
  await until(page, "room.state.paused", "the pause");
  check(!(await page.evaluate(shown("#move-accept"))), "somebody can move in a pause");
  await press(teach, "#pause");
  await until(page, "!room.state.paused", "the end of the pause");
}

async function main() {
  const chromium = new Chromium(browser);
  try {
    await { alone, hour }[what](chromium);
  } catch (error) { wrong.push(error.stack); } finally { await chromium.end(); }
  console.log(JSON.stringify(wrong, null, 1));
}
main().catch((error) => { console.error(error.stack); process.exit(2); });
