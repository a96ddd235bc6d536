import type { LegendEntry, TakeAwayPicture } from "./table.ts";

const scale = 2;
const padding = 16;
const size = { title: 15, small: 12 } as const;
const lineHeight = 18;

/**
 * A drawing as PNG, with its title, legend and notes, on the surface and in the font of the element that shows it.
 * Twice the size on the page, so that it stays sharp in a presentation.
 */
export async function pngOf(picture: TakeAwayPicture, look: HTMLElement): Promise<Blob> {
  const style = getComputedStyle(look);
  const font = style.fontFamily;
  const { canvas } = picture;
  const width = canvas.clientWidth || canvas.width;
  const height = canvas.clientHeight || canvas.height;
  const sheet = document.createElement("canvas");
  const pen = sheet.getContext("2d")!;
  const small = `${size.small}px ${font}`;
  const legend = rowsOf(picture.legend ?? [], width, (text) => textWidth(pen, small, text));
  pen.font = small;
  const notes = (picture.notes ?? []).flatMap((note) => linesOf(pen, note, width));
  const head = size.title + (picture.subtitle ? lineHeight : 0) + legend.length * lineHeight + padding;
  const foot = notes.length > 0 ? notes.length * lineHeight + padding / 2 : 0;
  sheet.width = (width + 2 * padding) * scale;
  sheet.height = (head + height + foot + 2 * padding) * scale;
  pen.scale(scale, scale);
  pen.fillStyle = style.backgroundColor;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.textBaseline = "top";

  let top = padding;
  const write = (text: string, as: string, colour: string) => {
    pen.font = as;
    pen.fillStyle = colour;
    pen.fillText(text, padding, top, width);
  };
  write(picture.title, `600 ${size.title}px ${font}`, style.color);
  top += size.title + 4;
  const quiet = `color-mix(in srgb, ${style.color} 65%, ${style.backgroundColor})`;
  if (picture.subtitle) {
    write(picture.subtitle, small, quiet);
    top += lineHeight;
  }
  for (const row of legend) {
    for (const { entry, left } of row) {
      mark(pen, entry, padding + left, top + 6);
      pen.font = small;
      pen.fillStyle = style.color;
      pen.fillText(entry.label, padding + left + 22, top);
    }
    top += lineHeight;
  }
  top = padding + head;
  pen.drawImage(canvas, padding, top, width, height);
  top += height + padding / 2;
  for (const note of notes) {
    write(note, small, quiet);
    top += lineHeight;
  }
  return new Promise((resolve, reject) =>
    sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))), "image/png"),
  );
}

/** Breaks a text into lines that fit: between words, or between the letters of a text without spaces. */
function linesOf(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (line.trim() && pen.measureText(line + segment.trimEnd()).width > width) {
      lines.push(line.trim());
      line = segment.trimStart();
    } else line += segment;
  }
  return line.trim() ? [...lines, line.trim()] : lines;
}

function textWidth(pen: CanvasRenderingContext2D, font: string, text: string): number {
  pen.font = font;
  return pen.measureText(text).width;
}

/** Lays the legend out in rows that fit. */
function rowsOf(entries: readonly LegendEntry[], width: number, widthOf: (text: string) => number) {
  const rows: { entry: LegendEntry; left: number }[][] = [];
  let left = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const needed = widthOf(entry.label) + 22;
    if (left + needed > width) {
      rows.push([]);
      left = 0;
    }
    rows.at(-1)!.push({ entry, left });
    left += needed + 16;
  }
  return rows;
}

function mark(pen: CanvasRenderingContext2D, { colour, mark: kind }: LegendEntry, left: number, middle: number): void {
  pen.save();
  pen.fillStyle = colour;
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  if (kind === "dashed") pen.setLineDash([2, 3]);
  if (kind === "box") pen.fillRect(left + 2, middle - 6, 12, 12);
  else {
    pen.beginPath();
    pen.moveTo(left, middle);
    pen.lineTo(left + 16, middle);
    pen.stroke();
  }
  pen.restore();
}
