import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import {
  createWebhook,
  listWebhooks,
  updateWebhook,
  webhookTypesOf,
  type WebhookShape,
  type WebhookSubject,
  type WebhookTypeName,
} from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { SecretOnce } from "./SecretOnce.tsx";
import { SUBJECT_FORMS, SUBJECTS, subjectWatchedBy, type WatchedDraft } from "./subjects/index.ts";
import { TypeChoice } from "./TypeChoice.tsx";

interface Draft extends WatchedDraft {
  readonly name: string;
  readonly url: string;
  readonly subject: WebhookSubject;
  readonly types: readonly WebhookTypeName[];
}

const FIRST = SUBJECTS[0]!;

function draftOf(edited: WebhookShape | undefined): Draft {
  if (!edited) return { name: "", url: "https://", subject: FIRST, tags: [], segment: undefined, types: webhookTypesOf(FIRST) };
  return {
    name: edited.name,
    url: edited.url,
    subject: subjectWatchedBy(edited),
    tags: edited.tags.map(({ code }) => code),
    segment: edited.segment?.id,
    types: edited.types,
  };
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
  const ready =
    shown.name.trim() !== "" &&
    /^https?:\/\/.+/.test(shown.url.trim()) &&
    SUBJECT_FORMS[shown.subject].isChosen(shown) &&
    shown.types.length > 0;
  const save = (): void => {
    const watched = SUBJECT_FORMS[shown.subject].watched(shown);
    const rest = { name: shown.name.trim(), url: shown.url.trim() };
    const types = [...shown.types];
    if (!edited) return make.mutate({ ...rest, ...watched, types });
    const before = draftOf(edited);
    // Unchanged fields are not sent: sending the watched tags would restart what the webhook tracks.
    const watchesSame =
      before.subject === shown.subject && before.segment === shown.segment && before.tags.join("\n") === shown.tags.join("\n");
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
  const { t } = useTexts();
  const { Field } = SUBJECT_FORMS[draft.subject];
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
        options={SUBJECTS.map((value) => ({ value, label: t(`webhooks.subject.${value}`) }))}
      />
      <Field draft={draft} onChange={set} />
      <TypeChoice subject={draft.subject} value={draft.types} onChange={(types) => set({ types })} />
    </>
  );
}
