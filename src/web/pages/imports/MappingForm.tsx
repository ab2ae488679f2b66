import { Input, Segmented, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { ProductField, describeCatalogue, type ColumnUse, type FilePreview, type PreviewColumn } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { FILE_PLATFORMS, type Text } from "../../../kernel/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { changed, withRows, type Draft } from "./draft.ts";
import { NamedField, type Named } from "./NamedField.tsx";

/** A form for the meaning of each column. */
export function MappingForm({ draft, preview, onChange }: { draft: Draft; preview: FilePreview; onChange: (draft: Draft) => void }) {
  const { t, pick } = useTexts();
  const catalogue = useQuery({ ...ask(describeCatalogue, {}), staleTime: 60_000 }).data;
  const events = draft.rows === "events";
  const uses: ColumnUse[] = events
    ? ["identity", "event", "time", "property", "attribute", "tags", "id", "ignore"]
    : draft.rows === "products"
      ? ["product", "ignore"]
      : ["identity", "attribute", "tags", "ignore"];
  const change = (index: number, next: Partial<Pick<PreviewColumn, "use" | "as">>): void => onChange(changed(draft, index, next));
  const eachSays = draft.columns.some(({ use }) => use === "event");
  const named = ({ code, name }: { readonly code: string; readonly name: Text }): Named => ({ value: code, words: pick(name) });
  const known: Partial<Record<ColumnUse, readonly Named[]>> = {
    product: ProductField.options.map((value) => ({ value, words: t(`productField.${value}`) })),
    identity: FILE_PLATFORMS.map(named),
    attribute: catalogue?.attributes.map(named) ?? [],
    property: catalogue?.events.find(({ code }) => code === draft.event)?.properties.map(named) ?? [],
  };
  return (
    <div className="tw-mapping">
      <div className="tw-mapping-rows">
        <span>{t("imports.eachRow")}</span>
        <Segmented<Draft["rows"]>
          aria-label={t("imports.eachRow")}
          value={draft.rows}
          onChange={(rows) => onChange(withRows(draft, rows))}
          options={[
            { value: "customers", label: t("imports.rowCustomer") },
            { value: "events", label: t("imports.rowEvent") },
            { value: "products", label: t("imports.rowProduct") },
          ]}
        />
        {draft.rows === "events" && (
          <>
            {!eachSays && (
              <NamedField
                className="tw-mapping-event"
                label={t("imports.event")}
                value={draft.event}
                known={catalogue?.events.map(named) ?? []}
                onChange={(event) => onChange({ ...draft, event })}
              />
            )}
            <Input
              className="tw-mapping-zone"
              aria-label={t("settings.timezone")}
              prefix={t("settings.timezone")}
              value={draft.timezone}
              onChange={(event) => onChange({ ...draft, timezone: event.target.value })}
            />
          </>
        )}
      </div>
      <table className="tw-mapping-table">
        <thead>
          <tr>
            <th scope="col">{t("imports.column")}</th>
            <th scope="col">{t("imports.sample")}</th>
            <th scope="col">{t("imports.becomes")}</th>
            <th scope="col">{t("imports.as")}</th>
          </tr>
        </thead>
        <tbody>
          {draft.columns.map(({ name: column, use, as, by }, index) => (
            <tr key={column} className={use === "ignore" ? "tw-mapping-ignored" : undefined}>
              <th scope="row" className="tw-cut">
                {column}
              </th>
              <td className="tw-cut tw-quiet">{sampleOf(preview, index)}</td>
              <td>
                <Select<ColumnUse>
                  aria-label={t("imports.becomesOf", { column })}
                  variant="filled"
                  value={use}
                  onChange={(next) => change(index, { use: next })}
                  options={uses.map((value) => ({ value, label: t(`use.${value}`) }))}
                />
              </td>
              <td>
                {known[use] && (
                  <NamedField
                    label={t("imports.asOf", { column })}
                    filled
                    value={as}
                    known={known[use]}
                    onChange={(next) => change(index, { as: next })}
                  />
                )}
                {by === null && use !== "ignore" && <span className="tw-mapping-unsure">{t("imports.unsure")}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The first cell of a column that is not empty. */
function sampleOf({ rows }: FilePreview, index: number): string {
  return rows.find((row) => row[index] !== null)?.[index] ?? "";
}
