import { Button, Drawer, Segmented, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { readExport, listExportColumns, startExport, type ExportResult, isOpenJob } from "../../../contract/index.ts";
import { addressOf } from "../../api/client.ts";
import { ask } from "../../api/queries.ts";
import { useAct } from "../../api/useAct.ts";
import { useJob } from "../../api/useJob.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";
import { usePlatformName } from "../customer/Identities.tsx";
import { Icon } from "../Icon.tsx";
import { JobProgress } from "../JobProgress.tsx";
import { ProblemNote } from "../ProblemNote.tsx";
import "./export.css";

const FORMATS = ["xlsx", "csv", "jsonl", "parquet"] as const;

const IDENTITY = "identity.";

interface Props {
  readonly what: "customers" | "tags";
  /** The combination of the customers to export; absent: all customers. */
  readonly where?: string | undefined;
  readonly label: string;
  /** A small button, for a row of buttons. */
  readonly small?: boolean;
}

/** Exports a list: choice of columns and format, progress, and the file. */
export function ExportButton({ what, where, label, small = false }: Props) {
  const { t } = useTexts();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  return (
    <>
      {small ? (
        <button type="button" className="tw-tool" aria-label={label} title={t("export.open")} onClick={() => setOpen(true)}>
          <Icon name="download" />
        </button>
      ) : (
        <Button icon={<Icon name="download" />} aria-label={label} onClick={() => setOpen(true)}>
          {!phone && label}
        </Button>
      )}
      <Drawer open={open} onClose={() => setOpen(false)} size={phone ? "100%" : 460} title={label} destroyOnHidden>
        <ExportForm what={what} where={where} />
      </Drawer>
    </>
  );
}

function ExportForm({ what, where }: Pick<Props, "what" | "where">) {
  const { t, lang } = useTexts();
  const [format, setFormat] = useState<(typeof FORMATS)[number]>("xlsx");
  const [headings, setHeadings] = useState<"zh" | "en" | "codes">(lang);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [started, setStarted] = useState<string>();
  const platformName = usePlatformName();
  // The heading of an identity is its code, so that an import recognises it. The form shows the platform's name.
  const labelOf = (column: { readonly code: string; readonly zh: string; readonly en: string }): string =>
    column[lang] === column.code && column.code.startsWith(IDENTITY) ? platformName(column.code.slice(IDENTITY.length)) : column[lang];
  const columns = useQuery({ ...ask(listExportColumns, {}), enabled: what === "customers" }).data?.items ?? [];
  const picked = chosen ?? columns.filter(({ usual }) => usual).map(({ code }) => code);
  const masked = columns.some((column) => column.masked && picked.includes(column.code));
  const begin = useAct(startExport, { onSuccess: ({ job }) => setStarted(job) });
  const job = useJob(started);
  const made = job?.state === "done" ? (job.result as ExportResult) : null;
  const running = begin.isPending || (job !== undefined && isOpenJob(job));
  return (
    <div className="tw-export">
      <p className="tw-export-label">{t("export.format")}</p>
      <Segmented
        aria-label={t("export.format")}
        value={format}
        onChange={setFormat}
        options={FORMATS.map((value) => ({ value, label: t(`export.${value}`) }))}
      />
      {what === "customers" && (
        <>
          <p className="tw-export-label">{t("export.columns")}</p>
          <Select<string[]>
            mode="multiple"
            aria-label={t("export.columns")}
            value={[...picked]}
            onChange={setChosen}
            options={columns.map((column) => ({ value: column.code, label: labelOf(column), title: column.code }))}
            showSearch={{ optionFilterProp: "label" }}
            maxTagCount={12}
          />
          {masked && <p className="tw-quiet">{t("export.masked")}</p>}
        </>
      )}
      <p className="tw-export-label">{t("export.headings")}</p>
      <Segmented<"zh" | "en" | "codes">
        aria-label={t("export.headings")}
        value={headings}
        onChange={setHeadings}
        options={(["zh", "en", "codes"] as const).map((value) => ({ value, label: t(`export.heading_${value}`) }))}
      />
      <Button
        type="primary"
        block
        loading={running}
        onClick={() => {
          setStarted(undefined);
          begin.mutate({
            what,
            format,
            headings,
            mark: format === "csv" ? "bom" : "none",
            ...(where !== undefined && { where }),
            // The default columns are not listed, because hundreds of attributes would make the address too long.
            ...(what === "customers" && chosen !== null && chosen.length > 0 && { columns: chosen.join(",") }),
          });
        }}
      >
        {t("export.start")}
      </Button>
      {begin.error && <ProblemNote problem={begin.error} />}
      {job && <JobProgress job={job} done={t("export.done")} />}
      {made && <Fetched key={made.export} made={made} />}
    </div>
  );
}

/** The download starts automatically. The link repeats it. */
function Fetched({ made }: { made: ExportResult }) {
  const { t } = useTexts();
  const { bytes, short } = useFormat();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.click(), []);
  return (
    <p>
      <a ref={link} className="tw-link" href={addressOf(readExport, { export: made.export })} download={made.name}>
        <Icon name="download" size={14} /> {made.name}
      </a>{" "}
      <span className="tw-quiet">{t("export.size", { rows: short(made.rows), bytes: bytes(made.bytes) })}</span>
    </p>
  );
}
