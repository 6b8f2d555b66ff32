// The planner's desk: start its parts, and follow what other windows do.
import { ask, author, desk, mayWrite, page, say, text } from "./connection.js";
import { justDragged, startDragging } from "./dragging.js";
import { startKeeping } from "./keeping.js";
import { startKeyboard } from "./keyboard.js";
import { showDay, startLooking } from "./looking.js";
import { startMachine } from "./machine.js";
import { carryOut, elementOf, place, putBack, take, taken } from "./moving.js";
import { replaceParts } from "./parts.js";

document.querySelectorAll(".scripted").forEach(part => { part.hidden = false; });

async function reload() {
  const answer = await ask("/parts");
  if (answer) { putBack(false); replaceParts(answer); }
}

async function step(path, sentence) {
  const answer = await ask(path, { revision: page.revision, author: author() });
  if (answer) { putBack(false); replaceParts(answer); say(text(sentence)); }
}
const undo = () => step("/undo", "js.undone");
const redo = () => step("/redo", "js.redone");

const ACTIONS = {
  move: () => take(taken.id, true),
  take_out: () => carryOut({ op: "take_out", session: taken.id }),
  pin: button => carryOut({ op: "pin", session: taken.id, what: button.dataset.what, on: button.dataset.on === "yes" }),
  close: () => putBack(),
  leave: button => carryOut({ op: "leave", request: button.dataset.request }),
  swap: () => carryOut({ op: "swap", one: taken.id, other: document.querySelector("[data-pick=swap]").value }),
  join: () => carryOut({ op: "join", request: taken.id, session: document.querySelector("[data-pick=join]").value }),
  earlier: button => {
    const requests = JSON.parse(button.closest("[data-segments]").dataset.segments);
    const index = Number(button.dataset.index);
    [requests[index - 1], requests[index]] = [requests[index], requests[index - 1]];
    return carryOut({ op: "order_segments", session: taken.id, requests });
  },
};

document.addEventListener("click", event => {
  const acting = event.target.closest("[data-do]");
  if (acting) { ACTIONS[acting.dataset.do](acting); return; }
  const goto = event.target.closest("[data-goto]");
  const chosen = goto ? elementOf(goto.dataset.goto) : event.target.closest(".s > a, .cards a");
  if (chosen) {
    event.preventDefault();
    if (event.timeStamp - justDragged.at < 100) return;
    const day = chosen.closest(".day");
    if (goto && day) showDay(day.id.replace("day-", ""));
    if (goto) chosen.focus();
    take(chosen.dataset.id);
    return;
  }
  const mark = event.target.closest(".mark, .places button");
  if (mark && event.timeStamp - justDragged.at >= 100) place(mark.mark);
});

document.addEventListener("changed-elsewhere", async event => { await reload(); say(event.detail); });
document.getElementById("undo")?.addEventListener("click", undo);
document.getElementById("redo")?.addEventListener("click", redo);
startLooking();
startKeyboard(undo, redo);
startDragging();
startKeeping(reload);
startMachine(reload);

const selected = new URLSearchParams(location.search).get("session");
if (selected) take(selected);

const events = new EventSource(`${desk.dataset.base}/events?since=${page.revision}`);
events.addEventListener("revision", async event => {
  await page.posting;
  if (JSON.parse(event.data).revision <= page.revision) return;
  await reload();
  say(text("js.others"));
});
events.addEventListener("error", () => { page.lost = true; say(text("js.lost")); });
events.addEventListener("open", () => { if (page.lost) { page.lost = false; say(text("js.back")); reload(); } });
addEventListener("pagehide", () => events.close());
