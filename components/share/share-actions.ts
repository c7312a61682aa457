import { copyText } from "@/components/layout/copy-text";
import { showToast } from "@/components/layout/toast";
import { badgeSnippet, embedSnippet, formPath, imageSnippet, type SharedPage } from "@/lib/share/snippets";

/** What is shared, and under which name. */
export interface ShareTarget {
  title: string;
  of: SharedPage;
}

/** The key of an action, with Shift; in the menu and, while it is closed, on the page. */
export type ShareKey = (typeof shareActions)[number]["key"];

interface Action {
  key: string;
  label: string;
  kind: "copy" | "file";
  run(target: ShareTarget): Promise<void> | void;
}

/** In the order of the menu: what is copied, then files. */
export const shareActions = [
  { key: "M", label: "Markdown for a pull request", kind: "copy", run: copyMarkdown },
  { key: "I", label: "Image in Markdown", kind: "copy", run: copyImage },
  { key: "E", label: "Embed, 800 × 450", kind: "copy", run: copyEmbed },
  { key: "B", label: "Badge for a README", kind: "copy", run: copyBadge },
  { key: "P", label: "PNG, 2×", kind: "file", run: (target) => save(target, "png", "scale=2") },
  { key: "V", label: "SVG", kind: "file", run: (target) => save(target, "svg") },
  { key: "C", label: "CSV, with intervals and sources", kind: "file", run: (target) => save(target, "csv") },
  { key: "J", label: "JSON", kind: "file", run: (target) => save(target, "json") },
  { key: "H", label: "Offline file, one HTML", kind: "file", run: (target) => save(target, "html") },
] as const satisfies readonly Action[];

export function shareAction(key: string): Action | undefined {
  return shareActions.find((action) => action.key === key);
}

/**
 * Where others reach this server: what PUBLIC_URL says, which the page repeats for places that show where a link leads; else
 * where this browser found it.
 */
export function publicOrigin(): string {
  const said = publicAddress();
  return URL.canParse(said) ? new URL(said).origin : window.location.origin;
}

/** Whether this server has a PUBLIC_URL. */
export function saysPublicUrl(): boolean {
  return URL.canParse(publicAddress());
}

function publicAddress(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="og:url"]')?.content ?? "";
}

/** Whether an address leads anywhere but on this machine. */
export function reachesOthers(origin: string): boolean {
  return !/^(?:127\.0\.0\.1|\[::1\]|localhost)$/.test(new URL(origin).hostname);
}

async function copyMarkdown({ of }: ShareTarget): Promise<void> {
  const answer = await fetch(formPath(of, "md")).catch(() => null);
  if (!answer?.ok) return showToast("The Markdown could not be made: the server does not answer. Try again.");
  const text = await answer.text();
  const detail = text.includes("[![") ? "table, picture and sources" : "table and sources";
  await copyText(text, { done: "Markdown copied", detail });
}

function copyImage(target: ShareTarget): Promise<void> {
  return copyText(imageSnippet(snippetOf(target)), { done: "Markdown image copied" });
}

function copyBadge(target: ShareTarget): Promise<void> {
  return copyText(badgeSnippet(snippetOf(target)), { done: "Badge copied", detail: "Markdown" });
}

async function copyEmbed(target: ShareTarget): Promise<void> {
  const html = embedSnippet(snippetOf(target));
  if (html === null)
    return showToast("Only a stored view can be embedded, and this one could not be stored.");
  await copyText(html, { done: "Embed copied", detail: "800 × 450" });
}

function snippetOf({ title, of }: ShareTarget) {
  return { title, of, origin: publicOrigin() };
}

/** The server names the file. It is asked first whether it can make it: a download that fails says nothing on the page. */
async function save({ of }: ShareTarget, form: string, asked = ""): Promise<void> {
  const path = formPath(of, form, asked);
  const answer = await fetch(path, { method: "HEAD" }).catch(() => null);
  if (!answer?.ok) return showToast(`The ${form.toUpperCase()} could not be made. Try again.`);
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
  showToast(`${form.toUpperCase()} is being saved`);
}
