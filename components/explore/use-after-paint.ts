"use client";

import { startTransition, useEffect, useState } from "react";

/**
 * A value that follows once the frame that shows it elsewhere is painted. A deferred value alone may come in the same frame,
 * whose layout then waits for both.
 */
export function useAfterPaint<T>(value: T): T {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setShown(value)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return shown;
}
