import { App } from "antd";
import { useState } from "react";
import { moveTagGroup, moveTags, type TagGroup } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { useTexts } from "../../../i18n/index.ts";
import { TOP } from "./GroupSelect.tsx";
import type { Move } from "./moves.ts";
import { useTreeChanged } from "./useTreeChanged.ts";

/** Moves tags and groups, says where they went, and puts the focus on what moved. */
export function useMove(groups: readonly TagGroup[]) {
  const { t, lang, pick } = useTexts();
  const { message } = App.useApp();
  const changed = useTreeChanged();
  const group = useAct(moveTagGroup);
  const tags = useAct(moveTags);
  const [focus, setFocus] = useState<{ key: string } | null>(null);

  const send = async ({ moving, group: to, before }: Move): Promise<void> => {
    const place = { ...(before !== null && { before }) };
    const target = to === null ? TOP : String(to);
    if (moving.kind === "group") await group.mutateAsync({ group: String(moving.id), parent: target, ...place });
    else await tags.mutateAsync({ tags: [...moving.codes], group: target, ...place });
  };

  return {
    focus,
    busy: group.isPending || tags.isPending,
    problem: group.error ?? tags.error,
    reset(): void {
      group.reset();
      tags.reset();
    },
    /** Whether it worked. @param quiet the caller shows the error */
    async move(move: Move, quiet = false): Promise<boolean> {
      try {
        await send(move);
      } catch (error) {
        if (!quiet) void message.error({ content: (error as { text(lang: string): string }).text(lang), duration: 8 });
        await changed();
        return false;
      }
      await changed();
      const to = groups.find(({ id }) => id === move.group);
      const count = move.moving.kind === "tags" ? move.moving.codes.length : 1;
      const where = to ? to.path.map(pick).join(" / ") : t(move.moving.kind === "group" ? "tagGroups.top" : "tagGroups.ungrouped");
      void message.success({
        key: "tree-moved",
        content: t(move.moving.kind === "group" ? "tagGroups.movedGroup" : "tagGroups.movedTags", { count, where }),
      });
      setFocus({ key: move.moving.kind === "group" ? `/${move.moving.id}` : move.moving.codes[0]! });
      return true;
    },
  };
}
