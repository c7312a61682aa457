import pino, { type Logger } from "pino";
import { perProcess } from "./per-process";

/** One log a process: JSON lines, or, at a terminal, the same in words. Never a query, a body, a header or a token. */
export function log(): Logger {
  return perProcess("log", () =>
    process.stdout.isTTY
      ? pino({ base: null }, { write: (line: string) => void process.stdout.write(readable(line)) })
      : pino({ base: null, level: process.env["NODE_ENV"] === "test" ? "silent" : "info" }),
  );
}

const levelNames: Record<number, string> = { 40: "warning", 50: "error", 60: "error" };

interface LogLine {
  time: number;
  level: number;
  msg?: string;
  method?: string;
  path?: string;
  status?: number;
  ms?: number;
  err?: { message?: string; stack?: string };
}

function readable(json: string): string {
  const line = JSON.parse(json) as LogLine;
  const time = new Date(line.time).toISOString().slice(11, 19);
  const said =
    line.status === undefined
      ? [levelNames[line.level], line.msg, line.err?.stack ?? line.err?.message]
      : [line.status, line.method, line.path, `${line.ms} ms`];
  return `${time} ${said.filter((part) => part !== undefined).join(" ")}\n`;
}
