import { isOpenJob } from "../../../contract/index.ts";
import { Button, Progress, Segmented, Select } from "antd";
import { useState } from "react";
import type { MappingInput, SavedMapping } from "../../../contract/index.ts";
import { useSession } from "../../api/session.ts";
import { Icon } from "../../components/Icon.tsx";
import { JobProgress } from "../../components/JobProgress.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { readYaml, writeYaml } from "../../components/yaml.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { draftOf, mappingOf, withMapping, type Draft, type HowToRead } from "./draft.ts";
import { ImportQuestions } from "./ImportQuestions.tsx";
import { DropZone } from "./DropZone.tsx";
import { FirstRows } from "./FirstRows.tsx";
import { SaveMapping } from "./SaveMapping.tsx";
import { MappingForm } from "./MappingForm.tsx";
import { MappingText } from "./MappingText.tsx";
import { ReadingBar } from "./ReadingBar.tsx";
import { Report } from "./Report.tsx";
import { Running } from "./Running.tsx";
import { Templates } from "./Templates.tsx";
import { UndoImport } from "./UndoImport.tsx";
import { UnknownTags } from "./UnknownTags.tsx";
import { useStartImport } from "./useStartImport.ts";

/** The import of one file: choice of the file, preview, mapping, progress, report. */
export function StartImport() {
  const { t } = useTexts();
  const { bytes } = useFormat();
  const timezone = useSession()?.workspace.timezone ?? "Asia/Shanghai";
  const [draft, setDraft] = useState<Draft | null>(null);
  const [asText, setAsText] = useState(false);
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [reading, setReading] = useState<HowToRead>({});
  const bring = useStartImport();
  const { file, preview } = bring;

  const begin = async (looking: ReturnType<typeof bring.choose>, how: HowToRead = {}): Promise<void> => {
    setFault(null);
    setText("");
    setReading(how);
    const seen = await looking;
    setDraft(seen && draftOf(seen, timezone, how));
    // A saved mapping may contain more than the form can show.
    const [kept] = seen?.saved ?? [];
    const mapped = kept && seen ? withMapping(draftOf(seen, timezone, how), kept.mapping as MappingInput) : true;
    setAsText(mapped === null);
    if (kept && mapped === null) setText(await writeYaml(kept.mapping));
  };
  const read = (how: HowToRead, sheet = draft?.sheet ?? undefined): Promise<void> =>
    begin(bring.lookAgain({ ...how, ...(sheet !== undefined && { sheet }) }), how);
  const pick = async (saved: SavedMapping): Promise<void> => {
    const mapped = draft && withMapping(draft, saved.mapping as MappingInput);
    if (mapped) setDraft(mapped);
    else setText(await writeYaml(saved.mapping));
    setAsText(!mapped);
  };
  const switchView = async (wanted: "form" | "text"): Promise<void> => {
    // The text starts with the form's mapping. Later changes of the text do not change the form.
    if (wanted === "text" && draft && text === "") setText(await writeYaml(mappingOf(draft)));
    setAsText(wanted === "text");
  };
  const start = async (createTags = false): Promise<void> => {
    setFault(null);
    if (!asText && draft) return bring.start(mappingOf(draft), createTags);
    const yaml = await readYaml(text);
    if (yaml.fault) return setFault(t("define.unreadable", { line: yaml.fault.line, column: yaml.fault.column }));
    return bring.start(yaml.document, createTags);
  };

  if (!file) {
    return (
      <>
        <DropZone onFile={(chosen) => void begin(bring.choose(chosen))} />
        <Templates />
        <Running />
      </>
    );
  }
  const busy = bring.step !== null || (bring.job !== undefined && isOpenJob(bring.job));
  // The file cannot be read as it is. The import cannot start until somebody chooses how to read it.
  const unread = !preview && !asText && bring.problem !== null;
  const unknownTags = bring.job?.problem?.code === "TAGS_UNKNOWN" ? bring.job.problem : null;
  return (
    <section className="tw-sheet tw-bring">
      <header className="tw-bring-file">
        <Icon name="file" size={20} />
        <strong className="tw-cut">{file.name}</strong>
        <span className="tw-quiet">{bytes(file.size)}</span>
        {preview && preview.sheets.length > 1 && !bring.report && (
          <Select
            aria-label={t("imports.sheet")}
            value={preview.sheet}
            disabled={busy}
            onChange={(sheet) => void read({}, sheet ?? "")}
            options={preview.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
          />
        )}
        {!busy && (
          <button type="button" className="tw-link" onClick={bring.reset}>
            {t(bring.report ? "imports.another" : "imports.otherFile")}
          </button>
        )}
      </header>
      {bring.report ? (
        <>
          {bring.job && <JobProgress job={bring.job} done={t("imports.done")} />}
          <Report report={bring.report} />
          <UndoImport key={bring.report.id} report={bring.report} />
        </>
      ) : (
        <>
          {!asText && (preview !== null || bring.problem !== null) && (
            <ReadingBar preview={preview} problem={bring.problem} reading={reading} disabled={busy} onChange={(how) => void read(how)} />
          )}
          {draft && preview && (
            <div className="tw-bring-ways">
              <Segmented<"form" | "text">
                value={asText ? "text" : "form"}
                onChange={(wanted) => void switchView(wanted)}
                options={[
                  { value: "form", label: t("imports.form") },
                  { value: "text", label: t("imports.text") },
                ]}
              />
              {!asText && (
                <SaveMapping
                  saved={preview.saved}
                  headings={preview.columns.map(({ name }) => name)}
                  onPick={(saved) => void pick(saved)}
                  mapping={() => mappingOf({ ...draft, reading: {} })}
                />
              )}
            </div>
          )}
          {!asText && draft && preview && <MappingForm draft={draft} preview={preview} onChange={setDraft} />}
          {asText && bring.step !== "upload" && <MappingText text={text} onChange={setText} fault={fault} />}
          {!asText && draft && preview && bring.sent !== null && (
            <ImportQuestions key={bring.sent} upload={bring.sent} draft={draft} onChange={setDraft} />
          )}
          {preview && <FirstRows preview={preview} />}
          {bring.step === "upload" && (
            <div className="tw-bring-sending" role="status">
              <Progress percent={Math.round(bring.share * 100)} aria-label={t("imports.uploading")} />
              <p className="tw-quiet">{t("imports.uploading")}</p>
            </div>
          )}
          {bring.step === "look" && (
            <p className="tw-quiet" role="status">
              {t("imports.looking")}
            </p>
          )}
          <footer className="tw-bring-foot">
            {bring.problem && <ProblemNote problem={bring.problem} />}
            {unknownTags && <UnknownTags problem={unknownTags} onCreate={() => void start(true)} />}
            {bring.job && !unknownTags && <JobProgress job={bring.job} done="" />}
            {unread && (
              <div className="tw-bring-acts">
                <Button onClick={() => setAsText(true)}>{t("imports.sayHow")}</Button>
                <Button type="primary" onClick={bring.reset}>
                  {t("imports.otherFile")}
                </Button>
              </div>
            )}
            {(preview !== null || asText) && (
              <div className="tw-bring-acts">
                <Button type="primary" loading={busy} onClick={() => void start()}>
                  {t("imports.start")}
                </Button>
              </div>
            )}
          </footer>
        </>
      )}
    </section>
  );
}
