// Writes what 5 whys and fishbone say into the field they help with, without leaving the page.
import { announce, changed, post, posted } from "../layout/wire.js";

export function startAids() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-write-aids]");
    if (!button) return;
    event.preventDefault();
    const { form } = button;
    const target = document.getElementById(button.closest("[data-aids]").dataset.aids);
    const answer = await post(form.action, posted(form, { [button.name]: button.value })).catch(() => null);
    // Without an answer the browser posts the form itself; the page comes back with all that was typed.
    if (!answer?.ok) return form.requestSubmit(button);
    const { text } = await answer.json();
    target.value = text;
    changed(form);
    announce(text);
    target.focus();
  });
}
