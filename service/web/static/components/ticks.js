// A list with boxes to tick: how many are chosen, and all or none of them at once.
import { announce } from "../layout/wire.js";

export function startTicks() {
  for (const form of document.querySelectorAll("form[data-ticking]")) {
    const boxes = [...form.querySelectorAll('input[name="pick"]:not(:disabled)')];
    if (!boxes.length) continue;
    const none = form.querySelector("[data-tick-none]");
    const told = [...form.querySelectorAll("[data-ticked]")].map((each) => [each, each.textContent]);
    const ticked = () => boxes.filter((box) => box.checked).length;
    const empty = form.querySelectorAll("input[name=pick]:checked").length === 0;
    const tell = () => {
      const n = ticked();
      for (const [each, before] of told) {
        each.textContent = n || !empty ? each.dataset.words.replace("{n}", String(n)) : before;
      }
      for (const box of boxes) box.closest("tr").classList.toggle("chosen", box.checked);
      none.hidden = n === 0;
    };
    const tickAll = (chosen) => {
      for (const box of boxes) box.checked = chosen;
      tell();
      announce(told[0][0].textContent);
    };
    form.addEventListener("change", (event) => {
      if (event.target.name === "pick") tell();
    });
    form.querySelector("[data-tick-all]").addEventListener("click", (event) => {
      event.preventDefault();
      tickAll(true);
    });
    none.addEventListener("click", () => tickAll(false));
    tell();
  }
}
