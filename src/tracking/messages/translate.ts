import { codeFault } from "../../catalogue/index.ts";
import type { IncomingEvent } from "../../customers/index.ts";
import { PREVIOUS } from "../../identifiers/index.ts";
import { cleanName, type Issue } from "../../kernel/index.ts";
import { identitiesOf } from "./identities.ts";
import { fault } from "./issue.ts";
import { MESSAGE_KINDS, type Arrival, type Message, type MessageKind, type Outcome, type Translation } from "./message.ts";
import { cleanNames } from "./names.ts";
import { propertiesOf, withCampaign, withPage, type Properties } from "./properties.ts";
import { idAt, isObject, objectAt, textAt, type Fields } from "./read.ts";
import { timeOf } from "./time.ts";
import { attributesOf } from "./traits.ts";
import { MESSAGE_BYTES, weigh } from "./weigh.ts";

/** The parts of a message that depend on its kind, and the parts that all kinds share. */
interface Common {
  readonly message: Message;
  readonly arrival: Arrival;
  readonly context: Fields;
  /** Issues that reject the message. */
  readonly issues: Issue[];
  readonly ignored: Issue[];
}

/** A message in a batch names its kind. For a message with its own path, the path names the kind. */
export function translateMessage(message: unknown, arrival: Arrival, kind?: MessageKind): Outcome {
  if (!isObject(message)) return { issues: [fault("MESSAGE_SHAPE", "")] };
  const weight = weigh(message);
  if (weight === "deep") return { issues: [fault("MESSAGE_TOO_DEEP", "")] };
  if (weight > MESSAGE_BYTES) return { issues: [fault("MESSAGE_TOO_LARGE", "")] };
  const messageKind = kind ?? kindOf(message["type"]);
  if (!messageKind) return { issues: [fault("KIND_UNKNOWN", "type")] };
  const issues: Issue[] = [];
  const ignored: Issue[] = [];
  const own = objectAt(message, "context", issues);
  const context = isObject(arrival.context) ? { ...arrival.context, ...own } : own;
  const translation = translateKind(messageKind, { message, arrival, context, issues, ignored });
  return issues.length > 0 ? { issues } : { translation, ignored };
}

function kindOf(type: unknown): MessageKind | undefined {
  return MESSAGE_KINDS.find((kind) => kind === type);
}

function translateKind(kind: MessageKind, common: Common): Translation {
  switch (kind) {
    case "identify":
      return identify(common);
    case "track":
      return track(common);
    case "page":
      return view("Page Viewed", common, withPage);
    case "screen":
      return view("Screen Viewed", common, (properties) => properties);
    case "group":
      return group(common);
    case "alias":
      return alias(common);
  }
}

/** RudderStack's libraries also put the traits of an identify into its context. */
function identify(common: Common): Translation {
  const { message, arrival, context, issues, ignored } = common;
  const inContext = isObject(context["traits"]) ? context["traits"] : {};
  const traits = cleanNames({ ...inContext, ...objectAt(message, "traits", issues) }, "traits", ignored, "counted");
  const identities = identitiesOf(message, context, [traits], common, arrival.placeholders);
  return { customer: { identities, attributes: attributesOf(traits, ignored), at: timeOf(message, arrival, issues).time } };
}

function track(common: Common): Translation {
  const { message, issues, ignored } = common;
  const event = cleanName(textAt(message, "event", issues) ?? "");
  if (event === "") {
    if (issues.length === 0) issues.push(fault("EVENT_MISSING", "event"));
    return {};
  }
  const wrong = codeFault(event, "event");
  if (wrong) issues.push(wrong);
  return { event: eventOf(event, common, propertiesOf(objectAt(message, "properties", issues), ignored)) };
}

function view(event: string, common: Common, complete: (properties: Properties, context: Fields) => Properties): Translation {
  const { message, context, issues, ignored } = common;
  const properties = { ...propertiesOf(objectAt(message, "properties", issues), ignored) };
  for (const name of ["name", "category"]) {
    const text = textAt(message, name, issues);
    if (text !== undefined) properties[name] ??= text;
  }
  return { event: eventOf(event, common, complete(properties, context)) };
}

function eventOf(event: string, common: Common, properties: Properties): IncomingEvent {
  const { message, arrival, context, issues } = common;
  const traits = isObject(context["traits"]) ? [context["traits"]] : [];
  const identities = identitiesOf(message, context, traits, common, arrival.placeholders);
  const id = textAt(message, "messageId", issues);
  return {
    event,
    identities,
    ...timeOf(message, arrival, issues),
    ...(id !== undefined && { id }),
    properties: withCampaign(properties, context),
  };
}

function group(common: Common): Translation {
  const { message, arrival, context, issues, ignored } = common;
  const groupId = idAt(message, "groupId", issues);
  if (groupId === undefined && issues.length === 0) issues.push(fault("GROUP_MISSING", "groupId"));
  const traits = cleanNames(objectAt(message, "traits", issues), "traits", ignored, "counted");
  const attributes = { ...attributesOf(traits, ignored, "group."), group: groupId };
  const identities = identitiesOf(message, context, [], common, arrival.placeholders);
  return { customer: { identities, attributes, at: timeOf(message, arrival, issues).time } };
}

/**
 * The user id and the previous id in one message. The previous id may be a user id or a browser id. Therefore it is stored under its own
 * platform, and matching links it to either one when that one appears (identity/read/aliasCounterparts.ts).
 */
function alias(common: Common): Translation {
  const { message, arrival, context, issues } = common;
  const previous = idAt(message, "previousId", issues);
  const user = idAt(message, "userId", issues);
  if ((previous === undefined || user === undefined) && issues.length === 0) issues.push(fault("PREVIOUS_MISSING", "previousId"));
  // The previous id is the same as the new one: the message only states that this user exists.
  const earlier = previous === user ? {} : { externalIds: [{ type: PREVIOUS, id: previous }] };
  const identities = identitiesOf(message, { ...context, externalIds: undefined, ...earlier }, [], common, arrival.placeholders);
  return { customer: { identities, attributes: {}, at: timeOf(message, arrival, issues).time } };
}
