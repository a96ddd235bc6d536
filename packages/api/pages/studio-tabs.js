/**
 * Texts to be copied, one shown at a time: tabs that the arrow keys move over.
 *
 * @param place where they go
 * @param names the tabs' names
 * @param options the list's label, the texts in the chosen language, and who is told that something was copied
 * @returns a function that takes the texts by name
 */
export function tabs(place, names, { say, onCopy }) {
  const list = document.createElement("div");
  const panel = document.createElement("div");
  const text = document.createElement("pre");
  const copy = document.createElement("button");
  let shown = names[0];
  let texts = {};

  const buttons = names.map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.id = `tab-${name}`;
    button.textContent = name;
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", `${place.id}-panel`);
    button.addEventListener("click", () => choose(name));
    return button;
  });
  list.className = "tabs";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", place.id);
  list.append(...buttons);
  list.addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    choose(names.at((names.indexOf(shown) + step) % names.length));
    buttons[names.indexOf(shown)].focus();
  });
  panel.id = `${place.id}-panel`;
  panel.className = "code";
  panel.setAttribute("role", "tabpanel");
  text.tabIndex = 0;
  copy.type = "button";
  copy.className = "copy";
  copy.addEventListener("click", async () => {
    const done = await copied(text);
    copy.textContent = say(done ? "copied" : "copy-yourself");
    onCopy(copy.textContent);
    setTimeout(write, 2_000);
  });
  panel.append(copy, text);
  place.append(list, panel);

  function choose(name) {
    shown = name;
    write();
  }

  function write() {
    for (const [index, button] of buttons.entries()) {
      const isShown = names[index] === shown;
      button.setAttribute("aria-selected", String(isShown));
      button.tabIndex = isShown ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", `tab-${shown}`);
    text.textContent = texts[shown] ?? "";
    copy.textContent = say("copy");
  }

  return (given, label) => {
    texts = given;
    list.setAttribute("aria-label", label);
    write();
  };
}

/** A browser may forbid it; then the text is selected, to be copied by hand. */
async function copied(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return false;
  }
}
