import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import {
  createWebhook,
  listWebhooks,
  updateWebhook,
  WEBHOOK_SUBJECTS,
  webhookSubjectOf,
  webhookTypesOf,
  type WebhookShape,
  type WebhookSubject,
  type WebhookTypeName,
} from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { SecretOnce } from "./SecretOnce.tsx";
import { SUBJECT_FIELDS } from "./subjects/index.ts";
import { TypeChoice } from "./TypeChoice.tsx";

interface Draft {
  readonly name: string;
  readonly url: string;
  readonly subject: WebhookSubject;
  /** What is chosen of each kind, so that a look at another kind loses no choice. */
  readonly watched: Readonly<Partial<Record<WebhookSubject, readonly string[]>>>;
  readonly types: readonly WebhookTypeName[];
}

function draftOf(edited: WebhookShape | undefined): Draft {
  const [first] = WEBHOOK_SUBJECTS;
  if (!edited) return { name: "", url: "https://", subject: first!.kind, watched: {}, types: webhookTypesOf(first!.kind) };
  const { name, url, types } = edited;
  const kind = WEBHOOK_SUBJECTS.find(({ watchedBy }) => watchedBy(edited).length > 0) ?? first!;
  return { name, url, types, subject: kind.kind, watched: { [kind.kind]: kind.watchedBy(edited).map(({ key }) => key) } };
}

function keysOf({ subject, watched }: Draft): readonly string[] {
  return watched[subject] ?? [];
}

interface Props {
  readonly open: boolean;
  /** The edited webhook; undefined: a new one. */
  readonly edited: WebhookShape | undefined;
  readonly onClose: () => void;
}

/** Creates or edits a webhook. The secret of a new one is shown only once. */
export function WebhookForm({ open, edited, onClose }: Props) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>();
  const shown = draft ?? draftOf(edited);
  const refetch = (): Promise<void> => client.invalidateQueries({ queryKey: [listWebhooks.id] });
  const close = (): void => {
    onClose();
    setDraft(undefined);
    make.reset();
    change.reset();
  };
  const make = useAct(createWebhook, { onSuccess: refetch });
  const change = useAct(updateWebhook, { onSuccess: () => refetch().then(close) });
  const act = edited ? change : make;
  const keys = keysOf(shown);
  const ready = shown.name.trim() !== "" && /^https?:\/\/.+/.test(shown.url.trim()) && keys.length > 0 && shown.types.length > 0;
  const save = (): void => {
    const watched = webhookSubjectOf(shown.subject).request(keys);
    const rest = { name: shown.name.trim(), url: shown.url.trim() };
    const types = [...shown.types];
    if (!edited) return make.mutate({ ...rest, ...watched, types });
    const before = draftOf(edited);
    // Unchanged fields are not sent: sending the watched tags would restart what the webhook tracks.
    const watchesSame = before.subject === shown.subject && keysOf(before).join("\n") === keys.join("\n");
    const sameTypes = before.types.toSorted().join("\n") === types.toSorted().join("\n");
    change.mutate({ webhook: edited.id, ...rest, ...(!watchesSame && watched), ...((!watchesSame || !sameTypes) && { types }) });
  };
  const made = make.data;
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t(made ? "webhooks.made" : edited ? "webhooks.edit" : "webhooks.new")}
      mask={{ closable: !made }}
      footer={
        made ? (
          <Button type="primary" onClick={close}>
            {t("common.close")}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button type="primary" disabled={!ready} loading={act.isPending} onClick={save}>
              {t(edited ? "webhooks.save" : "webhooks.new")}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <SecretOnce secret={made.secret} />
      ) : (
        <div className="tw-new-key">
          <Fields draft={shown} onChange={setDraft} />
          {act.error && <ProblemNote problem={act.error} />}
        </div>
      )}
    </Modal>
  );
}

function Fields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const { t, pick } = useTexts();
  const Field = SUBJECT_FIELDS[draft.subject];
  const set = (change: Partial<Draft>): void => onChange({ ...draft, ...change });
  return (
    <>
      <label htmlFor="webhook-name">{t("webhooks.name")}</label>
      <Input
        id="webhook-name"
        maxLength={100}
        placeholder={t("webhooks.nameExample")}
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <label htmlFor="webhook-url">{t("webhooks.url")}</label>
      <Input
        id="webhook-url"
        maxLength={2000}
        inputMode="url"
        spellCheck={false}
        value={draft.url}
        onChange={(event) => set({ url: event.target.value })}
      />
      <span id="webhook-scope">{t("webhooks.of")}</span>
      <Segmented
        aria-labelledby="webhook-scope"
        value={draft.subject}
        onChange={(subject) => set({ subject, types: webhookTypesOf(subject) })}
        options={WEBHOOK_SUBJECTS.map(({ kind, name }) => ({ value: kind, label: pick(name) }))}
      />
      <Field keys={keysOf(draft)} onChange={(keys) => set({ watched: { ...draft.watched, [draft.subject]: keys } })} />
      <TypeChoice subject={draft.subject} value={draft.types} onChange={(types) => set({ types })} />
    </>
  );
}
