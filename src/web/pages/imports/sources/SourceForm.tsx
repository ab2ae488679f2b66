import { useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Drawer, Input, Select } from "antd";
import { useState } from "react";
import { createSource, listSources, SOURCE_KINDS, sourceKindOf, updateSource, type SourceShape } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { Attention, ProblemNote } from "../../../components/ProblemNote.tsx";
import { readYaml, writeYaml } from "../../../components/yaml.ts";
import { useTexts } from "../../../i18n/index.ts";
import { usePhone } from "../../../preferences.ts";
import { draftOf, isReady, PERIODS, placeOf, type Draft } from "./draft.ts";

interface Props {
  readonly open: boolean;
  /** The edited source; undefined: a new one. */
  readonly edited: SourceShape | undefined;
  readonly onClose: () => void;
}

/** Creates or edits a data source. The stored password stays if the field is empty and the place is unchanged. */
export function SourceForm({ open, edited, onClose }: Props) {
  const { t } = useTexts();
  const phone = usePhone();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>();
  const [mapping, setMapping] = useState<string>();
  const [fault, setFault] = useState<string | null>(null);
  const shown = draft ?? draftOf(edited);
  const close = (): void => {
    onClose();
    setDraft(undefined);
    setMapping(undefined);
    setFault(null);
    make.reset();
    change.reset();
  };
  const done = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: [listSources.id] });
    close();
  };
  const make = useAct(createSource, { onSuccess: done });
  const change = useAct(updateSource, { onSuccess: done });
  const act = edited ? change : make;
  const save = async (): Promise<void> => {
    setFault(null);
    const read = mapping === undefined || mapping.trim() === "" ? null : await readYaml(mapping);
    if (read?.fault) return setFault(t("define.unreadable", { line: read.fault.line, column: read.fault.column }));
    const { name, secret, query, column, every, kind } = shown;
    const isQueried = sourceKindOf(kind).reads === "query";
    const rest = {
      name: name.trim(),
      place: placeOf(shown),
      ...(secret !== "" && { secret }),
      ...(isQueried && { query: query.trim(), column: column.trim() === "" ? null : column.trim() }),
      // An emptied mapping is removed (null). A mapping that never existed is not sent.
      ...(read ? { mapping: read.document } : edited && mapping !== undefined && { mapping: null }),
      every,
    };
    if (edited) change.mutate({ source: edited.id, ...rest });
    else make.mutate(rest);
  };
  return (
    <Drawer
      open={open}
      onClose={close}
      destroyOnHidden
      size={phone ? "100%" : 560}
      title={t(edited ? "sources.edit" : "sources.new")}
      afterOpenChange={(visible) => {
        if (visible && edited?.mapping) void writeYaml(edited.mapping).then((text) => setMapping((typed) => typed ?? text));
      }}
      footer={
        <>
          {fault !== null && <Attention>{fault}</Attention>}
          {act.error && <ProblemNote problem={act.error} />}
          <div className="tw-source-foot">
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button type="primary" disabled={!isReady(shown)} loading={act.isPending} onClick={() => void save()}>
              {t(edited ? "sources.save" : "sources.new")}
            </Button>
          </div>
        </>
      }
    >
      <div className="tw-source-form">
        <Fields draft={shown} edited={edited} onChange={setDraft} />
        <label htmlFor="source-mapping">{t("sources.mapping")}</label>
        <p className="tw-quiet">{t("sources.mappingHelp")}</p>
        <Input.TextArea
          id="source-mapping"
          className="tw-code"
          autoSize={{ minRows: 4, maxRows: 16 }}
          spellCheck={false}
          placeholder={"event: Order Completed\ntime: paid_at\nidentities: { member_no: member_no }"}
          value={mapping ?? ""}
          onChange={(event) => setMapping(event.target.value)}
        />
      </div>
    </Drawer>
  );
}

function Fields({ draft, edited, onChange }: { draft: Draft; edited: SourceShape | undefined; onChange: (draft: Draft) => void }) {
  const { t } = useTexts();
  const set = (change: Partial<Draft>): void => onChange({ ...draft, ...change });
  const { kind, fields } = draft;
  const { form, reads } = sourceKindOf(kind);
  return (
    <>
      <label htmlFor="source-name">{t("sources.name")}</label>
      <Input id="source-name" maxLength={100} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
      <label htmlFor="source-kind">{t("sources.kind")}</label>
      <Select
        id="source-kind"
        value={kind}
        onChange={(next) => set({ kind: next })}
        options={SOURCE_KINDS.map(({ kind: value }) => ({ value, label: t(`sources.kinds.${value}`) }))}
      />
      {form.fields.map(({ name: field, example }) => (
        <div key={field} className="tw-source-field">
          <label htmlFor={`source-${field}`}>{t(`sources.fields.${field}` as "sources.fields.host")}</label>
          <Input
            id={`source-${field}`}
            spellCheck={false}
            placeholder={example}
            value={fields[field] ?? ""}
            onChange={(event) => set({ fields: { ...fields, [field]: event.target.value } })}
          />
        </div>
      ))}
      {form.hasTls && (
        <Checkbox checked={draft.tls} onChange={(event) => set({ tls: event.target.checked })}>
          {t("sources.tls")}
        </Checkbox>
      )}
      {form.secret !== null && (
        <>
          <label htmlFor="source-secret">{t(`sources.${form.secret}`)}</label>
          <Input.Password
            id="source-secret"
            autoComplete="new-password"
            placeholder={edited?.hasSecret ? t("sources.kept") : ""}
            value={draft.secret}
            onChange={(event) => set({ secret: event.target.value })}
          />
        </>
      )}
      {reads === "query" && (
        <>
          <label htmlFor="source-query">{t("sources.query")}</label>
          <Input.TextArea
            id="source-query"
            className="tw-code"
            autoSize={{ minRows: 3, maxRows: 14 }}
            spellCheck={false}
            placeholder="SELECT …"
            value={draft.query}
            onChange={(event) => set({ query: event.target.value })}
          />
          <label htmlFor="source-column">{t("sources.column")}</label>
          <Input
            id="source-column"
            spellCheck={false}
            placeholder={t("sources.columnHelp")}
            value={draft.column}
            onChange={(event) => set({ column: event.target.value })}
          />
        </>
      )}
      <label htmlFor="source-every">{t("sources.every")}</label>
      <Select<number>
        id="source-every"
        value={draft.every ?? 0}
        onChange={(next) => set({ every: next === 0 ? null : next })}
        options={[...new Set([...PERIODS, draft.every])].map((value) => ({ value: value ?? 0, label: periodText(t, value) }))}
      />
    </>
  );
}

type T = ReturnType<typeof useTexts>["t"];

/** The interval in words. */
export function periodText(t: T, every: number | null): string {
  if (every === null) return t("sources.byHand");
  if (every % 86_400 === 0) return t("sources.days", { count: every / 86_400 });
  if (every % 3_600 === 0) return t("sources.hours", { count: every / 3_600 });
  return t("sources.minutes", { count: Math.round(every / 60) });
}
