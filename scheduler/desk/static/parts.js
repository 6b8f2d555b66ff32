// Replace the parts of the page that an edit changed, and keep the focus and the scrolled place.
import { page } from "./connection.js";

export function replaceParts(answer) {
  page.revision = answer.revision;
  const focused = document.activeElement?.dataset?.id;
  const scrolled = [...document.querySelectorAll("#grids .scroll")].map(one => one.scrollLeft);
  for (const part of ["grids", "panel", "waiting"]) document.getElementById(part).innerHTML = answer[part];
  document.querySelectorAll("#grids .scroll").forEach((one, number) => { one.scrollLeft = scrolled[number] ?? 0; });
  for (const [id, able] of [["undo", answer.can_undo], ["redo", answer.can_redo]]) {
    const button = document.getElementById(id);
    if (button) button.disabled = !able;
  }
  document.dispatchEvent(new Event("parts-replaced"));
  if (focused) document.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
}
