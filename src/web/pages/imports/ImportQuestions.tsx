import { Radio } from "antd";
import type { DoubtfulColumn } from "../../../contract/index.ts";
import { NUMBER_FORMATS, valueTypeFacts, type NumberFormat } from "../../../kernel/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { choiceOf, withChoice, withNumbers, type CellChoice, type Draft } from "./draft.ts";
import { useImportQuestions } from "./useImportQuestions.ts";

const CHOICES: readonly CellChoice[] = ["text", "missing", "skip"];

/** The ambiguous columns, each with the cells in question and a choice. Nothing if there are none. */
export function ImportQuestions({ upload, draft, onChange }: { upload: string; draft: Draft; onChange: (draft: Draft) => void }) {
  const { t, pick } = useTexts();
  const { doubts, checking } = useImportQuestions(upload, draft);
  if (doubts.length === 0)
    return checking ? (
      <p className="tw-quiet" role="status">
        {t("imports.checking")}
      </p>
    ) : null;
  return (
    <section className="tw-doubts">
      <h3>{t("imports.doubts")}</h3>
      <ul>
        {doubts.map((doubt) => (
          <li key={`${doubt.kind} ${doubt.path}`}>
            <Asked doubt={doubt} />
            {doubt.kind === "numberFormat" ? (
              <Radio.Group
                aria-label={t("imports.numberFormat")}
                value={draft.choices?.numberFormat}
                onChange={({ target }) => onChange(withNumbers(draft, target.value as NumberFormat))}
                options={NUMBER_FORMATS.map((value) => ({
                  value,
                  label: t(value === "1,234.56" ? "imports.pointFormat" : "imports.commaFormat"),
                }))}
              />
            ) : (
              <Radio.Group
                aria-label={t("imports.choiceOf", { column: doubt.column })}
                value={choiceOf(draft, doubt) ?? "text"}
                onChange={({ target }) => onChange(withChoice(draft, doubt, target.value as CellChoice))}
                options={CHOICES.map((value) => ({
                  value,
                  label: t(`cellChoice.${value}`, { values: pick(valueTypeFacts(doubt.type).values) }),
                }))}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Asked({ doubt: { kind, type, column, fitting, others, cells } }: { doubt: DoubtfulColumn }) {
  const { t, pick } = useTexts();
  if (kind === "numberFormat") return <p>{t("imports.ambiguousNumbers", { column, sample: cells[0]?.value ?? "" })}</p>;
  const shown = cells.map(({ line, value }) => t("imports.cellAt", { line, value })).join(t("imports.between"));
  const words = { column, fitting, values: pick(valueTypeFacts(type).values), others, cells: shown };
  return <p>{t(others > cells.length ? "imports.nearlyOneTypeMore" : "imports.nearlyOneType", words)}</p>;
}
