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

export async function post(address, body, options = {}) {
  const used = csrfToken();
  const answer = await send(address, body, options);
  // After signing in again in another tab this page's token is stale: take the new one, once.
  if (answer.status !== 400) return answer;
  if (used === csrfToken()) await renewToken();
  if (used === csrfToken()) return answer;
  body.set("csrf_token", csrfToken());
  return send(address, body, options);
}

function send(address, body, options) {
  const headers = { Accept: "application/json", "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch" };
  // Whose page this is: after somebody else signed in, nothing typed here is taken for theirs.
  const pageOf = document.querySelector('meta[name="page-of"]')?.content;
  if (pageOf) headers["X-Page-Of"] = pageOf;
  return fetch(address, { method: "POST", body, headers, credentials: "same-origin", ...options });
}

async function renewToken() {
  const page = await fetch(location.href, { credentials: "same-origin" });
  const read = new DOMParser().parseFromString(await page.text(), "text/html");
  const fresh = read.querySelector('meta[name="csrf-token"]')?.content;
  if (!fresh) return;
  document.querySelector('meta[name="csrf-token"]').content = fresh;
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = fresh;
}

export function announce(words) {
  const announcer = document.getElementById("announcer");
  if (announcer) announcer.textContent = words;
}

export function changed(form) {
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
