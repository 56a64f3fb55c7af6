// Helps inside one field: characters left, text in an old font or with a letter that only looks like the Vietnamese one, the two texts of a conflict.
import { changed } from "../layout/wire.js";

export function startFields() {
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-max]")) count(event.target);
  });
  for (const area of document.querySelectorAll("textarea[data-max]")) count(area);
  document.addEventListener("click", convert);
  document.addEventListener("click", undo);
  document.addEventListener("click", chooseText);
  showChoices(document);
}

export function showChoices(root) {
  for (const each of root.querySelectorAll("[data-keep-mine], [data-take], [data-merge], [data-keep]")) each.hidden = false;
}

export function count(area) {
  const line = document.getElementById(`${area.id}-count`);
  if (!line) return;
  const left = Number(area.dataset.max) - [...area.value].length;
  line.textContent = (left < 0 ? line.dataset.over : line.dataset.words).replace("{n}", number(Math.abs(left)));
  line.classList.toggle("over", left < 0);
}

function number(value) {
  return new Intl.NumberFormat(document.documentElement.lang === "en" ? "en" : "de").format(value);
}

export function offerConversion(form, offers) {
  for (const panel of form.querySelectorAll("[data-legacy]")) {
    const offer = offers[panel.dataset.legacy];
    const control = form.elements[panel.dataset.legacy];
    if (panel.dataset.kept && panel.dataset.kept === control?.value) continue;
    panel.hidden = !offer;
    if (!offer) continue;
    for (const words of panel.querySelectorAll("[data-legacy-of]"))
      words.hidden = (words.dataset.legacyOf === "letter") !== !offer.font;
    panel.querySelector("[data-legacy-font]").textContent = offer.font;
    panel.querySelector("[data-legacy-text]").textContent = offer.converted;
    panel.querySelector("[data-keep]").hidden = false;
  }
}

function convert(event) {
  const button = event.target.closest("[data-convert], [data-keep]");
  if (!button) return;
  event.preventDefault();
  const panel = button.closest("[data-legacy]");
  const control = button.form.elements[panel.dataset.legacy];
  if (button.matches("[data-convert]")) {
    keepForUndo(panel, control.value);
    control.value = panel.querySelector("[data-legacy-text]").textContent;
    if (control.dataset.max) count(control);
    changed(button.form);
  }
  panel.dataset.kept = control.value;
  panel.hidden = true;
  control.focus();
}

function keepForUndo(panel, before) {
  const offer = panel.parentElement.querySelector(":scope > [data-undo]");
  if (!offer) return;
  offer.hidden = false;
  offer.dataset.before = before;
}

function undo(event) {
  const button = event.target.closest("[data-undo-do]");
  if (!button) return;
  const offer = button.closest("[data-undo]");
  const control = button.form.elements[offer.dataset.undo];
  control.value = offer.dataset.before;
  offer.parentElement.querySelector("[data-legacy]").dataset.kept = control.value;
  offer.hidden = true;
  if (control.dataset.max) count(control);
  changed(button.form);
  control.focus();
}

// Of two texts of one field: mine stays, theirs comes into the field as the server drew it, or both are joined.
function chooseText(event) {
  const button = event.target.closest("[data-keep-mine], [data-take], [data-merge]");
  if (!button) return;
  const choice = button.closest("[data-conflict]");
  const name = choice.dataset.conflict;
  const theirs = choice.querySelector("template[data-theirs]").content;
  let field = document.querySelector(`#fill [data-field="${CSS.escape(name)}"]`);
  if (button.matches("[data-take]")) field = replace(field, theirs);
  else if (button.matches("[data-merge]")) join(controlOf(field), button.dataset.merge, controlOf(theirs).value);
  choice.hidden = true;
  document.dispatchEvent(new CustomEvent("ctcl:chosen", { detail: name }));
  controlOf(field)?.focus();
  const panel = document.getElementById("conflict");
  if (!panel.querySelector("[data-conflict]:not([hidden])")) panel.hidden = true;
}

function controlOf(root) {
  return root.querySelector("input:not([type=hidden]), textarea, select");
}

function replace(field, theirs) {
  const fresh = theirs.cloneNode(true).querySelector("[data-field]");
  field.replaceWith(fresh);
  for (const button of fresh.querySelectorAll("[data-calendar], [data-row-paste]")) button.hidden = false;
  for (const area of fresh.querySelectorAll("textarea[data-max]")) count(area);
  return fresh;
}

function join(control, between, theirs) {
  control.value = [control.value, theirs].filter(Boolean).join(between);
  if (control.dataset.max) count(control);
}
