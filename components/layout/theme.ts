export type ThemeName = "light" | "dark";

const oneYear = 60 * 60 * 24 * 365;

/** The theme on the screen: the one chosen, else the system's. */
export function currentTheme(): ThemeName {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Shows a theme and keeps it in a cookie, so that the server renders the next page in it and nothing flashes. */
export function chooseTheme(theme: ThemeName): void {
  showTheme(theme);
  document.cookie = `theme=${theme}; path=/; max-age=${oneYear}; SameSite=Lax`;
  dispatchEvent(new CustomEvent<ThemeName>("whisker:theme", { detail: theme }));
}

/** Shows a theme without keeping it: a link that carries one. */
export function showTheme(theme: ThemeName): void {
  document.documentElement.dataset["theme"] = theme;
}
