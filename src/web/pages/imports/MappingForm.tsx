import { AutoComplete, Input, Segmented, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { readCatalogue } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { usePlatformName } from "../../components/customer/Identities.tsx";
import { useTexts } from "../../i18n/index.ts";
import type { ColumnUse, Draft, Use } from "./mapping.ts";

const PLATFORMS = ["phone", "email", "member", "crm", "taobao", "tmall", "jd", "wecom", "wechat", "unionid", "douyin", "store", "web"];

/** What each column means, column by column. */
export function MappingForm({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const { t, pick } = useTexts();
  const platformName = usePlatformName();
  const catalogue = useQuery({ ...ask(readCatalogue, {}), staleTime: 60_000 }).data;
  const uses: Use[] =
    draft.rows === "events" ? ["identity", "time", "property", "attribute", "id", "ignore"] : ["identity", "attribute", "ignore"];
  const change = (index: number, next: Partial<ColumnUse>): void => {
    const before = draft.columns[index]!;
    onChange({ ...draft, columns: draft.columns.with(index, { ...before, ...next }) });
  };
  const turnRows = (rows: Draft["rows"]): void =>
    onChange({
      ...draft,
      rows,
      event: rows === "events" ? draft.event || "Order Completed" : "",
      // A customer's row carries attributes, an event's row properties.
      columns: draft.columns.map((one) => {
        if (rows === "customers")
          return one.use === "property" || one.use === "time" || one.use === "id" ? { ...one, use: "attribute" } : one;
        return one.use === "attribute" ? { ...one, use: "property" } : one;
      }),
    });
  const options = (use: Use): { value: string; label: string }[] =>
    use === "identity"
      ? PLATFORMS.map((value) => ({ value, label: `${platformName(value)} · ${value}` }))
      : use === "attribute"
        ? (catalogue?.attributes ?? []).map(({ code, name }) => ({ value: code, label: `${pick(name)} · ${code}` }))
        : (catalogue?.events.find(({ code }) => code === draft.event)?.properties ?? []).map(({ code, name }) => ({
            value: code,
            label: `${pick(name)} · ${code}`,
          }));
  return (
    <div className="tw-mapping">
      <div className="tw-mapping-rows">
        <span>{t("imports.eachRow")}</span>
        <Segmented
          aria-label={t("imports.eachRow")}
          value={draft.rows}
          onChange={turnRows}
          options={[
            { value: "customers", label: t("imports.rowCustomer") },
            { value: "events", label: t("imports.rowEvent") },
          ]}
        />
        {draft.rows === "events" && (
          <>
            <AutoComplete
              className="tw-mapping-event"
              aria-label={t("imports.event")}
              placeholder={t("imports.event")}
              value={draft.event}
              onChange={(event) => onChange({ ...draft, event })}
              options={(catalogue?.events ?? []).map(({ code, name }) => ({ value: code, label: `${pick(name)} · ${code}` }))}
              showSearch={{
                filterOption: (typed, option) =>
                  String(option?.label ?? "")
                    .toLowerCase()
                    .includes(typed.toLowerCase()),
              }}
            />
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
          {draft.columns.map(({ column, sample, use, as }, index) => (
            <tr key={column} className={use === "ignore" ? "tw-mapping-ignored" : undefined}>
              <th scope="row" className="tw-cut">
                {column}
              </th>
              <td className="tw-cut tw-quiet">{sample}</td>
              <td>
                <Select<Use>
                  aria-label={t("imports.becomesOf", { column })}
                  variant="filled"
                  value={use}
                  onChange={(next) => change(index, { use: next })}
                  options={uses.map((value) => ({ value, label: t(`use.${value}`) }))}
                />
              </td>
              <td>
                {(use === "identity" || use === "attribute" || use === "property") && (
                  <AutoComplete
                    aria-label={t("imports.asOf", { column })}
                    variant="filled"
                    value={as}
                    onChange={(next) => change(index, { as: next })}
                    options={options(use)}
                    popupMatchSelectWidth={false}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
