import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { listCustomers, listTags, type CustomerSummary, type TagSummary } from "../../contract/index.ts";
import { ask } from "../api/queries.ts";
import type { IconName } from "../components/Icon.tsx";
import { searchNames } from "../../kernel/index.ts";
import { useDebounced } from "../components/useDebounced.ts";
import { useTexts } from "../i18n/index.ts";
import { prefer, useScheme } from "../preferences.ts";
import { PAGES } from "./nav.ts";

/** One result of the search: its text and its action. */
export interface Entry {
  readonly id: string;
  readonly group: "pages" | "tags" | "customers" | "commands";
  readonly name: string;
  readonly hint?: string;
  readonly icon?: IconName;
  readonly tag?: TagSummary;
  run(): void;
}

const MOST_TAGS = 7;

/** The search results: pages, tags, customers by name or identity, commands. */
export function useEntries(typed: string): { entries: Entry[]; searching: boolean } {
  const { t, lang, pick } = useTexts();
  const dark = useScheme() === "dark";
  const navigate = useNavigate();
  const q = typed.trim().toLowerCase();
  const debounced = useDebounced(q);
  const tags = useQuery(ask(listTags, {})).data?.items ?? [];
  const found = useQuery({
    ...ask(listCustomers, { q: debounced, limit: 6 }),
    enabled: debounced !== "",
    placeholderData: keepPreviousData,
  });
  const has = (...texts: string[]): boolean => texts.some((text) => text.toLowerCase().includes(q));

  const pages = PAGES.map((page): Entry => ({
    id: page.to,
    group: "pages",
    name: t(page.name),
    icon: page.icon,
    run: () => void navigate({ to: page.to }),
  }));
  const commands: Entry[] = [
    {
      id: "theme",
      group: "commands",
      name: t(dark ? "shell.toLight" : "shell.toDark"),
      icon: dark ? "sun" : "moon",
      run: () => prefer({ theme: dark ? "light" : "dark" }),
    },
    {
      id: "lang",
      group: "commands",
      name: t("shell.otherLanguage"),
      icon: "enter",
      run: () => prefer({ lang: lang === "zh" ? "en" : "zh" }),
    },
  ];
  const matching = (entry: Entry): boolean => q === "" || has(entry.name);
  const tagEntries = (q === "" ? [] : searchNames(tags, q, MOST_TAGS)).map((tag): Entry => ({
    id: `tag-${tag.code}`,
    group: "tags",
    name: pick(tag.name),
    hint: tag.group.map(pick).join(" / "),
    tag,
    run: () => void navigate({ to: "/tags/$tag", params: { tag: tag.code } }),
  }));
  const customers = (q === "" || debounced === "" ? [] : (found.data?.items ?? [])).map((customer): Entry => ({
    id: `customer-${customer.customer}`,
    group: "customers",
    name: customer.name ?? `#${customer.customer}`,
    hint: identityHint(customer, q),
    icon: "user",
    run: () => void navigate({ to: "/customers/$customer", params: { customer: String(customer.customer) } }),
  }));
  return {
    entries: [...pages.filter(matching), ...tagEntries, ...customers, ...commands.filter(matching)],
    searching: q !== "" && (found.isFetching || debounced !== q),
  };
}

/** The identity that matches the typed text, or the first one. */
function identityHint({ identities }: CustomerSummary, q: string): string {
  const shown = identities.find(({ external }) => external.toLowerCase().startsWith(q)) ?? identities[0];
  return shown ? `${shown.platform}:${shown.external}` : "";
}
