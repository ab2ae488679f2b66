import { Select } from "antd";
import { useState } from "react";
import type { SplitChoices, SplitPreview, SplitTag } from "../../../contract/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { Skeleton } from "../Skeleton.tsx";
import { Num } from "../Num.tsx";
import { ProblemNote } from "../ProblemNote.tsx";
import { IdentityText } from "./IdentityText.tsx";
import { ReasonModal } from "./ReasonModal.tsx";
import "./merge.css";

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly confirm: string;
  readonly busy: boolean;
  /** The effect of the split; undefined while loading. */
  readonly preview: SplitPreview | undefined;
  readonly looking: unknown;
  readonly problem: unknown;
  readonly onClose: () => void;
  readonly onConfirm: (reason: string, tags: SplitChoices) => void;
}

type To = SplitTag["to"];

/** Splits a customer, after a preview. A person chooses which customer gets assignments and overrides. */
export function SplitDialog({ open, title, confirm, busy, preview, looking, problem, onClose, onConfirm }: Props) {
  const [chosen, setChosen] = useState<Readonly<Record<string, To>>>({});
  const close = (): void => {
    setChosen({});
    onClose();
  };
  return (
    <ReasonModal
      open={open}
      title={title}
      confirm={confirm}
      busy={busy}
      problem={problem}
      ready={preview !== undefined}
      onClose={close}
      onConfirm={(reason) =>
        onConfirm(
          reason,
          Object.entries(chosen).map(([tag, to]) => ({ tag, to })),
        )
      }
    >
      {looking !== null && looking !== undefined && <ProblemNote problem={looking} />}
      {!preview && !looking && <Skeleton width="80%" />}
      {preview && <Leaves preview={preview} chosen={chosen} onChoose={(tag, to) => setChosen({ ...chosen, [tag]: to })} />}
    </ReasonModal>
  );
}

interface LeavesProps {
  readonly preview: SplitPreview;
  readonly chosen: Readonly<Record<string, To>>;
  readonly onChoose: (tag: string, to: To) => void;
}

function Leaves({ preview: { customer, becomes, identities, events, attributes, tags }, chosen, onChoose }: LeavesProps) {
  const { t, lang } = useTexts();
  const sides = (["stay", "leave", "both"] as const).map((to) => ({ value: to, label: t(`merge.to.${to}`, { customer: `#${customer}` }) }));
  return (
    <div className="tw-merge-moves">
      <p>{becomes === null ? t("merge.leaves") : t("merge.leavesAs", { customer: `#${becomes}` })}</p>
      <ul className="tw-merge-identities">
        {identities.map((identity) => (
          <li key={`${identity.platform} ${identity.external}`}>
            <IdentityText identity={identity} />
          </li>
        ))}
      </ul>
      <p className="tw-quiet">
        <Num value={events} /> {t("merge.events")} · <Num value={attributes} /> {t("merge.attributes")}
      </p>
      {tags.length > 0 && (
        <>
          <p>{t("merge.tagsTo")}</p>
          <ul className="tw-split-tags">
            {tags.map(({ tag, name, kind, direction, to }) => (
              <li key={`${kind} ${tag}`}>
                <span>
                  {name[lang]}{" "}
                  {kind === "override" && (
                    <span className="tw-quiet">{t(direction === "out" ? "merge.overrideOut" : "merge.overrideIn")}</span>
                  )}
                </span>
                <Select<To>
                  size="small"
                  aria-label={t("merge.tagTo", { tag: name[lang] })}
                  value={chosen[tag] ?? to}
                  options={sides}
                  onChange={(next) => onChoose(tag, next)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
