import { useSyncExternalStore } from "react";
import type { Lang } from "../kernel/index.ts";
import type { Scheme } from "./theme/palette.ts";

/** A person's preferences in one browser. They are stored in the browser, not on the server. Filters are in the address instead. */
export interface Preferences {
  readonly lang: Lang;
  readonly theme: Scheme | "system";
  readonly navCollapsed: boolean;
  /** Columns of the customers' table in their order; null: the default ones. */
  readonly customerColumns: readonly string[] | null;
}

const KEY = "tagwise.preferences";
const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  const usual: Preferences = { lang: browserLang(), theme: "system", navCollapsed: false, customerColumns: null };
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    return usual;
  }
}

/** Chinese unless the browser asks for English first. */
function browserLang(): Lang {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === "zh" || tag === "en");
  return wanted === "en" ? "en" : "zh";
}

export function preferences(): Preferences {
  return current;
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Storage may be disabled. The choice then lasts until the page is left.
  }
  for (const listener of listeners) listener();
}

export function onPreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(onPreferences, preferences);
}

/** The current result of a media query such as `(prefers-color-scheme: dark)`. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}

export function useScheme(): Scheme {
  const { theme } = usePreferences();
  const dark = useMedia("(prefers-color-scheme: dark)");
  return theme === "system" ? (dark ? "dark" : "light") : theme;
}

export function useReducedMotion(): boolean {
  return useMedia("(prefers-reduced-motion: reduce)");
}

/** Whether the window is narrow enough for the phone layout. */
export function usePhone(): boolean {
  return useMedia("(max-width: 719px)");
}
