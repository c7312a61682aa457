"use client";

import { useLayoutEffect, useState, type RefObject } from "react";

/** The inner width of an element in px, followed as it changes; null until it is known. */
export function useWidth(of: RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = of.current;
    if (element === null) return;
    const read = () => setWidth(Math.round(element.clientWidth));
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return width;
}
