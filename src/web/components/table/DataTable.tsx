import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type HTMLAttributes, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { usePhone } from "../../preferences.ts";
import { Skeleton } from "../Skeleton.tsx";
import { templateOf, type Column } from "./tableColumn.ts";
import { RowBox } from "./RowBox.tsx";
import { toggled, type Selected } from "./selection.ts";
import "./table.css";

interface Props<R> {
  /** The name of the table for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<R>[];
  /** Undefined while loading: then placeholder rows are shown. */
  readonly rows: readonly R[] | undefined;
  readonly rowKey: (row: R) => string;
  /** The number of all rows, loaded or not, if known. */
  readonly total?: number | null;
  readonly more?: { readonly has: boolean; readonly loading: boolean; readonly load: () => void };
  readonly empty: ReactNode;
  readonly tree?: boolean;
  readonly rowProps?: (row: R) => HTMLAttributes<HTMLDivElement>;
  /** A key pressed in a row. If it prevents the default, the table does nothing. */
  readonly onRowKey?: (row: R, event: KeyboardEvent) => void;
  /** A new object scrolls to the row with this key and focuses its main link. */
  readonly focus?: { readonly key: string } | null;
  /** Rows can be chosen by a box in the first column. */
  readonly select?: null | {
    readonly selected: Selected;
    readonly onChange: (selected: Selected) => void;
    readonly nameOf: (row: R) => string;
    /** Rows without a box; absent: every row has one. */
    readonly without?: (row: R) => boolean;
  };
  /** Fixed height in pixels instead of the rest of the page. */
  readonly height?: number;
}

const ROW_PIXELS = 36;
const LOADING_ROWS = 14;

/**
 * The table component. Only visible rows are rendered, each 36 px high, and the first column stays when scrolling. A click anywhere in a
 * row opens its main link (`data-main`). The up and down keys move between main links.
 */
export function DataTable<R>({
  label,
  columns: all,
  rows,
  rowKey,
  total,
  more,
  empty,
  tree,
  rowProps,
  onRowKey,
  focus,
  select,
  height,
}: Props<R>) {
  const phone = usePhone();
  const columns = phone ? all.filter(({ wide }) => !wide).map((column) => ({ ...column, width: column.phone ?? column.width })) : all;
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows?.length ?? 0,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more?.has && !more.loading && rows && last >= rows.length - 20) more.load();
  }, [more, rows, last]);

  const clicked = useRef<string | null>(null);
  const toggle = (key: string, range: boolean): void => {
    if (!select || !rows) return;
    select.onChange(toggled(select.selected, choosable().map(rowKey), key, range ? clicked.current : null));
    clicked.current = key;
  };
  const hasBox = (row: R): boolean => !select?.without?.(row);
  const choosable = (): R[] => (rows ?? []).filter(hasBox);
  const everyone = select != null && select.selected.size > 0 && select.selected.size === choosable().length;

  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  }, [rows]);
  const focusMain = (index: number): void => {
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-main]`)?.focus());
  };
  useEffect(() => {
    const index = focus ? (latest.current?.findIndex((row) => rowKey(row) === focus.key) ?? -1) : -1;
    if (index >= 0) focusMain(index);
    // oxlint-disable-next-line react/exhaustive-deps -- a later change of the rows must not take the focus away from where a person is
  }, [focus]);

  const { template, least } = templateOf(columns);
  const style = { gridTemplateColumns: template };
  const step = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = (event.target as Element).closest<HTMLElement>("[data-index]")?.dataset["index"];
    if (at === undefined) return;
    const row = rows?.[Number(at)];
    if (row !== undefined) onRowKey?.(row, event);
    if (by === undefined || event.defaultPrevented) return;
    event.preventDefault();
    focusMain(Number(at) + by);
  };
  const cells = (content: (column: Column<R>) => ReactNode, before?: ReactNode) =>
    columns.map((column, index) => (
      <div
        key={column.key}
        role={tree ? "gridcell" : "cell"}
        aria-colindex={index + 1}
        className={`tw-cell${index === 0 ? " tw-cell-first" : ""}${column.align === "right" ? " tw-cell-right" : ""}`}
      >
        {index === 0 && before}
        {content(column)}
      </div>
    ));

  if (rows?.length === 0) return <div className="tw-table-empty">{empty}</div>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it is a table or a tree, by its role below
    <div
      ref={box}
      className="tw-table"
      role={tree ? "treegrid" : "table"}
      aria-label={label}
      aria-rowcount={total ?? (more?.has ? -1 : (rows?.length ?? -1))}
      aria-colcount={columns.length}
      aria-busy={!rows}
      onKeyDown={step}
      style={height === undefined ? undefined : { height, minHeight: 0, flex: "none" }}
    >
      <div className="tw-row tw-row-head" role="row" style={{ ...style, minWidth: least }}>
        {columns.map((column, index) => (
          <div
            key={column.key}
            role="columnheader"
            aria-colindex={index + 1}
            className={`tw-cell${index === 0 ? " tw-cell-first" : ""}${column.align === "right" ? " tw-cell-right" : ""}`}
          >
            {index === 0 && select && rows && (
              <RowBox
                label={label}
                checked={everyone}
                some={select.selected.size > 0}
                onToggle={() => select.onChange(everyone ? new Set() : new Set(choosable().map(rowKey)))}
              />
            )}
            <span className="tw-cut">{column.title}</span>
          </div>
        ))}
      </div>
      {!rows &&
        Array.from({ length: LOADING_ROWS }, (_, index) => (
          <div key={index} className="tw-row" role="presentation" style={{ ...style, minWidth: least }}>
            {cells((column) => (
              <Skeleton width={column.bone ?? "60%"} />
            ))}
          </div>
        ))}
      {rows && (
        <div className="tw-rows" role="rowgroup" style={{ height: virtual.getTotalSize(), minWidth: least }}>
          {items.map(({ index, start }) => {
            const row = rows[index]!;
            const { className, ...more } = rowProps?.(row) ?? {};
            return (
              <div
                key={rowKey(row)}
                data-index={index}
                role="row"
                aria-rowindex={index + 2}
                className={`tw-row${className ? ` ${className}` : ""}`}
                style={{ ...style, transform: `translateY(${start}px)` }}
                onClick={openMainLink}
                {...(select && { "data-selected": select.selected.has(rowKey(row)) })}
                {...more}
              >
                {cells(
                  (column) => column.cell(row),
                  select && !hasBox(row) ? (
                    <span className="tw-box-none" />
                  ) : (
                    select && (
                      <RowBox
                        label={select.nameOf(row)}
                        checked={select.selected.has(rowKey(row))}
                        onToggle={(range) => toggle(rowKey(row), range)}
                      />
                    )
                  ),
                )}
              </div>
            );
          })}
        </div>
      )}
      {more?.loading && (
        <div className="tw-row" role="presentation" style={{ ...style, minWidth: least }}>
          {cells((column) => (
            <Skeleton width={column.bone ?? "60%"} />
          ))}
        </div>
      )}
    </div>
  );
}

/** A click outside the links of a row opens its main link, unless the person selected text. */
function openMainLink(event: MouseEvent<HTMLElement>): void {
  if ((event.target as Element).closest("a, button, input, label") || !getSelection()?.isCollapsed) return;
  event.currentTarget.querySelector<HTMLElement>("[data-main]")?.click();
}
