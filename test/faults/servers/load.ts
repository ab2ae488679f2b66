import { firstOrder, type Shop } from "./shop.ts";

/** What clients sent and a process acknowledged: all of it, for a client repeats what was not answered. */
export interface Told {
  /** Orders by their number: who ordered, for how much. */
  readonly orders: Map<number, { readonly crm: string; readonly amount: number }>;
  readonly cities: Map<string, string>;
  readonly vip: Set<string>;
  readonly imported: Set<string>;
  /** Pairs that a person made one. */
  readonly merged: (readonly [string, string])[];
  readonly erased: Set<string>;
}

export interface Load {
  readonly told: Told;
  /** Rejects as soon as a client meets what is no crash. */
  readonly failed: Promise<never>;
  /** Ends every client after what it is at. Rejects with what a client met that is no crash. */
  stop(): Promise<void>;
}

export interface LoadOptions {
  /** People also merge and erase customers, and some messages are sent to two processes at one moment. */
  readonly people?: boolean;
}

/** Customers that orders come from again and again. */
const CUSTOMERS = 40;
const IMPORTED_ORDERS = 60;
const CITIES = ["上海", "北京", "广州"];
const any = (below: number) => Math.floor(Math.random() * below);
const TIME = firstOrder.time;

/** Clients that send orders and profiles, tag, import and evaluate, each one request after another, until stopped. */
export function startLoad(shop: Shop, { people = false }: LoadOptions = {}): Load {
  const told: Told = {
    orders: new Map([[0, { crm: "first", amount: 1 }]]),
    cities: new Map([["first", "北京"]]),
    vip: new Set(),
    imported: new Set(),
    merged: [],
    erased: new Set(),
  };
  let number = 0;
  let group = 0;
  let stopped = false;

  const newOrder = (crm = `c${any(CUSTOMERS)}`) => ({ number: ++number, crm, amount: 1 + any(9) });
  type Order = ReturnType<typeof newOrder>;
  const keep = (orders: readonly Order[]) => {
    for (const { number: own, crm, amount } of orders) told.orders.set(own, { crm, amount });
  };
  const eventOf = ({ number: own, crm, amount }: Order) => ({
    event: "Order",
    id: `order-${own}`,
    time: TIME,
    identities: { crm },
    properties: { number: own, amount },
  });

  async function send(orders: readonly Order[]): Promise<void> {
    const body = { events: orders.map(eventOf) };
    const twice = people && Math.random() < 0.3 ? shop.processes[any(shop.processes.length)]!.ask("/events", body) : null;
    await shop.send("/events", body);
    await twice;
    keep(orders);
  }

  const clients: (() => Promise<void>)[] = [
    () => send(Array.from({ length: 5 }, () => newOrder())),
    () => send([newOrder(), newOrder(`n${number}`)]),
    async () => {
      const crm = any(2) === 0 ? `c${any(CUSTOMERS)}` : `p${++number}`;
      const city = CITIES[crm.length % CITIES.length]!;
      await shop.send("/customers", { customers: [{ identities: { crm }, attributes: { city }, at: TIME }] });
      told.cities.set(crm, city);
    },
    async () => {
      const add = told.orders.size > 5 ? [...new Set([...told.orders.values()].slice(-5).map(({ crm }) => crm))] : ["first"];
      const those = add.filter((crm) => !crm.startsWith("m") && !crm.startsWith("e"));
      await shop.deliver("/tags/vip/members", { add: those.map((crm) => `crm:${crm}`) });
      for (const crm of those) told.vip.add(crm);
      await pause(100);
    },
    async () => {
      const own = ++group;
      const orders = Array.from({ length: IMPORTED_ORDERS }, (_, index) => newOrder(index % 3 === 0 ? `i${own}-${index}` : undefined));
      const lines = orders.map((order) => `${order.crm},order-${order.number},${TIME},${order.number},${order.amount},导入`);
      const { body } = await shop.deliver<{ upload: string }>(
        "/uploads?name=orders.csv",
        ["id,order,at,no,amount,tag", ...lines].join("\n"),
      );
      await runJob("/imports", { upload: body.upload, mapping: MAPPING });
      keep(orders);
      for (const { crm } of orders) told.imported.add(crm);
      await pause(200);
    },
    async () => {
      await runJob("/evaluations?force=true", {});
      await pause(500);
    },
  ];
  if (people) clients.push(merge, erase);

  async function merge(): Promise<void> {
    const own = ++number;
    const [one, other] = [`m${own}a`, `m${own}b`] as const;
    await send([newOrder(one), newOrder(one), newOrder(other)]);
    // Sent again after a merge whose answer was lost.
    const isOne = ({ status, body }: { status: number; body: unknown }) =>
      status < 500 && (body as { code?: string }).code === "MERGE_SAME";
    await shop.deliver(`/customers/crm:${one}/merge`, { other: `crm:${other}`, reason: "同一人" }, "POST", isOne);
    told.merged.push([one, other]);
    await send([newOrder(other)]);
    await pause(100);
  }

  async function erase(): Promise<void> {
    const crm = `e${++number}`;
    await send([newOrder(crm)]);
    const gone = ({ status }: { status: number }) => status === 404 || status === 410;
    const { status, body } = await shop.deliver<{ job: string }>(`/customers/crm:${crm}`, undefined, "DELETE", gone);
    if (status < 300) await doneJob(body.job);
    told.erased.add(crm);
    await pause(300);
  }

  /** Starts a job and waits for its end; one that died with its process too often is asked for again. */
  async function runJob(path: string, body: object): Promise<void> {
    for (;;) {
      const answer = await shop.deliver<{ job: string }>(path, body, "POST", ({ status }) => status === 409);
      if (answer.status === 409) return;
      if (await doneJob(answer.body.job)) return;
    }
  }
  async function doneJob(job: string): Promise<boolean> {
    const { state, problem, kind } = await shop.ended(job);
    if (state === "done") return true;
    if (problem?.code === "JOB_ABANDONED" || problem?.code === "EVALUATION_BUSY") return false;
    throw new Error(`${kind} failed: ${JSON.stringify(problem)}`);
  }

  const running = Promise.all(
    clients.map(async (client) => {
      while (!stopped) await client();
    }),
  );
  const failed = running.then(() => new Promise<never>(() => undefined));
  failed.catch(() => (stopped = true));
  return {
    told,
    failed,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

const MAPPING = {
  event: "Order",
  time: "at",
  timezone: "Asia/Shanghai",
  id: "order",
  identities: { crm: "id" },
  properties: { number: "no", amount: "amount" },
  tags: ["tag"],
};

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
