"use client";

import type { ComponentProps, KeyboardEvent, MouseEvent } from "react";
import { isPlainClick } from "@/components/layout/plain-click";

interface Props extends ComponentProps<"a"> {
  href: string;
  onFollow: () => void;
}

/**
 * A link to a changed view: followed in place with scripts, a plain link without. With the role of a checkbox or a radio
 * it answers to Space as those do.
 */
export function ViewLink({ onFollow, ...rest }: Props) {
  const follow = (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    onFollow();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== " " || !rest.role) return;
    event.preventDefault();
    onFollow();
  };
  return <a {...rest} onClick={follow} onKeyDown={press} />;
}
