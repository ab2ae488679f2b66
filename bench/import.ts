import { fork } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { once } from "node:events";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { WorkbookWriter } from "@cj-tech-master/excelts";
import type { Asked, Measured } from "./import/child.ts";

/** Rows of each file; the speed asked of an import on two cores, in rows a second. */
const CASES = [
  { name: "Parquet", file: "orders.parquet", rows: 1_000_000, aim: 300_000, baseline: "engine" },
  { name: "CSV", file: "orders.csv", rows: 1_000_000, aim: 300_000, baseline: "engine" },
  { name: "CSV, three columns identify", file: "identities.csv", rows: 1_000_000, aim: 150_000, baseline: "engine" },
  { name: "Excel", file: "orders.xlsx", rows: 300_000, aim: 30_000, baseline: "library" },
] as const;

interface Order {
  readonly customer: string;
  readonly order: string;
  readonly time: Date;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly price: number;
  readonly city: string;
}

const COLUMNS = ["customer_id", "order_no", "ordered at", "sku", "title", "quantity", "price", "city"];
const CITIES = ["上海", "北京", "广州", "成都", "杭州", "武汉"];

/** The same shop every time: 100,000 customers of whom a few buy much, three lines an order. */
function* orders(rows: number): Generator<Order> {
  let seed = 20_260_101;
  const random = () => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x7fffffff;
  for (let row = 0; row < rows; row++) {
    const customer = Math.floor(random() ** 2 * 100_000);
    const product = Math.floor(random() * 5_000);
    yield {
      customer: `M${String(customer).padStart(7, "0")}`,
      order: `SO${Math.floor(row / 3)}`,
      time: new Date(Date.UTC(2024, 0, 1) + row * 30_000),
      sku: `SKU-${product}`,
      title: `商品 ${product}, "${["标准", "豪华", "旅行"][product % 3]}" 装`,
      quantity: 1 + Math.floor(random() * 5),
      price: Math.round(random() * 50_000) / 100,
      city: CITIES[customer % CITIES.length]!,
    };
  }
}

async function writeCsv(path: string, rows: number): Promise<void> {
  const stream = createWriteStream(path);
  let text = `${COLUMNS.join(",")}\n`;
  for (const { customer, order, time, sku, title, quantity, price, city } of orders(rows)) {
    text += `${customer},${order},${time.toISOString().slice(0, 19).replace("T", " ")},${sku},"${title.replaceAll('"', '""')}",${quantity},${price.toFixed(2)},${city}\n`;
    if (text.length < 1 << 20) continue;
    if (!stream.write(text)) await once(stream, "drain");
    text = "";
  }
  stream.end(text);
  await finished(stream);
}

/**
 * The same lines with a phone and an account beside the number, as tills and shops know them: a quarter of the lines lack the number,
 * half the account, and of five hundred customers three share a phone.
 */
async function writeIdentities(path: string, rows: number): Promise<void> {
  const stream = createWriteStream(path);
  let text = `${[...COLUMNS, "phone", "wecom"].join(",")}\n`;
  let row = 0;
  for (const { customer, order, time, sku, quantity, price, city } of orders(rows)) {
    const number = Number(customer.slice(1));
    const phone = `1390${String(number % 500 < 3 ? number - (number % 500) : number).padStart(7, "0")}`;
    const knows = (row++ * 7 + number) % 4;
    text += `${knows === 1 ? "" : customer},${order},${time.toISOString().slice(0, 19).replace("T", " ")},${sku},${sku},${quantity},${price.toFixed(2)},${city},${phone},${knows === 2 || number % 3 === 0 ? "" : `wm${number}`}\n`;
    if (text.length < 1 << 20) continue;
    if (!stream.write(text)) await once(stream, "drain");
    text = "";
  }
  stream.end(text);
  await finished(stream);
}

async function writeXlsx(path: string, rows: number): Promise<void> {
  const workbook = new WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: true });
  const sheet = workbook.addWorksheet("订单");
  sheet.addRow(COLUMNS).commit();
  for (const { customer, order, time, sku, title, quantity, price, city } of orders(rows)) {
    const row = sheet.addRow([customer, order, time, sku, title, quantity, price, city]);
    row.getCell(3).numFmt = "yyyy-mm-dd hh:mm:ss";
    row.commit();
  }
  await workbook.commit();
}

/** Runs one measurement in a process of its own, so that its memory is its own. */
async function measure(asked: Asked): Promise<Measured> {
  const child = fork(fileURLToPath(new URL("import/child.ts", import.meta.url)), [JSON.stringify(asked)]);
  let measured: Measured | undefined;
  child.on("message", (message) => (measured = message as Measured));
  const [code] = (await once(child, "exit")) as [number | null];
  if (!measured) throw new Error(`${asked.what} of ${asked.file} ended with ${code}`);
  return measured;
}

/** Imports of generated files against the bare load of the same file, in the same run. */
export async function run(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "tagwise-bench-import-"));
  try {
    const path = (file: string) => join(directory, file);
    await measure({ what: "prepare", directory, file: "" });
    await writeCsv(path("orders.csv"), CASES[1].rows);
    await measure({ what: "parquet", directory, file: path("orders.csv"), to: path("orders.parquet") });
    await writeIdentities(path("identities.csv"), CASES[2].rows);
    await writeXlsx(path("orders.xlsx"), CASES[3].rows);
    const idle = await measure({ what: "nothing", directory, file: "" });
    console.log(`import, ${availableParallelism()} cores; stores open and idle: ${idle.megabytes} MB, ${idle.highest} MB while opening`);
    for (const { name, file, rows, aim, baseline } of CASES) {
      const bare = await measure({ what: baseline, directory, file: path(file) });
      const whole = await measure({ what: "import", directory, file: path(file) });
      const size = (statSync(path(file)).size / 2 ** 20).toFixed(0);
      const line = (what: string, seconds: number, more: string) => {
        const speed = Math.round(rows / seconds).toLocaleString("en");
        console.log(`  ${what.padEnd(32)}${speed.padStart(9)} rows/s  ${seconds.toFixed(2).padStart(5)} s  ${more}`);
      };
      console.log(`${name}, ${rows.toLocaleString("en")} rows, ${size} MB`);
      line(
        "import",
        whole.seconds,
        `${whole.megabytes} MB (highest ever ${whole.highest})  aim ${aim.toLocaleString("en")}: ${rows / whole.seconds >= aim ? "met" : "missed"}`,
      );
      line("the same file again", whole.againSeconds!, `added ${whole.added}`);
      line("import, per second of one core", whole.cpuSeconds, "of processor time");
      const what = baseline === "engine" ? "bare load by the engine" : "reading alone, by the library";
      line(what, bare.seconds, `${bare.megabytes} MB  the import takes ${(whole.seconds / bare.seconds).toFixed(1)} times as long`);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
