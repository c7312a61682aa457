/** The oldest release of each line without a known hole that reaches a server (October 2026: Brotli, TLS, DNS). */
const safe: Readonly<Record<number, readonly [minor: number, patch: number]>> = {
  22: [23, 4],
  24: [22, 1],
  26: [12, 1],
};

/** What is said at the start of a Node that has known holes, or gets no more fixes; null of one that is well. */
export function nodeWarning(version: string): string | null {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/, "").split(".").map(Number);
  const floor = safe[major];
  if (floor === undefined) {
    return major < 24 || major % 2 === 1
      ? `Node ${version} gets no more security fixes: use 24.22.1 or newer where others reach this server.`
      : null;
  }
  const isSafe = minor > floor[0] || (minor === floor[0] && patch >= floor[1]);
  return isSafe
    ? null
    : `Node ${version} has known holes: use ${major}.${floor.join(".")} or newer where others reach this server.`;
}
