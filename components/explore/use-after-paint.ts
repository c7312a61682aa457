"use client";

import { startTransition, useEffect, useState } from "react";
import { afterPaint } from "./after-paint";

/**
 * A value that follows once the frame that shows it elsewhere is painted. A deferred value alone may come in the same frame,
 * whose layout then waits for both.
 */
export function useAfterPaint<T>(value: T): T {
  const [shown, setShown] = useState(value);
  useEffect(() => afterPaint(() => startTransition(() => setShown(value))), [value]);
  return shown;
}
