"use client";

import { Moon, Sun } from "lucide-react";
import { chooseTheme, currentTheme } from "./theme";
import { announce } from "./announce";

export function ThemeToggle() {
  const toggle = () => {
    const next = currentTheme() === "dark" ? "light" : "dark";
    chooseTheme(next);
    announce(`${next === "dark" ? "Dark" : "Light"} theme`);
  };
  return (
    <button
      type="button"
      className="ib theme-toggle script"
      aria-label="Switch between light and dark"
      onClick={toggle}
    >
      <Moon className="ic moon" size={16} strokeWidth={1.75} />
      <Sun className="ic sun" size={16} strokeWidth={1.75} />
    </button>
  );
}
