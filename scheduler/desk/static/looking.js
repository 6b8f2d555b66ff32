// Look at the timetable: days, zoom, only coalitions, and following a coalition, a theme or a person.
import { say, text } from "./connection.js";

const grids = document.getElementById("grids");
const follow = document.getElementById("follow");
const span = document.getElementById("span");
const FIELDS = { coalition: "coalitions", theme: "themes", person: "people" };
let shownDay = "0";

export function showDay(number) {
  shownDay = String(number);
  grids.classList.toggle("one-day", span.value === "day");
  document.querySelectorAll(".day").forEach(day => day.classList.toggle("shown", day.id === `day-${shownDay}`));
  for (const tab of document.querySelectorAll(".tab")) {
    if (tab.dataset.day === shownDay) tab.setAttribute("aria-current", "true"); else tab.removeAttribute("aria-current");
  }
}

function followed() {
  const [kind, name] = follow.value.split(/:(.*)/s);
  grids.classList.toggle("following", Boolean(follow.value));
  let number = 0;
  for (const one of document.querySelectorAll(".s > a")) {
    const hit = Boolean(follow.value) && JSON.parse(one.dataset[FIELDS[kind]]).includes(name);
    one.parentElement.classList.toggle("hit", hit);
    number += hit;
  }
  if (follow.value) say(text("tt.followed", { name, number }));
}

function fillFollow() {
  const chosen = follow.value;
  for (const group of follow.querySelectorAll("optgroup")) {
    const names = new Set([...document.querySelectorAll(".s > a")].flatMap(one => JSON.parse(one.dataset[FIELDS[group.dataset.kind]])));
    group.replaceChildren(...[...names].sort((a, b) => a.localeCompare(b)).map(name => new Option(name, `${group.dataset.kind}:${name}`)));
  }
  follow.value = chosen;
}

export function startLooking() {
  document.querySelector(".days").addEventListener("click", event => {
    const tab = event.target.closest(".tab");
    if (!tab) return;
    event.preventDefault();
    showDay(tab.dataset.day);
    if (span.value !== "day") document.getElementById(`day-${tab.dataset.day}`).scrollIntoView();
  });
  document.addEventListener("show-day", event => showDay(event.detail));
  span.addEventListener("change", () => showDay(shownDay));
  follow.addEventListener("change", followed);
  document.getElementById("show").addEventListener("change", event => grids.classList.toggle("only-coalitions", event.target.value === "coalitions"));
  document.getElementById("zoom").addEventListener("input", event => document.documentElement.style.setProperty("--px", event.target.value));
  document.getElementById("print").addEventListener("click", () => print());
  document.addEventListener("parts-replaced", () => { showDay(shownDay); fillFollow(); if (follow.value) followed(); });
  fillFollow();
  const days = [...document.querySelectorAll(".day")];
  const first = days.findIndex(day => location.hash === `#${day.id}`);
  const busiest = days.findIndex(day => day.querySelector(".s.ours"));
  showDay(first >= 0 ? first : Math.max(busiest, 0));
}
