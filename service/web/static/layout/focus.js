// Puts the focus where the reader needs it after a page change, and guards buttons against a second click.
export function startFocus() {
  afterPageChange();
  menus();
  once();
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  document.addEventListener("htmx:after:swap", announceResults);
  document.addEventListener("htmx:afterSwap", announceResults);
}

function afterPageChange() {
  const errors = document.getElementById("error-summary");
  const conflict = document.getElementById("conflict");
  if (errors) errors.focus();
  else if (conflict) conflict.focus();
  else if (location.hash) document.getElementById(location.hash.slice(1))?.focus();
  else if (document.referrer.startsWith(location.origin)) {
    document.querySelector("h1")?.focus({ preventScroll: true });
  }
  errors?.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "center" });
  });
}

function menus() {
  const open = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

function once() {
  for (const form of document.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (["row", "aids", "convert"].includes(event.submitter?.name)) return;
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
      working(form, true);
      setTimeout(() => delete form.dataset.sent, 8000);
    });
  }
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once]")) {
      delete form.dataset.sent;
      working(form, false);
    }
  });
}

function working(form, begun) {
  const told = form.querySelector("[data-working-told]");
  if (!told) return;
  const words = told.querySelector("[data-words]");
  told.hidden = !begun;
  words.textContent = begun ? words.dataset.words : "";
}

function announceResults() {
  const words = document.querySelector("[data-announce]")?.textContent;
  const announcer = document.getElementById("announcer");
  if (words && announcer) announcer.textContent = words;
}
