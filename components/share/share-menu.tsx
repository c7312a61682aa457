"use client";

import "@/components/layout/style-nonce";
import "./share.css";
import { useEffect, useId, useState, type KeyboardEvent, type RefObject } from "react";
import * as Popover from "@radix-ui/react-popover";
import {
  BadgeCheck,
  Braces,
  CodeXml,
  Copy,
  FileText,
  Image as ImageIcon,
  ImagePlus,
  Package,
  Spline,
  Table2,
  type LucideIcon,
} from "lucide-react";
import { copyText } from "@/components/layout/copy-text";
import { pagePath } from "@/lib/share/snippets";
import {
  publicOrigin,
  reachesOthers,
  saysPublicUrl,
  shareAction,
  shareActions,
  type ShareKey,
} from "./share-actions";
import type { ShareSource } from "./share-source";
import { storedPage, targetOf, usualFreshness, type Freshness } from "./share-target";

interface Props {
  source: ShareSource;
  button: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

const icons: Record<ShareKey, LucideIcon> = {
  M: FileText,
  I: ImagePlus,
  E: CodeXml,
  B: BadgeCheck,
  P: ImageIcon,
  V: Spline,
  C: Table2,
  J: Braces,
  H: Package,
};

/** Does at once what a key stands for in the menu. */
export async function shareByKey(
  key: string,
  source: ShareSource,
  freshness = usualFreshness(source),
): Promise<void> {
  const action = shareAction(key);
  if (!action) return;
  await action.run(targetOf(source, await storedPage(source), freshness));
}

/** The link, whether it is pinned, and every form of what is on the screen: to copy or to save. */
export default function ShareMenu({ source, button, onClose }: Props) {
  const [freshness, setFreshness] = useState(() => usualFreshness(source));
  const page = useStoredPage(source);
  const target = page === undefined ? null : targetOf(source, page, freshness);
  const isReview = source.kind === "review";
  const run = (key: string) => {
    const action = shareAction(key);
    if (!action) return;
    onClose();
    // What is chosen before the link is made is done once it is.
    if (target) void action.run(target);
    else void shareByKey(key, source, freshness);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.shiftKey && shareAction(event.key)) {
      event.preventDefault();
      run(event.key);
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") moveFocus(event);
  };
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={button as RefObject<HTMLButtonElement>} />
      <Popover.Portal>
        <Popover.Content
          className="pop share"
          align="end"
          sideOffset={8}
          collisionPadding={12}
          aria-label={isReview ? "Share this review" : "Share this view"}
          onKeyDown={press}
          onInteractOutside={(event) => {
            if (event.target instanceof Node && button.current?.contains(event.target))
              event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // A toast with a text to copy by hand has taken the focus.
            if (!document.activeElement?.closest(".toast")) button.current?.focus({ preventScroll: true });
          }}
        >
          <div className="share-head">
            <b>{isReview ? "Share this review" : "Share this view"}</b>
            <p className="note">
              {isReview
                ? "Whoever has the link sees the review as it is."
                : "Filters, scale, selection and theme travel in the link."}
            </p>
            <LinkField link={target && `${publicOrigin()}${pagePath(target.of)}`} isLong={page === null} />
            {!isReview && page !== null && <FreshnessChoice chosen={freshness} choose={setFreshness} />}
          </div>
          {(["copy", "file"] as const).map((kind) => (
            <div
              className="share-items"
              key={kind}
              role="group"
              aria-label={kind === "copy" ? "Copy" : "Save"}
            >
              {shareActions
                .filter((action) => action.kind === kind && offered(action.key, source, page))
                .map(({ key, label }) => (
                  <ShareItem key={key} letter={key} label={label} onChoose={() => run(key)} />
                ))}
            </div>
          ))}
          <p className="share-foot note">
            {!reachesOthers(publicOrigin())
              ? `These addresses lead to this machine only: ${saysPublicUrl() ? "PUBLIC_URL names it" : "PUBLIC_URL is not set"}. Files can be sent to anyone.`
              : "Every export carries the grade, n, interval and source line of each point."}
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** A frame shows stored views only. */
function offered(key: ShareKey, source: ShareSource, page: string | null | undefined): boolean {
  return key !== "E" || (source.kind !== "review" && page !== null);
}

interface ItemProps {
  letter: ShareKey;
  label: string;
  onChoose: () => void;
}

function ShareItem({ letter, label, onChoose }: ItemProps) {
  const Icon = icons[letter];
  return (
    <button type="button" className="mi" aria-keyshortcuts={`Shift+${letter}`} onClick={onChoose}>
      <Icon className="ic" size={15} strokeWidth={1.75} />
      {label}
      <kbd aria-hidden>⇧{letter}</kbd>
    </button>
  );
}

/** The link as text that can be copied by hand as well. */
function LinkField({ link, isLong }: { link: string | null; isLong: boolean }) {
  const copy = () => {
    if (link) void copyText(link, { done: "Link copied", detail: new URL(link).pathname });
  };
  return (
    <>
      <div className="share-link">
        <input
          readOnly
          aria-label="Link"
          value={link ?? ""}
          placeholder="The link is being made"
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="btn sm primary" aria-disabled={link === null} onClick={copy}>
          <Copy className="ic" size={13} strokeWidth={1.75} />
          Copy
        </button>
      </div>
      {isLong && (
        <p className="note">
          The short link could not be made. This one holds the view, and follows new data.
        </p>
      )}
    </>
  );
}

const choices: readonly { value: Freshness; label: string }[] = [
  { value: "pinned", label: "Permanent, pinned to today’s data" },
  { value: "latest", label: "Follows new data, and says so" },
];

function FreshnessChoice({ chosen, choose }: { chosen: Freshness; choose: (next: Freshness) => void }) {
  const name = useId();
  return (
    <fieldset className="share-fresh">
      <legend className="sr">What the link shows</legend>
      {choices.map(({ value, label }) => (
        <label key={value} className="row">
          <input type="radio" name={name} checked={chosen === value} onChange={() => choose(value)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

/** The stored page of what is shared: undefined until it is made, null where it cannot be. */
function useStoredPage(source: ShareSource): string | null | undefined {
  const [page, setPage] = useState<string | null | undefined>(
    source.kind === "query" ? undefined : source.page,
  );
  useEffect(() => {
    let here = true;
    void storedPage(source).then((made) => here && setPage(made));
    return () => {
      here = false;
    };
  }, [source]);
  return page;
}

/** Up and down among the items, from the last to the first. A radio keeps its arrows. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.target instanceof HTMLInputElement && event.target.type === "radio") return;
  const items = Array.from(event.currentTarget.querySelectorAll<HTMLElement>(".mi"));
  const at = items.indexOf(document.activeElement as HTMLElement);
  const step = event.key === "ArrowDown" ? 1 : -1;
  const next = at < 0 ? (step > 0 ? 0 : items.length - 1) : (at + step + items.length) % items.length;
  event.preventDefault();
  items[next]?.focus();
}
