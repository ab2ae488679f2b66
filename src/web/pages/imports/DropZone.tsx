import { useEffect, useRef, useState, type DragEvent } from "react";
import { FILE_EXTENSIONS } from "../../../contract/index.ts";
import { Picture } from "../../components/Picture.tsx";
import { useTexts } from "../../i18n/index.ts";

const ACCEPTED = Object.keys(FILE_EXTENSIONS).join(",");

/** The area to drop or choose a file. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTexts();
  const [over, setOver] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Without this the browser would leave the page and open a file that is dropped outside the area.
    const stay = (event: Event): void => event.preventDefault();
    for (const kind of ["dragover", "drop"]) window.addEventListener(kind, stay);
    return () => {
      for (const kind of ["dragover", "drop"]) window.removeEventListener(kind, stay);
    };
  }, []);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <>
      <button
        type="button"
        className={`tw-drop${over ? " tw-drop-over" : ""}`}
        onClick={() => field.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Picture name="file" size={64} />
        <span className="tw-drop-words">
          <strong>{t("imports.drop")}</strong>
          <span className="tw-quiet">{t("imports.formats")}</span>
        </span>
      </button>
      <input
        ref={field}
        type="file"
        hidden
        accept={ACCEPTED}
        aria-label={t("imports.drop")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
        }}
      />
    </>
  );
}
