// The few shortcuts of the help page; none is needed to do anything.
export function startKeyboard() {
  const help = document.getElementById("keys");
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") search(event);
    else if ((event.ctrlKey || event.metaKey) && event.key === "Enter") next(event);
    else if (event.key === "?" && !writing(event.target)) open(help, event);
  });
  for (const link of document.querySelectorAll('[data-open="keys"]')) {
    link.addEventListener("click", (event) => open(help, event));
  }
}

function writing(element) {
  return element.closest("input, textarea, select, [contenteditable]");
}

function search(event) {
  const box = document.querySelector("[data-search]");
  if (!box?.offsetParent) return;
  event.preventDefault();
  box.focus();
  box.select();
}

function next(event) {
  const button = document.querySelector("#fill [data-next]");
  if (!button) return;
  event.preventDefault();
  button.form.requestSubmit(button);
}

function open(dialog, event) {
  if (!dialog?.showModal || dialog.open) return;
  event.preventDefault();
  dialog.showModal();
}
