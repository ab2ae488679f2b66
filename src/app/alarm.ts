/** A pause that can be cut short. What rings while nobody pauses cuts the next pause short. */
export interface Alarm {
  ring(): void;
  /** Waits so many milliseconds, or `after` milliseconds from a ring on. A `deaf` pause lasts its time. */
  pause(milliseconds: number, options?: { readonly after?: number; readonly deaf?: boolean }): Promise<void>;
  /** Ends the pause and every later one at once. */
  end(): void;
}

export function alarm(): Alarm {
  let rung = false;
  let ended = false;
  let heard: (() => void) | undefined;
  let over: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      heard?.();
    },
    pause(milliseconds, { after = 0, deaf = false } = {}) {
      if (ended) return Promise.resolve();
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          over = heard = undefined;
          if (!deaf) rung = false;
          resolve();
        };
        let timer = setTimeout(done, milliseconds);
        over = done;
        if (deaf) return;
        heard = () => {
          heard = undefined;
          clearTimeout(timer);
          timer = setTimeout(done, Math.min(after, milliseconds));
        };
        if (rung) heard();
      });
    },
    end() {
      ended = true;
      over?.();
    },
  };
}
