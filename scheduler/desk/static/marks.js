// Marks of every place of the session that is taken: drawn in the grids, and listed best first.
import { text } from "./connection.js";

const SIGNS = { free: "✓", possible: "~", forbidden: "✕" };
export const clock = minute => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
export const placeName = mark => `${mark.day} ${clock(mark.start)}, ${mark.room}`;
const short = kind => text(kind === "forbidden" ? "js.forbidden_short" : `js.${kind}`);

export function clearMarks() {
  document.querySelectorAll(".mark").forEach(mark => mark.remove());
  document.querySelectorAll(".clash").forEach(one => one.classList.remove("clash"));
  document.body.classList.remove("taking");
}

export function drawMarks(marks, minutes) {
  clearMarks();
  document.body.classList.add("taking");
  for (const day of document.querySelectorAll(".day")) {
    const grid = day.querySelector(".grid");
    if (!grid) continue;
    const columns = new Map([...day.querySelectorAll(".room")].map((room, number) => [room.dataset.room, number]));
    const here = marks.filter(mark => mark.day === day.dataset.day && columns.has(mark.room)).sort((a, b) => a.start - b.start);
    const next = new Map();
    const heights = new Map();
    for (const mark of [...here].reverse()) {
      heights.set(mark, Math.min(minutes, (next.get(mark.room) ?? 1e9) - mark.start));
      if (next.get(mark.room) !== mark.start) next.set(mark.room, mark.start);
    }
    const drawn = document.createDocumentFragment();
    for (const mark of here) {
      if (mark.here) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.tabIndex = -1;
      button.className = `mark ${mark.kind}`;
      button.style.setProperty("--t", mark.start);
      button.style.setProperty("--h", Math.max(heights.get(mark), 12));
      button.style.setProperty("--c", columns.get(mark.room));
      button.textContent = `${SIGNS[mark.kind]} ${mark.kind === "forbidden" ? "" : short(mark.kind)}`;
      button.title = `${placeName(mark)} – ${short(mark.kind)}. ${mark.words}`;
      button.setAttribute("aria-label", button.title);
      button.mark = mark;
      drawn.append(button);
    }
    grid.append(drawn);
  }
}

export function listMarks(marks, into) {
  const heading = document.createElement("h4");
  heading.textContent = text("js.best");
  const list = document.createElement("ol");
  list.className = "places";
  for (const mark of marks.filter(one => !one.here).slice(0, 60)) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${SIGNS[mark.kind]} ${placeName(mark)} – ${mark.kind === "free" ? short(mark.kind) : mark.words}`;
    button.mark = mark;
    item.append(button);
    list.append(item);
  }
  into.replaceChildren(heading, list);
  return list.querySelector("button");
}

// What forbids the session's own place, or is concerned by its rules, is outlined in the grid.
export function outlineClashes(marks) {
  for (const mark of marks.filter(one => one.here)) {
    for (const rule of mark.broken) {
      for (const other of rule.others) {
        const found = document.querySelector(`.s > a[data-id="${CSS.escape(other)}"]`);
        if (found) { found.classList.add("clash"); found.title = rule.sentence; }
      }
    }
  }
}
