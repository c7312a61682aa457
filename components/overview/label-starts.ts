/**
 * Where labels under the parts of a bar begin: each under its own part, moved right by the one before it, and left where
 * the last would run over the end. All in px.
 */
export function labelStarts(
  labels: readonly { from: number; width: number }[],
  room: number,
  gap: number,
): number[] {
  const starts: number[] = [];
  let free = 0;
  for (const { from, width } of labels) {
    const start = Math.max(from, free);
    starts.push(start);
    free = start + width + gap;
  }
  let end = room;
  for (let i = labels.length - 1; i >= 0; i -= 1) {
    const width = labels[i]?.width ?? 0;
    starts[i] = Math.max(0, Math.min(starts[i] ?? 0, end - width));
    end = (starts[i] ?? 0) - gap;
  }
  return starts;
}
