import { TAG_COLORS, type TagColor } from "../../../../contract/index.ts";
import { Shape } from "../../../components/chip/Shape.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { useTexts } from "../../../i18n/index.ts";

interface Props {
  readonly label: string;
  readonly value: TagColor | null;
  /** There is no choice of no colour. */
  readonly required?: boolean;
  readonly onChange: (color: TagColor | null) => void;
}

/** The twelve colours of tags, each with its shape, and no colour. */
export function ColorChoice({ label, value, required = false, onChange }: Props) {
  const { t } = useTexts();
  const choice = (color: TagColor | null) => (
    <label key={color ?? "none"} className="tw-color" title={t(`color.${color ?? "none"}`)}>
      <input type="radio" name="tag-color" checked={value === color} onChange={() => onChange(color)} />
      <span className="tw-hidden">{t(`color.${color ?? "none"}`)}</span>
      {color ? <Shape color={color} size={14} /> : <Icon name="close" size={14} />}
    </label>
  );
  return (
    <div className="tw-colors" role="radiogroup" aria-label={label}>
      {(required ? TAG_COLORS : [null, ...TAG_COLORS]).map(choice)}
    </div>
  );
}
