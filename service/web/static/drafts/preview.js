// Draws the Word page beside the form: 350 ms after the last key; the old picture stays until the new one is there.
import { post, posted } from "../layout/wire.js";

const PAUSE = 350;

export function startPreview() {
  const panel = document.querySelector("[data-preview]");
  const form = document.getElementById("fill");
  if (panel) new Preview(panel, form).start();
}

class Preview {
  constructor(panel, form) {
    this.panel = panel;
    this.form = form;
    this.desk = panel.querySelector("[data-desk]");
    this.note = panel.querySelector("[data-preview-note]");
  }

  start() {
    this.form?.addEventListener("input", () => this.later(PAUSE));
    if (this.panel.hasAttribute("data-live")) this.draw();
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), pause);
  }

  async draw() {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    await this.ask();
    this.running = false;
    if (this.again) {
      this.again = false;
      this.draw();
    }
  }

  async ask() {
    const body = this.form ? posted(this.form) : new URLSearchParams();
    try {
      const answer = await post(this.panel.dataset.preview, body);
      const told = await answer.json();
      if (told.off) this.say("off", "");
      else if (answer.ok) await this.show(told);
      else if (answer.status >= 500) this.wait();
    } catch {
      this.wait();
    }
  }

  wait() {
    this.say("trouble", "");
    this.later(4000);
  }

  async show(told) {
    const pages = await Promise.all(told.pictures.map((picture) => this.page(picture)));
    const top = this.panel.scrollTop;
    this.desk.replaceChildren(...pages);
    this.panel.scrollTop = this.shown ? top : this.bandTop();
    this.shown = true;
    this.say("done", told.at);
  }

  bandTop() {
    const band = this.desk.querySelector(".band");
    if (!band) return 0;
    const far = band.getBoundingClientRect().top - this.panel.getBoundingClientRect().top;
    return far > this.panel.clientHeight * 0.8 ? far - 120 : 0;
  }

  async page(picture) {
    const sheet = document.createElement("div");
    sheet.className = "paper";
    sheet.innerHTML = picture.html;
    const image = sheet.querySelector("img");
    try {
      await image.decode();
    } catch {
      // A picture that cannot be decoded is shown as its words.
    }
    return sheet;
  }

  say(key, time) {
    if (this.note) this.note.textContent = this.note.dataset[key].replace("{t}", time);
  }
}
