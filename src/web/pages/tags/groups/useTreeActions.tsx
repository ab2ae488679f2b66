import { useState, type KeyboardEvent, type ReactNode } from "react";
import type { TagGroup, TagSummary } from "../../../../contract/index.ts";
import { useTexts } from "../../../i18n/index.ts";
import type { TreeLine } from "../tree.ts";
import { draftOf, newGroup, type GroupDraft } from "./groupDraft.ts";
import { GroupForm } from "./GroupForm.tsx";
import { TOP } from "./GroupSelect.tsx";
import type { Wish } from "./LineMenu.tsx";
import { MoveForm } from "./MoveForm.tsx";
import { stepOf, type Move, type Moving, type Step } from "./moves.ts";
import { RemoveForm } from "./RemoveForm.tsx";
import { useMove } from "./useMove.ts";

const STEPS: Readonly<Record<string, Step>> = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };

type Open =
  | { readonly form: "group"; readonly stored: GroupDraft }
  | { readonly form: "move"; readonly moving: Moving; readonly name?: string }
  | { readonly form: "remove"; readonly group: TagGroup };

export interface TreeActions {
  /** The row that takes the focus after a move. */
  readonly focus: { readonly key: string } | null;
  /** The form that is open. */
  readonly dialog: ReactNode;
  newGroup(): void;
  wish(line: TreeLine, wish: Wish): void;
  onKey(line: TreeLine, event: KeyboardEvent): void;
  move(move: Move): void;
  chooseTarget(codes: readonly string[]): void;
}

/**
 * What can be done in the tree: with a menu, with keys, and with forms.
 * @param fold opens or closes a group @param onMoved after tags that were chosen have moved
 */
export function useTreeActions(
  tree: { readonly tags: readonly TagSummary[]; readonly groups: readonly TagGroup[] },
  fold: (id: number) => void,
  onMoved: () => void,
): TreeActions {
  const { pick } = useTexts();
  const [open, setOpen] = useState<Open | null>(null);
  const [made, setMade] = useState<{ key: string } | null>(null);
  const moves = useMove(tree.groups);
  const close = (): void => {
    setOpen(null);
    moves.reset();
  };
  const move = (next: Move): void => void moves.move(next);

  const wish = (line: TreeLine, wanted: Wish): void => {
    if (wanted === "move") {
      const name = pick(line.kind === "group" ? line.group.name : line.tag.name);
      const moving: Moving = line.kind === "group" ? { kind: "group", id: line.group.id } : { kind: "tags", codes: [line.tag.code] };
      setOpen({ form: "move", moving, name });
    } else if (wanted === "up" || wanted === "down" || wanted === "in" || wanted === "out") {
      const step = stepOf(tree, line, wanted);
      if (step) move(step);
    } else if (line.kind === "group") {
      if (wanted === "remove") setOpen({ form: "remove", group: line.group });
      else setOpen({ form: "group", stored: wanted === "edit" ? draftOf(line.group) : newGroup(String(line.group.id)) });
    }
  };

  return {
    focus: made ?? moves.focus,
    newGroup: () => setOpen({ form: "group", stored: newGroup(TOP) }),
    wish,
    move,
    chooseTarget: (codes) => setOpen({ form: "move", moving: { kind: "tags", codes }, ...nameOfOne(tree.tags, codes, pick) }),
    onKey(line, event) {
      const step = STEPS[event.key];
      if (!step) return;
      if (event.altKey) {
        event.preventDefault();
        setMade(null);
        wish(line, step);
      } else if (line.kind === "group" && (step === "in" || step === "out")) {
        event.preventDefault();
        if (line.folded === (step === "in")) fold(line.group.id);
      }
    },
    dialog: open && (
      <>
        {open.form === "group" && (
          <GroupForm
            stored={open.stored}
            groups={tree.groups}
            onClose={close}
            onSaved={({ id }) => {
              close();
              setMade({ key: `/${id}` });
            }}
          />
        )}
        {open.form === "move" && (
          <MoveForm
            moving={open.moving}
            name={open.name}
            groups={tree.groups}
            busy={moves.busy}
            problem={moves.problem}
            onClose={close}
            onMove={(next) => {
              setMade(null);
              void moves.move(next, true).then((worked) => {
                if (!worked) return;
                close();
                onMoved();
              });
            }}
          />
        )}
        {open.form === "remove" && <RemoveForm group={open.group} groups={tree.groups} onClose={close} />}
      </>
    ),
  };
}

function nameOfOne(tags: readonly TagSummary[], codes: readonly string[], pick: (text: TagSummary["name"]) => string) {
  const tag = codes.length === 1 ? tags.find(({ code }) => code === codes[0]) : undefined;
  return tag ? { name: pick(tag.name) } : {};
}
