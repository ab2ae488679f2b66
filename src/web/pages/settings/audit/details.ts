/** One line of an entry's details. A change has what was before and after; other lines have one value. */
export interface DetailLine {
  readonly name: string;
  readonly before?: string;
  readonly after: string;
}

type Details = Readonly<Record<string, unknown>>;

/** The fields that name the thing of an entry, the most telling first. */
const NAMING = ["name", "login", "tag", "code", "title", "segment", "webhook", "source", "event", "attribute", "customer"];
/** Fields that list things. */
const LISTS = ["tags", "created", "added", "changed", "retired", "add"];
const LISTED_THINGS = 3;

/** The lines of details: changed fields first, with both values. Fields that did not change are left out of them. */
export function linesOf(details: Details): DetailLine[] {
  const { before, after, ...rest } = details;
  // A change of one value has the values themselves.
  const single = [before, after].some((value) => value !== undefined && !isRecord(value));
  const old: Details = single ? { value: before } : recordOf(before);
  const now: Details = single ? { value: after } : recordOf(after);
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const changed = names
    .map((name) => ({ name, before: textOf(old[name]), after: textOf(now[name]) }))
    .filter((line) => line.before !== line.after);
  return [...changed, ...Object.entries(rest).map(([name, value]) => ({ name, after: textOf(value) }))];
}

/** What an entry is about, in a few words; empty if its details name nothing. */
export function thingOf(details: Details): string {
  const all = { ...recordOf(details["before"]), ...recordOf(details["after"]), ...details };
  for (const name of NAMING) {
    const value = all[name];
    if ((typeof value === "string" && value !== "") || typeof value === "number") return String(value);
  }
  const path = textsOf(all["path"]);
  if (path.length > 0) return path.join(" / ");
  const things = LISTS.flatMap((name) => textsOf(all[name]));
  return things.length > LISTED_THINGS ? `${things.slice(0, LISTED_THINGS).join(", ")} …` : things.join(", ");
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function isRecord(value: unknown): value is Details {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recordOf(value: unknown): Details {
  return isRecord(value) ? value : {};
}

function textOf(value: unknown): string {
  if (value === undefined || value === null || value === "") return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The day after `2025-11-02`: the end of a filter that includes its last day. */
export function dayAfter(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + 1);
  return at.toISOString().slice(0, 10);
}
