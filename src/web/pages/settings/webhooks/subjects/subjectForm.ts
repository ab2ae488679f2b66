import type { ComponentType } from "react";
import type { UpdateWebhook, WebhookShape } from "../../../../../contract/index.ts";

/** What the form of a webhook holds of what it watches; each kind of subject uses its own field. */
export interface WatchedDraft {
  readonly tags: readonly string[];
  readonly segment: string | undefined;
}

export interface SubjectFieldProps {
  readonly draft: WatchedDraft;
  readonly onChange: (change: Partial<WatchedDraft>) => void;
}

/** How the form of a webhook asks for a kind of subject. */
export interface SubjectForm {
  isWatchedBy(webhook: WebhookShape): boolean;
  isChosen(draft: WatchedDraft): boolean;
  /** The part of a request that names it. */
  watched(draft: WatchedDraft): Pick<UpdateWebhook, "tags" | "segment">;
  readonly Field: ComponentType<SubjectFieldProps>;
}
