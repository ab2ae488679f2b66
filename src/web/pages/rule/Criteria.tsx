import { Input } from "antd";
import type { TagDetail } from "../../../contract/index.ts";
import { DECIDING_KEYS } from "../../../rules/language/index.ts";
import { Attention } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Field } from "../tag/words/Field.tsx";
import { textOf } from "../tag/words/tagDraft.ts";
import { sameRaw, type Raw } from "./tree.ts";
import "../tag/words/tagWords.css";

interface Props {
  readonly draft: Raw;
  readonly published: TagDetail;
  readonly onDraft: (draft: Raw) => void;
}

/** The criteria of a tag, offered for change as soon as its rule differs from the published one: they would go on saying the old one. */
export function Criteria({ draft, published, onDraft }: Props) {
  const { t } = useTexts();
  const part = (of: Raw) => DECIDING_KEYS.map((key) => of[key] ?? null);
  const stale = !sameRaw(part(draft), part(published.definition));
  if (!stale || (published.criteria === null && draft["criteria"] === undefined)) return null;
  const untouched = textOf(draft["criteria"]) === (published.criteria ?? "");
  return (
    <section className="tw-sheet tw-words" aria-label={t("tagWords.criteria")}>
      <Field label={t("tagWords.criteria")} wide>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={textOf(draft["criteria"])}
            onChange={({ target: { value } }) => onDraft({ ...draft, criteria: value === "" ? undefined : value })}
          />
        )}
      </Field>
      {untouched && (
        <div className="tw-field-wide">
          <Attention>{t("newTag.criteriaStale")}</Attention>
        </div>
      )}
    </section>
  );
}
