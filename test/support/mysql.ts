import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createConnection } from "mysql2";

interface Result {
  readonly columns: readonly object[];
  /** Values as MySQL's text protocol has them. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** The connection ends after the rows, without a word. */
  readonly breaks?: boolean;
}

/** What the driver's server side has and its types leave out. */
interface Side {
  on(event: string, listener: (sql: string) => void): void;
  serverHandshake(options: object): void;
  writeOk(): void;
  writeColumns(columns: readonly object[]): void;
  writeTextRow(row: readonly (string | null)[]): void;
  writeEof(): void;
  _resetSequenceId(): void;
}

/**
 * A stand-in for a MySQL server, for tests: MySQL's protocol by the driver's own server side, anybody is let in, and every statement is
 * answered by `answer`; null is success without rows. It runs no SQL.
 */
export async function openMysql(answer: (sql: string) => Result | null): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((stream) => {
    sockets.add(stream);
    const side = createConnection({ stream, isServer: true } as never) as unknown as Side;
    side.on("error", () => {});
    const reply = (sql: string): void => {
      const result = answer(sql);
      if (result === null) side.writeOk();
      else {
        side.writeColumns(result.columns);
        for (const row of result.rows) side.writeTextRow(row);
        if (result.breaks) return void stream.end();
        side.writeEof();
      }
      side._resetSequenceId();
    };
    side.on("query", reply);
    // So the driver calls what begins with SET.
    side.on("stmt_prepare", reply);
    side.serverHandshake({
      protocolVersion: 10,
      serverVersion: "8.0.0",
      connectionId: 1,
      statusFlags: 2,
      characterSet: 33,
      // Everything of the first protocol version but TLS.
      capabilityFlags: 0xff_ff_ff & ~0x08_00,
      authCallback: (_account: object, done: (error: null) => void) => {
        done(null);
        side._resetSequenceId();
      },
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
