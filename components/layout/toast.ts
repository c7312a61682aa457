/** What happened, in a few words, and the thing it happened to (a link, a file); `field` shows it as text to copy by hand. */
export interface Toast {
  id: number;
  text: string;
  detail: string | null;
  field: string | null;
}

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/** Shows a toast for five seconds; one with a field stays until it is closed. */
export function showToast(text: string, more: { detail?: string; field?: string } = {}): void {
  const toast: Toast = { id: nextId++, text, detail: more.detail ?? null, field: more.field ?? null };
  set([...toasts.slice(-2), toast]);
  if (toast.field === null) setTimeout(() => dismissToast(toast.id), 5000);
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(next: readonly Toast[]) {
  toasts = next;
  listeners.forEach((listener) => listener());
}
