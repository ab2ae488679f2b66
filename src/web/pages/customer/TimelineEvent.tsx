import { useState } from "react";
import type { CatalogueShape, EventOnCustomer, Value } from "../../../contract/index.ts";
import type { z } from "zod";
import { partsOf, toneOf } from "../../components/event/eventParts.ts";
import { useValueText } from "../../components/useValueText.ts";
import { Icon } from "../../components/Icon.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";

interface Props {
  readonly event: EventOnCustomer;
  readonly catalogue: z.output<typeof CatalogueShape> | undefined;
}

/** One event: time, name, amount, product lines and quotes. Other properties are shown on demand. */
export function TimelineEvent({ event, catalogue }: Props) {
  const { t, pick } = useTexts();
  const { clock, instant, elapsed, amount: write } = useFormat();
  const valueText = useValueText();
  const [open, setOpen] = useState(false);
  const { amount, currency, quote, about, lines, rest } = partsOf(event);
  const tone = toneOf(event.event);
  const catalogued = catalogue?.events.find(({ code }) => code === event.event)?.properties;
  return (
    <article className="tw-event" aria-label={pick(event.name)}>
      <time dateTime={event.time} title={instant(event.time)}>
        {clock(event.time)}
      </time>
      <span className={`tw-event-dot tw-event-${tone}`} aria-hidden="true" />
      <div className="tw-event-body">
        <div className="tw-event-line">
          <strong>{pick(event.name)}</strong>
          {about !== null && <span className="tw-cut tw-event-about">{about}</span>}
          {(rest.length > 0 || event.clock) && (
            <button
              type="button"
              className="tw-event-more"
              aria-expanded={open}
              aria-label={t(open ? "customer.lessEvent" : "customer.moreEvent")}
              title={t(open ? "customer.lessEvent" : "customer.moreEvent")}
              onClick={() => setOpen(!open)}
            >
              <Icon name={open ? "down" : "right"} size={14} />
            </button>
          )}
          {amount !== null && (
            <span className={tone === "plain" ? "tw-event-amount tw-event-price" : "tw-event-amount"}>{write(amount, currency)}</span>
          )}
        </div>
        {quote !== null && <p className="tw-event-quote">{quote}</p>}
        {lines.length > 0 && (
          <ul className="tw-event-lines">
            {lines.map(({ title, quantity, price }, index) => (
              <li key={index}>
                <span className="tw-cut">{title}</span>
                <span>{quantity !== null && `× ${quantity}`}</span>
                <span>{price !== null && write(price, currency)}</span>
              </li>
            ))}
          </ul>
        )}
        {open && (
          <dl className="tw-event-rest">
            {rest.map((name) => {
              const property = catalogued?.find(({ code }) => code === name);
              return (
                <div key={name}>
                  <dt>{property ? pick(property.name) : name}</dt>
                  <dd>{valueText(event.properties[name] as Value, property?.type)}</dd>
                </div>
              );
            })}
            {event.clock && (
              <div>
                <dt>{t("customer.senderTime")}</dt>
                <dd>
                  {instant(event.clock.stated)}{" "}
                  {t(event.clock.stated === event.time ? "customer.clockBelieved" : "customer.clockCorrected", {
                    skew: elapsed(Math.abs(event.clock.skewSeconds) * 1000),
                  })}
                </dd>
              </div>
            )}
          </dl>
        )}
      </div>
    </article>
  );
}
