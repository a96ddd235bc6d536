import type { ChartColours } from "./colours.ts";

/** Strikes a lying bar through, `left` being where: it is longer than it is drawn. */
export function cutMark(
  pen: CanvasRenderingContext2D,
  left: number,
  { y, height }: { readonly y: number; readonly height: number },
  { surface }: ChartColours,
): void {
  pen.save();
  pen.strokeStyle = surface;
  pen.lineWidth = 2;
  for (const offset of [0, 5]) {
    pen.beginPath();
    pen.moveTo(left + offset - 3, y + height / 2 + 1);
    pen.lineTo(left + offset + 3, y - height / 2 - 1);
    pen.stroke();
  }
  pen.restore();
}
