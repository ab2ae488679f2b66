/** One record of a CSV text. */
export interface CsvRecord {
  readonly fields: string[];
  /** The line on which the record begins, from 1. */
  readonly line: number;
  /** A quote is not closed, or text follows a closing quote. */
  readonly broken: boolean;
}

/**
 * Parses CSV by RFC 4180, as people really write it: any line end, quotes only around whole fields, a doubled quote inside. A record with
 * wrong quotes is marked and ends with its line. `push` takes text in pieces of any size, `end` completes the last record.
 */
export function csvParser(delimiter: string, take: (record: CsvRecord) => void): { push(text: string): void; end(): void } {
  let fields: string[] = [];
  let field = "";
  let state: "start" | "plain" | "quoted" | "quote" = "start";
  let line = 1;
  let begun = 1;
  let broken = false;
  let afterReturn = false;

  function endField(): void {
    fields.push(field);
    field = "";
    state = "start";
  }
  function endRecord(): void {
    // A blank line is not a record.
    if (!(state === "start" && fields.length === 0)) {
      endField();
      take({ fields, line: begun, broken });
    }
    fields = [];
    field = "";
    state = "start";
    broken = false;
    begun = line;
  }

  function push(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const character = text[at]!;
      if (character === "\n" && afterReturn) {
        afterReturn = false;
        if (state === "quoted") field += character;
        continue;
      }
      afterReturn = character === "\r";
      const ends = character === "\n" || character === "\r";
      if (ends) line++;
      switch (state) {
        case "start":
          if (character === '"') state = "quoted";
          else if (character === delimiter) endField();
          else if (ends) endRecord();
          else {
            state = "plain";
            field = character;
          }
          break;
        case "plain": {
          if (ends) endRecord();
          else if (character === delimiter) endField();
          else field += character;
          break;
        }
        case "quoted":
          if (character === '"') state = "quote";
          else field += character;
          break;
        case "quote":
          if (character === '"') {
            field += character;
            state = "quoted";
          } else if (character === delimiter) endField();
          else if (ends) endRecord();
          else {
            broken = true;
            field += `"${character}`;
            state = "plain";
          }
          break;
      }
    }
  }

  return {
    push,
    end() {
      broken ||= state === "quoted";
      if (state !== "start" || fields.length > 0) {
        endField();
        take({ fields, line: begun, broken });
      }
    },
  };
}

/** The records at the beginning of a file; the last one may be cut off and is left out unless `complete`. */
export function parseHead(text: string, delimiter: string, complete: boolean, limit: number): CsvRecord[] {
  const records: CsvRecord[] = [];
  const parser = csvParser(delimiter, (record) => {
    if (records.length <= limit) records.push(record);
  });
  parser.push(text);
  if (complete) parser.end();
  return records.slice(0, limit);
}
