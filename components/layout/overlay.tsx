"use client";

import "./style-nonce";
import type { ReactNode } from "react";
import * as Dialog from "@radix-ui/react-dialog";

interface Props {
  label: string;
  side: "left" | "right";
  onClose: () => void;
  children: ReactNode;
}

/** A panel over the page, from a side (or from below on a phone). Focus stays in it and goes back when it closes. */
export default function Overlay({ label, side, onClose, children }: Props) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content
          className={`overlay ${side}`}
          aria-describedby={undefined}
          onOpenAutoFocus={focusTitle}
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
