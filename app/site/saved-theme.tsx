"use client";

import { useEffect } from "react";
import { showTheme } from "@/components/layout/theme";

/** The theme chosen before, from the cookie that a server would read. */
export function SavedTheme() {
  useEffect(() => {
    const theme = /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1];
    if (theme === "light" || theme === "dark") showTheme(theme);
  }, []);
  return null;
}
