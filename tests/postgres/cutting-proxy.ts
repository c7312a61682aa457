import { createServer, connect, type AddressInfo, type Socket } from "node:net";

/** Stands between a client and PostgreSQL, and cuts the connection in the moment that a test asks for. */
export interface CuttingProxy {
  url: string;
  /** The next commit reaches the server and happens there, but its answer never arrives. */
  cutAnswerToNextCommit(): void;
  /** How many answers were cut. */
  cuts(): number;
  close(): Promise<void>;
}

export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  let armed = false;
  let cuts = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let commits = false;
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on("data", (bytes) => {
      commits = armed && bytes.includes("commit\0");
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (!commits) return void client.write(bytes);
      [armed, cuts] = [false, cuts + 1];
      cut();
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", cut).on("close", () => {
        sockets.delete(socket);
        cut();
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cutAnswerToNextCommit: () => void (armed = true),
    cuts: () => cuts,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
