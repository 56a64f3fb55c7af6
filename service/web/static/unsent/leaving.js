// Nothing typed is lost by leaving a page: links and buttons wait until it is saved, or say why not.
import { post } from "../layout/wire.js";

const STILL_HERE = "/still-here";
const keepers = [];
let passing = null;
let warned = null;
let busy = false;

export function guard(keeper) {
  if (!keepers.length) {
    // Before any other listener: what is held back here must not count as sent there.
    document.addEventListener("submit", submitted, true);
    document.addEventListener("click", followed);
    window.addEventListener("beforeunload", (event) => keepers.some((each) => each.unsaved) && event.preventDefault());
    window.addEventListener("pageshow", () => keepers.forEach((each) => (each.over = false)));
  }
  keepers.push(keeper);
}

async function submitted(event) {
  const { target: form, submitter } = event;
  if (passing === form || form.method === "dialog" || form.matches("[data-bulk-form]")) return;
  const own = keepers.find((each) => each.form === form);
  if (!own && !form.dataset.unsentDiscard && !keepers.some((each) => each.unsaved)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (busy) return;
  busy = true;
  try {
    if (await mayGo(form, submitter, own)) pass(form, submitter, own);
  } finally {
    busy = false;
  }
}

async function mayGo(form, button, own) {
  document.querySelector("[data-alert]")?.remove();
  await forget(form.dataset.unsentDiscard);
  const others = keepers.filter((each) => each !== own && each.unsaved);
  for (const each of others) {
    if (!(await each.save())) return again(form, each.trouble, button);
  }
  if (!own) return true;
  const trouble = own.unsaved && !(await own.save()) ? own.trouble : await whoIsHere();
  if (own.held?.size) document.getElementById("conflict")?.focus();
  else if (trouble) tell(trouble, button, form);
  return !trouble && !own.held?.size;
}

// What is about to be thrown away is not saved once more.
async function forget(address) {
  for (const each of keepers.filter((one) => address && one.form.dataset.unsent === address)) {
    each.over = true;
    await each.running;
  }
}

// The second press of what leads elsewhere leaves all the same; the browser asks once more.
function again(what, trouble, button) {
  if (warned === what) return true;
  warned = what;
  const { leave } = document.getElementById("sign-in-again").dataset;
  tell({ ...trouble, then: leave }, button, button?.form ?? null);
  return false;
}

function pass(form, button, own) {
  if (own) own.over = true;
  passing = form;
  form.requestSubmit(button);
  passing = null;
}

// The session may have ended since the last save, or another person may have signed in.
async function whoIsHere() {
  try {
    const answer = await post(STILL_HERE, new URLSearchParams());
    if (answer.ok) return null;
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    if (answer.status === 401 || answer.status === 403) return { words: told.message, signIn: true };
    return told.message ? { words: told.message } : { away: true };
  } catch {
    return { away: true };
  }
}

// Right below the pressed button, where the eye is; nothing above it moves.
function tell(trouble, button, form) {
  const { href, link, then, away } = document.getElementById("sign-in-again").dataset;
  const note = document.createElement("div");
  Object.assign(note, { className: "note note-amber leave-note", tabIndex: -1 });
  note.dataset.alert = "";
  note.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.textContent = trouble.away ? away : trouble.words;
  if (trouble.signIn) {
    const again = Object.assign(document.createElement("a"), { href, target: "_blank", textContent: link });
    words.append(" ", again, ". ", trouble.then ?? then);
  } else if (trouble.then) words.append(" ", trouble.then);
  note.append(words);
  // A button in the bar of a phone stands on no page: its form ends with the note.
  const stands = button && !button.closest(".phone-bar, .bar, .menu");
  if (stands) (button.closest(".buttons") ?? button).after(note);
  else (form?.closest("main") ? form : document.getElementById("fill") ?? keepers[0].form).append(note);
  note.focus({ preventScroll: true });
  note.scrollIntoView({ block: "center" });
}

// A link waits until what was typed is saved; if that fails, the second click leaves all the same.
async function followed(event) {
  const link = event.target.closest?.("a[href]");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  const waiting = keepers.filter((each) => each.unsaved);
  if (!link || !plain || !waiting.length || event.defaultPrevented) return;
  if (link.origin !== location.origin || link.getAttribute("href").startsWith("#") || link.closest("[data-alert], [data-saved]")) return;
  event.preventDefault();
  document.querySelector("[data-alert]")?.remove();
  for (const each of waiting) {
    if (await each.save()) continue;
    if (!again(link, each.trouble, link)) return;
  }
  if (link.target === "_blank") window.open(link.href, "_blank", "noopener");
  else location.assign(link.href);
}
