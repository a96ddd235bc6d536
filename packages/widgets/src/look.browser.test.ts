import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import "./all.define.ts";
import { everyElement } from "./testing/every-element.ts";
import { show } from "./testing/page.ts";
import { serverOfEachTest } from "./testing/server-of-each-test.ts";

serverOfEachTest();

// Letters are drawn unlike on every machine: the pictures to compare with are those of the fonts that are here.
const fonts = measure("Revenue $12.3M 销售额 同比");
const pictures = Object.keys(import.meta.glob("./__screenshots__/look.browser.test.ts/*.png"));
const known = pictures.some((picture) => picture.includes(`-${fonts}-`)) || import.meta.env.VITE_UPDATE_LOOKS;

const looks = [
  ["kpi-card", "light plain", "en"],
  ["kpi-card", "dark contrast", "zh-CN"],
  ["metric-chart", "light plain", "en"],
  ["metric-table", "light compact", "zh-CN"],
  ["driver-chart", "dark plain", "en"],
  ["rfm-matrix", "light plain", "en"],
  ["cohort-grid", "dark plain", "zh-CN"],
  ["budget-bars", "light contrast", "en"],
] as const;

describe.skipIf(!known)(`the look, drawn with fonts of the kind ${fonts}`, () => {
  beforeAll(() => page.viewport(520, 900));
  afterAll(() => page.viewport(960, 800));

  it.each(looks)("of <%s> in %s, %s, is the one that was looked at", async (tag, theme, locale) => {
    document.documentElement.lang = locale;
    document.body.style.background = theme.startsWith("dark") ? "#0f1215" : "#fff";
    const main = await show(
      `<sales-provider endpoint="/graphql" period="2024" locale="${locale}" theme="${theme}">${everyElement[tag]}</sales-provider>`,
    );
    main.style.width = "440px";
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    const name = [tag, theme, locale, fonts].join("-").replaceAll(" ", "-");
    // Two of a thousand points may differ: the edges of letters and lines do between releases of the browser.
    await expect(page.elementLocator(main)).toMatchScreenshot(name, {
      comparatorName: "pixelmatch",
      comparatorOptions: { threshold: 0.1, allowedMismatchedPixelRatio: 0.002 },
    });
  });
});

function measure(text: string): string {
  const pen = document.createElement("canvas").getContext("2d")!;
  pen.font = "100px system-ui";
  return `w${Math.round(pen.measureText(text).width)}`;
}
