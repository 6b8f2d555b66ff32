// Requests to the server, and messages in the language of the page.
export const desk = document.getElementById("desk");
export const mayWrite = desk.dataset.mayWrite === "yes";
const texts = JSON.parse(desk.dataset.messages);
const statusLine = document.getElementById("status");
export const page = { revision: Number(desk.dataset.revision), lost: false, posting: Promise.resolve() };

export function text(key, fields = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));
}

export function say(sentence) { statusLine.textContent = sentence; }

// The answer as an object; null after a refusal or a lost connection, which is said.
// Posts go one after another; `page.posting` ends with the last.
export function ask(path, body) {
  if (body === undefined) return request(path);
  page.posting = page.posting.then(() => request(path, body));
  return page.posting;
}

async function request(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let answer;
  try { answer = await fetch(desk.dataset.base + path, options); } catch { say(text("js.lost")); return null; }
  const content = await answer.text();
  let data;
  try { data = JSON.parse(content); } catch { data = { sentence: content }; }
  // The own edit is known before its event comes.
  if (answer.ok && body && data.revision) page.revision = data.revision;
  if (answer.ok) return data;
  say(data.sentence);
  if (answer.status === 409) document.dispatchEvent(new CustomEvent("changed-elsewhere", { detail: data.sentence }));
  return null;
}

export function author() {
  const field = document.querySelector("#save [name=author]");
  return field ? field.value : "";
}
