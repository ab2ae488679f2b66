import { useTexts } from "../../i18n/index.ts";
import type { Section } from "./sections.ts";

/** The groups, to jump to. */
export function Outline({ sections }: { sections: readonly Section[] }) {
  const { t, pick } = useTexts();
  return (
    <nav className="tw-outline" aria-label={t("tags.group")}>
      <ul>
        {sections.map(({ id, anchor, path, tags }) => (
          <li key={id ?? 0}>
            <button type="button" className="tw-outline-link" onClick={() => document.getElementById(anchor)?.scrollIntoView()}>
              <span className="tw-cut">{path.length === 0 ? t("dictionary.ungrouped") : path.map(pick).join(" / ")}</span>
              <span className="tw-quiet">{tags.length}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
