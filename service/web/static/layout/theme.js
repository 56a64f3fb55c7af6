// Switches light and dark at once; the server keeps the choice in a cookie.
import { post, posted } from "./wire.js";

export function startTheme() {
  const form = document.querySelector("[data-theme-switch]");
  form?.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name !== "theme") return;
    event.preventDefault();
    choose(button.value);
    for (const each of form.querySelectorAll('button[name="theme"]')) {
      each.setAttribute("aria-pressed", String(each === button));
    }
    post(form.action, posted(form, { theme: button.value }), { keepalive: true });
  });
}

function choose(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
