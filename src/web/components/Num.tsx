import { useEffect, useRef, useState } from "react";
import { useFormat } from "../format/useFormat.ts";
import { useReducedMotion } from "../preferences.ts";

/** A count in short form (万, K); exact on hover and for screen readers. */
export function Num({ value }: { value: number | string }) {
  const { short, exact } = useFormat();
  const [shown, full] = [short(value), exact(value)];
  if (shown === full) return <span className="tw-num">{shown}</span>;
  return (
    <span className="tw-num" title={full}>
      <span aria-hidden="true">{shown}</span>
      <span className="tw-hidden">{full}</span>
    </span>
  );
}

/** A count with all digits. */
export function Exact({ value }: { value: number | string }) {
  return <span className="tw-num">{useFormat().exact(value)}</span>;
}

/** A count that animates to its new value. */
export function CountingNum({ value }: { value: number }) {
  return <Num value={useCounted(value)} />;
}

const COUNTING_MILLISECONDS = 180;

function useCounted(value: number): number {
  const still = useReducedMotion();
  const [shown, setShown] = useState(value);
  const from = useRef(value);
  useEffect(() => {
    if (still || from.current === value) {
      from.current = value;
      setShown(value);
      return;
    }
    const [start, began] = [from.current, performance.now()];
    let frame = requestAnimationFrame(function step(now) {
      const share = Math.min(1, (now - began) / COUNTING_MILLISECONDS);
      const next = Math.round(start + (value - start) * share * (2 - share));
      from.current = next;
      setShown(next);
      if (share < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [value, still]);
  return shown;
}
