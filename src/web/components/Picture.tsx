import type { ReactNode } from "react";
import "./picture.css";

export type PictureName = "label" | "people" | "file" | "search" | "circles" | "timeline";

const DRAWINGS: Readonly<Record<PictureName, ReactNode>> = {
  label: (
    <>
      <path
        className="tw-p-fill"
        d="M36 20h26c2.5 0 5 1 6.7 2.8l10.5 10.5A9.5 9.5 0 0 1 82 40v22c0 2.5-1 5-2.8 6.7L60.5 87.4a8.5 8.5 0 0 1-12 0L15.6 54.5a8.5 8.5 0 0 1 0-12l13.7-19.7A9.5 9.5 0 0 1 36 20Z"
      />
      <circle className="tw-p-paper" cx="68" cy="34" r="5.5" />
      <path className="tw-p-line" d="M30 52 46 68l22-34L86 12" />
    </>
  ),
  people: (
    <>
      <circle className="tw-p-fill" cx="34" cy="36" r="12" />
      <path className="tw-p-fill" d="M12 78c1.5-15 10-22 22-22s20.5 7 22 22" />
      <circle className="tw-p-line" cx="66" cy="32" r="11" />
      <path className="tw-p-line" d="M58 52c16-5 27 4 29 24" />
    </>
  ),
  file: (
    <>
      <path className="tw-p-fill" d="M28 12h28l18 18v52a6 6 0 0 1-6 6H28a6 6 0 0 1-6-6V18a6 6 0 0 1 6-6Z" />
      <path className="tw-p-line" d="M56 12v14a4 4 0 0 0 4 4h14M36 48h24M36 60h24M36 72h14" />
    </>
  ),
  search: (
    <>
      <circle className="tw-p-fill" cx="44" cy="44" r="27" />
      <path className="tw-p-line" d="M64 64 86 86M34 44h20" />
    </>
  ),
  circles: (
    <>
      <circle className="tw-p-fill" cx="36" cy="50" r="25" />
      <circle className="tw-p-line" cx="62" cy="50" r="25" />
    </>
  ),
  timeline: (
    <>
      <path className="tw-p-line" d="M26 10v80" />
      <circle className="tw-p-paper" cx="26" cy="28" r="6" />
      <circle className="tw-p-paper" cx="26" cy="56" r="6" />
      <path
        className="tw-p-fill"
        d="M44 20h38a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H44a4 4 0 0 1-4-4v-8a4 4 0 0 1 4-4ZM44 48h26a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H44a4 4 0 0 1-4-4v-8a4 4 0 0 1 4-4Z"
      />
    </>
  ),
};

/** The pictures of empty pages: a tinted shape and a line. */
export function Picture({ name, size = 84 }: { name: PictureName; size?: number }) {
  return (
    <svg className="tw-picture" width={size} height={size} viewBox="0 0 96 96" aria-hidden="true" focusable="false">
      {DRAWINGS[name]}
    </svg>
  );
}
