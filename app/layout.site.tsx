import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Frame } from "./frame";
import { SavedTheme } from "./site/saved-theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Whisker", template: "%s · Whisker" },
  description: "AI benchmark results in which every point carries its whisker and its source.",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/**
 * What no server says for the site: it talks to its own files only, so that a file dropped on it cannot leave. Next writes
 * scripts of its own into each page.
 */
const policy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'";

/** The frame of every page of the static site. */
export default function SiteLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="referrer" content="strict-origin-when-cross-origin" />
      </head>
      <body>
        <SavedTheme />
        <Frame account={null}>{children}</Frame>
      </body>
    </html>
  );
}
