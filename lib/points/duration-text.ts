const units = [
  { seconds: 86_400, spellings: "d|days?|tage?" },
  { seconds: 3600, spellings: "h|hrs?|hours?|std|stunden?" },
  { seconds: 60, spellings: "m|mins?|minutes?|minuten?" },
  { seconds: 1, spellings: "s|secs?|seconds?|sek|sekunden?" },
  { seconds: 0.001, spellings: "ms|milliseconds?" },
] as const;

const parts = new RegExp(
  `^${units.map(({ spellings }) => String.raw`(?:(\d+(?:\.\d+)?)\s*(?:${spellings})\b[\s,]*)?`).join("")}$`,
  "i",
);

/** `3h 20m`, `1 h 05 min 30 s`, `2m30s` in seconds; null for one part alone, which is a number with its unit, and any other text. */
export function readDuration(text: string): number | null {
  const spaced = text.trim().replace(/(?<=[a-z])(?=\d)/gi, " ");
  const found = parts.exec(spaced)?.slice(1);
  if (!found || found.filter((part) => part !== undefined).length < 2) return null;
  const seconds = found.reduce((sum, part, i) => sum + Number(part ?? 0) * units[i]!.seconds, 0);
  return Number(seconds.toFixed(6));
}

const clock = /^(\d{1,4}):([0-5]\d):([0-5]\d(?:\.\d+)?)$/;

/** `0:03:20` in seconds. `3:20` may be minutes or hours, and a time of the day may look alike: to be asked of durations alone. */
export function readClock(text: string): number | null {
  const [, hours, minutes, seconds] = clock.exec(text.trim()) ?? [];
  if (hours === undefined) return null;
  return Number((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)).toFixed(6));
}
