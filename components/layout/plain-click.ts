import type { MouseEvent } from "react";

/** Whether a click is meant for the page, and does not ask for a new tab or window, which is the browser's to open. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
