"use strict";
// What the page can do beyond showing everything: keep to one coalition or theme, and highlight it in every grid.
(() => {
  const tools = document.getElementById("tools");
  const coalition = document.getElementById("pick-coalition");
  const theme = document.getElementById("pick-theme");
  const found = document.getElementById("found");
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
      for (const id of ["hours", "alike", "shares-by-coalition"]) {
        const details = document.getElementById(id);
        if (details?.querySelector(".hit")) details.open = true;
      }
    }
    for (const grid of document.querySelectorAll(".programme")) {
      const hits = grid.querySelectorAll(".s.hit").length;
      grid.querySelector(".hits").textContent = focused ? `· ${hits} highlighted` : "";
    }
    found.textContent = focused ? message() : "";
  }

  function message() {
    const rows = document.querySelectorAll("#coalitions .wishes tbody.hit").length;
    const of = [coalition, theme].filter((choice) => choice.value !== "").map((choice) => choice.selectedOptions[0].text);
    const coalitions = rows === 1 ? "1 coalition differs" : `${rows} coalitions differ`;
    return `Only ${of.join(" and ")}: ${coalitions}; highlighted in every day grid.`;
  }

  tools.hidden = false;
  tools.addEventListener("change", show);
  tools.addEventListener("reset", () => setTimeout(show));
  tools.addEventListener("submit", (event) => event.preventDefault());
  // A number in the table of pairs leads to a list that may be closed.
  const open = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details")?.setAttribute("open", "");
  addEventListener("hashchange", open);
  open();
})();
