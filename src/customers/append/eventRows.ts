import { codeFault, countField, isMember, listOf, type Catalogue, type PropertyDef } from "../../catalogue/index.ts";
import type { Identity } from "../../contract/index.ts";
import { factsInstant } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { flatten } from "./flatten.ts";
import type { IncomingValue } from "./messages.ts";
import type { Violations } from "./violations.ts";
import { looksPersonal } from "./personal.ts";
import type { Unseen } from "./unseenCodes.ts";
import { suggestedType } from "./suggestType.ts";
import { columnValue, keptText, saysNothing, type ColumnValue } from "./values.ts";

/** An event that has passed the checks: identities in their one form, its number worked out. */
export interface ValidEvent {
  readonly event: string;
  readonly identities: readonly Identity[];
  readonly time: Instant;
  /** Its number, by its name or by its content. */
  readonly number: string;
  readonly named?: Named;
  readonly clock?: { readonly moved: number; readonly skew: number };
  readonly properties: { readonly [key: string]: IncomingValue };
}

/** How a sender names an event, and the last 64 bits of the digest of what it says. */
export interface Named {
  readonly sender: string;
  readonly id: string;
  readonly content: string;
}

/** A row of the table `events`; the customer is filled in once it is known. */
export interface EventRow {
  event: string;
  customer: number;
  /** The identity that brought it (identity/read/origin.ts). */
  origin: number;
  time: string;
  id: string;
  received: string;
  batch: number;
  extra?: string;
  [field: string]: unknown;
}

export interface RowSettings {
  readonly catalogue: Catalogue;
  readonly timezone: string;
  readonly received: string;
  readonly batch: number;
  /** The catalogue takes no more: what it lacks goes to `extra` too. */
  readonly closed?: boolean;
}

/** Rows of events. Codes the catalogue lacks go to `unseen` (their rows are then incomplete); values that do not fit to `extra`. */
export function eventRows(events: readonly ValidEvent[], settings: RowSettings, unseen: Unseen, violations: Violations): EventRow[] {
  const nameable = nameCheck();
  const countOf = countFields();
  return events.map(({ event, time, number, clock, properties }) => {
    const known = settings.catalogue.events.get(event)?.properties;
    if (!known) unseen.event(event);
    const row: EventRow = {
      event,
      customer: 0,
      origin: 0,
      time: factsInstant(time),
      id: number,
      received: settings.received,
      batch: settings.batch,
      ...(clock && { clock_moved: clock.moved, clock_skew: clock.skew }),
    };
    let kept: Record<string, string> | undefined;

    // Without a prototype: a name may be __proto__.
    const keep = (name: string, value: IncomingValue) => ((kept ??= Object.create(null) as Record<string, string>)[name] = keptText(value));

    /** What the column of `code` takes; undefined when the value has none and was put aside under `name`. */
    const place = (code: string, name: string, value: IncomingValue, put: (property: PropertyDef, value: ColumnValue) => void) => {
      const property = known?.get(code);
      if (!property && !settings.closed && nameable(code)) return unseen.add(event, code, suggestedType(code, value), looksPersonal(value));
      if (property && saysNothing(property.type, value)) return;
      const fitting = property && columnValue(property.type, value, settings.timezone);
      if (property && fitting !== undefined) return put(property, fitting);
      if (property) violations.add(event, code, property.type, value);
      else if (!nameable(code)) violations.add(event, code, "text", value);
      keep(name, value);
    };

    flatten(properties, {
      value: (code, value) => {
        // A single value under the name of a list's member belongs to no object of the list.
        if (isMember(code)) keep(code, value);
        else place(code, code, value, (property, fitting) => (row[property.field] = fitting));
      },
      objects: (list, objects) => {
        row[countOf(list)] = objects.length;
        objects.forEach((object, index) => {
          const put = ({ field }: PropertyDef, fitting: ColumnValue) => {
            const column = (row[field] ??= new Array(objects.length).fill(null)) as unknown[];
            column[index] = fitting;
          };
          flatten(
            object,
            // A column of members holds one value an object: a list in it is text.
            {
              value: (code, value) => place(code, `${code}#${index}`, Array.isArray(value) ? JSON.stringify(value) : value, put),
              objects: () => {},
            },
            `${list}[].`,
            2,
          );
        });
      },
    });
    if (kept) row.extra = JSON.stringify(kept);
    return row;
  });
}

/** Whether a sender's words can be a code, `list[].member` included; those that cannot are kept in `extra`. */
function nameCheck(): (code: string) => boolean {
  return remembered((code) => {
    const list = listOf(code);
    const name = list === undefined ? code : code.slice(list.length + "[].".length);
    return codeFault(code, code) === undefined && codeFault(name, name) === undefined && list !== "" && !isMember(name);
  });
}

function countFields(): (list: string) => string {
  return remembered(countField);
}

function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) known.set(text, (answer = work(text)));
    return answer;
  };
}
