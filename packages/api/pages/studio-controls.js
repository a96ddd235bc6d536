/** A control for each attribute, by its type: what the elements' own reference says of it is all that is known. */

/**
 * @param attribute as /elements.json has it: name, type, text
 * @param options what it is now, what the server's catalogue has, the texts, and who is told of a change
 * @returns a field with its help
 */
export function controlFor(attribute, { value, catalog, say, help, onChange }) {
  const control = made(attribute, { value, catalog, say });
  const isFlag = attribute.type === "boolean";
  const field = document.createElement("div");
  const label = document.createElement("label");
  const text = document.createElement("p");
  const name = document.createElement("code");
  name.textContent = attribute.name;
  label.className = isFlag ? "check" : "field";
  label.append(...(isFlag ? [control, name] : [name, control]));
  text.className = "help";
  text.id = `help-${attribute.name}`;
  text.append(...withCode(help));
  control.setAttribute("aria-describedby", text.id);
  control.name = attribute.name;
  field.append(label, text);
  control.addEventListener("input", () => onChange(valueIn(control, attribute)));
  return field;
}

/** A text whose words in backticks are code. */
export function withCode(text) {
  return text.split("`").map((part, index) => {
    if (index % 2 === 0) return part;
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}

function made({ name, type, text }, { value, catalog, say }) {
  if (type === "boolean") {
    const box = input("checkbox");
    box.checked = value === true;
    return box;
  }
  const listed = type === "MetricId" ? catalog.metrics : choices(type, text)?.map((choice) => ({ id: choice }));
  if (listed && listed.length > 0) return select(listed, value, say("default"));
  const control = input(type === "number" ? "number" : text.includes("YYYY-MM-DD") ? "date" : "text");
  control.value = value ?? "";
  control.placeholder = say("default");
  const suggested = {
    metric: "metrics",
    metrics: "metrics",
    by: "dimensions",
    split: "dimensions",
    dimensions: "dimensions",
  };
  if (type === "string" && suggested[name]) control.setAttribute("list", suggested[name]);
  return control;
}

/** The values of an attribute that takes no others: its type lists them, or has a name and its text lists them. */
function choices(type, text) {
  if (["string", "number"].includes(type)) return undefined;
  const names = (type.includes("`") ? type : text).matchAll(/`([\w-]+)`/g);
  return [...new Set([...names].map(([, name]) => name))];
}

function select(options, value, nothing) {
  const control = document.createElement("select");
  const known = options.some(({ id }) => id === value) || !value ? options : [...options, { id: value }];
  control.append(
    new Option(nothing, ""),
    ...known.map(({ id, label }) => new Option(label ? `${label} · ${id}` : id, id)),
  );
  control.value = value ?? "";
  return control;
}

function input(type) {
  const control = document.createElement("input");
  control.type = type;
  control.spellcheck = false;
  control.autocomplete = "off";
  return control;
}

function valueIn(control, { type }) {
  if (type === "boolean") return control.checked || "";
  return type === "number" && control.value !== "" ? Number(control.value) : control.value.trim();
}
