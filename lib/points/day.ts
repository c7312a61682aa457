const dayLength = 86_400_000;

/** The day of a date that begins as ISO 8601 writes it, `2026-01-02`; null for any other text, and for a day that is none. */
export function dayOf(date: string | null): string | null {
  const day = /^\d{4}-\d\d-\d\d(?!\d)/.exec(date?.trim() ?? "")?.[0];
  if (day === undefined) return null;
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : null;
}

/** Days from 1970 to that day. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayLength;
}

export function dayText(number: number): string {
  return new Date(Math.round(number) * dayLength).toISOString().slice(0, 10);
}
