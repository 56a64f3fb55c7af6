// Tells, while a deadline is typed, what it becomes on a day off; the server tells it again when it is sent.
const FULL = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/;
const FARTHEST = 60;

export function startDaysOff() {
  if (!document.getElementById("days-off")) return;
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-deadline]")) tell(event.target);
  });
}

// On every key and not on leaving the field: the page must not move under a pointer on its way to a button.
function tell(control) {
  const note = document.getElementById(`${control.id}-warning`);
  if (!note) return;
  const words = becomes(control.value);
  note.hidden = !words;
  note.querySelector("span").textContent = words;
}

function becomes(typed) {
  const found = typed.match(FULL);
  if (!found) return "";
  const day = new Date(Number(found[3]), Number(found[2]) - 1, Number(found[1]));
  if (day.getMonth() !== Number(found[2]) - 1 || works(day)) return "";
  const next = new Date(day);
  for (let step = 0; step < FARTHEST && !works(next); step += 1) next.setDate(next.getDate() + 1);
  const first = named(day);
  const { words } = document.getElementById("days-off").dataset;
  return words.replace("{day}", first[0].toUpperCase() + first.slice(1)).replace("{next}", named(next));
}

function works(day) {
  const { off, worked } = document.getElementById("days-off").dataset;
  const weekend = day.getDay() === 0 || day.getDay() === 6;
  return weekend ? worked.split(" ").includes(iso(day)) : !off.split(" ").includes(iso(day));
}

function named(day) {
  const { names } = document.getElementById("days-off").dataset;
  return `${names.split("|")[(day.getDay() + 6) % 7]} ${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}`;
}

function iso(day) {
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function two(number) {
  return String(number).padStart(2, "0");
}
