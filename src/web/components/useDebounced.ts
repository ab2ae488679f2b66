import { useEffect, useState } from "react";

/** The value after it has not changed for `milliseconds`, such as typed text after a pause. */
export function useDebounced<T>(value: T, milliseconds = 220): T {
  const [debounced, setDebounced] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return debounced;
}
