import type { Identity } from "../../contract/index.ts";
import type { Ctx, RecordsTx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import {
  type MergeLimits,
  degreesOf,
  disjointSets,
  type SolveInput,
  complexComponents,
  type Link,
  solve,
  type Solved,
} from "../../matching/index.ts";
import type { Nodes } from "./nodes.ts";
import { noteReviews } from "../changes/noteReviews.ts";

/** New identities that are linked to no existing customer: only these rows decide about them. */
export interface NewcomerNodes {
  readonly nodes: readonly number[];
  /** How many customers they are. */
  readonly groups: number;
  /** The index of a node's new customer, from 0, in the order of trust. */
  readonly groupOf: (node: number) => number;
  /** Pairs whose component holds an existing customer. */
  readonly touching: readonly (readonly [a: number, b: number])[];
  readonly reviews: (ctx: Pick<Ctx, "records">, at: Instant) => Promise<((tx: RecordsTx) => Promise<void>) | undefined>;
}

export interface NewcomerNodesInput {
  readonly laid: Pick<Nodes, "last" | "platforms">;
  /** The customer of each node; 0 when it has none. */
  readonly customerAt: ArrayLike<number>;
  /** The ends of the new pairs. */
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly limits: MergeLimits;
  /** Loads the identities of nodes; called only for components with conflicts. */
  readonly identities: (nodes: readonly number[]) => Promise<ReadonlyMap<number, Identity>>;
}

/** Does over node numbers what `newcomers` does over texts. */
export async function newcomerNodes({ laid, customerAt, a, b, limits, identities }: NewcomerNodesInput): Promise<NewcomerNodes> {
  const size = laid.last + 1;
  const sets = disjointSets(size);
  for (const [index, one] of a.entries()) sets.join(one, b[index]!);
  // A component with an existing customer needs its stored links too, so it is left to `restructure`.
  const touched = new Uint8Array(size);
  for (let node = 1; node < size; node++) if (customerAt[node] !== 0) touched[sets.root(node)] = 1;
  const isTouched = (node: number) => touched[sets.root(node)] === 1;

  const touching: (readonly [number, number])[] = [];
  const links: Link[] = [];
  for (const [index, one] of a.entries()) {
    if (isTouched(one)) touching.push([one, b[index]!]);
    else links.push({ a: one, b: b[index]!, decision: 0, joined: true });
  }
  // The root of a set is its smallest node, which is the most trusted.
  const groupAt = Uint32Array.from({ length: size }, (_, node) => sets.root(node));
  const complexSets = await solveComplex(laid, links, groupAt, sets, touched, { limits, identities });

  const numberAt = new Uint32Array(size);
  const nodes: number[] = [];
  let groups = 0;
  for (let node = 1; node < size; node++) {
    if (isTouched(node)) continue;
    nodes.push(node);
    // Numbers start at 1, because 0 means not numbered yet.
    numberAt[node] = numberAt[groupAt[node]!] ||= ++groups;
  }
  return {
    nodes,
    groups,
    groupOf: (node) => numberAt[node]! - 1,
    touching,
    reviews: async (ctx, at) =>
      complexSets && complexSets.solved.ignored.length + complexSets.solved.clashes.length > 0
        ? noteReviews(ctx, { ...complexSets.input, owners: new Map(), isComplete: () => true }, complexSets.solved, at)
        : undefined,
  };
}

/** Solves the components with conflicts and stores the result in `groupAt`. */
async function solveComplex(
  { platforms }: Pick<Nodes, "platforms">,
  links: readonly Link[],
  groupAt: Uint32Array,
  sets: { root(node: number): number; join(a: number, b: number): number },
  touched: Uint8Array,
  { limits, identities }: Pick<NewcomerNodesInput, "limits" | "identities">,
): Promise<{ readonly input: SolveInput; readonly solved: Solved } | undefined> {
  if (links.length === 0) return undefined;
  const size = groupAt.length;
  const platformAt = new Uint16Array(size);
  let from = 1;
  for (const [place, { last }] of platforms.entries()) {
    platformAt.fill(place, from, last + 1);
    from = last + 1;
  }
  const board = { keys: { length: size }, platforms: platforms.map(({ platform }) => platform), platformAt };
  const degrees = degreesOf(size, board.platforms, platformAt, links);
  const complex = complexComponents({ ...board, degrees }, links, sets, { limits });
  const members: number[] = [];
  for (let node = 1; node < size; node++) if (complex.has(sets.root(node)) && touched[sets.root(node)] === 0) members.push(node);
  if (members.length === 0) return undefined;
  const found = await identities(members);
  const places = new Map(members.map((node, place) => [node, place]));
  const input = {
    keys: members.map((node) => found.get(node)!),
    links: links.flatMap((link) => (places.has(link.a) ? [{ ...link, a: places.get(link.a)!, b: places.get(link.b)! }] : [])),
    limits,
  };
  const solved = solve(input);
  for (const [place, node] of members.entries()) groupAt[node] = members[solved.groupOf[place]!]!;
  return { input, solved };
}
