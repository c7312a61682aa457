/** `acme/engine-core #1482` of a pull request's address; of any other, the address without its protocol. */
export function linkText(address: string): string {
  const found = /^https?:\/\/[^/]+\/([^/]+\/[^/]+)\/(?:pull|issues|-\/merge_requests|pulls)\/(\d+)/.exec(
    address,
  );
  if (found) return `${found[1]} #${found[2]}`;
  return address.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
