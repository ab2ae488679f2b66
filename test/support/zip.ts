import { crc32, deflateRawSync } from "node:zlib";

export interface ZipFile {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the archive says of it where that should not be true. */
  readonly claims?: { readonly size?: number; readonly crc?: number; readonly encrypted?: boolean };
}

/** A zip archive in memory, honest unless told otherwise. */
export function zipOf(files: readonly ZipFile[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims = {} } of files) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const label = Buffer.from(name);
    const flags = claims.encrypted ? 1 : 0;
    const header = (length: number, signature: number, at: number) => {
      const buffer = Buffer.alloc(length);
      buffer.writeUInt32LE(signature, 0);
      buffer.writeUInt16LE(flags, at + 2);
      buffer.writeUInt16LE(8, at + 4);
      buffer.writeUInt32LE(claims.crc ?? crc32(bytes), at + 10);
      buffer.writeUInt32LE(packed.length, at + 14);
      buffer.writeUInt32LE(claims.size ?? bytes.length, at + 18);
      buffer.writeUInt16LE(label.length, at + 22);
      return buffer;
    };
    const local = Buffer.concat([header(30, 0x04034b50, 4), label, packed]);
    const entry = header(46, 0x02014b50, 6);
    entry.writeUInt32LE(offset, 42);
    locals.push(local);
    central.push(Buffer.concat([entry, label]));
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** The parts of a workbook around the rows of its sheets (the XML of `<sheetData>`). */
export function workbookOf(
  sheets: readonly { readonly name: string; readonly rows: string; readonly hidden?: boolean }[],
  parts: { readonly strings?: string; readonly styles?: string; readonly properties?: string } = {},
): ZipFile[] {
  const target = (index: number) => `worksheets/sheet${index + 1}.xml`;
  const list = sheets.map(
    ({ name, hidden }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${hidden ? ' state="hidden"' : ""}/>`,
  );
  const relations = sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="worksheet" Target="${target(index)}"/>`);
  return [
    { name: "xl/workbook.xml", content: `<workbook xmlns:r="r">${parts.properties ?? ""}<sheets>${list.join("")}</sheets></workbook>` },
    { name: "xl/_rels/workbook.xml.rels", content: `<Relationships>${relations.join("")}</Relationships>` },
    ...(parts.strings === undefined ? [] : [{ name: "xl/sharedStrings.xml", content: `<sst>${parts.strings}</sst>` }]),
    ...(parts.styles === undefined ? [] : [{ name: "xl/styles.xml", content: `<styleSheet>${parts.styles}</styleSheet>` }]),
    ...sheets.map(({ rows }, index) => ({ name: `xl/${target(index)}`, content: `<worksheet><sheetData>${rows}</sheetData></worksheet>` })),
  ];
}
