import { type Look, textSize } from "./look.ts";

/** How all tooltips look; what they say is the chart's own. */
export function tooltipLook({ colours, animate }: Look) {
  const font = { family: colours.font, size: textSize };
  return {
    animation: animate ? ({ duration: 120 } as const) : (false as const),
    backgroundColor: colours.surface,
    borderColor: colours.line,
    borderWidth: 1,
    titleColor: colours.text,
    bodyColor: colours.text,
    footerColor: colours.quiet,
    titleFont: { ...font, weight: 600 as const },
    bodyFont: font,
    footerFont: { ...font, weight: 400 as const },
    padding: 10,
    cornerRadius: 4,
    usePointStyle: true,
    boxWidth: 8,
    boxHeight: 8,
    boxPadding: 4,
  };
}

/** Breaks a text into lines of at most so many characters, at spaces where there are any. */
export function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = "";
  // Text without spaces, such as Chinese, may break anywhere.
  for (const part of text.match(/[\p{Script=Han}，。；：、（）]|[^\s\p{Script=Han}，。；：、（）]+|\s+/gu) ?? []) {
    const width = [...(line + part)].reduce(
      (sum, letter) => sum + (/[\p{Script=Han}，。；：、]/u.test(letter) ? 2 : 1),
      0,
    );
    if (width > room && line.trim()) {
      lines.push(line.trim());
      line = part.trimStart();
    } else line += part;
  }
  return line.trim() ? [...lines, line.trim()] : lines;
}
