import type { Sensitivity, FieldType } from "../catalogue/index.ts";
import type { TagColor, TagKind, TemplateSubject } from "../contract/index.ts";
import type { Text } from "../kernel/index.ts";

/** A field of the catalogue that a template needs. Another one of the same type may stand for it. */
export type Field =
  | {
      readonly kind: "event";
      readonly code: string;
      /** Events that mean the same to this template: used unasked where the event itself never came. */
      readonly alike: readonly string[];
    }
  | { readonly kind: "property"; readonly of: string; readonly code: string; readonly type: FieldType; readonly example: unknown }
  | { readonly kind: "attribute"; readonly code: string; readonly type: FieldType; readonly example: unknown };

/** A value that a person may set. */
export type Parameter =
  | {
      readonly kind: "number" | "days" | "percent";
      readonly name: Text;
      readonly unit: Text | null;
      readonly value: number;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly kind: "text"; readonly name: Text; readonly value: string }
  | { readonly kind: "words"; readonly name: Text; readonly value: readonly string[] };

/** What stands for a parameter in a rule: a decimal, a duration (`90d`), a percentage (`20%`), a text or a list of texts. */
type ValueOf<P extends Parameter> = P extends { kind: "words" } ? readonly string[] : string;

type Filled<F, P extends Record<string, Parameter>> = { readonly [K in keyof F]: string } & { readonly [K in keyof P]: ValueOf<P[K]> };

/** One of two texts, by the language in which the tag is made. */
export type Say = (zh: string, en: string) => string;

export interface TagTemplate<
  F extends Record<string, Field> = Record<string, Field>,
  P extends Record<string, Parameter> = Record<string, Parameter>,
> {
  readonly code: string;
  readonly subject: TemplateSubject;
  readonly kind: TagKind;
  readonly name: Text;
  /** What it is good for, in one line. */
  readonly summary: Text;
  /** `{key}` stands for a parameter or the name of a field. */
  readonly criteria: Text;
  readonly group: Text;
  readonly color: TagColor;
  readonly sensitivity?: Sensitivity;
  readonly unit?: Text;
  /** Events stand before their properties. */
  readonly fields: F;
  readonly parameters: P;
  /** The part of the definition that decides. Comparisons are written as in tags.yaml. */
  decides(filled: Filled<F, P>, say: Say): Record<string, unknown>;
  /** For a metric: the rule of the customers who have a value. */
  counted?(filled: Filled<F, P>): Record<string, unknown>;
}

/** A template of the library: its fields and parameters are the keys that its rule may use. */
export function defineTemplate<const F extends Record<string, Field>, const P extends Record<string, Parameter>>(
  template: TagTemplate<F, P>,
): TagTemplate {
  return template as unknown as TagTemplate;
}
