import { Button, Segmented } from "antd";
import { useState } from "react";
import { useSession } from "../../api/session.ts";
import { Icon } from "../../components/Icon.tsx";
import { JobProgress } from "../../components/JobProgress.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { readYaml, writeYaml } from "../../components/yaml.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { DropZone } from "./DropZone.tsx";
import { MappingForm } from "./MappingForm.tsx";
import { MappingText } from "./MappingText.tsx";
import { guess, mappingOf, type Draft } from "./mapping.ts";
import { peek } from "./peek.ts";
import { Report } from "./Report.tsx";
import { useBring } from "./useBring.ts";

const TEMPLATE = `# event: Order Completed
# time: 下单时间
# timezone: Asia/Shanghai
identities:
  phone: 手机号
attributes:
  name: 姓名
# properties:
#   amount: 数量 * 单价
`;

/** One file from choosing it to the report: file, what its columns mean, progress, what came of it. */
export function Bring() {
  const { t } = useTexts();
  const { bytes } = useFormat();
  const timezone = useSession()?.workspace.timezone ?? "Asia/Shanghai";
  const [file, setFile] = useState<File | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [asText, setAsText] = useState(false);
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const bring = useBring(file);

  const choose = async (chosen: File): Promise<void> => {
    const columns = await peek(chosen).catch(() => null);
    const first = columns ? guess(columns, timezone) : null;
    bring.reset();
    setFault(null);
    setFile(chosen);
    setDraft(first);
    setAsText(first === null);
    setText(first ? "" : TEMPLATE);
  };
  const turn = async (wanted: "form" | "text"): Promise<void> => {
    // The text begins as what the form says; what is then written there stays there.
    if (wanted === "text" && draft && text === "") setText(await writeYaml(mappingOf(draft)));
    setAsText(wanted === "text");
  };
  const start = async (): Promise<void> => {
    setFault(null);
    if (!asText && draft) return bring.start(mappingOf(draft));
    const read = await readYaml(text);
    if (read.fault) return setFault(t("define.unreadable", { line: read.fault.line, column: read.fault.column }));
    return bring.start(read.document);
  };
  const again = (): void => {
    bring.reset();
    setFile(null);
    setDraft(null);
    setText("");
  };

  if (!file) return <DropZone onFile={(chosen) => void choose(chosen)} />;
  const busy = bring.step !== null || bring.job?.state === "running";
  return (
    <section className="tw-sheet tw-bring">
      <header className="tw-bring-file">
        <Icon name="file" size={20} />
        <strong className="tw-cut">{file.name}</strong>
        <span className="tw-quiet">{bytes(file.size)}</span>
        {!busy && (
          <button type="button" className="tw-link" onClick={again}>
            {t(bring.report ? "imports.another" : "imports.otherFile")}
          </button>
        )}
      </header>
      {bring.report ? (
        <>
          {bring.job && <JobProgress job={bring.job} done={t("imports.done")} />}
          <Report report={bring.report} />
        </>
      ) : (
        <>
          {draft && (
            <Segmented<"form" | "text">
              value={asText ? "text" : "form"}
              onChange={(wanted) => void turn(wanted)}
              options={[
                { value: "form", label: t("imports.form") },
                { value: "text", label: t("imports.text") },
              ]}
            />
          )}
          {!asText && draft ? (
            <MappingForm draft={draft} onChange={setDraft} />
          ) : (
            <MappingText text={text} onChange={setText} fault={fault} />
          )}
          {bring.problem && <ProblemNote problem={bring.problem} />}
          {bring.job && <JobProgress job={bring.job} done="" />}
          <footer className="tw-bring-foot">
            {bring.step === "upload" && <span className="tw-quiet">{t("imports.uploading")}</span>}
            <Button type="primary" loading={busy} onClick={() => void start()}>
              {t("imports.start")}
            </Button>
          </footer>
        </>
      )}
    </section>
  );
}
