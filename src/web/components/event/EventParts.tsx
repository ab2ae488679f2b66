import type { EventOnCustomer } from "../../../contract/index.ts";
import { useFormat } from "../../format/useFormat.ts";
import { partsOf } from "./eventParts.ts";

/** An event on one line: amount, quote, subject. */
export function EventSummary({ event }: { event: EventOnCustomer }) {
  const { amount: write } = useFormat();
  const { amount, currency, quote, about, lines } = partsOf(event);
  return (
    <>
      {amount !== null && <strong>{write(amount, currency)} </strong>}
      {quote !== null && <q>{quote}</q>}
      {quote === null && about}
      {quote === null && about === null && lines.length > 0 && (
        <span className="tw-quiet">{lines.map(({ title }) => title).join(" · ")}</span>
      )}
    </>
  );
}
