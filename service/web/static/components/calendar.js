// A calendar as a help beside dd/mm/yyyy fields; arrows move by day and week, Page Up and Down by month.
let box = null;
let button = null;
let shown = null;

export function startCalendar() {
  for (const each of document.querySelectorAll("[data-calendar]")) each.hidden = false;
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-calendar]");
    if (opener) return opener === button && box ? close(true) : open(opener);
    if (box && !box.contains(event.target)) close(false);
  });
}

function words() {
  return document.getElementById("calendar-words").dataset;
}

function control() {
  return document.getElementById(button.dataset.calendar);
}

function chosen() {
  const found = control().value.match(/(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/);
  if (!found) return null;
  // A day too many, such as 31/06, opens its month at the last day.
  const last = new Date(Number(found[3]), Number(found[2]), 0).getDate();
  return new Date(Number(found[3]), Number(found[2]) - 1, Math.min(Number(found[1]), last));
}

function open(opener) {
  close(false);
  button = opener;
  box = document.createElement("div");
  box.className = "calendar";
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", words().title);
  box.addEventListener("keydown", keys);
  opener.closest(".with-button").after(box);
  opener.setAttribute("aria-expanded", "true");
  show(chosen() ?? new Date());
}

function close(back) {
  if (!box) return;
  box.remove();
  box = null;
  button.setAttribute("aria-expanded", "false");
  if (back) button.focus();
}

function show(day) {
  shown = day;
  const { month, days, before, after } = words();
  const title = month.replace("{m}", day.getMonth() + 1).replace("{y}", day.getFullYear());
  const head = make("div", "calendar-head");
  head.append(step("‹", before, -1), make("span", "", title), step("›", after, 1));
  const grid = document.createElement("table");
  const first = document.createElement("tr");
  for (const name of days.split(" ")) first.append(make("th", "", name));
  grid.append(first, ...weeks(day));
  box.replaceChildren(head, grid);
  box.querySelector("[tabindex='0']").focus();
}

function step(sign, label, by) {
  const each = make("button", "btn btn-row btn-square", sign);
  each.type = "button";
  each.setAttribute("aria-label", label);
  each.addEventListener("click", () => show(sameDay(shown, by)));
  return each;
}

function sameDay(day, by) {
  const last = new Date(day.getFullYear(), day.getMonth() + by + 1, 0).getDate();
  return new Date(day.getFullYear(), day.getMonth() + by, Math.min(day.getDate(), last));
}

function weeks(day) {
  const start = new Date(day.getFullYear(), day.getMonth(), 1);
  start.setDate(1 - ((start.getDay() + 6) % 7));
  const rows = [];
  while (rows.length < 6 && (start.getMonth() === day.getMonth() || rows.length === 0)) {
    const row = document.createElement("tr");
    for (let at = 0; at < 7; at += 1) {
      const cell = document.createElement("td");
      if (start.getMonth() === day.getMonth()) cell.append(dayButton(new Date(start), day));
      row.append(cell);
      start.setDate(start.getDate() + 1);
    }
    rows.push(row);
  }
  return rows;
}

function dayButton(day, current) {
  const each = make("button", "", String(day.getDate()));
  each.type = "button";
  each.tabIndex = same(day, current) ? 0 : -1;
  each.setAttribute("aria-label", written(day));
  if (same(day, new Date())) each.setAttribute("aria-current", "date");
  each.setAttribute("aria-pressed", String(same(day, chosen())));
  each.addEventListener("click", () => take(day));
  return each;
}

function same(one, other) {
  return Boolean(other) && one.toDateString() === other.toDateString();
}

function written(day) {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}`;
}

function take(day) {
  const field = control();
  const hour = field.dataset.date === "moment" ? `${field.value.match(/^\s*(\d{1,2}:\d{2})/)?.[1] ?? "08:00"} ` : "";
  field.value = hour + written(day);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  close(false);
  field.focus();
}

function keys(event) {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
  if (event.key === "Escape") close(true);
  else if (event.key === "PageUp") show(sameDay(shown, -1));
  else if (event.key === "PageDown") show(sameDay(shown, 1));
  else if (by && event.target.closest("td")) show(new Date(shown.getFullYear(), shown.getMonth(), shown.getDate() + by));
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function make(name, look, text = "") {
  const element = document.createElement(name);
  if (look) element.className = look;
  element.textContent = text;
  return element;
}
