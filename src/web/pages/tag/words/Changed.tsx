import { Button } from "antd";
import { Attention } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { sameRaw } from "../../rule/tree.ts";
import { nameOf, type TagDraft } from "./tagDraft.ts";

interface Props {
  readonly mine: TagDraft;
  readonly theirs: TagDraft;
  /** What the form was opened with. */
  readonly opened: TagDraft;
  readonly busy: boolean;
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

const FIELDS = ["name", "color", "meaning", "owner", "criteria", "purpose", "aliases", "review", "notes", "unit"] as const;

/** Two people edited at once: each field that differs, with both states. */
export function Changed({ mine, theirs, opened, busy, onKeep, onTake }: Props) {
  const { t } = useTexts();
  const differing = FIELDS.filter(
    (key) => !sameRaw(shown(mine, key), shown(theirs, key)) || !sameRaw(shown(opened, key), shown(theirs, key)),
  );
  return (
    <section className="tw-changed" aria-label={t("tagWords.changedTitle")}>
      <Attention>
        <p>
          <strong>{t("tagWords.changedTitle")}</strong>
        </p>
        <p>{t("tagWords.changedHelp")}</p>
      </Attention>
      <table>
        <thead>
          <tr>
            <th>
              <span className="tw-hidden">{t("tagWords.field")}</span>
            </th>
            <th>{t("tagWords.theirs")}</th>
            <th>{t("tagWords.mine")}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map((key) => (
            <tr key={key}>
              <th>{t(key === "review" ? "tag.review" : `tagWords.${key}`)}</th>
              <td>{shown(theirs, key) || "–"}</td>
              <td>{shown(mine, key) || "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="tw-words-foot">
        <Button onClick={onTake}>{t("tagWords.takeTheirs")}</Button>
        <Button type="primary" loading={busy} onClick={onKeep}>
          {t("tagWords.keepMine")}
        </Button>
      </div>
    </section>
  );
}

function shown(draft: TagDraft, key: (typeof FIELDS)[number]): string {
  const value = draft[key];
  if (key === "name") {
    const { zh, en } = nameOf(draft);
    return [zh, en].filter(Boolean).join(" / ");
  }
  return Array.isArray(value) ? value.join("、") : typeof value === "string" ? value : "";
}
