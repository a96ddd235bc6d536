import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands, page, userEvent } from "vitest/browser";
import "./all.define.ts";
import { everyElement } from "./testing/every-element.ts";
import { axeFindings, settled, show, textOf, until } from "./testing/page.ts";
import { serverOfEachTest } from "./testing/server-of-each-test.ts";

// What holds for all elements alike. What an element says and does by itself is in the tests beside it.
const server = serverOfEachTest();

const tags = Object.keys(import.meta.glob("./elements/*/*.define.ts")).map((file) => file.split("/")[2]!);
const widths = [200, 480, 1920];
const provider = (content: string, attributes = `locale="en"`) =>
  `<sales-provider endpoint="/graphql" period="2024" download link ${attributes}>${content}</sales-provider>`;
const all = Object.values(everyElement).join("");
/** Time for drawings, and for what opens when it has its answer. */
const drawn = () => new Promise((resolve) => setTimeout(resolve, 400));

beforeAll(() => page.viewport(1960, 900));
afterAll(() => page.viewport(960, 800));

it("is looked at in every test below", () => {
  expect(Object.keys(everyElement).sort()).toEqual(tags.sort());
});

describe.each([
  ["en", "light", "plain", 200],
  ["en", "dark", "contrast", 480],
  ["zh-CN", "light", "contrast", 480],
  ["zh-CN", "dark", "compact", 1920],
] as const)("every element in %s, %s, %s", (locale, scheme, theme, axeWidth) => {
  it(`stays within its room at any width, and gives axe nothing to find at ${axeWidth} pixels`, async () => {
    document.documentElement.lang = locale;
    document.body.style.colorScheme = scheme;
    document.body.style.background = scheme === "dark" ? "#0f1215" : "#fff";
    document.body.style.color = scheme === "dark" ? "#fff" : "#000";
    const main = await show(provider(all, `locale="${locale}" theme="${theme} ${scheme}"`));
    for (const width of widths) {
      main.style.width = `${width}px`;
      await drawn();
      await settled(main);
      expect(overflowing(main, width)).toEqual([]);
    }
    main.style.width = `${axeWidth}px`;
    await drawn();
    expect(await axeFindings(main)).toEqual([]);
  }, 60_000);
});

describe("every element", () => {
  it("lets the keyboard reach all that can be pressed, and shows where it is", async () => {
    const main = await show(provider(all));
    main.style.width = "960px";
    await drawn();
    const reached = new Set<Element>();
    const hidden: string[] = [];
    document.body.tabIndex = -1;
    document.body.focus();
    for (let steps = 0; steps < 700; steps++) {
      await userEvent.keyboard("{Tab}");
      const focused = deepFocus();
      if (!focused || reached.has(focused)) break;
      reached.add(focused);
      if (!focusShows(focused)) hidden.push(nameOf(focused));
    }
    const missed = pressable(main).filter((element) => !reached.has(element));
    expect(missed.map(nameOf)).toEqual([]);
    expect(hidden).toEqual([]);
    expect(reached.size).toBeGreaterThan(100);
  });

  it("tells a screen reader the figures of each drawing", async () => {
    const main = await show(provider(all));
    await drawn();
    const silent = drawings(main).filter((drawing) => !isTold(drawing));
    expect(silent.map(nameOf)).toEqual([]);
  });

  it("keeps everything to be seen where colours are forced", async () => {
    const main = await show(provider(all));
    await commands.emulate({ forcedColors: "active" });
    try {
      await drawn();
      expect(matchMedia("(forced-colors: active)").matches).toBe(true);
      expect(unseen(main)).toEqual([]);
      expect(await axeFindings(main)).toEqual([]);
    } finally {
      await commands.emulate({ forcedColors: "none" });
    }
  });

  it("is printed black on white, without what can only be pressed", async () => {
    const main = await show(provider(all, `locale="en" theme="dark"`));
    await commands.emulate({ media: "print" });
    try {
      await drawn();
      for (const { localName, shadowRoot } of shown(main)) {
        const { color, backgroundColor } = getComputedStyle(shadowRoot!.querySelector(".card")!);
        expect([localName, color, backgroundColor]).toEqual([localName, "rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
      }
      const pressed = everyNode(main).filter((element) => element.matches("[part='download'], .toggle, button.main"));
      expect(pressed.filter((element) => element.checkVisibility()).map(nameOf)).toEqual([]);
    } finally {
      await commands.emulate({ media: "screen" });
    }
  });

  it("says that its answer is an old one where it could not be renewed, and keeps it", async () => {
    const main = await show(provider(all));
    await drawn();
    const before = new Map(shown(main).map((element) => [element, textOf(element)]));
    server.reply = () => new Response("", { status: 502 });
    main.querySelector("sales-provider")!.refresh = 1;
    await until(() => shown(main).every((element) => textOf(element).includes("Could not be refreshed")));
    for (const [element, text] of before) {
      expect(textOf(element), element.localName).toContain(text.trim().slice(0, 40));
    }
  });
});

/** The elements that show an answer. The picker and the bar are no cards: they go on with what they know. */
function shown(main: Element): Element[] {
  return [...main.querySelectorAll(tags.join())].filter(({ shadowRoot }) => shadowRoot?.querySelector(".card"));
}

/** Whatever reaches beyond its element, unless it scrolls within. */
function overflowing(main: Element, width: number): string[] {
  return [...main.querySelectorAll<HTMLElement>(tags.join())].flatMap((element) => {
    const card = element.shadowRoot?.querySelector<HTMLElement>(".card") ?? element;
    const wide = element.getBoundingClientRect().right > main.getBoundingClientRect().right + 1;
    return card.scrollWidth > card.clientWidth + 1 || wide
      ? [`${element.localName} at ${width}: ${card.scrollWidth} in ${card.clientWidth}`]
      : [];
  });
}

function everyNode(root: ParentNode): Element[] {
  return [...root.querySelectorAll("*")].flatMap((element) => [
    element,
    ...(element.shadowRoot ? everyNode(element.shadowRoot) : []),
  ]);
}

function pressable(main: Element): Element[] {
  const candidates = everyNode(main).filter((element) => element.matches("button, a[href], input, select, summary"));
  return candidates.filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(":disabled, [tabindex='-1']") &&
      // One of a group is reached by Tab, the others by arrows.
      !element.matches("input[type='radio']"),
  );
}

function deepFocus(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused === document.body ? null : focused;
}

function focusShows(element: Element): boolean {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1.5;
}

/** Canvases and drawings of more than a mark's size. */
function drawings(main: Element): Element[] {
  return everyNode(main).filter((element) => {
    if (!element.matches("canvas, svg") || !element.checkVisibility()) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 60 && height > 20;
  });
}

/** Whether the figures of a drawing are in words: in its own name, or in a table, list or text of its card. */
function isTold(drawing: Element): boolean {
  const card = drawing.closest(".card")!;
  const tellers = drawing.matches("canvas") ? "td" : "table, dl, ul, ol, p, [role='grid']";
  const words = [...card.querySelectorAll(tellers)].map(textOf);
  return /\d/.test(`${drawing.ariaLabel ?? ""} ${words.join(" ")}`);
}

/** Marks that are told by their background alone, which forced colours take away. */
function unseen(main: Element): string[] {
  return everyNode(main)
    .filter((element) => element.matches("button, a[href], input, select, summary"))
    .filter((element) => element.checkVisibility())
    .filter((element) => {
      const { color, backgroundColor } = getComputedStyle(element);
      return color === backgroundColor;
    })
    .map(nameOf);
}

function nameOf(element: Element): string {
  const host = (element.getRootNode() as ShadowRoot).host?.localName ?? "";
  return `${host} ${element.outerHTML.slice(0, 120)}`;
}
