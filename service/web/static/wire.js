// Talks to the server: a form as the browser would post it, the CSRF token, the polite announcer.
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}

export function posted(form, extra = {}) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value);
  }
  for (const [name, value] of Object.entries(extra)) {
    for (const each of [value].flat()) body.append(name, each);
  }
  return body;
}

export function post(address, body, options = {}) {
  const headers = { Accept: "application/json", "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch" };
  return fetch(address, { method: "POST", body, headers, credentials: "same-origin", ...options });
}

export function announce(words) {
  const announcer = document.getElementById("announcer");
  if (announcer) announcer.textContent = words;
}

export function changed(form) {
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
