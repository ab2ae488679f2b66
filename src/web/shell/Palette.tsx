import { Fragment, useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { ChipFace } from "../components/chip/ChipFace.tsx";
import { Icon } from "../components/Icon.tsx";
import { useTexts } from "../i18n/index.ts";
import { useEntries, type Entry } from "./entries.ts";
import "./palette.css";

/** Search and commands, opened by Ctrl-K and used by keyboard. The native dialog keeps the focus inside and closes on Escape. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { entries, searching } = useEntries(typed);
  const chosen = Math.min(at, entries.length - 1);

  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);

  const choose = (entry: Entry | undefined): void => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method is composing, Enter only ends the composition.
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((chosen + step + entries.length) % Math.max(1, entries.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(entries[chosen]);
    }
  };

  return (
    <dialog
      ref={dialog}
      className="tw-palette"
      aria-label={t("shell.search")}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="tw-palette-box">
        <div className="tw-palette-field">
          <Icon name="search" />
          <input
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={entries.length > 0 ? `${id}-${chosen}` : undefined}
            aria-label={t("shell.search")}
            placeholder={t("shell.searchHint")}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
            spellCheck={false}
            autoComplete="off"
          />
          <kbd className="tw-kbd">Esc</kbd>
        </div>
        <ul className="tw-palette-list" id={`${id}-list`} role="listbox" aria-label={t("shell.results")} aria-busy={searching}>
          {entries.map((entry, index) => (
            <Fragment key={entry.id}>
              {entry.group !== entries[index - 1]?.group && (
                <li className="tw-palette-group" role="presentation">
                  {t(`shell.group.${entry.group}`)}
                </li>
              )}
              <li
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === chosen}
                className="tw-palette-entry"
                onClick={() => choose(entry)}
                onMouseMove={() => index !== chosen && setAt(index)}
              >
                {entry.tag ? (
                  <ChipFace name={entry.name} color={entry.tag.color} />
                ) : (
                  <>
                    {entry.icon && <Icon name={entry.icon} />}
                    <span className="tw-cut">{entry.name}</span>
                  </>
                )}
                <span className="tw-palette-hint tw-cut">{entry.hint}</span>
              </li>
            </Fragment>
          ))}
          {entries.length === 0 && (
            <li className="tw-palette-none">{searching ? t("shell.searching") : t("shell.nothingFound", { typed })}</li>
          )}
        </ul>
        <span className="tw-hidden" role="status">
          {searching ? "" : t("shell.found", { count: entries.length })}
        </span>
      </div>
    </dialog>
  );
}
