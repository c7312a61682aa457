import { showToast } from "./toast";

/** Puts a text on the clipboard and says so; where that is not allowed, shows it in a field to copy by hand. */
export async function copyText(text: string, said: { done: string; detail?: string }): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast(said.done, said.detail === undefined ? {} : { detail: said.detail });
  } catch {
    showToast("Copy this", { field: text });
  }
}
