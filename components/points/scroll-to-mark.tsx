"use client";

import { useEffect, useRef, type ReactNode } from "react";

/** Lines of a file that scroll sideways, and begin where the marked cell can be seen. */
export function ScrollToMark({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = box.current?.querySelector<HTMLElement>(".fl.hl mark");
    if (!box.current || !mark) return;
    const [outer, inner] = [box.current.getBoundingClientRect(), mark.getBoundingClientRect()];
    const beyond = inner.right - outer.right;
    if (beyond > 0) box.current.scrollLeft += beyond + outer.width / 3;
  }, []);
  return (
    <div ref={box} className="excerpt" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
