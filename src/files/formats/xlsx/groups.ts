import type { Merge } from "./merges.ts";

type NumberedRow = readonly [number: number, cells: readonly string[]];

/**
 * The names of a header with two rows: groups merged across columns (订单) above the columns' own names (订单号、金额). A name below several groups
 * gets its group as prefix. Undefined if the row is not a row of groups.
 */
export function groupNames([number, groups]: NumberedRow, below: NumberedRow | undefined, merges: readonly Merge[]): string[] | undefined {
  const across = merges.filter(({ top, bottom, left, right }) => bottom === number && top <= number && right > left);
  if (across.length === 0 || !below || below[0] !== number + 1 || groups.filter((cell) => cell !== "").length < 2) return undefined;
  const names = below[1];
  // Each group must have names below it. Otherwise the row may be a data row.
  const named = across.every(
    ({ left, right }) => names.slice(left - 1, right).filter((cell) => cell !== "" && !/^[\d.,-]+$/.test(cell)).length > 1,
  );
  if (!named) return undefined;
  const groupOf = (column: number): string => {
    const merge = across.find(({ left, right }) => left <= column && column <= right);
    return (groups[(merge?.left ?? column) - 1] ?? "").trim();
  };
  return Array.from({ length: Math.max(groups.length, names.length) }, (_, index) => {
    const name = (names[index] ?? "").trim();
    const group = groupOf(index + 1);
    if (name === "") return group;
    const repeated = names.filter((each) => each.trim() === name).length > 1;
    return repeated && group !== "" && group !== name ? `${group} ${name}` : name;
  });
}
