/** The pages of the top bar, in its order. A page is listed once it exists. */
export const pages = [
  { href: "/", label: "Overview" },
  { href: "/explore", label: "Explore" },
  { href: "/datasets", label: "Datasets" },
  { href: "/reviews", label: "Reviews" },
] as const;

/** Whether `pathname` lies on the page of `href`; a saved view (`/v/…`) belongs to Explore. */
export function isOn(href: string, pathname: string): boolean {
  if (href === "/") return pathname === "/";
  if (href === "/explore" && pathname.startsWith("/v/")) return true;
  return pathname === href || pathname.startsWith(`${href}/`);
}
