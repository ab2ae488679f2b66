/** Prints each step of a round with the seconds it took, so that a run that takes long shows what of it does. */
export function startRounds() {
  const start = performance.now();
  let last = start;
  return {
    /** Says what was done since the step before. */
    did(text: string): void {
      const now = performance.now();
      process.stdout.write(`${seconds(now - start)} (+${seconds(now - last)}) ${text}\n`);
      last = now;
    },
  };
}

const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`;
