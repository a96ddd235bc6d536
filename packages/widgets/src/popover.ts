/** Pixels between a button and what it opens, and to the window's edge. */
const gap = 4;
const margin = 8;

/**
 * Keeps an open popover beside its button: below it where there is room, else above, and inside the window. For the
 * `toggle` event of a `[popover]` whose button stands right before it.
 */
export function placePopover(event: Event): void {
  const popover = event.currentTarget as HTMLElement;
  const button = popover.previousElementSibling as HTMLElement;
  const open = (event as ToggleEvent).newState === "open";
  button.setAttribute("aria-expanded", String(open));
  followers.get(popover)?.abort();
  if (!open && keepsFocus(popover)) button.focus({ preventScroll: true });
  if (!open) return;
  const follower = new AbortController();
  followers.set(popover, follower);
  const place = () => {
    if (!popover.matches(":popover-open")) follower.abort();
    else put(popover, button.getBoundingClientRect());
  };
  place();
  const sizes = new ResizeObserver(place);
  sizes.observe(popover);
  follower.signal.addEventListener("abort", () => sizes.disconnect());
  for (const name of ["scroll", "resize"]) addEventListener(name, place, { capture: true, signal: follower.signal });
}

/** Whether the focus went nowhere else: Escape and a choice leave it in what is hidden, or on nothing. */
function keepsFocus(popover: HTMLElement): boolean {
  const { activeElement } = popover.getRootNode() as ShadowRoot;
  return popover.contains(activeElement) || (document.activeElement ?? document.body) === document.body;
}

const followers = new WeakMap<Element, AbortController>();

/** Lengths are those of the popover's own zoom (cards grow on a wall), rectangles those of the window. */
const zoomOf = (element: Element): number => (element as { currentCSSZoom?: number }).currentCSSZoom ?? 1;

/** Styles are set one by one: a strict content security policy refuses them as an attribute. */
function put(popover: HTMLElement, button: DOMRect): void {
  const zoom = zoomOf(popover);
  const { width, height } = popover.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - margin;
  const toEnd = popover.classList.contains("to-end");
  const left = Math.max(margin, Math.min(toEnd ? button.right - width : button.left, room));
  const below = button.bottom + gap;
  const fits = below + height <= innerHeight - margin || button.top - gap - height < margin;
  popover.style.setProperty("left", `${left / zoom}px`);
  popover.style.setProperty("top", `${(fits ? below : button.top - gap - height) / zoom}px`);
}
