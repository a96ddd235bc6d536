import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const source = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const [base, palette, themes, standing] = ["base.ts", "../chart/palette.ts", "theme.ts", "standing.ts"].map(source);

/** The two colours of a custom property, light and dark: those of the theme, else the default. */
function coloursOf(property: string, theme: string): readonly [string, string] {
  const rule = new RegExp(`theme~="${theme}"\\]\\) \\{([^}]*)\\}`).exec(themes!)?.[1] ?? "";
  const own = new RegExp(`--theme-${property}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(rule);
  const byDefault = new RegExp(`--_${property}: var\\([^;]*?light-dark\\((#\\w+), (#\\w+)\\)`);
  const found = own ?? byDefault.exec(`${base}${palette}${standing}`);
  if (!found) throw new Error(`--_${property} has no colours`);
  return [found[1]!, found[2]!];
}

function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.replace(/\w/g, "$&$&") : colour;
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(left: string, right: string): number {
  const [low, high] = [luminance(left), luminance(right)].sort((one, other) => one - other);
  return (high! + 0.05) / (low! + 0.05);
}

describe.each([
  ["plain", 4.5],
  ["compact", 4.5],
  ["contrast", 7],
])("the theme %s", (theme, ofText) => {
  const against = (property: string, scheme: 0 | 1) =>
    contrast(coloursOf(property, theme)[scheme], coloursOf("surface", theme)[scheme]);

  it.each(["accent", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7", "series-8", "before"])(
    "tells the series %s from the surface, light and dark, with 3:1",
    (property) => {
      expect(against(property, 0)).toBeGreaterThanOrEqual(3);
      expect(against(property, 1)).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(["text", "quiet", "accent", "rise", "fall", "caution"])(
    `writes in %s with ${ofText}:1 or more`,
    (property) => {
      expect(against(property, 0)).toBeGreaterThanOrEqual(ofText);
      expect(against(property, 1)).toBeGreaterThanOrEqual(ofText);
    },
  );
});
