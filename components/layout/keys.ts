/** Single-letter keys: a control states its key in `aria-keyshortcuts`, and pressing the key clicks or focuses it. */

const stored = "whisker:keys";

export function keysAreOn(): boolean {
  try {
    return localStorage.getItem(stored) !== "off";
  } catch {
    return true;
  }
}

export function switchKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(stored);
    else localStorage.setItem(stored, "off");
  } catch {
    // Without storage the choice lasts as long as the page; there is nothing to tell.
  }
}

/** Whether a key press is a single-letter command: no modifier, not while typing, nothing modal open. */
export function isCommandKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return false;
  if (isTyping(event.target)) return false;
  return (
    keysAreOn() && !document.querySelector("[role=dialog][data-state=open], [role=menu][data-state=open]")
  );
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}

/** The visible control that states this key. */
function controlOf(key: string): HTMLElement | null {
  const holders = document.querySelectorAll<HTMLElement>(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
  return Array.from(holders).find((each) => each.offsetParent !== null) ?? null;
}

/** Whether pressing the key would do something on this page. */
export function hasKey(key: string): boolean {
  return controlOf(key) !== null;
}

/** Presses the visible control that states this key. Answers whether there was one. */
export function pressKey(key: string): boolean {
  const holder = controlOf(key);
  if (!holder) return false;
  if (holder.matches("input:not([type=checkbox]), select")) holder.focus();
  else holder.click();
  return true;
}
