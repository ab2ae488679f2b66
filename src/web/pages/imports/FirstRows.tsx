import type { FilePreview } from "../../../contract/index.ts";
import { useTexts } from "../../i18n/index.ts";

/** The first rows of a file, unchanged. */
export function FirstRows({ preview: { columns, rows } }: { preview: FilePreview }) {
  const { t } = useTexts();
  if (rows.length === 0) return <p className="tw-quiet">{t("imports.noRows")}</p>;
  return (
    <section className="tw-first-rows">
      <h3>{t("imports.firstRows", { count: rows.length })}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- who has no mouse scrolls it by keys */}
      <div className="tw-first-rows-box" tabIndex={0} role="region" aria-label={t("imports.firstRows", { count: rows.length })}>
        <table>
          <thead>
            <tr>
              <th scope="col" aria-label={t("imports.rowNumber")} />
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <tr key={place}>
                <th scope="row">{place + 1}</th>
                {row.map((cell, index) => (
                  <td key={columns[index]!.name} title={cell ?? ""}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
