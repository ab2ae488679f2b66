import { useState } from "react";
import type { EventOnCustomer } from "../../../contract/index.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { EventWords } from "../event/EventWords.tsx";

const FEW = 3;

/** The events a reason stands on, newest first, with their times. */
export function Evidence({ events }: { events: readonly EventOnCustomer[] }) {
  const { t, pick } = useTexts();
  const { day, clock, instant } = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? events : events.slice(0, FEW);
  return (
    <div className="tw-evidence">
      <ol>
        {shown.map((one) => (
          <li key={one.id}>
            <time dateTime={one.time} title={instant(one.time)}>
              {day(one.time)} {clock(one.time)}
            </time>
            <span className="tw-evidence-words">
              {pick(one.name)} <EventWords event={one} />
            </span>
          </li>
        ))}
      </ol>
      {events.length > FEW && (
        <button type="button" className="tw-link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("why.fewer") : t("why.more", { count: events.length - FEW })}
        </button>
      )}
    </div>
  );
}
