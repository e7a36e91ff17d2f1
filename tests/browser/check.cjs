// Opens a report in headless Chromium and says what is wrong with it: one JSON array of sentences on standard output; none is `[]`.
//
//     node check.cjs BROWSER AXE PAGE EXPECTED [PICTURES]
//
// AXE is axe.min.js of the package axe-core. EXPECTED holds questions to the explorer with the answers of the program. With PICTURES, a folder, it
// leaves there what it saw.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { Chromium, violations } = require("./chromium.cjs");

const [browser, axe, page, expected, pictures] = process.argv.slice(2);
const wrong = [];
const check = (holds, what) => { if (!holds) { wrong.push(what); } };
const picture = (chromium, name, beyond) => (pictures ? chromium.picture(path.join(pictures, name), beyond) : undefined);

// Nothing goes wrong in the page, and it asks nobody for anything.
function quiet(chromium, url) {
  for (const { method, params } of chromium.heard) {
    if (method === "Network.requestWillBeSent") { check(params.request.url === url, `the page asks for ${params.request.url}`); }
    if (method === "Runtime.exceptionThrown") { wrong.push(`an error in the page: ${params.exceptionDetails.exception?.description}`); }
    if (method === "Runtime.consoleAPICalled") { wrong.push(`the console says: ${JSON.stringify(params.args.map((a) => a.value))}`); }
    if (method === "Log.entryAdded") { wrong.push(`the log says: ${params.entry.text}`); }
  }
}

async function firstScreen(chromium) {
  const seen = await chromium.evaluate(`(() => {
    const box = (name) => { const e = document.querySelector(name); return e && e.getBoundingClientRect().toJSON(); };
    return { answer: box(".answer"), chart: box("#answer svg"), height: innerHeight };
  })()`);
  check(seen.answer && seen.answer.bottom < seen.height / 2, `the answer is not in the upper half of the first screen: ${JSON.stringify(seen.answer)}`);
  check(seen.chart && seen.chart.bottom <= seen.height + 1, `the first chart does not end on the first screen: ${JSON.stringify(seen.chart)}`);
}

// Tab reaches the explorer, Space ticks, Enter opens.
async function keyboard(chromium) {
  const where = () => chromium.evaluate(`(() => { const e = document.activeElement; return {
    id: e.id, name: e.name || "", value: e.value || "", tag: e.tagName, skip: e.className === "skip", explorer: !!e.closest("#explore"),
    shown: getComputedStyle(e).outlineStyle !== "none" || e.className === "skip" }; })()`);
  const tab = () => chromium.key("Tab", 9);
  await tab();
  check((await where()).skip, "the first Tab does not reach the link to the answer");
  let at = await where();
  for (let k = 0; k < 800 && !at.explorer; k += 1) {
    await tab();
    at = await where();
    if (!at.shown) { wrong.push(`what has the focus is not seen: ${JSON.stringify(at)}`); break; }
  }
  check(at.explorer, "Tab does not reach the explorer");
  let opened = false;
  for (let k = 0; k < 80 && !(at.name === "event" && at.value === "1:1"); k += 1) {
    if (at.tag === "SUMMARY" && !opened) {
      await chromium.key("Enter", 13, "\r");
      opened = await chromium.evaluate("document.activeElement.parentElement.open");
      check(opened, "Enter does not open the list of formats");
    }
    await tab();
    at = await where();
  }
  check(opened, "no list in the explorer can be opened");
  const worlds = () => chromium.evaluate(`Number(document.getElementById("explore-over").dataset.worlds)`);
  const all = await worlds();
  await chromium.key(" ", 32, " ");
  check(await chromium.evaluate("document.activeElement.checked"), "Space does not tick a condition");
  check((await worlds()) < all, "a tick changes no answer");
  await chromium.key(" ", 32, " ");
  check((await worlds()) === all, "taking the tick away does not bring all worlds back");
}

async function answers(chromium, questions) {
  for (const asked of questions) {
    const said = await chromium.evaluate(`(() => {
      const asked = ${JSON.stringify(asked)}, form = document.getElementById("explore");
      form.querySelectorAll("input").forEach((box) => {
        box.checked = box.name === "format" || (box.name === "event" && asked.events.includes(box.value)) || (box.name === "drawn" && asked.drawn.includes(box.value));
      });
      document.getElementById("explore-measure").value = asked.measure;
      document.getElementById("explore-under").value = String(asked.under);
      form.dispatchEvent(new Event("change", { bubbles: true }));
      const numbers = [...document.querySelectorAll("#explore-answers td[data-sum]")];
      return {
        found: asked.events.concat(asked.drawn).every((value) => form.querySelector('input[value="' + value + '"]')),
        worlds: Number(document.getElementById("explore-over").dataset.worlds),
        sums: numbers.map((cell) => Number(cell.dataset.sum)),
        texts: numbers.map((cell) => cell.textContent),
        ends: [...document.querySelectorAll("#explore-ends .parts")].map((parts) => parts.dataset.counts.split(",").map(Number)),
      };
    })()`);
    check(said.found, `the explorer has no such condition: ${JSON.stringify(asked)}`);
    for (const what of ["worlds", "sums", "texts", "ends"]) {
      const [page, program] = [said[what], asked[what]].map((value) => JSON.stringify(value));
      check(page === program, `${what} of ${asked.measure}, ${asked.events} ${asked.drawn}: the page says ${page}, the program ${program}`);
    }
  }
}

async function accessible(chromium, where) {
  for (const one of await violations(chromium, axe)) { wrong.push(`axe, ${where}: ${JSON.stringify(one)}`); }
}

// What reaches beyond the right edge, unless it is in a region that scrolls.
const BEYOND = (scrolls) => `(() => {
  const edge = document.documentElement.clientWidth + 1;
  const out = [...document.querySelectorAll("body *")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.right > edge && !(${scrolls} && e.parentElement.closest(".scroll")) && !e.closest("svg svg, svg *") && !e.classList.contains("skip");
  });
  return { wide: document.documentElement.scrollWidth, edge, out: out.slice(0, 3).map((e) => e.tagName + "." + e.className + " " + e.textContent.slice(0, 40)) };
})()`;

// Of each figure: whether it shows a picture or says where the numbers are; of each picture its right edge and its smallest text, in pixels.
const FIGURES = `[...document.querySelectorAll("figure, .bars")].filter((e) => e.getClientRects().length).map((figure) => {
  const seen = [...figure.querySelectorAll("svg, p.narrow")].filter((e) => e.getClientRects().length);
  const pictures = seen.filter((e) => e.tagName === "svg").map((svg) => {
    const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
    return { right: box.right, text: Math.min(...[...svg.querySelectorAll("text")].map((e) => e.getAttribute("font-size") * scale)) };
  });
  return { name: figure.textContent.slice(0, 60), shows: seen.length, first: !!figure.closest(".first"), pictures };
})`;

async function telephone(chromium) {
  await chromium.screen(390, 844, true);
  const seen = await chromium.evaluate(BEYOND(true));
  check(seen.wide <= 391 && !seen.out.length, `at 390 px the page scrolls sideways: ${JSON.stringify(seen)}`);
  const figures = await chromium.evaluate(FIGURES);
  check(figures.length > 5, "at 390 px there are hardly any figures");
  for (const figure of figures.filter((one) => !one.first)) {
    check(figure.shows === 1, `at 390 px a figure shows ${figure.shows} pictures or notes: ${figure.name}`);
    for (const one of figure.pictures) {
      check(one.right <= 391 && one.text >= 11.9, `at 390 px a picture does not follow: ${figure.name} ${JSON.stringify(one)}`);
    }
  }
  await picture(chromium, "phone.png");
  await accessible(chromium, "390 px");
}

async function paper(chromium) {
  await chromium.send("Emulation.setEmulatedMedia", { media: "print" });
  // A4 less the margins.
  await chromium.screen(Math.floor((210 - 26) / 25.4 * 96), 1020);
  const seen = await chromium.evaluate(BEYOND(false));
  check(!seen.out.length, `on A4 something is cut: ${JSON.stringify(seen)}`);
  const hidden = await chromium.evaluate(`[...document.querySelectorAll("#stated td, #formats dd")].filter((e) => !e.getClientRects().length).length`);
  check(hidden === 0, `on A4 ${hidden} cells of assumptions and formats are not printed`);
  check(await chromium.evaluate(`document.getElementById("explorer").getClientRects().length === 0`), "the explorer is printed");
  const { data } = await chromium.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: false });
  check(data.length > 10000, "nothing is printed");
  if (pictures) { fs.writeFileSync(path.join(pictures, "print.pdf"), Buffer.from(data, "base64")); }
  await chromium.send("Emulation.setEmulatedMedia", { media: "" });
}

async function withoutScript(chromium, url) {
  await chromium.send("Emulation.setScriptExecutionDisabled", { value: true });
  await chromium.go(url);
  check(await chromium.evaluate(`document.getElementById("explorer").getClientRects().length === 0`), "without scripts the explorer is shown");
  check(await chromium.evaluate(`document.querySelectorAll("main svg").length > 3`), "without scripts charts are missing");
}

async function main() {
  const url = pathToFileURL(page).href, program = new Chromium(browser);
  try {
    const chromium = await program.open();
    await chromium.screen(1280, 720);
    await chromium.go(url);
    await firstScreen(chromium);
    await picture(chromium, "screen.png");
    await keyboard(chromium);
    await answers(chromium, JSON.parse(fs.readFileSync(expected, "utf8")));
    if (pictures) {
      await chromium.evaluate(`document.getElementById("explorer").scrollIntoView()`);
      await picture(chromium, "explorer.png");
    }
    quiet(chromium, url);
    await accessible(chromium, "1280 px");
    await telephone(chromium);
    await paper(chromium);
    await withoutScript(chromium, url);
    if (pictures) { await chromium.screen(1280, 720); await picture(chromium, "whole.png", true); }
  } finally {
    await program.end();
  }
  console.log(JSON.stringify(wrong, null, 1));
}
main().catch((error) => { console.error(error.stack); process.exit(2); });
