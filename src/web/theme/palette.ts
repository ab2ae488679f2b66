/** The colours of one theme. The component library, the styles and the charts all use them. */
export interface Palette {
  /** The page background. */
  readonly paper: string;
  /** The background of content. */
  readonly surface: string;
  /** The background of menus, drawers and hover cards. */
  readonly raised: string;
  /** Recessed areas: tracks of bars, code, skeletons. */
  readonly sunken: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line: string;
  readonly line2: string;
  readonly hover: string;
  readonly accent: string;
  /** The accent as a filled area, and the text on it. */
  readonly accentFill: string;
  readonly onAccent: string;
  readonly accentSoft: string;
  /** Only for warnings. */
  readonly amber: string;
  readonly amberSoft: string;
  /** Only for errors and losses. */
  readonly red: string;
  readonly redSoft: string;
  /** The neutral second series of a chart. */
  readonly mute: string;
  /** Bars and lines for amounts that are neither good nor bad. */
  readonly bar: string;
  readonly shadow1: string;
  readonly shadow2: string;
}

export const LIGHT: Palette = {
  paper: "#f8f6f2",
  surface: "#ffffff",
  raised: "#ffffff",
  sunken: "#f1eee8",
  ink: "#211e1a",
  ink2: "#57524b",
  ink3: "#6e685f",
  line: "#e7e2da",
  line2: "#d3ccc1",
  hover: "#f5f2ed",
  accent: "#0a6862",
  accentFill: "#0a6862",
  onAccent: "#ffffff",
  accentSoft: "#e3f0ee",
  amber: "#8f5a00",
  amberSoft: "#fcf0d6",
  red: "#b42318",
  redSoft: "#fdeae7",
  mute: "#9a9286",
  bar: "#5b948f",
  shadow1: "0 1px 2px rgb(33 30 26 / 6%), 0 0 0 1px rgb(33 30 26 / 4%)",
  shadow2: "0 8px 28px rgb(33 30 26 / 14%), 0 0 0 1px rgb(33 30 26 / 6%)",
};

export const DARK: Palette = {
  paper: "#151311",
  surface: "#1d1b18",
  raised: "#262320",
  sunken: "#2a2723",
  ink: "#ede9e2",
  ink2: "#b9b2a8",
  ink3: "#9c958a",
  line: "#302c28",
  line2: "#47423b",
  hover: "#24211e",
  accent: "#55bdb2",
  accentFill: "#3fa89d",
  onAccent: "#06201d",
  accentSoft: "#17322f",
  amber: "#e5ae4a",
  amberSoft: "#35290f",
  red: "#f2897c",
  redSoft: "#3c1d19",
  mute: "#6f685f",
  bar: "#4a8f88",
  shadow1: "0 1px 2px rgb(0 0 0 / 40%), 0 0 0 1px rgb(255 255 255 / 4%)",
  shadow2: "0 10px 32px rgb(0 0 0 / 55%), 0 0 0 1px rgb(255 255 255 / 7%)",
};

export type Scheme = "light" | "dark";

export function paletteOf(scheme: Scheme): Palette {
  return scheme === "dark" ? DARK : LIGHT;
}

/** Chinese first; tabular figures are switched on in base.css. */
export const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", Roboto, sans-serif';
export const MONO = 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", "PingFang SC", monospace';
