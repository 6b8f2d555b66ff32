// Drag a session with the mouse or a pen: places are marked while it is carried, and the grid scrolls at its edges.
import { mayWrite, text } from "./connection.js";
import { carryOut, place, putBack, take, taken } from "./moving.js";

const FAR_ENOUGH = 6;
let drag = null;
export const justDragged = { at: 0 };

function targetAt(x, y) {
  const under = document.elementsFromPoint(x, y);
  return under.find(one => one.classList.contains("mark")) ?? under.map(one => one.closest(".s > a")).find(one => one && one !== taken.element) ?? null;
}

function begin(event) {
  const ghost = document.createElement("div");
  ghost.className = "ghost";
  ghost.textContent = drag.element.querySelector("b")?.textContent ?? "";
  document.body.append(ghost);
  document.body.classList.add("dragging");
  Object.assign(drag, { ghost, target: null });
  take(drag.element.dataset.id);
}

function scrollAtEdges(event) {
  if (event.clientY < 90) scrollBy(0, -14);
  if (event.clientY > innerHeight - 50) scrollBy(0, 14);
  const wide = document.querySelector(".day.shown .scroll") ?? document.querySelector(".day .scroll");
  const box = wide?.getBoundingClientRect();
  if (box && event.clientX < box.left + 40) wide.scrollLeft -= 14;
  if (box && event.clientX > box.right - 40) wide.scrollLeft += 14;
}

function end(event) {
  if (!drag) return;
  const { ghost, target, began } = drag;
  drag = null;
  document.body.classList.remove("dragging");
  ghost?.remove();
  if (!began) return;
  justDragged.at = event.timeStamp;
  target?.classList.remove("target");
  if (target?.mark) place(target.mark);
  else if (target && taken.placed && target.dataset.id) carryOut({ op: "swap", one: taken.id, other: target.dataset.id });
  else putBack();
}

export function startDragging() {
  if (!mayWrite) return;
  document.addEventListener("dragstart", event => { if (event.target.closest?.(".s > a, .cards a")) event.preventDefault(); });
  document.addEventListener("pointerdown", event => {
    const element = event.target.closest(".s > a, #waiting .cards a[data-wish=own]");
    if (!element || event.button !== 0 || event.pointerType === "touch") return;
    drag = { element, x: event.clientX, y: event.clientY, began: false };
  });
  document.addEventListener("pointermove", event => {
    if (!drag) return;
    if (!drag.began) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR_ENOUGH) return;
      drag.began = true;
      begin(event);
    }
    scrollAtEdges(event);
    const tab = document.elementFromPoint(event.clientX, event.clientY)?.closest(".tab");
    if (tab) document.dispatchEvent(new CustomEvent("show-day", { detail: tab.dataset.day }));
    const target = targetAt(event.clientX, event.clientY);
    if (target !== drag.target) {
      drag.target?.classList.remove("target");
      target?.classList.add("target");
      drag.target = target;
    }
    drag.ghost.style.left = `${event.clientX + 14}px`;
    drag.ghost.style.top = `${event.clientY + 14}px`;
    drag.ghost.textContent = target?.mark ? target.title : target ? `${text("d.do_swap")}: ${target.querySelector("b")?.textContent}` : drag.element.querySelector("b")?.textContent ?? "";
  });
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", () => { if (drag) { drag.ghost?.remove(); drag = null; document.body.classList.remove("dragging"); putBack(); } });
}
