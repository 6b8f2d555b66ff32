// Versions: save, list, compare with one, and go back to one.
import { ask, author, page, say, text } from "./connection.js";

const list = document.getElementById("versions");

export async function loadVersions() {
  const answer = await ask("/versions");
  if (answer) list.innerHTML = answer.html;
}

export function startKeeping(reload) {
  const form = document.getElementById("save");
  form?.addEventListener("submit", async event => {
    event.preventDefault();
    const answer = await ask("/versions", Object.fromEntries(new FormData(form)));
    if (!answer) return;
    page.revision = answer.revision;
    await reload();
    await loadVersions();
    say(text(answer.is_new ? "js.saved" : "js.already", { number: answer.number }));
  });
  list.addEventListener("click", async event => {
    const { compare, restore } = event.target.dataset;
    if (compare) {
      const answer = await ask(`/versions/${compare}/changes`);
      const found = event.target.closest("li").querySelector(".found");
      if (!answer) return;
      const sentences = answer.sentences.length ? answer.sentences : [text("js.no_difference")];
      found.replaceChildren(...sentences.map(sentence => Object.assign(document.createElement("li"), { textContent: sentence, dir: "auto" })));
      found.hidden = false;
    }
    if (restore && await ask(`/versions/${restore}/restore`, { revision: page.revision, author: author() })) { await reload(); say(text("js.done")); }
  });
  loadVersions();
}
