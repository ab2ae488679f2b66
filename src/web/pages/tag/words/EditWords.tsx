import { useQueryClient } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { editTag, type InputOf, type TagDetail } from "../../../../contract/index.ts";
import { tagKind } from "../../../../kernel/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { usePhone } from "../../../preferences.ts";
import { AskApproval, needsApproval } from "../../changes/AskApproval.tsx";
import { Changed } from "./Changed.tsx";
import { isNamed, type TagDraft } from "./tagDraft.ts";
import { TagWords } from "./TagWords.tsx";
import { useTagCheck } from "./useTagCheck.ts";

/** What a form of words edits. The unit belongs to metrics only. */
const WORDS = ["name", "color", "meaning", "owner", "criteria", "purpose", "aliases", "review", "notes", "unit"] as const;

/** The words of a tag as a form edits them. */
function wordsOf(tag: TagDetail): TagDraft {
  const { name, ...rest } = tag;
  return {
    ...Object.fromEntries(WORDS.map((key) => [key, (rest as TagDraft)[key] ?? null])),
    name: { zh: name.zh, en: name.en === name.zh ? "" : name.en },
  };
}

/** Edits everything of a tag that is not its rule. What somebody else changed meanwhile is shown beside it, and nothing is lost. */
export function EditWords({ tag, onClose }: { tag: TagDetail; onClose: () => void }) {
  const { t, pick } = useTexts();
  const phone = usePhone();
  const client = useQueryClient();
  // What the form was opened with: the tag is read again while it is open.
  const [opened, setOpened] = useState(tag);
  const [draft, setDraft] = useState(() => wordsOf(tag));
  const save = useAct(editTag, { onSuccess: () => client.invalidateQueries().then(onClose) });
  const checked = useTagCheck(draft, tag.code);
  const send = (revision: number): void => save.mutate({ tag: tag.code, revision, ...given(draft) });
  const stale = save.error?.code === "TAG_CHANGED_SINCE";
  return (
    <Drawer
      open
      onClose={onClose}
      size={phone ? "100%" : 640}
      title={t("tagWords.editTitle", { tag: pick(opened.name) })}
      footer={
        <div className="tw-words-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          {!stale && (
            <Button type="primary" loading={save.isPending} disabled={!isNamed(draft)} onClick={() => send(opened.revision)}>
              {t("tagWords.save")}
            </Button>
          )}
        </div>
      }
    >
      {stale ? (
        <Changed
          mine={draft}
          theirs={wordsOf(tag)}
          opened={wordsOf(opened)}
          busy={save.isPending}
          onKeep={() => send(Number(save.error?.details.params?.["revision"]))}
          onTake={() => {
            setOpened(tag);
            setDraft(wordsOf(tag));
            save.reset();
          }}
        />
      ) : (
        save.error && save.error.issues.length === 0 && <ProblemNote problem={save.error} />
      )}
      {needsApproval(save.error) && <AskApproval change={{ document: { tags: [{ ...tag.definition, ...given(draft) }] } }} />}
      <TagWords
        draft={draft}
        onChange={setDraft}
        checked={checked}
        issues={save.error?.issues ?? []}
        isNew={false}
        hasUnit={!tagKind(tag.kind).hasMembers}
      />
    </Drawer>
  );
}

/** Blank texts empty their field. */
function given(draft: TagDraft): Omit<InputOf<typeof editTag>, "tag" | "revision"> {
  const blank = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);
  return Object.fromEntries(WORDS.map((key) => [key, key === "aliases" ? (draft[key] ?? []) : blank(draft[key])])) as never;
}
