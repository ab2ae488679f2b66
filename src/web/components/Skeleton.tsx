/** A placeholder block while data loads. Sizes are pixels or CSS lengths. */
export function Skeleton({ width = "100%", height = 12 }: { width?: number | string; height?: number }) {
  return <span className="tw-bone" style={{ width, height }} aria-hidden="true" />;
}
