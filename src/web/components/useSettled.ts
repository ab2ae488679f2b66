import { useEffect, useState } from "react";

/** A value once it has not changed for `milliseconds`: what is being typed, when the typing pauses. */
export function useSettled<T>(value: T, milliseconds = 220): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
