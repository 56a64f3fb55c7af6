// The bar over a list of records: how many are ticked, and the file that is made of them.
import { showBundle } from "./bundle.js";
import { announce, post, posted } from "../layout/wire.js";

const PICKS = 'input[name="pick"][form="bulk"]';

export function startBulk() {
  const bar = document.querySelector("[data-bulk]");
  if (bar) new Bulk(bar).start();
}

class Bulk {
  constructor(bar) {
    this.bar = bar;
    this.form = bar.querySelector("[data-bulk-form]");
    this.place = bar.querySelector("[data-bulk-place]");
    this.none = bar.querySelector("[data-bulk-none]");
    this.all = bar.querySelector("[data-bulk-all]");
  }

  start() {
    document.addEventListener("change", (event) => {
      if (event.target.matches?.(PICKS)) this.tell();
      if (event.target.matches?.("[data-bulk-every]")) this.tick(event.target.checked);
    });
    // Filtering draws the rows anew, nothing ticked.
    for (const name of ["htmx:after:swap", "htmx:afterSwap"]) document.addEventListener(name, () => this.tell());
    // The button that was pressed goes away: the focus moves to what can be done next.
    this.none.addEventListener("click", () => this.tick(false, () => this.boxes()[0]));
    this.all.addEventListener("click", () => this.tick(true, () => this.none));
    this.form.addEventListener("submit", (event) => this.ask(event));
    this.tell();
  }

  boxes() {
    return [...document.querySelectorAll(PICKS)];
  }

  tick(chosen, next) {
    for (const box of this.boxes()) box.checked = chosen;
    this.tell();
    announce(this.form.querySelector("[data-bulk-words]").textContent);
    next?.()?.focus();
  }

  tell() {
    const boxes = this.boxes();
    const n = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.closest("tr").classList.toggle("chosen", box.checked);
    for (const each of this.form.querySelectorAll("[data-bulk-words]")) {
      each.textContent = each.dataset.bulkWords.replace("{n}", String(n));
    }
    const every = document.querySelector("[data-bulk-every]");
    if (every) {
      every.hidden = false;
      every.checked = n > 0 && n === boxes.length;
      every.indeterminate = n > 0 && n < boxes.length;
    }
    this.none.hidden = n === 0;
    this.all.hidden = n === boxes.length;
    this.form.hidden = n === 0;
    this.bar.hidden = n === 0 && !this.place.children.length;
  }

  async ask(event) {
    event.preventDefault();
    if (this.asking) return;
    this.asking = true;
    const body = posted(this.form, { kind: event.submitter?.value ?? "pdf" });
    try {
      const answer = await post(this.form.action, body);
      const told = await answer.json();
      if (answer.ok) showBundle(this.place, told);
      else this.refuse(told.message);
    } catch {
      this.refuse(this.form.dataset.trouble);
    } finally {
      this.asking = false;
    }
  }

  refuse(words) {
    const note = document.createElement("p");
    note.className = "note note-red";
    note.textContent = words;
    this.place.replaceChildren(note);
    announce(words);
  }
}
