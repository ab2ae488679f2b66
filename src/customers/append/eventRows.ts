import {
  codeFault,
  countField,
  isMember,
  listOf,
  saysNothing,
  type Catalogue,
  type ColumnValue,
  type IncomingValue,
  type PropertyDef,
} from "../../catalogue/index.ts";
import type { Identity } from "../../contract/index.ts";
import { factsInstant } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { flatten } from "./flatten.ts";
import type { Violations } from "./violations.ts";
import { looksPersonal } from "./personal.ts";
import type { Unseen } from "./unseenCodes.ts";
import { suggestedType } from "./suggestType.ts";
import { columnValue, keptText } from "./values.ts";

/** An event that passed validation, with normalised identities and its id. */
export interface ValidEvent {
  readonly event: string;
  readonly identities: readonly Identity[];
  readonly time: Instant;
  /** Its id, computed from the sender's message id or from its content. */
  readonly number: string;
  readonly named?: Named;
  readonly clock?: { readonly moved: number; readonly skew: number };
  readonly properties: { readonly [key: string]: IncomingValue };
}

/** The sender's message id, and the last 64 bits of the digest of the content. */
export interface Named {
  readonly sender: string;
  readonly id: string;
  readonly content: string;
}

/** A row of the table `events`. The customer is filled in when it is resolved. */
export interface EventRow {
  event: string;
  customer: number;
  /** The identity that brought the row (identity/read/origin.ts). */
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
  /** Whether the catalogue is full: values of unknown codes then go to `extra` too. */
  readonly closed?: boolean;
}

/**
 * The rows of events. Codes that are not in the catalogue are collected in `unseen`, and their rows are incomplete until they are made
 * again. Values that do not fit go to `extra`.
 */
export function eventRows(events: readonly ValidEvent[], settings: RowSettings, unseen: Unseen, violations: Violations): EventRow[] {
  const nameable = nameCheck();
  const countOf = countFields();
  return events.map(({ event, time, number, clock, properties }) => {
    const definitions = settings.catalogue.events.get(event)?.properties;
    if (!definitions) unseen.event(event);
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

    // Without a prototype, because a property may be called __proto__.
    const keep = (name: string, value: IncomingValue) => ((kept ??= Object.create(null) as Record<string, string>)[name] = keptText(value));

    /** Puts the value into the column of `code`. A value without a column, or that does not fit it, is kept in `extra` under `name`. */
    const place = (code: string, name: string, value: IncomingValue, put: (property: PropertyDef, value: ColumnValue) => void) => {
      const property = definitions?.get(code);
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
        // A single value under the code of a list member belongs to no object of the list, so it goes to `extra`.
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
            // A member's column holds one value for each object, so a list inside an object is stored as text.
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

/** Whether a property name can be a code, `list[].member` included. Values under other names are kept in `extra`. */
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
  const answers = new Map<string, T>();
  return (text) => {
    let answer = answers.get(text);
    if (answer === undefined) answers.set(text, (answer = work(text)));
    return answer;
  };
}
