/** One quiet block of a skeleton; sizes in pixels or any CSS length. */
export function Bone({ width = "100%", height = 12 }: { width?: number | string; height?: number }) {
  return <span className="tw-bone" style={{ width, height }} aria-hidden="true" />;
}
