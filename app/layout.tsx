import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { Account } from "./account";
import { Frame } from "./frame";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Whisker", template: "%s · Whisker" },
  description: "AI benchmark results in which every point carries its whisker and its source.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#14171b" },
  ],
};

/**
 * The frame of every page. A page gives its own `<main id="main" tabIndex={-1}>`. The theme comes from a cookie, so that
 * the first paint has it without an inline script; without the cookie the reader's system decides.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const theme = (await cookies()).get("theme")?.value;
  return (
    <html
      lang="en"
      data-theme={theme === "light" || theme === "dark" ? theme : undefined}
      suppressHydrationWarning
    >
      <body>
        <Frame account={<Account />}>{children}</Frame>
      </body>
    </html>
  );
}
