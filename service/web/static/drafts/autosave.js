// Keeps a draft on the server while it is written, and says beside each field what is wrong with it.
import { whenCalm } from "../layout/calm.js";
import { offerConversion, showChoices } from "../components/fields.js";
import { Keeper } from "../unsent/keeper.js";
import { changed, posted } from "../layout/wire.js";

export function startAutosave() {
  const form = document.querySelector("form[data-autosave]");
  if (form) new Autosave(form).start();
}

class Autosave extends Keeper {
  constructor(form) {
    super(form, document.querySelector("[data-saved]"), () => form.dataset.autosave);
    this.touched = new Set();
    this.held = new Set();
  }

  start() {
    for (const each of document.querySelectorAll("[data-conflict]")) this.held.add(each.dataset.conflict);
    this.form.addEventListener("focusout", () => setTimeout(() => this.left(), 0));
    document.addEventListener("ctcl:chosen", (event) => {
      this.held.delete(event.detail);
      changed(this.form);
    });
    super.start();
  }

  get unsaved() {
    return super.unsaved || this.held.size > 0;
  }

  typed(event) {
    if (event.target.name) this.touched.add(event.target.name);
    super.typed(event);
  }

  // A field that was saved while it had the focus is judged when it is left.
  left() {
    if (this.dirty) this.later(150);
    else if (this.told) this.judge();
  }

  body() {
    return posted(this.form, { held: [...this.held] });
  }

  took(status, answer) {
    return status === 409 ? this.conflict(answer) : super.took(status, answer);
  }

  // The page now stands on what the server has of its fields; those only another page changed keep their mark.
  standsOn(answer) {
    const { version, loaded } = this.form.elements;
    if (answer.version) version.value = answer.version;
    if (loaded) loaded.value = JSON.stringify({ ...JSON.parse(loaded.value || "{}"), ...answer.loaded });
    this.tasks(answer.tasks ?? []);
    this.told = answer;
    this.judge();
  }

  done(answer) {
    this.standsOn(answer);
    this.say(this.held.size ? "unsaved" : "done", answer.saved_at, this.held.size);
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
    this.trouble = { words: this.words("unsaved", "", this.held.size) };
    return false;
  }

  refused(answer) {
    if (answer.errors) this.errors(answer.errors, true);
    return super.refused(answer);
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

  // Drawn when nobody aims at a button: the page may grow by it.
  judge() {
    whenCalm(() => {
      this.errors(this.told.errors ?? {});
      this.warnings(this.told.warnings ?? {});
      offerConversion(this.form, this.told.legacy ?? {});
    });
  }

  // A warning speaks of several fields: it comes and goes beside one also when another was changed.
  warnings(warnings) {
    for (const field of this.form.querySelectorAll("[data-field]")) {
      const line = field.querySelector(":scope > .field-warning");
      if (!line || field.contains(document.activeElement)) continue;
      const words = warnings[field.dataset.field] ?? "";
      showLine(line, words);
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
  showLine(line, words);
  for (const control of field.querySelectorAll(".form-control, .form-select")) {
    if (words) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}

// Words that go leave their space behind, so that the button below stays where it was; they are
// read out no more, since no field finds them by their id.
function showLine(line, words) {
  const gone = !words && !line.hidden;
  line.dataset.name ??= line.id;
  if (gone) line.removeAttribute("id");
  else line.id = line.dataset.name;
  line.classList.toggle("words-gone", gone);
  if (!words) return;
  line.hidden = false;
  line.querySelector("span").textContent = words;
}
