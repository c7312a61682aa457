"use client";

import { useRef, type ReactNode } from "react";
import { useWidth } from "./use-width";

/** Gives its content the width it has, from 320 px. */
export function Sized({ children }: { children: (width: number) => ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root);
  return (
    <div ref={root} className="sized">
      {width !== null && width > 0 && children(Math.max(280, width))}
    </div>
  );
}
