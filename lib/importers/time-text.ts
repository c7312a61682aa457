/**
 * A date and time as the context of a point has it: in UTC where its zone is known, else as written, being local time
 * of a zone that the file does not name.
 */
export function timeText(text: string, zone: "as written" | "UTC" = "as written"): string | null {
  const written = text.trim();
  if (written === "") return null;
  const [, date, time, fraction = "", stated] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(written) ?? [];
  if (date === undefined) return written;
  const offset = stated ?? (zone === "UTC" ? "Z" : null);
  if (offset === null) return `${date}T${time}${fraction}`;
  const moment = new Date(`${date}T${time}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(moment.getTime()) ? written : moment.toISOString();
}

/** Milliseconds since 1970 as UTC; null for what is no such time. */
export function timeOfMs(ms: number | null): string | null {
  return ms !== null && ms > 0 && ms < 4e12 ? new Date(ms).toISOString() : null;
}
