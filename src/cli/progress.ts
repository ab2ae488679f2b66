import type { Paint } from "./print/colour.ts";
import { cut, widthOf } from "./print/width.ts";

/** Prints progress on stderr: on a terminal one line that is redrawn, otherwise one line per step. */
export interface Progress {
  /** `share` from 0 to 1; null while unknown. */
  update(step: string, share: number | null): void;
  /** Removes the line. */
  end(): void;
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const BAR_COLUMNS = 24;

export interface ProgressOptions {
  readonly stream: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  readonly paint: Paint;
  /** Writes nothing. */
  readonly silent?: boolean;
}

export function createProgress({ stream, paint, silent = false }: ProgressOptions): Progress {
  if (silent) return { update: () => {}, end: () => {} };
  return stream.isTTY ? onTerminal(stream, paint) : inLines(stream);
}

function inLines(stream: ProgressOptions["stream"]): Progress {
  let last = "";
  return {
    update(step) {
      if (step === last) return;
      last = step;
      stream.write(`${step}\n`);
    },
    end: () => {},
  };
}

function onTerminal(stream: ProgressOptions["stream"], paint: Paint): Progress {
  let current: { step: string; share: number | null } | undefined;
  let frame = 0;
  const draw = () => {
    if (!current) return;
    const { step, share } = current;
    const bar = share === null ? "" : `${barOf(share)} ${`${Math.floor(share * 100)}`.padStart(3)} %`;
    const room = (stream.columns ?? 80) - widthOf(bar) - 4;
    stream.write(`\r\u001b[2K${paint(FRAMES[frame++ % FRAMES.length]!, "cyan")} ${cut(step, Math.max(10, room))} ${bar}`);
  };
  // Without unref the timer would keep the process alive.
  const timer = setInterval(draw, 120);
  timer.unref();
  return {
    update(step, share) {
      const first = current === undefined;
      current = { step, share };
      if (first) draw();
    },
    end() {
      clearInterval(timer);
      if (current) stream.write("\r\u001b[2K");
      current = undefined;
    },
  };
}

function barOf(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR_COLUMNS);
  return "█".repeat(full) + "░".repeat(BAR_COLUMNS - full);
}
