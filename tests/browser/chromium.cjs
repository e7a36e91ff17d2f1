// Headless Chromium, spoken to over its pipe in the DevTools protocol, so that nothing else is needed; and what axe-core says of a page.
"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

class Chromium {
  // With a profile of its own, or one that was left by a browser that has ended.
  constructor(program, profile) {
    this.profile = profile ?? fs.mkdtempSync(path.join(os.tmpdir(), "roundtable-browser-"));
    const options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
      "--hide-scrollbars", "--remote-debugging-pipe", `--user-data-dir=${this.profile}`, "about:blank"];
    this.process = spawn(program, options, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.process.stdio[3].on("error", () => {});
    this.process.on("error", (error) => { console.error(String(error)); process.exit(2); });
    this.waiting = new Map();
    this.pages = new Map();
    this.last = 0;
    let rest = "";
    this.process.stdio[4].on("data", (data) => {
      const parts = (rest + data).split("\0");
      rest = parts.pop();
      parts.forEach((part) => this.hear(JSON.parse(part)));
    });
  }
  hear(message) {
    const call = this.waiting.get(message.id);
    if (!call) { this.pages.get(message.sessionId)?.hear(message); return; }
    this.waiting.delete(message.id);
    if (message.error) { call.reject(new Error(`${call.method}: ${message.error.message}`)); } else { call.resolve(message.result); }
  }
  send(method, params = {}, sessionId = undefined) {
    this.last += 1;
    const id = this.last;
    this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject, method }));
  }
  // A page; `apart`: with storage of its own, as in another browser.
  async open(apart = false) {
    const context = apart ? (await this.send("Target.createBrowserContext")).browserContextId : undefined;
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank", browserContextId: context });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId);
    this.pages.set(sessionId, page);
    for (const domain of ["Runtime", "Log", "Page", "Network"]) { await page.send(`${domain}.enable`); }
    return page;
  }
  // It is killed, with what it has not written: its profile stays.
  async kill() {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGKILL");
    await ended;
    await pause(500);
    // What a dead browser leaves to keep another one out.
    for (const lock of ["SingletonLock", "SingletonSocket", "SingletonCookie"]) { fs.rmSync(path.join(this.profile, lock), { force: true }); }
  }
  // The browser is asked to end, with all its processes: while one of them writes, its folder cannot be taken away.
  async end() {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    const late = setTimeout(() => this.process.kill("SIGKILL"), 10000);
    this.send("Browser.close").catch(() => {});
    await ended;
    clearTimeout(late);
    fs.rmSync(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

class Page {
  constructor(chromium, session) {
    this.chromium = chromium;
    this.session = session;
    this.heard = [];
  }
  hear(message) {
    this.heard.push(message);
    // A question of the page is answered with yes.
    if (message.method === "Page.javascriptDialogOpening") { this.send("Page.handleJavaScriptDialog", { accept: true }).catch(() => {}); }
  }
  send(method, params = {}) { return this.chromium.send(method, params, this.session); }
  async go(url) {
    this.heard = [];
    await this.send("Page.navigate", { url });
    for (let k = 0; k < 600 && !this.heard.some((m) => m.method === "Page.loadEventFired"); k += 1) { await pause(25); }
  }
  async evaluate(expression) {
    const answer = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (answer.exceptionDetails) { throw new Error(answer.exceptionDetails.exception?.description || answer.exceptionDetails.text); }
    return answer.result.value;
  }
  screen(width, height, mobile = false) {
    return this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile });
  }
  async key(key, code, text, modifiers = 0) {
    const event = { key, code: key === " " ? "Space" : key, windowsVirtualKeyCode: code, nativeVirtualKeyCode: code, modifiers };
    await this.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", text, ...event });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }
  async picture(file, beyond = false) {
    const { data } = await this.send("Page.captureScreenshot", { captureBeyondViewport: beyond });
    fs.writeFileSync(file, Buffer.from(data, "base64"));
  }
}

// Serious findings of axe-core (the file `axe`) on what a page shows now.
async function violations(page, axe) {
  await page.evaluate(fs.readFileSync(axe, "utf8"));
  const found = await page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.map((v) =>
    ({ id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map((n) => n.target.join(" ") + ": " + (n.failureSummary || "").split("\\n")[1]) })))`);
  return found.filter((one) => ["serious", "critical"].includes(one.impact));
}

module.exports = { Chromium, pause, violations };
