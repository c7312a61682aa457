import { isScope, scopes, usualDays, type Scope } from "@/lib/server/access-scope";

/** @throws Error in a sentence */
export function scopeOf(text: string): Scope {
  if (isScope(text)) return text;
  throw new Error(`One of ${scopes.join(", ")}.`);
}

/** `90d` or `90`. @throws Error in a sentence */
export function daysOf(text: string): number {
  const [, digits] = /^(\d{1,4})d?$/.exec(text) ?? [];
  if (digits !== undefined && Number(digits) > 0) return Number(digits);
  throw new Error(
    `A number of days, such as 90d (usually ${usualDays.upload} to upload, else ${usualDays.read}).`,
  );
}
