import { useState } from "react";
import type { EventOnCustomer } from "../../../contract/index.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { EventSummary } from "../event/EventParts.tsx";

const SHOWN_EVENTS = 3;

/** The events behind a reason, newest first, with their times. */
export function WhyEvents({ events }: { events: readonly EventOnCustomer[] }) {
  const { t, pick } = useTexts();
  const { day, clock, instant } = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? events : events.slice(0, SHOWN_EVENTS);
  return (
    <div className="tw-why-events">
      <ol>
        {shown.map((one) => (
          <li key={one.id}>
            <time dateTime={one.time} title={instant(one.time)}>
              {day(one.time)} {clock(one.time)}
            </time>
            <span className="tw-why-event-words">
              {pick(one.name)} <EventSummary event={one} />
            </span>
          </li>
        ))}
      </ol>
      {events.length > SHOWN_EVENTS && (
        <button type="button" className="tw-link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("why.fewer") : t("why.more", { count: events.length - SHOWN_EVENTS })}
        </button>
      )}
    </div>
  );
}
