import { Button, Modal } from "antd";
import { useState } from "react";
import type { TagGroup } from "../../../../contract/index.ts";
import { groupAndBelow } from "../../../components/tagGroups.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { GroupSelect, TOP } from "./GroupSelect.tsx";
import type { Move, Moving } from "./moves.ts";
import type { ApiProblem } from "../../../api/problem.ts";

interface Props {
  readonly moving: Moving;
  /** The name of the one thing that moves. */
  readonly name?: string | undefined;
  readonly groups: readonly TagGroup[];
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
  readonly onMove: (move: Move) => void;
  readonly onClose: () => void;
}

/** Chooses where tags or a group move to. It needs no drag, so it works on a telephone. */
export function MoveForm({ moving, name, groups, busy, problem, onMove, onClose }: Props) {
  const { t } = useTexts();
  const [group, setGroup] = useState<string>();
  const title =
    moving.kind === "group" || moving.codes.length === 1
      ? t("tagGroups.moveOne", { name })
      : t("tagGroups.moveMany", { count: moving.codes.length });
  return (
    <Modal
      open
      onCancel={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            type="primary"
            disabled={group === undefined}
            loading={busy}
            onClick={() => onMove({ moving, group: group === TOP ? null : Number(group), before: null })}
          >
            {t("tagGroups.move")}
          </Button>
        </>
      }
    >
      <div className="tw-group-form">
        <label htmlFor="move-group" className="tw-group-label">
          {t("tagGroups.target")}
        </label>
        <GroupSelect
          id="move-group"
          groups={groups}
          value={group}
          onChange={setGroup}
          top={t(moving.kind === "group" ? "tagGroups.top" : "tagGroups.ungrouped")}
          {...(moving.kind === "group" && { without: groupAndBelow(groups, moving.id) })}
        />
        {problem && <ProblemNote problem={problem} />}
      </div>
    </Modal>
  );
}
