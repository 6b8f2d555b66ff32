// Uploads on the page of a meeting: choose a file or drop it; then the report is read anew.
const status = document.getElementById("upload-status");
document.querySelectorAll(".scripted").forEach(part => { part.hidden = false; });

async function upload(zone, file) {
  status.textContent = status.dataset.reading;
  try {
    const answer = await fetch(`${zone.dataset.url}?what=${zone.dataset.what}`, { method: "POST", body: file });
    if (answer.ok) { location.reload(); return; }
    const text = await answer.text();
    try { status.textContent = JSON.parse(text).sentence; } catch { status.textContent = text; }
  } catch { status.textContent = status.dataset.lost; }
}

for (const zone of document.querySelectorAll(".drop")) {
  const input = zone.querySelector("input");
  input.addEventListener("change", () => input.files[0] && upload(zone, input.files[0]));
  zone.addEventListener("dragover", event => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", event => {
    event.preventDefault();
    zone.classList.remove("over");
    const file = event.dataTransfer.files[0];
    if (file) upload(zone, file);
  });
}
// A file that misses its zone must not replace the page.
for (const name of ["dragover", "drop"]) addEventListener(name, event => event.preventDefault());

const running = document.querySelector('[data-running="yes"]');
if (running) {
  const timer = setInterval(async () => {
    const answer = await fetch(`${location.pathname}/solve`).catch(() => null);
    if (!answer || !answer.ok) return;
    const search = await answer.json();
    if (!search.running) { clearInterval(timer); location.reload(); }
  }, 1000);
}
