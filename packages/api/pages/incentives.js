import { asked, recall, remember, speak } from "./page.js";

/** A rep's view and a manager's, each made when it is first looked at. In the rep's, the ranking chooses who it is. */
const provider = document.querySelector("sales-provider");
const buttons = [...document.querySelectorAll(".views button")];
const views = new Map();

for (const button of buttons) button.addEventListener("click", () => look(button.dataset.view));
look([asked.get("view"), recall("view")].find((name) => name === "manager") ?? "rep");

function look(name) {
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.view === name));
  const view = views.get(name) ?? make(name);
  views.set(name, view);
  for (const other of views.values()) other.hidden = other !== view;
  remember("view", name);
}

function make(name) {
  const view = document.createElement("div");
  view.append(partOf(name));
  if (name === "rep") followRep(view);
  provider.append(view);
  return view;
}

function followRep(view) {
  const chosen = document.createElement("div");
  const show = (key) => {
    if (!chosen.isConnected) {
      chosen.append(partOf("chosen-rep"));
      view.append(chosen);
    }
    for (const element of view.querySelectorAll("[data-rep]")) element.setAttribute(element.dataset.rep, key);
  };
  const wanted = asked.get("rep");
  if (wanted) show(wanted);
  // Until somebody is chosen: the best of the period.
  view.querySelector("leader-board").addEventListener("sales-load", ({ detail }) => {
    const [first] = detail.data.rows;
    if (!chosen.isConnected && first) show(first.key);
  });
  // Heard before the provider does, which would narrow the ranking to the one.
  view.addEventListener("sales-select", (event) => {
    if (event.detail.dimension !== "REP") return;
    event.stopPropagation();
    show(event.detail.key);
  });
}

function partOf(name) {
  const part = document.querySelector(`template#${name}`).content.cloneNode(true);
  speak(part);
  return part;
}
