import { expect, test } from "vitest";
import { ROUTES } from "../src/api/routes/index.ts";
import { handOverJob } from "../src/app/handOver.ts";
import { jobKinds } from "../src/app/jobKinds.ts";
import type { Configured } from "../src/app/deps.ts";
import { OPERATIONS } from "../src/contract/index.ts";
import { readCalls, walk } from "./support/calls.ts";

/** The one gate to members, and what plans deliveries from their history. */
const GATE = new Set([
  "src/membership/writeLock.ts#exclusively",
  "src/membership/writeLock.ts#oneEvaluation",
  "src/actions/webhooks/planDeliveries.ts#planWebhook",
]);

/** They name what writes members and do not call it. Each says why. */
const NAMES_ONLY: Readonly<Record<string, string>> = {
  makeTemplate: "asks the assignments of files which columns a template has",
};

const calls = readCalls();
const bound = new Map<string, boolean>();
for (const file of new Set([...calls.declarations.keys()].map((key) => key.split("#")[0]!)))
  if (/^src\/api\/routes\/(?!index)/.test(file))
    walk(calls.program(file), (node) => {
      if (node.type !== "CallExpression" || node.callee.name !== "bind") return;
      const [operation, handler] = node.arguments;
      bound.set(operation.property.name, calls.reaches(calls.namedIn(file, handler), GATE));
    });

test("there is something to hold: handlers, and some that write members", () => {
  expect([...bound.keys()].toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted());
  expect([...bound.values()].filter(Boolean).length).toBeGreaterThan(5);
});

test("who writes members is answered by the holder of the writer lease, and nobody else is handed over", () => {
  const writes = [...bound].filter(([id, reaches]) => reaches && !(id in NAMES_ONLY)).map(([id]) => id);
  const handedOver = ROUTES.filter(({ options }) => options.byHolder).map(({ operation }) => operation.id);
  expect(handedOver.toSorted()).toEqual(writes.toSorted());
});

test("a job that writes members runs at the holder alone", () => {
  const KINDS = "src/app/jobKinds.ts";
  const listed: string[] = [];
  walk(calls.declarations.get(`${KINDS}#jobKinds`), (node) => {
    if (node.type !== "ReturnStatement") return;
    for (const kind of node.argument.elements) listed.push(calls.reaches(calls.namedIn(KINDS, kind), GATE) ? "writes members" : "");
  });
  const config = { sourceNetworks: [], sourceFolders: [], webhookNetworks: [], uploadBytes: 1 };
  const kinds = jobKinds({ config, seal: {} } as unknown as Configured);
  expect(listed.length).toBe(kinds.length);
  const wrong = kinds.filter(({ holderOnly }, index) => listed[index] !== "" && !holderOnly);
  expect(listed.filter(Boolean).length).toBeGreaterThan(4);
  expect(wrong.map(({ name }) => name)).toEqual([]);
  expect(handOverJob(async () => null).holderOnly).toBe(true);
});
