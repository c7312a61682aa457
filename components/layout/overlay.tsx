"use client";

import "./style-nonce";
import { useRef, type ReactNode } from "react";
import * as Dialog from "@radix-ui/react-dialog";

interface Props {
  label: string;
  side: "left" | "right";
  onClose: () => void;
  /** Where the focus goes when no control that is still there had it before. */
  returnTo?: () => HTMLElement | null;
  children: ReactNode;
}

/** What a person had chosen to be at; a tap on plain text leaves the focus on the page around it. */
const controls = "a, button, input, select, [tabindex='0']";

/** A panel over the page, from a side (or from below on a phone). Focus stays in it and goes back when it closes. */
export default function Overlay({ label, side, onClose, returnTo, children }: Props) {
  const before = useRef<Element | null>(null);
  // By itself the dialog gives the focus back to its trigger, and it has none.
  const giveBack = (event: Event) => {
    event.preventDefault();
    const had = before.current;
    const to = had instanceof HTMLElement && had.isConnected && had.matches(controls) ? had : returnTo?.();
    to?.focus({ preventScroll: true });
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content
          className={`overlay ${side}`}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            before.current = document.activeElement;
            focusTitle(event);
          }}
          onCloseAutoFocus={giveBack}
        >
          <Dialog.Title className="sr">{label}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Starts at the panel's own heading, where it has one, rather than at its first button. */
function focusTitle(event: Event) {
  const title =
    event.target instanceof Element ? event.target.querySelector<HTMLElement>("[data-drawer-title]") : null;
  if (!title) return;
  event.preventDefault();
  title.focus();
}
