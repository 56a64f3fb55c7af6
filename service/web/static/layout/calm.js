// Holds back what would move the page while somebody aims at a button or presses it: no click is lost.
const AIMED = 1000;
const AGAIN = 200;
let pressed = false;
let moved = 0;

export function startCalm() {
  const options = { capture: true, passive: true };
  document.addEventListener("pointerdown", () => (pressed = true), options);
  document.addEventListener("pointermove", () => (moved = performance.now()), options);
  for (const name of ["pointerup", "pointercancel", "dragend"]) {
    // The click comes right after the button is let go.
    document.addEventListener(name, () => setTimeout(() => (pressed = false), 0), options);
  }
}

export function whenCalm(draw) {
  if (pressed || isAiming()) setTimeout(() => whenCalm(draw), AGAIN);
  else draw();
}

function isAiming() {
  const lately = performance.now() - moved < AIMED && matchMedia("(hover: hover)").matches;
  return lately && document.querySelector("button:hover, a.btn:hover") !== null;
}
