import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { TeamSettings } from "./settings";

/**
 * The address that a request comes from: the peer's, or, where the peer is a proxy of ours, the one that it names last in
 * X-Forwarded-For (what stands before it was said by strangers).
 */
export function clientAddress(
  { socket, headers }: Pick<IncomingMessage, "headers"> & { socket: { remoteAddress?: string | undefined } },
  team: TeamSettings | null,
): string | null {
  const peer = plain(socket.remoteAddress);
  if (!team || peer === null || !team.proxies.includes(peer)) return peer;
  const named = [headers["x-forwarded-for"] ?? ""].flat().join().split(",").at(-1)?.trim();
  return named !== undefined && isIP(named) !== 0 ? named : peer;
}

/** An IPv4 address that came in by an IPv6 socket is the IPv4 address. */
function plain(address: string | undefined): string | null {
  return address?.replace(/^::ffff:(?=\d+\.)/, "") ?? null;
}
