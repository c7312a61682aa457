"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Menu } from "lucide-react";
import { MenuDetails } from "./menu-details";
import { isOn, pages } from "./pages";

/** The page list below 900 px. */
export function NarrowMenu() {
  const pathname = usePathname();
  return (
    <MenuDetails
      className="menu"
      summaryClass="ib"
      label="Menu"
      summary={<Menu className="ic" size={18} strokeWidth={1.75} />}
    >
      <nav aria-label="Pages, menu">
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
    </MenuDetails>
  );
}
