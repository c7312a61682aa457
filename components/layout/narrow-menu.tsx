"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { usePathname } from "next/navigation";
import { Menu } from "lucide-react";
import { isOn, pages } from "./pages";

/** The page list below 900 px. A <details>, so that it opens without scripts too. */
export function NarrowMenu() {
  const pathname = usePathname();
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => details.current?.removeAttribute("open"), [pathname]);
  useEffect(() => closeOnLeaving(details.current), []);
  return (
    <details className="menu" ref={details}>
      <summary className="ib" aria-label="Menu">
        <Menu className="ic" size={18} strokeWidth={1.75} />
      </summary>
      <nav className="pop" aria-label="Pages, menu">
        {[...pages, { href: "/upload", label: "Upload" }].map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            className="mi"
            aria-current={isOn(href, pathname) ? "page" : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
    </details>
  );
}

function closeOnLeaving(menu: HTMLDetailsElement | null) {
  if (!menu) return;
  const leave = (event: Event) => {
    const escape = event instanceof KeyboardEvent && event.key === "Escape";
    const outside = event.type === "pointerdown" && !menu.contains(event.target as Node);
    if (menu.open && (escape || outside)) {
      menu.open = false;
      if (escape) menu.querySelector("summary")?.focus();
    }
  };
  document.addEventListener("pointerdown", leave);
  document.addEventListener("keydown", leave);
  return () => {
    document.removeEventListener("pointerdown", leave);
    document.removeEventListener("keydown", leave);
  };
}
