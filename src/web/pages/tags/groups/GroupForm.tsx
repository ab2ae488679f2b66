import { Button, Input, Modal, Select, type InputRef } from "antd";
import { useRef, useState, type ReactNode } from "react";
import { Approval, changeTagGroup, createTagGroup, Exclusive, setApproval, type TagGroup } from "../../../../contract/index.ts";
import { useMay } from "../../../api/session.ts";
import { useAct } from "../../../api/useAct.ts";
import { Attention, ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { ColorChoice } from "./ColorChoice.tsx";
import { changesOf, faultsOf, type GroupDraft } from "./groupDraft.ts";
import { GroupSelect } from "./GroupSelect.tsx";
import { useTreeChanged } from "./useTreeChanged.ts";

const MAX_NAME_CHARACTERS = 60;
const MAX_DESCRIPTION_CHARACTERS = 2_000;

type Theirs = Pick<TagGroup, "name" | "description" | "owner" | "exclusive" | "updatedAt">;

interface Props {
  /** The group as it was when the form was opened. */
  readonly stored: GroupDraft;
  readonly groups: readonly TagGroup[];
  readonly onClose: () => void;
  readonly onSaved: (group: TagGroup) => void;
}

/** Makes a group, or changes its name, colour, description, owner and whether its tags exclude each other. */
export function GroupForm({ stored, groups, onClose, onSaved }: Props) {
  const { t, lang, pick } = useTexts();
  const [draft, setDraft] = useState(stored);
  const first = useRef<InputRef>(null);
  const changed = useTreeChanged();
  const manages = useMay("team.manage");
  const approve = useAct(setApproval);
  const onSuccess = async (group: TagGroup): Promise<void> => {
    const { approval } = draft;
    if (approval !== stored.approval) await approve.mutateAsync({ group: String(group.id), approval });
    await changed();
    onSaved(group);
  };
  const make = useAct(createTagGroup, { onSuccess });
  const change = useAct(changeTagGroup, { onSuccess });
  const isNew = stored.id === null;
  const act = isNew ? make : change;
  const faults = faultsOf(act.error, lang);
  // What somebody else saved meanwhile. It stays shown until the person decides, and the draft is kept.
  const theirs = act.error?.code === "TAG_GROUP_CHANGED_SINCE" ? (act.error.details.params?.["now"] as Theirs | undefined) : undefined;
  const set = (next: Partial<GroupDraft>): void => {
    setDraft({ ...draft, ...next });
  };
  const save = (): void => {
    const { id, zh, en, parent, color, description, owner, exclusive } = draft;
    if (id === null) make.mutate({ name: { zh, en }, parent, color, description, owner, exclusive });
    else change.mutate({ group: String(id), ...changesOf(draft, stored), ...(draft.based && { based: draft.based }) });
  };
  return (
    <Modal
      open
      onCancel={onClose}
      mask={{ closable: false }}
      afterOpenChange={(shown) => shown && first.current?.focus()}
      title={t(isNew ? "tagGroups.new" : "tagGroups.edit")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="primary" loading={act.isPending} onClick={save}>
            {t(isNew ? "tagGroups.create" : "tagGroups.save")}
          </Button>
        </>
      }
    >
      <form
        className="tw-group-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field id="group-zh" label={t("tagGroups.nameZh")} fault={faults.name}>
          <Input
            id="group-zh"
            ref={first}
            autoComplete="off"
            count={{ show: draft.zh.length > MAX_NAME_CHARACTERS / 2, max: MAX_NAME_CHARACTERS }}
            {...wrong("group-zh", faults.name)}
            value={draft.zh}
            onChange={(event) => set({ zh: event.target.value })}
          />
        </Field>
        <Field id="group-en" label={t("tagGroups.nameEn")}>
          <Input
            id="group-en"
            autoComplete="off"
            placeholder={draft.zh.slice(0, MAX_NAME_CHARACTERS)}
            value={draft.en}
            onChange={(event) => set({ en: event.target.value })}
          />
        </Field>
        {isNew && (
          <Field id="group-parent" label={t("tagGroups.parent")} fault={faults.parent}>
            <GroupSelect
              id="group-parent"
              groups={groups}
              value={draft.parent}
              onChange={(parent) => set({ parent })}
              top={t("tagGroups.top")}
              error={faults.parent !== undefined}
            />
          </Field>
        )}
        <span id="group-color" className="tw-group-label">
          {t("tagGroups.color")}
        </span>
        <ColorChoice label={t("tagGroups.color")} value={draft.color} onChange={(color) => set({ color })} />
        <Field id="group-description" label={t("tagGroups.description")} fault={faults.description}>
          <Input.TextArea
            id="group-description"
            autoSize={{ minRows: 2, maxRows: 6 }}
            count={{ show: draft.description.length > MAX_DESCRIPTION_CHARACTERS / 2, max: MAX_DESCRIPTION_CHARACTERS }}
            placeholder={t("tagGroups.descriptionExample")}
            {...wrong("group-description", faults.description)}
            value={draft.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        </Field>
        <Field id="group-owner" label={t("tagGroups.owner")} fault={faults.owner}>
          <Input
            id="group-owner"
            {...wrong("group-owner", faults.owner)}
            value={draft.owner}
            onChange={(event) => set({ owner: event.target.value })}
          />
        </Field>
        <Field id="group-exclusive" label={t("tagGroups.exclusive")}>
          <Select<Exclusive>
            id="group-exclusive"
            value={draft.exclusive}
            onChange={(exclusive) => set({ exclusive })}
            options={Exclusive.options.map((value) => ({ value, label: t(`exclusive.${value}`) }))}
          />
        </Field>
        <p className="tw-quiet">{t(`exclusiveHelp.${draft.exclusive}`)}</p>
        {manages && (
          <Field id="group-approval" label={t("changes.approval")}>
            <Select<Approval>
              id="group-approval"
              value={draft.approval}
              onChange={(approval) => set({ approval })}
              options={Approval.options.map((value) => ({ value, label: t(`changes.approvals.${value}`) }))}
            />
          </Field>
        )}
        {approve.error && <ProblemNote problem={approve.error} />}
        {faults.rest && <ProblemNote problem={act.error} />}
        {theirs && (
          <Attention>
            <p>{[pick(theirs.name), theirs.description, theirs.owner, t(`exclusive.${theirs.exclusive}`)].filter(Boolean).join(" · ")}</p>
            <Button size="small" onClick={() => set({ based: theirs.updatedAt })}>
              {t("tagGroups.overwrite")}
            </Button>
          </Attention>
        )}
        <button type="submit" hidden aria-label={t("tagGroups.save")} />
      </form>
    </Modal>
  );
}

function wrong(id: string, fault: string | undefined) {
  return fault === undefined ? {} : { status: "error" as const, "aria-invalid": true, "aria-describedby": `${id}-fault` };
}

function Field({ id, label, fault, children }: { id: string; label: string; fault?: string | undefined; children: ReactNode }) {
  return (
    <>
      <label htmlFor={id} className="tw-group-label">
        {label}
      </label>
      {children}
      {fault !== undefined && (
        <p id={`${id}-fault`} className="tw-field-fault" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}
