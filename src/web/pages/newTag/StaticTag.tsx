import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { createTag } from "../../../contract/index.ts";
import { useAct } from "../../api/useAct.ts";
import { ChipFace } from "../../components/chip/ChipFace.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { AskApproval, needsApproval } from "../changes/AskApproval.tsx";
import { isNamed, nameOf, writtenTag, type TagDraft } from "../tag/words/tagDraft.ts";
import { colorOfDraft } from "../tag/words/colorOfDraft.ts";
import type { Checked } from "../tag/words/useTagCheck.ts";

interface Props {
  readonly draft: TagDraft;
  readonly checked: Checked;
  readonly head: ReactNode;
  readonly onDone: (tag: string) => void;
}

/** A new static tag: name, colour and meaning, and it exists. */
export function StaticTag({ draft, checked, head, onDone }: Props) {
  const { t, lang } = useTexts();
  const client = useQueryClient();
  const create = useAct(createTag, { onSuccess: ({ tag }) => client.invalidateQueries().then(() => onDone(tag)) });
  const name = nameOf(draft);
  const shown = name[lang] || name.zh || name.en;
  return (
    <form
      className="tw-new-static"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(writtenTag(draft));
      }}
    >
      {head}
      {create.error && <ProblemNote problem={create.error} />}
      {needsApproval(create.error) && <AskApproval change={{ document: { tags: [writtenTag(draft)] }, creates: true }} />}
      <div className="tw-new-foot">
        {shown !== "" && <ChipFace name={shown} color={colorOfDraft(draft)} large />}
        {!isNamed(draft) && <p className="tw-quiet">{t("newTag.nameFirst")}</p>}
        <Button
          type="primary"
          htmlType="submit"
          loading={create.isPending}
          disabled={!isNamed(draft) || (checked.current && checked.issues.length > 0)}
        >
          {t("newTag.create")}
        </Button>
      </div>
    </form>
  );
}
