const BAR = 24;

/** A share of 1 as a bar with its percentage. */
export function barOf(share: number): string {
  const full = Math.floor(Math.min(1, Math.max(0, share)) * BAR);
  return `${"█".repeat(full)}${"░".repeat(BAR - full)} ${String(Math.floor(share * 100)).padStart(3)}%`;
}

/** A whole number with its thousands apart. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** Where output is kept as lines rather than redrawn, only every tenth of the way is worth one. */
export function throttled(
  write: (text: string) => void,
  redrawn = process.stdout.isTTY === true,
): (text: string, share: number | null) => void {
  let shown = -1;
  return (text, share) => {
    const tenth = share === null ? shown : Math.floor(share * 10);
    if (!redrawn && tenth === shown) return;
    shown = tenth;
    write(text);
  };
}
