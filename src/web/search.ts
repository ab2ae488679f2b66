/** Search parameters of the pages. All are optional text, so that every address typed by hand is valid. */
type RawSearch = Record<string, unknown>;

function text(raw: RawSearch, name: string): string | undefined {
  const value = raw[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Keeps only the named parameters. */
function keep<K extends string>(...names: K[]): (raw: RawSearch) => { [N in K]?: string | undefined } {
  return (raw) =>
    Object.fromEntries(names.flatMap((name) => (text(raw, name) === undefined ? [] : [[name, text(raw, name)]]))) as {
      [N in K]?: string;
    };
}

export const loginSearch = keep("return", "problem");
export const tagsSearch = keep("q", "kind", "group", "state");
export const changesSearch = keep("state");
export const dictionarySearch = keep("q");
export const newTagSearch = keep("kind", "from", "segment", "template", "set");
export const tagTemplatesSearch = keep("template");
export const customersSearch = keep("where", "q");
export const customerSearch = keep("why", "event", "view");
export const reviewSearch = keep("kind", "state");
export const segmentsSearch = keep("edit");
export const settingsSearch = keep(
  "tab",
  "webhook",
  "view",
  "event",
  "q",
  "role",
  "department",
  "state",
  "person",
  "who",
  "action",
  "from",
  "to",
);

/** Readable addresses: `?where=高价值客户 and not 近期沉默`, without quotes or JSON. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function writeSearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (typeof value === "string" && value !== "") params.set(name, value);
  return params.size > 0 ? `?${params.toString()}` : "";
}

/** The address to open after the sign-in. It is always inside this application: another site could imitate it. */
export function returnTo(address: string | undefined): string {
  return address !== undefined && /^\/(?![/\\])/.test(address) && !address.startsWith("/login") ? address : "/";
}
