import { useState, type DragEvent, type HTMLAttributes } from "react";
import type { TagGroup, TagSummary } from "../../../../contract/index.ts";
import type { TreeLine } from "../tree.ts";
import { dropOn, type Move, type Moving, type Part } from "./moves.ts";

/** Firefox starts a drag only with data. */
const DATA = "text/plain";

/** The parts of a group are thirds; a tag has two halves. */
function partUnder(event: DragEvent<HTMLElement>, line: TreeLine, moving: Moving): Part {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  const at = (event.clientY - top) / height;
  if (line.kind === "tag") return at < 0.5 ? "above" : "below";
  if (moving.kind === "tags") return "on";
  return at < 0.3 ? "above" : at > 0.7 ? "below" : "on";
}

/** Drag of tags and groups in the tree. Of a chosen tag, all chosen tags are dragged. */
export function useTreeDrag(
  tree: { readonly tags: readonly TagSummary[]; readonly groups: readonly TagGroup[] },
  chosen: ReadonlySet<string>,
  onMove: (move: Move) => void,
): (line: TreeLine) => HTMLAttributes<HTMLDivElement> {
  const [moving, setMoving] = useState<Moving | null>(null);
  const [over, setOver] = useState<{ readonly key: string; readonly part: Part } | null>(null);
  const end = (): void => {
    setMoving(null);
    setOver(null);
  };
  return (line) => ({
    draggable: true,
    className: over?.key === line.key ? `tw-drop-${over.part}` : "",
    onDragStart: (event) => {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData(DATA, line.key);
      if (line.kind === "group") setMoving({ kind: "group", id: line.group.id });
      else setMoving({ kind: "tags", codes: chosen.has(line.key) ? [...chosen] : [line.key] });
    },
    onDragOver: (event) => {
      if (!moving) return;
      const part = partUnder(event, line, moving);
      const move = dropOn(tree, moving, line, part);
      if (move) event.preventDefault();
      const next = move ? { key: line.key, part } : null;
      if (next?.key !== over?.key || next?.part !== over?.part) setOver(next);
    },
    onDrop: (event) => {
      event.preventDefault();
      const move = moving && dropOn(tree, moving, line, partUnder(event, line, moving));
      end();
      if (move) onMove(move);
    },
    onDragEnd: end,
  });
}
