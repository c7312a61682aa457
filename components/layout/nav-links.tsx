"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { isOn, pages } from "./pages";

export function NavLinks() {
  const pathname = usePathname();
  return pages.map(({ href, label }) => {
    const on = isOn(href, pathname);
    return (
      <Link key={href} href={href} className={on ? "on" : undefined} aria-current={on ? "page" : undefined}>
        {label}
      </Link>
    );
  });
}
