import type { TagColor } from "../../../contract/index.ts";

/** One shape per colour on a grid of 10, so that colour-blind people can distinguish tags. All shapes have about the same area. */
const SHAPES: Readonly<Record<TagColor, string>> = {
  // circle
  red: "M5 .9a4.1 4.1 0 1 1 0 8.2A4.1 4.1 0 0 1 5 .9Z",
  // triangle up
  orange: "M5 .7 9.6 8.9H.4Z",
  // square
  amber: "M1.3 1.3h7.4v7.4H1.3Z",
  // star
  gold: "M5 .2 6.4 3.4 9.9 3.7 7.25 6 8.05 9.45 5 7.6 1.95 9.45 2.75 6 .1 3.7 3.6 3.4Z",
  // triangle down
  lime: "M5 9.3.4 1.1h9.2Z",
  // leaf
  green: "M1 1h4.6A3.4 3.4 0 0 1 9 4.4V9H4.4A3.4 3.4 0 0 1 1 5.6Z",
  // diamond
  teal: "M5 .2 9.8 5 5 9.8.2 5Z",
  // ring
  cyan: "M5 .7a4.3 4.3 0 1 1 0 8.6A4.3 4.3 0 0 1 5 .7Zm0 2.4a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8Z",
  // plus
  blue: "M3.6.8h2.8v2.8h2.8v2.8H6.4v2.8H3.6V6.4H.8V3.6h2.8Z",
  // half circle
  indigo: "M.3 7.3a4.7 4.7 0 0 1 9.4 0Z",
  // hexagon
  purple: "M5 .4 9 2.7v4.6L5 9.6 1 7.3V2.7Z",
  // two bars
  pink: "M1.3 1.1h2.9v7.8H1.3ZM5.8 1.1h2.9v7.8H5.8Z",
};

export function Shape({ color, size = 9 }: { color: TagColor; size?: number }) {
  return (
    <svg className="tw-shape" width={size} height={size} viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      <path d={SHAPES[color]} fill={`var(--tag-${color}-dot)`} fillRule="evenodd" />
    </svg>
  );
}
