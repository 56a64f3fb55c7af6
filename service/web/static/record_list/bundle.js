// A file being made: asks once a second how far it is, tells its beginning and its end, stops it when asked to.
import { announce, post, posted } from "../layout/wire.js";

const EVERY = 1000;
const LATER = 5000;

export function startBundles() {
  for (const section of document.querySelectorAll("[data-bundle]")) new Bundle(section).start();
}

// Puts what the server told into the place and follows it to its end.
export function showBundle(place, told) {
  place.innerHTML = told.html;
  const section = place.querySelector("[data-bundle]");
  if (section) new Bundle(section).start();
  announce(told.words);
}

class Bundle {
  constructor(section) {
    this.section = section;
    this.stop = section.querySelector("[data-bundle-stop]");
  }

  start() {
    this.stop.addEventListener("submit", (event) => this.end(event));
    this.later(EVERY);
  }

  later(pause) {
    this.timer = setTimeout(() => this.ask(), pause);
  }

  async ask() {
    if (!this.section.isConnected) return;
    try {
      const answer = await fetch(this.section.dataset.bundle, {
        credentials: "same-origin",
        headers: { Accept: "application/json" },
      });
      if (answer.ok) this.show(await answer.json());
      else if (answer.status >= 500) this.later(LATER);
      else this.say((await answer.json()).message);
    } catch {
      this.later(LATER);
    }
  }

  show(told) {
    if (told.over) {
      this.finish(told);
      return;
    }
    this.section.querySelector("progress").value = told.done;
    this.say(told.progress);
    this.later(EVERY);
  }

  say(words) {
    const place = this.section.querySelector("[data-bundle-progress]");
    if (place.textContent !== words) place.textContent = words;
  }

  // Only who stood on the stop button is moved: it is gone.
  finish(told) {
    const place = document.createElement("div");
    place.innerHTML = told.html;
    const end = place.querySelector("[data-bundle-end]");
    const here = this.section.contains(document.activeElement);
    this.section.replaceWith(end);
    if (here) end.focus();
    announce(told.words);
  }

  async end(event) {
    event.preventDefault();
    clearTimeout(this.timer);
    try {
      const answer = await post(this.stop.action, posted(this.stop));
      const told = await answer.json();
      if (answer.ok) this.show(told);
      else this.say(told.message);
    } catch {
      this.later(EVERY);
    }
  }
}
