/**
 * Draws boxes of a page as they look on it: their fill, and their text in the middle. For grids of coloured cells,
 * which are elements so that the keyboard reaches them, and yet are a picture.
 */
export function drawBoxes(frame: HTMLElement, selector: string): HTMLCanvasElement {
  const scale = 2;
  const outer = frame.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = outer.width * scale;
  canvas.height = outer.height * scale;
  // The size on the page, by which it is placed in the picture.
  Object.defineProperties(canvas, { clientWidth: { value: outer.width }, clientHeight: { value: outer.height } });
  const pen = canvas.getContext("2d")!;
  pen.scale(scale, scale);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const box of frame.querySelectorAll<HTMLElement>(selector)) {
    const style = getComputedStyle(box);
    const { left, top, width, height } = box.getBoundingClientRect();
    pen.save();
    pen.translate(left - outer.left + width / 2, top - outer.top + height / 2);
    pen.fillStyle = style.backgroundColor;
    pen.beginPath();
    pen.roundRect(-width / 2, -height / 2, width, height, Number.parseFloat(style.borderTopLeftRadius) || 0);
    pen.fill();
    if (style.writingMode !== "horizontal-tb") pen.rotate(-Math.PI / 2);
    pen.fillStyle = style.color;
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.fillText(textOf(box), 0, 0);
    pen.restore();
  }
  return canvas;
}

/** The text that is seen. */
function textOf(box: HTMLElement): string {
  return [...box.childNodes]
    .filter((node) => node instanceof Text || (node instanceof Element && !node.classList.contains("visually-hidden")))
    .map((node) => node.textContent)
    .join("")
    .trim();
}
