// Take a session, by mouse, touch or keyboard; place it, swap it, or put it back.
import { ask, author, mayWrite, page, say, text } from "./connection.js";
import { clearMarks, drawMarks, listMarks, outlineClashes, placeName } from "./marks.js";
import { replaceParts } from "./parts.js";

const details = document.getElementById("details");
const question = document.getElementById("ask");
export const taken = { id: "", placed: false, element: null, marks: [] };

export const elementOf = id => document.querySelector(`.s > a[data-id="${CSS.escape(id)}"]`) ?? document.querySelector(`.cards a[data-id="${CSS.escape(id)}"]`);

export async function take(id, focusList = false) {
  putBack(false);
  const element = elementOf(id);
  Object.assign(taken, { id, element, placed: Boolean(element?.closest(".s")), marks: [] });
  element?.setAttribute("aria-pressed", "true");
  const found = await ask(`/details?session=${encodeURIComponent(id)}`);
  if (!found || taken.id !== id) return;
  details.innerHTML = found.html;
  details.closest("aside").scrollTop = 0;
  details.querySelectorAll(".scripted").forEach(part => { part.hidden = false; });
  if (!mayWrite || element?.dataset.wish === "join") { if (focusList) details.focus(); return; }
  say(text("js.marking"));
  const answer = await ask(`/marks?session=${encodeURIComponent(id)}`);
  if (!answer || taken.id !== id) return;
  taken.marks = answer.marks;
  drawMarks(answer.marks, minutesOf(element));
  outlineClashes(answer.marks);
  const first = listMarks(answer.marks, document.getElementById("places"));
  const count = kind => answer.marks.filter(mark => mark.kind === kind && !mark.here).length;
  const title = element?.querySelector("b")?.textContent ?? id;
  say(text("js.taken", { title, free: count("free"), possible: count("possible"), forbidden: count("forbidden") }));
  if (focusList) first?.focus();
}

function minutesOf(element) {
  if (element?.dataset.end) return element.dataset.end - element.dataset.start;
  return Number(element?.textContent.match(/(\d+) min/)?.[1] ?? 60);
}

export function putBack(aloud = true) {
  const before = taken.element;
  before?.removeAttribute("aria-pressed");
  clearMarks();
  question.hidden = true;
  document.getElementById("places")?.replaceChildren();
  Object.assign(taken, { id: "", element: null, marks: [] });
  if (aloud && before) { say(text("js.put_back")); before.focus(); }
}

// Place the session that is taken; a place that breaks a rule is asked about first.
export function place(mark) {
  if (mark.kind === "forbidden") { askAnyway(mark); return; }
  return carryOutPlace(mark);
}

function carryOutPlace(mark) {
  const { day, start, room } = mark;
  const edit = taken.placed ? { op: "move", session: taken.id, day, start, room } : { op: "put_back", name: taken.id, day, start, room };
  return carryOut(edit, text("js.moved", { place: placeName(mark) }));
}

function askAnyway(mark) {
  const sentence = document.createElement("p");
  sentence.textContent = text("js.forbidden", { words: mark.words });
  const buttons = [["js.cancel", () => { question.hidden = true; taken.element?.focus(); }], ["js.anyway", () => carryOutPlace(mark)]].map(([key, act]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text(key);
    button.addEventListener("click", act);
    return button;
  });
  question.replaceChildren(sentence, ...buttons);
  question.hidden = false;
  question.scrollIntoView({ block: "nearest" });
  say(sentence.textContent);
  buttons[0].focus();
}

export async function carryOut(edit, sentence = text("js.done")) {
  const id = taken.id;
  const answer = await ask("/edits", { revision: page.revision, edit, author: author() });
  if (!answer) return;
  putBack(false);
  replaceParts(answer);
  say(sentence);
  const element = elementOf(id);
  const day = element?.closest(".day");
  if (day) document.dispatchEvent(new CustomEvent("show-day", { detail: day.id.replace("day-", "") }));
  if (id) await showDetails(id);
  (element ?? details).focus();
}

async function showDetails(id) {
  const found = await ask(`/details?session=${encodeURIComponent(id)}`);
  if (!found) return;
  details.innerHTML = found.html;
  taken.id = id;
  taken.element = elementOf(id);
  taken.placed = Boolean(taken.element?.closest(".s"));
}
