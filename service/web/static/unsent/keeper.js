// Keeps what is typed into a form on the server: a second after the last key, and on leaving the page.
import { guard } from "./leaving.js";
import { announce, post } from "../layout/wire.js";

const PAUSE = 1000;
const RETRY = [2000, 5000, 10000];

export class Keeper {
  constructor(form, note, address) {
    Object.assign(this, { form, note, address });
    this.dirty = false;
    this.failures = 0;
    this.running = null;
  }

  start() {
    this.form.addEventListener("input", (event) => this.typed(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save(true));
    guard(this);
  }

  // What is not on the server yet would be lost with the page.
  get unsaved() {
    return !this.over && (this.dirty || Boolean(this.running));
  }

  typed() {
    this.dirty = true;
    this.later(PAUSE);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save(leaving = false) {
    clearTimeout(this.timer);
    if (this.over) return true;
    if (this.running) {
      await this.running;
      if (!this.dirty) return true;
    }
    this.running = this.send(leaving);
    const saved = await this.running;
    this.running = null;
    return saved;
  }

  async send(leaving) {
    this.dirty = false;
    this.trouble = null;
    this.say("saving");
    try {
      const body = this.body();
      // The browser sends no more than this after the page is gone.
      const keepalive = leaving && body.toString().length < 60_000;
      const answer = await post(this.address(), body, { keepalive });
      const isJson = answer.headers.get("Content-Type")?.includes("json");
      return this.took(answer.status, isJson ? await answer.json() : {});
    } catch {
      return this.failed();
    }
  }

  took(status, answer) {
    if (status === 200) return this.saved(answer);
    if (status === 401 || status === 403) return this.signedOut(status, answer);
    if ([400, 404, 413, 422].includes(status)) return this.refused(answer);
    return this.failed();
  }

  saved(answer) {
    if (this.failures || !this.announced) announce(this.words("done", answer.saved_at));
    this.announced = true;
    this.failures = 0;
    this.done(answer);
    return true;
  }

  done(answer) {
    if (answer.saved_at) this.say("done", answer.saved_at);
    else this.plain(this.begins ?? "");
  }

  refused(answer) {
    this.dirty = true;
    this.trouble = { words: answer.message ?? this.words("trouble") };
    this.plain(this.trouble.words, "saved-bad");
    announce(this.trouble.words);
    return false;
  }

  signedOut(status, answer) {
    this.refused(answer);
    this.trouble = { words: answer.message, signIn: true };
    const { href, link } = document.getElementById("sign-in-again")?.dataset ?? {};
    const again = Object.assign(document.createElement("a"), { href, target: "_blank", textContent: link });
    this.note?.querySelector("[data-saved-words]").append(" ", again);
    if (status === 401) this.later(RETRY[2]);
    return false;
  }

  failed() {
    this.dirty = true;
    this.trouble = { away: true };
    this.say("trouble");
    if (!this.failures) announce(this.words("trouble"));
    this.later(RETRY[Math.min(this.failures, RETRY.length - 1)]);
    this.failures += 1;
    return false;
  }

  words(key, time = "", number = 0) {
    return (this.note?.dataset[key] ?? "").replace("{t}", time).replace("{n}", number);
  }

  say(key, time = "", number = 0) {
    const look = key === "done" ? "saved-ok" : key === "saving" ? "" : "saved-bad";
    this.plain(this.words(key, time, number), look);
  }

  plain(words, look) {
    if (!this.note) return;
    this.note.classList.remove("saved-ok", "saved-bad");
    if (look) this.note.classList.add(look);
    this.note.querySelector("[data-saved-words]").textContent = words;
  }
}
