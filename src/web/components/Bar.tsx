/** A share as a bar. The number is next to it, so screen readers skip the bar. */
export function Bar({ share, color }: { share: number; color?: string }) {
  const width = `${Math.min(100, Math.max(0, share * 100))}%`;
  return (
    <span className="tw-bar" aria-hidden="true">
      {share > 0 && <span style={{ width, ...(color && { background: color }) }} />}
    </span>
  );
}
