import { useFormat, useNow } from "../format/useFormat.ts";

/** How long ago something was, with the instant on hover. */
export function Ago({ at }: { at: string }) {
  const { relative, instant } = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={instant(at)}>
      {relative(at, now)}
    </time>
  );
}
