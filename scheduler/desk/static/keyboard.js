// The grid by keyboard: one session has the focus, arrows go to the nearest session or place in that direction.
import { mayWrite } from "./connection.js";
import { place, putBack, take, taken } from "./moving.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function rove() {
  for (const day of document.querySelectorAll(".day")) {
    day.querySelectorAll(".s > a").forEach((one, number) => { one.tabIndex = number ? -1 : 0; });
  }
}

// The nearest element whose centre is in the direction; distance across counts double.
function nearest(from, candidates, [across, down]) {
  const box = from.getBoundingClientRect();
  let best = null;
  let least = Infinity;
  for (const one of candidates) {
    const other = one.getBoundingClientRect();
    if (one === from || !other.width) continue;
    const x = other.left + other.width / 2 - box.left - box.width / 2;
    const y = other.top + Math.min(other.height, 20) / 2 - box.top - Math.min(box.height, 20) / 2;
    const ahead = across * x + down * y;
    const aside = Math.abs(across ? y : x);
    if (ahead < 4) continue;
    const distance = ahead + 2 * aside;
    if (distance < least) { least = distance; best = one; }
  }
  return best;
}

export function startKeyboard(undo, redo) {
  rove();
  document.addEventListener("parts-replaced", rove);
  document.getElementById("grids").addEventListener("focusin", event => {
    const one = event.target.closest(".s > a");
    if (!one) return;
    one.closest(".day").querySelectorAll(".s > a").forEach(other => { other.tabIndex = other === one ? 0 : -1; });
  });
  document.addEventListener("keydown", event => {
    const inField = event.target.closest("input, select, textarea");
    const mark = event.target.closest(".mark");
    const session = event.target.closest(".s > a");
    if (event.key === "Escape" && taken.id) { event.preventDefault(); putBack(); return; }
    if ((event.ctrlKey || event.metaKey) && !inField && mayWrite) {
      if (event.key.toLowerCase() === "z") { event.preventDefault(); (event.shiftKey ? redo : undo)(); }
      if (event.key.toLowerCase() === "y") { event.preventDefault(); redo(); }
      return;
    }
    if (event.key in ARROWS && (mark || session)) {
      event.preventDefault();
      const day = event.target.closest(".day");
      const marks = [...day.querySelectorAll(".mark")];
      const candidates = taken.element && marks.length && (mark || session.getAttribute("aria-pressed")) ? marks : [...day.querySelectorAll(".s > a")];
      nearest(event.target.closest(".mark, .s > a"), candidates, ARROWS[event.key])?.focus();
      return;
    }
    if (event.key === "Enter" && mark) { event.preventDefault(); place(mark.mark); return; }
    if ((event.key === " " || event.key === "Enter") && session) { event.preventDefault(); take(session.dataset.id); return; }
    if (event.key.toLowerCase() === "m" && !inField && session) { event.preventDefault(); take(session.dataset.id, true); }
  });
}
