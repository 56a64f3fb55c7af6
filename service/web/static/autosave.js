// Keeps a draft on the server while it is written: one second after the last key, and on leaving the page.
import { offerConversion, showChoices } from "./fields.js";
import { announce, changed, post, posted } from "./wire.js";

const PAUSE = 1000;
const RETRY = [2000, 5000, 10000];

export function startAutosave() {
  const form = document.querySelector("form[data-autosave]");
  if (form) new Autosave(form).start();
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.note = document.querySelector("[data-saved]");
    this.touched = new Set();
    this.held = new Set();
    this.dirty = false;
    this.failures = 0;
    this.running = null;
  }

  start() {
    for (const each of document.querySelectorAll("[data-conflict]")) this.held.add(each.dataset.conflict);
    this.form.addEventListener("input", (event) => this.typed(event));
    this.form.addEventListener("focusout", () => setTimeout(() => this.left(), 0));
    this.form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save(true));
    document.addEventListener("ctcl:chosen", (event) => {
      this.held.delete(event.detail);
      changed(this.form);
    });
    document.addEventListener("click", (event) => this.leave(event));
  }

  typed(event) {
    if (event.target.name) this.touched.add(event.target.name);
    this.dirty = true;
    this.later(PAUSE);
  }

  // A field that was saved while it had the focus is judged when it is left.
  left() {
    if (this.dirty) this.later(150);
    else if (this.told) this.judge(this.told);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save(leaving = false) {
    clearTimeout(this.timer);
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
    this.say("saving", "");
    try {
      const body = posted(this.form, { held: [...this.held] });
      const answer = await post(this.form.dataset.autosave, body, { keepalive: leaving });
      const isJson = answer.headers.get("Content-Type")?.includes("json");
      return this.took(answer.status, isJson ? await answer.json() : {});
    } catch {
      return this.trouble();
    }
  }

  took(status, answer) {
    if (status === 200) return this.saved(answer);
    if (status === 409) return this.conflict(answer);
    if (status === 401) return this.signedOut(answer);
    if (status === 413 || status === 400) return this.refused(answer);
    return this.trouble();
  }

  // The page now stands on what the server has of its fields; those only another page changed keep their mark.
  standsOn(answer) {
    const { version, loaded } = this.form.elements;
    if (answer.version) version.value = answer.version;
    if (loaded) loaded.value = JSON.stringify({ ...JSON.parse(loaded.value || "{}"), ...answer.loaded });
    this.tasks(answer.tasks ?? []);
    this.told = answer;
    this.judge(answer);
    offerConversion(this.form, answer.legacy ?? {});
  }

  saved(answer) {
    if (this.failures) announce(this.words("done", answer.saved_at));
    this.failures = 0;
    this.standsOn(answer);
    this.say(this.held.size ? "unsaved" : "done", answer.saved_at, this.held.size);
    if (!this.announced) announce(this.words("done", answer.saved_at));
    this.announced = true;
    return true;
  }

  conflict(answer) {
    this.standsOn(answer);
    for (const name of answer.names ?? []) this.held.add(name);
    document.getElementById("conflict")?.remove();
    const panel = document.createElement("div");
    panel.innerHTML = answer.html ?? "";
    document.querySelector(".columns").before(...panel.childNodes);
    showChoices(document);
    this.say("unsaved", "", this.held.size);
    return false;
  }

  refused(answer) {
    this.dirty = true;
    this.plain(answer.message ?? this.words("trouble", ""), "saved-bad");
    announce(answer.message ?? this.words("trouble", ""));
    if (answer.errors) this.errors(answer.errors, true);
    return false;
  }

  signedOut(answer) {
    this.refused(answer);
    const link = document.createElement("a");
    Object.assign(link, { href: this.note.dataset.signIn, target: "_blank", textContent: this.note.dataset.signInWords });
    this.note.querySelector("[data-saved-words]").append(" ", link);
    this.later(RETRY[2]);
    return false;
  }

  trouble() {
    this.dirty = true;
    this.say("trouble", "");
    if (!this.failures) announce(this.words("trouble", ""));
    this.later(RETRY[Math.min(this.failures, RETRY.length - 1)]);
    this.failures += 1;
    return false;
  }

  async submit(event) {
    if (this.passing || (!this.dirty && !this.running && !this.held.size)) return;
    event.preventDefault();
    const button = event.submitter;
    const saved = await this.save();
    if (this.held.size) document.getElementById("conflict")?.focus();
    if (!saved || this.held.size) return;
    this.passing = true;
    this.form.requestSubmit(button);
    this.passing = false;
  }

  // A link waits until what was typed is saved; if that fails, the second click leaves all the same.
  async leave(event) {
    const link = event.target.closest?.("a[href]");
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    if (!link || !plain || (!this.dirty && !this.running) || this.leaving === link) return;
    if (link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    const saved = await this.save();
    this.leaving = saved ? null : link;
    if (saved && link.target === "_blank") window.open(link.href, "_blank", "noopener");
    else if (saved) location.assign(link.href);
  }

  words(key, time, number = 0) {
    return (this.note?.dataset[key] ?? "").replace("{t}", time).replace("{n}", number);
  }

  say(key, time, number = 0) {
    const look = key === "done" ? "saved-ok" : key === "saving" ? "" : "saved-bad";
    this.plain(this.words(key, time, number), look);
  }

  plain(words, look) {
    if (!this.note) return;
    this.note.classList.remove("saved-ok", "saved-bad");
    if (look) this.note.classList.add(look);
    this.note.querySelector("[data-saved-words]").textContent = words;
  }

  tasks(tasks) {
    for (const task of tasks) {
      const item = document.querySelector(`[data-task="${CSS.escape(task.key)}"]`);
      if (!item) continue;
      item.firstElementChild.className = `task-${task.state}`;
      item.querySelector("[data-task-words]").textContent = task.words;
      const mark = item.querySelector("[data-task-mark]");
      if (task.state === "done") mark.innerHTML = document.getElementById("tick-pattern")?.innerHTML ?? "";
      else mark.textContent = mark.dataset.number;
    }
  }

  judge({ errors = {}, warnings = {} }) {
    this.errors(errors);
    this.warnings(warnings);
  }

  // A warning speaks of several fields: it comes and goes beside one also when another was changed.
  warnings(warnings) {
    for (const field of this.form.querySelectorAll("[data-field]")) {
      const line = field.querySelector(":scope > .field-warning");
      if (!line || field.contains(document.activeElement)) continue;
      const words = warnings[field.dataset.field] ?? "";
      line.hidden = !words;
      line.querySelector("span").textContent = words;
    }
  }

  errors(errors, all = false) {
    for (const field of this.form.querySelectorAll("[data-field]")) {
      const name = field.dataset.field;
      if (field.contains(document.activeElement) || field.matches("[data-rows]")) continue;
      if (!all && !this.touched.has(name)) continue;
      showError(field, errors[name] ?? "");
    }
  }
}

function showError(field, words) {
  const line = field.querySelector(".field-error");
  field.classList.toggle("field-bad", Boolean(words));
  line.hidden = !words;
  line.querySelector("span").textContent = words;
  for (const control of field.querySelectorAll(".form-control, .form-select")) {
    if (words) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}
