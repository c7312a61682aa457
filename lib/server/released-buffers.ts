import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { perProcess } from "./per-process";

/** So many bytes of buffers that nobody needs any more may stand in memory. */
const mostReleased = 8 * 1024 * 1024;

type Collect = (options: { type: "minor" }) => void;

/**
 * Counts the buffers of a stream that have been used. They lie outside of V8's heap, where their size does not press it to
 * look for what is dead: by itself it would let a hundred megabytes of them lie. The youngest part of the heap, where they
 * hang, is looked through in a millisecond.
 */
export function releasedBuffers(): { add(bytes: number): void } {
  let released = 0;
  return {
    add(bytes) {
      released += bytes;
      if (released < mostReleased) return;
      released = 0;
      collector()({ type: "minor" });
    },
  };
}

/** V8's own function, which scripts see only where a flag says so when their context is made. */
function collector(): Collect {
  return perProcess("collector", () => {
    setFlagsFromString("--expose-gc");
    const gc = runInNewContext("typeof gc === 'function' ? gc : null") as Collect | null;
    setFlagsFromString("--no-expose-gc");
    return gc ?? (() => {});
  });
}
