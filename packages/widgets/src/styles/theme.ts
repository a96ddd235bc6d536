import { css } from "lit";

/**
 * The shipped themes, and the schemes of light and dark. A theme says defaults (`--theme-*`), which what is inside
 * inherits: each `--sales-*` property of the page's own goes before it. Themes go together with each other.
 */
export const themeStyles = css`
  :host([theme~="light"]) {
    color-scheme: light;
  }
  :host([theme~="dark"]) {
    color-scheme: dark;
  }
  :host([theme~="plain"]) {
    --theme-text: initial;
    --theme-quiet: initial;
    --theme-line: initial;
    --theme-faint: initial;
    --theme-accent: initial;
    --theme-rise: initial;
    --theme-fall: initial;
    --theme-caution: initial;
    --theme-radius: initial;
    --theme-space: initial;
    --theme-small: initial;
    --theme-body: initial;
    --theme-figure: initial;
    --theme-surface: initial;
  }
  :host([theme~="compact"]) {
    --theme-radius: 4px;
    --theme-space: 6px;
    --theme-small: 0.75rem;
    --theme-body: 0.8125rem;
    --theme-figure: 1.5rem;
  }
  :host([theme~="contrast"]) {
    --theme-surface: light-dark(#fff, #000);
    --theme-text: light-dark(#000, #fff);
    --theme-quiet: light-dark(#33393f, #d5dadf);
    --theme-line: light-dark(#6a727b, #98a0a9);
    --theme-faint: light-dark(#e9ebee, #24292f);
    --theme-accent: light-dark(#003d99, #9cc4ff);
    --theme-rise: light-dark(#00544b, #6fe0d2);
    --theme-fall: light-dark(#8f2400, #ffa284);
    --theme-caution: light-dark(#6b4500, #f2c76b);
    --theme-radius: 0px;
  }
`;
