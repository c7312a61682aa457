import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".woff2": "font/woff2",
};

/** A server of files and nothing else, as any static host is: a folder is its index.html, what is not there is 404. */
export async function serveFiles(
  folder: string,
): Promise<{ url: string; asked: string[]; stop: () => Promise<void> }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [path = "/", query] = (request.url ?? "/").split("?");
    asked.push(`${request.method} ${path}`);
    const file = join(folder, normalize(decodeURIComponent(path)));
    const isFolder = existsSync(file) && statSync(file).isDirectory();
    if (isFolder && !path.endsWith("/")) {
      response.writeHead(301, { Location: `${path}/${query === undefined ? "" : `?${query}`}` }).end();
      return;
    }
    const found = isFolder ? join(file, "index.html") : file;
    const isHead = request.method === "HEAD";
    if ((request.method !== "GET" && !isHead) || !existsSync(found)) {
      response.writeHead(404).end("Not found");
      return;
    }
    response.writeHead(200, { "Content-Type": types[extname(found)] ?? "application/octet-stream" });
    if (isHead) response.end();
    else createReadStream(found).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url, asked, stop };
}
