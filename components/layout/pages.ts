import { isSite } from "@/lib/view/site";

/** The pages of the top bar, in its order. A page is listed once it exists; reviews are kept by a server. */
export const pages: readonly { href: string; label: string }[] = [
  { href: "/", label: "Overview" },
  { href: "/explore", label: "Explore" },
  { href: "/datasets", label: "Datasets" },
  ...(isSite ? [] : [{ href: "/reviews", label: "Reviews" }]),
];

/** Whether `pathname` lies on the page of `href`; a saved view (`/v/…`) belongs to Explore. */
export function isOn(href: string, pathname: string): boolean {
  if (href === "/") return pathname === "/";
  if (href === "/explore" && pathname.startsWith("/v/")) return true;
  return pathname === href || pathname.startsWith(`${href}/`);
}
