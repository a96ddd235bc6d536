/** The colours of one chart, as the canvas needs them: resolved, for this element and theme. */
export interface ChartColours {
  readonly series: readonly string[];
  readonly comparison: string;
  readonly others: string;
  readonly rise: string;
  readonly fall: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly surface: string;
  readonly font: string;
}

const seriesCount = 8;

/**
 * Reads the colours that the element's custom properties come to. `probe` is an empty element inside its shadow root.
 * Where the reader forces colours, text, lines and surface are theirs; series keep their own, to be told apart.
 */
export function resolveColours(probe: HTMLElement): ChartColours {
  const forced = matchMedia("(forced-colors: active)").matches;
  probe.style.setProperty("forced-color-adjust", "none");
  const colour = (property: string, system = "") => {
    // A light-dark() only becomes a colour where it is used.
    probe.style.color = forced && system ? system : `var(${property})`;
    return getComputedStyle(probe).color;
  };
  return {
    series: Array.from({ length: seriesCount }, (_, index) => colour(`--_series-${index + 1}`)),
    comparison: colour("--_before"),
    others: colour("--_others"),
    rise: colour("--_rise"),
    fall: colour("--_fall"),
    text: colour("--_text", "CanvasText"),
    quiet: colour("--_quiet", "CanvasText"),
    line: colour("--_line", "GrayText"),
    surface: colour("--_surface", "Canvas"),
    font: getComputedStyle(probe).fontFamily,
  };
}
