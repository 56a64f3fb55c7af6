// Rows of a list: add, duplicate, move, delete, and paste a block copied from Excel.
import { count } from "./fields.js";
import { announce, changed } from "../layout/wire.js";

let fresh = 1000;

export function startRows() {
  document.addEventListener("click", clicked);
  document.addEventListener("paste", pasted);
  showPaste(document);
}

function showPaste(root) {
  for (const button of root.querySelectorAll("[data-row-paste]")) button.hidden = false;
}

function clicked(event) {
  const button = event.target.closest("[data-row-add], [data-row-deed], [data-row-paste], [data-paste-do], [data-paste-close]");
  if (!button) return;
  const list = button.closest("[data-rows]");
  const { form } = button;
  event.preventDefault();
  if (button.matches("[data-row-add]")) focusFirst(add(list));
  else if (button.matches("[data-row-deed]")) deed(list, button.closest("[data-row]"), button);
  else togglePaste(list, button);
  changed(form);
}

function rowsOf(list) {
  return [...list.querySelector("[data-row-list]").children];
}

function add(list, after = null) {
  const rows = rowsOf(list);
  if (rows.length >= Number(list.dataset.maxRows)) return null;
  const pattern = list.querySelector(":scope > template[data-row-pattern]");
  fresh += 1;
  const holder = document.createElement("template");
  holder.innerHTML = pattern.innerHTML.replaceAll(list.dataset.marker, String(fresh));
  const row = holder.content.firstElementChild;
  if (after) after.after(row);
  else list.querySelector("[data-row-list]").append(row);
  settle(list);
  showPaste(row);
  for (const button of row.querySelectorAll("[data-calendar]")) button.hidden = false;
  return row;
}

function deed(list, row, button) {
  const what = button.dataset.rowDeed;
  if (what === "up" && row.previousElementSibling) row.previousElementSibling.before(row);
  else if (what === "down" && row.nextElementSibling) row.nextElementSibling.after(row);
  else if (what === "copy") focusFirst(copy(list, row));
  else if (what === "delete") remove(list, row);
  if (what === "up" || what === "down") button.focus();
  settle(list);
}

function remove(list, row) {
  const name = row.querySelector("[data-row-name]").textContent;
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  if (next) focusFirst(next);
  else list.querySelector(":scope > .buttons [data-row-add]").focus();
  announce(name);
}

function copy(list, row) {
  const twin = add(list, row);
  if (!twin) return null;
  for (const inner of row.querySelectorAll("[data-rows]")) {
    const own = matching(twin, "[data-rows]", [...row.querySelectorAll("[data-rows]")].indexOf(inner));
    while (rowsOf(own).length < rowsOf(inner).length && add(own)) continue;
  }
  const from = controls(row);
  controls(twin).forEach((control, at) => {
    if (control.type === "checkbox" || control.type === "radio") control.checked = from[at]?.checked ?? false;
    else control.value = from[at]?.value ?? "";
    if (control.matches("textarea[data-max]")) count(control);
  });
  return twin;
}

function matching(root, selector, at) {
  return root.querySelectorAll(selector)[at];
}

function controls(row) {
  return [...row.querySelectorAll("input:not([type=hidden]), textarea[name], select")];
}

function settle(list) {
  rowsOf(list).forEach((row, at) => {
    const own = [...row.querySelectorAll("[data-row-name]")].filter((each) => each.closest("[data-row]") === row);
    for (const each of own) each.textContent = `${list.dataset.rowLabel} ${at + 1}`;
  });
  const full = rowsOf(list).length >= Number(list.dataset.maxRows);
  list.querySelector(":scope > .buttons [data-row-add]").disabled = full;
}

function focusFirst(row) {
  row?.querySelector("input:not([type=hidden]), textarea, select")?.focus();
}

function togglePaste(list, button) {
  const panel = list.querySelector(":scope > [data-paste-panel]");
  const text = panel.querySelector("[data-paste-text]");
  const opener = list.querySelector(":scope > .buttons [data-row-paste]");
  if (button.matches("[data-paste-do]")) {
    spread(list, null, table(text.value));
    text.value = "";
  }
  panel.hidden = !button.matches("[data-row-paste]") || !panel.hidden;
  opener.setAttribute("aria-expanded", String(!panel.hidden));
  (panel.hidden ? opener : text).focus();
}

function table(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  return lines.map((line) => line.split("\t").map((cell) => cell.trim()));
}

function pasted(event) {
  const control = event.target;
  const row = control.closest?.("[data-row]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!row || control.matches("[data-paste-text]") || !text.includes("\t")) return;
  event.preventDefault();
  spread(row.closest("[data-rows]"), control, table(text));
  changed(control.form);
}

function cells(row) {
  return controls(row).filter((control) => control.closest("[data-row]") === row);
}

function spread(list, start, grid) {
  let row = start?.closest("[data-row]") ?? emptyLast(list) ?? add(list);
  const first = start ? cells(row).indexOf(start) : 0;
  let left = grid.length;
  for (const line of grid) {
    if (!row) break;
    line.forEach((value, at) => put(cells(row)[first + at], value));
    left -= 1;
    row = left ? (row.nextElementSibling ?? add(list)) : null;
  }
  settle(list);
}

function emptyLast(list) {
  const last = rowsOf(list).at(-1);
  return last && cells(last).every((control) => !control.value) ? last : null;
}

function put(control, value) {
  if (!control) return;
  if (control.tagName === "SELECT") {
    const wanted = value.toLowerCase();
    const found = [...control.options].find((o) => o.value.toLowerCase() === wanted || o.text.toLowerCase() === wanted);
    if (found) control.value = found.value;
  } else control.value = value;
  if (control.matches("textarea[data-max]")) count(control);
}
