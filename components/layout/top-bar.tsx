import Link from "next/link";
import { Suspense, type ReactNode } from "react";
import { Upload } from "lucide-react";
import { BrandMark } from "./brand-mark";
import { NavLinks } from "./nav-links";
import { NarrowMenu } from "./narrow-menu";
import { CommandButton } from "./command-button";
import { ShortcutButton } from "./shortcut-button";
import { ThemeToggle } from "./theme-toggle";

/** The bar on every page: where one is, where one can go, the command palette, upload, theme, shortcuts. */
export function TopBar({ account }: { account: ReactNode }) {
  return (
    <header className="top">
      <Link className="brand" href="/" aria-label="Whisker, home">
        <BrandMark />
        <b>Whisker</b>
      </Link>
      <nav className="nav" aria-label="Pages">
        <NavLinks />
      </nav>
      <CommandButton />
      <div className="topr">
        <Link className="btn ghost wide-only" href="/upload">
          <Upload className="ic" size={14} strokeWidth={1.75} />
          Upload
        </Link>
        {account}
        <ThemeToggle />
        <ShortcutButton />
        {/* It closes when the query changes, which a page that is a file learns in the browser only. */}
        <Suspense>
          <NarrowMenu />
        </Suspense>
      </div>
    </header>
  );
}
