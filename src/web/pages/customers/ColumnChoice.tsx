import { Checkbox, Popover } from "antd";
import { useState, type DragEvent, type KeyboardEvent } from "react";
import { Icon } from "../../components/Icon.tsx";
import { useTexts } from "../../i18n/index.ts";
import { prefer } from "../../preferences.ts";
import { moved, USUAL } from "./customerColumns.ts";

interface Props {
  readonly all: readonly { readonly key: string; readonly title: string }[];
  readonly chosen: readonly string[];
}

/** The choice and order of columns: ticked on or off, moved by dragging or by Alt with an arrow key. */
export function ColumnChoice({ all, chosen }: Props) {
  const { t } = useTexts();
  return (
    <Popover trigger="click" placement="bottomRight" content={<Choice all={all} chosen={chosen} />}>
      <button type="button" className="tw-tool" aria-haspopup="dialog" title={t("customers.columns")} aria-label={t("customers.columns")}>
        <Icon name="columns" />
      </button>
    </Popover>
  );
}

function Choice({ all, chosen }: Props) {
  const { t } = useTexts();
  const [dragged, setDragged] = useState<number | null>(null);
  const keep = (keys: readonly string[]): void => prefer({ customerColumns: keys });
  const byKey = (event: KeyboardEvent, index: number): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || step === undefined) return;
    event.preventDefault();
    keep(moved(chosen, index, index + step));
  };
  const over = (event: DragEvent, index: number): void => {
    event.preventDefault();
    if (dragged === null || dragged === index) return;
    keep(moved(chosen, dragged, index));
    setDragged(index);
  };
  const rest = all.filter(({ key }) => !chosen.includes(key));
  return (
    <div className="tw-columns">
      <p className="tw-quiet">{t("customers.columnsHelp")}</p>
      <ul>
        {chosen.map((key, index) => (
          <li
            key={key}
            draggable
            onDragStart={() => setDragged(index)}
            onDragOver={(event) => over(event, index)}
            onDragEnd={() => setDragged(null)}
            onKeyDown={(event) => byKey(event, index)}
            className={dragged === index ? "tw-columns-dragged" : undefined}
          >
            <Checkbox checked onChange={() => keep(chosen.filter((one) => one !== key))}>
              {all.find((column) => column.key === key)?.title}
            </Checkbox>
            <Icon name="grip" />
          </li>
        ))}
        {rest.map(({ key, title }) => (
          <li key={key}>
            <Checkbox checked={false} onChange={() => keep([...chosen, key])}>
              {title}
            </Checkbox>
          </li>
        ))}
      </ul>
      {chosen.join() !== USUAL.join() && (
        <button type="button" className="tw-link" onClick={() => prefer({ customerColumns: null })}>
          {t("customers.columnsUsual")}
        </button>
      )}
    </div>
  );
}
