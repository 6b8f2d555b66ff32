"use strict";
// What the page can do beyond showing everything: keep to one coalition or theme, and highlight it in every grid.
(() => {
  const tools = document.getElementById("tools");
  const coalition = document.getElementById("pick-coalition");
  const theme = document.getElementById("pick-theme");
  const found = document.getElementById("found");
  const followed = document.getElementById("followed");
  const marked = [...document.querySelectorAll("[data-c], [data-t]")];
  const has = (element, key, value) =>
    value === "" || (element.dataset[key] ?? "").split(" ").includes(value);

  function show() {
    const focused = coalition.value !== "" || theme.value !== "";
    document.body.classList.toggle("filtered", focused);
    document.body.classList.toggle("focused", focused);
    for (const element of marked) {
      // What carries no theme at all, such as a wish won or lost, is not hidden for want of the theme.
      const onTheme = element.dataset.t === undefined || has(element, "t", theme.value);
      element.classList.toggle("hit", focused && has(element, "c", coalition.value) && onTheme);
    }
    if (focused) {
      for (const details of document.querySelectorAll("#hours, #alike, #shares-by-coalition")) {
        if (details.querySelector(".hit")) details.open = true;
      }
    }
    follow();
    for (const grid of document.querySelectorAll(".programme")) {
      const hits = grid.querySelectorAll(".s.hit").length;
      grid.querySelector(".hits").textContent = focused ? `· ${hits} highlighted` : "";
    }
    found.textContent = focused ? message() : "";
  }

  // The line of the coalition that is followed, in each candidate, stays at the top.
  function follow() {
    followed.replaceChildren();
    const row = coalition.value === "" ? null : document.querySelector(`:is(.who tr, .alike-list li)[data-c="${coalition.value}"]`);
    followed.hidden = row === null;
    if (row === null) return;
    if (row.tagName === "LI") {
      followed.textContent = `The same in all: ${row.innerText.replace(/\s+/g, " ")}`;
      return;
    }
    const table = document.createElement("table");
    table.className = "pairable who line";
    table.append(document.querySelector(".who thead").cloneNode(true), document.createElement("tbody"));
    const line = row.cloneNode(true);
    line.removeAttribute("data-c");
    line.removeAttribute("data-t");
    table.tBodies[0].append(line);
    followed.append(table);
  }

  function message() {
    const rows = document.querySelectorAll("#matrix tbody:first-of-type tr.hit").length;
    const of = [coalition, theme].filter((choice) => choice.value !== "").map((choice) => choice.selectedOptions[0].text);
    const coalitions = rows === 1 ? "1 coalition differs" : `${rows} coalitions differ`;
    return `Only ${of.join(" and ")}: ${coalitions}; highlighted in the picture and in every week.`;
  }

  tools.hidden = false;
  tools.addEventListener("change", show);
  tools.addEventListener("reset", () => setTimeout(show));
  tools.addEventListener("submit", (event) => event.preventDefault());
  // A link leads to a part that may be closed, or to a list inside one.
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    target?.querySelector(":scope > details")?.setAttribute("open", "");
    for (let around = target?.closest("details"); around; around = around.parentElement?.closest("details")) {
      around.open = true;
    }
    target?.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
})();
