// Searches and questions of the machine: start, watch, stop, take a proposal or throw it away.
import { ask, author, say, text } from "./connection.js";

const list = document.getElementById("jobs");
const POLL = 1000;
let timer = 0;

export async function watchJobs() {
  clearTimeout(timer);
  const answer = await ask("/jobs");
  if (!answer) return;
  // While somebody chooses groups of a proposal, it is not drawn anew.
  if (!list.contains(document.activeElement) || !answer.running) list.innerHTML = answer.html;
  if (answer.running) timer = setTimeout(watchJobs, POLL);
}

async function end(button, reload) {
  const { ending: what, number } = button.dataset;
  const boxes = [...button.closest("li").querySelectorAll("[data-group]")];
  const chosen = boxes.filter(box => box.checked).map(box => Number(box.dataset.group));
  const groups = chosen.length === boxes.length ? null : chosen;
  const answer = await ask(`/jobs/${number}/${what}`, what === "take" ? { groups, author: author() } : {});
  button.blur();
  if (answer && what === "take") { await reload(); say(text("js.done")); }
  await watchJobs();
  document.getElementById("machine").querySelector("button")?.focus();
}

export function startMachine(reload) {
  document.addEventListener("click", async event => {
    const starting = event.target.closest("[data-job]");
    if (starting) {
      const seconds = Number(document.getElementById("job-seconds").value);
      if (await ask("/jobs", { kind: starting.dataset.job, subject: starting.dataset.subject ?? "", seconds })) {
        list.scrollIntoView({ block: "nearest" });
        await watchJobs();
      }
    }
    const ending = event.target.closest("[data-ending]");
    if (ending) await end(ending, reload);
  });
  watchJobs();
}
