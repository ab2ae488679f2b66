import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useEffect, useState } from "react";
import { readTag } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { ask } from "../../api/queries.ts";
import { ChipFace } from "../../components/chip/ChipFace.tsx";
import { readYaml, writeYaml } from "../../components/yaml.ts";
import { tagFits } from "../../components/tagText.ts";
import { useTexts } from "../../i18n/index.ts";
import { newCondition, readCondition, writeCondition } from "./condition.ts";
import { ConditionTokens } from "./ConditionTokens.tsx";
import { readEvent, writeEvent } from "./event.ts";
import { EventTokens } from "./EventTokens.tsx";
import { Phrase } from "./Phrase.tsx";
import { Choose } from "./Token.tsx";
import { shapeOf, type Raw } from "./tree.ts";
import { useRuleContext } from "./ruleContext.ts";

interface Props {
  readonly raw: Raw;
  readonly onChange: (raw: Raw) => void;
}

/** A condition as tokens in a sentence, or as YAML if tokens cannot show all of it. */
export function Leaf({ raw, onChange }: Props) {
  const { catalogue } = useRuleContext().offered;
  switch (shapeOf(raw)) {
    case "event": {
      const event = catalogue.events.find(({ code }) => code === raw["event"]);
      const typeOf = (property: string) => event?.properties.find(({ code }) => code === property)?.type;
      const draft = readEvent(raw, typeOf);
      const written = (of: string) => (property: string) =>
        catalogue.events.find(({ code }) => code === of)?.properties.find(({ code }) => code === property)?.type;
      return draft ? (
        <EventTokens draft={draft} onChange={(next) => onChange(writeEvent(next, written(next.event)))} />
      ) : (
        <Text raw={raw} onChange={onChange} />
      );
    }
    case "attribute":
      return <AttributeTokens raw={raw} onChange={onChange} />;
    case "tag":
      return Object.keys(raw).every((key) => key === "tag" || key === "value") ? (
        <TagTokens raw={raw} onChange={onChange} />
      ) : (
        <Text raw={raw} onChange={onChange} />
      );
    case "segment":
      return <SegmentTokens raw={raw} onChange={onChange} />;
    default:
      return <Text raw={raw} onChange={onChange} />;
  }
}

function AttributeTokens({ raw, onChange }: Props) {
  const { t, pick } = useTexts();
  const { attributes } = useRuleContext().offered.catalogue;
  const { attribute: code, ...test } = raw;
  const attribute = attributes.find((one) => one.code === code);
  const type = attribute?.type ?? "text";
  const none = Object.keys(test).length === 0;
  const condition = readCondition(none ? { isSet: true } : test, type);
  if (code !== "" && (!condition || !attribute)) return <Text raw={raw} onChange={onChange} />;
  return (
    <Phrase
      text={t("rule.attributeSentence")}
      tokens={{
        attribute: (
          <Choose
            label={t("rule.attribute")}
            value={code === "" ? null : String(code)}
            choices={attributes.map((one) => ({ value: one.code, label: pick(one.name), search: `${one.name.zh} ${one.name.en}` }))}
            onChange={(next) => {
              const of = attributes.find((one) => one.code === next)?.type ?? "text";
              onChange({ attribute: next, ...writeCondition(code !== "" && of === type && condition ? condition : newCondition(of), of) });
            }}
          />
        ),
        test: condition && code !== "" && (
          <ConditionTokens
            type={type}
            condition={condition}
            onChange={(next) => onChange({ attribute: code, ...writeCondition(next, type) })}
          />
        ),
      }}
    />
  );
}

function TagTokens({ raw, onChange }: Props) {
  const { t, pick } = useTexts();
  const { tags } = useRuleContext().offered;
  const code = String(raw["tag"]);
  const tag = tags.find((one) => one.code === code || one.name.zh === code || one.name.en === code);
  const tiered = tag !== undefined && tagKind(tag.kind).hasTiers;
  const { data } = useQuery({ ...ask(readTag, { tag: tag?.code ?? "" }), enabled: tiered });
  const values = raw["value"] === undefined ? [] : Array.isArray(raw["value"]) ? raw["value"].map(String) : [String(raw["value"])];
  const offered = tags.filter(({ kind, state }) => tagKind(kind).hasMembers && state !== "retired");
  return (
    <Phrase
      text={t("rule.tagSentence")}
      tokens={{
        tag: (
          <Choose
            label={t("rule.tag")}
            value={code === "" ? null : (tag?.code ?? code)}
            choices={offered.map((one) => ({
              value: one.code,
              label: pick(one.name),
              fits: (typed: string) => tagFits(one, typed),
              face: <ChipFace name={pick(one.name)} color={one.color} />,
            }))}
            onChange={(next) => onChange({ tag: next })}
          />
        ),
        value: tiered && (
          <Select<string[]>
            className="tw-token tw-token-several"
            variant="borderless"
            mode="multiple"
            aria-label={t("rule.tiers")}
            placeholder={t("combine.anyValue")}
            suffixIcon={null}
            popupMatchSelectWidth={false}
            value={values}
            options={(data?.values ?? []).map(({ value }) => ({ value, label: value }))}
            onChange={(next) =>
              onChange(next.length === 0 ? { tag: raw["tag"] } : { tag: raw["tag"], value: next.length === 1 ? next[0] : next })
            }
          />
        ),
      }}
    />
  );
}

function SegmentTokens({ raw, onChange }: Props) {
  const { t } = useTexts();
  const { segments } = useRuleContext().offered;
  const name = String(raw["segment"]);
  return (
    <Phrase
      text={t("rule.segmentSentence")}
      tokens={{
        segment: (
          <Choose
            label={t("rule.segment")}
            value={name === "" ? null : name}
            choices={segments.map((one) => ({ value: one.name, label: one.name }))}
            onChange={(next) => onChange({ segment: next })}
          />
        ),
      }}
    />
  );
}

/** A condition as YAML. Typed text becomes the condition as soon as it is valid YAML. */
function Text({ raw, onChange }: Props) {
  const { t } = useTexts();
  const [text, setText] = useState<string | null>(null);
  const [fault, setFault] = useState(false);
  const key = JSON.stringify(raw);
  const [known, setKnown] = useState("");
  useEffect(() => {
    if (known === key) return;
    let here = true;
    void writeYaml(raw).then((written) => {
      if (!here) return;
      setKnown(key);
      setText(written.trimEnd());
    });
    return () => void (here = false);
  }, [key, known, raw]);
  const type = async (next: string): Promise<void> => {
    setText(next);
    const read = await readYaml(next);
    setFault(read.fault !== null);
    if (read.fault) return;
    setKnown(JSON.stringify(read.document));
    onChange(read.document);
  };
  return (
    <Input.TextArea
      className="tw-leaf-text"
      aria-label={t("rule.asText")}
      autoSize={{ minRows: 1, maxRows: 14 }}
      spellCheck={false}
      status={fault ? "error" : ""}
      value={text ?? ""}
      onChange={(event) => void type(event.target.value)}
    />
  );
}
