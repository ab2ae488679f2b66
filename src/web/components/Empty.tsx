import type { ReactNode } from "react";
import { Picture, type PictureName } from "./Picture.tsx";
import "./empty.css";

interface Props {
  readonly picture: PictureName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** The content of an empty page: a picture, a sentence, an action. */
export function Empty({ picture, title, children, action }: Props) {
  return (
    <div className="tw-empty">
      <Picture name={picture} />
      <h3>{title}</h3>
      {children && <p>{children}</p>}
      {action && <div className="tw-empty-action">{action}</div>}
    </div>
  );
}
