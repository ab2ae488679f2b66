/** A share of 1 as a bar. What it says stands beside it as a number, so a screen reader passes over it. */
export function Bar({ share, color }: { share: number; color?: string }) {
  const width = `${Math.min(100, Math.max(0, share * 100))}%`;
  return (
    <span className="tw-bar" aria-hidden="true">
      {share > 0 && <span style={{ width, ...(color && { background: color }) }} />}
    </span>
  );
}
