import { useFormat, useNow } from "../format/useFormat.ts";

/** The time since an instant, with the exact instant on hover. */
export function Ago({ at }: { at: string }) {
  const { relative, instant } = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={instant(at)}>
      {relative(at, now)}
    </time>
  );
}
