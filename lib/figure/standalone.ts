import { withoutDirectionSigns } from "../points/direction-signs";
import type { Theme } from "../view/view";

/** The colours that figures use, as in app/styles/tokens.css; a test holds the two together. */
export const palette: Record<Theme, Record<string, string>> = {
  light: {
    surface: "#ffffff",
    ink: "#17181b",
    "ink-2": "#50545b",
    "ink-3": "#666a72",
    "ink-4": "#a6a8ab",
    line: "#e7e6e1",
    grid: "#eeede9",
    axis: "#b9b8b1",
    hl: "#fff4c7",
    "hl-bar": "#e0ae00",
    fast: "#0b6e6a",
    slow: "#ae3f12",
    imp: "#bc2415",
    sus: "#995200",
    s1: "#0752bc",
    s2: "#d17522",
    s3: "#1f8a66",
    s4: "#aa2c71",
    s5: "#8777d5",
    s6: "#704328",
    s7: "#2a99af",
    s8: "#616e17",
    so: "0.38",
  },
  dark: {
    surface: "#14171b",
    ink: "#ecedef",
    "ink-2": "#b0b6bf",
    "ink-3": "#939aa5",
    "ink-4": "#59606b",
    line: "#252a31",
    grid: "#1f242a",
    axis: "#4a525d",
    hl: "#332c10",
    "hl-bar": "#e6c03a",
    fast: "#4fc9be",
    slow: "#f58f62",
    imp: "#ff8070",
    sus: "#f0ae55",
    s1: "#5e83f7",
    s2: "#e9a554",
    s3: "#47c395",
    s4: "#df6ba4",
    s5: "#b39fd9",
    s6: "#a67b67",
    s7: "#8ad7f1",
    s8: "#cfe285",
    so: "0.52",
  },
};

/** The text classes of figures, as the page's style sheets have them. */
export const figureStyles = `
.chart{font-family:Inter,system-ui,sans-serif}
.chart text{fill:var(--ink-2);font-size:12px}
.chart .t-ax{fill:var(--ink-3);font-size:11px}
.chart .t-1{fill:var(--ink);font-weight:500}
.chart .t-b{fill:var(--ink);font-weight:600}
.chart .t-g{fill:var(--ink);font-weight:600;font-size:13px}
.chart .t-3{fill:var(--ink-3);font-weight:400}
.chart .t-4{fill:var(--ink-4)}
.chart .t-s{fill:var(--ink-3);font-size:11px;font-weight:400}
.chart .t-11{font-size:11px}
.chart .t-title{fill:var(--ink);font-size:18px;font-weight:600;letter-spacing:-.02em}
.chart .t-mono{fill:var(--ink-3);font-family:"JetBrains Mono",ui-monospace,monospace;font-size:11px}
.chart .f-bar-text,.chart .f-better{fill:var(--fast)}
.chart .f-worse{fill:var(--slow)}
.chart .f-better,.chart .f-worse{font-weight:600}
.chart .t-i{font-style:italic}
.chart .grid{stroke:var(--grid)}
.chart .axis{stroke:var(--axis)}
.chart .sep{stroke:var(--line)}
.chart .m-strip,.chart .m-densityStrip{opacity:var(--so)}`;

/**
 * A figure that needs no page around it: its styles and the colours of a theme are written into it, for files and images.
 * `auto` keeps both themes and takes the reader's.
 */
export function standaloneFigure(svg: string, theme: Theme | "auto"): string {
  const ground = `<rect width="100%" height="100%" fill="var(--surface)"/>`;
  const colours = theme === "auto" ? bothThemes : "";
  const whole = withoutDirectionSigns(svg).replace(
    /^<svg[^>]*>/,
    (tag) => `${tag}<style>${colours}${figureStyles}</style>${ground}`,
  );
  return theme === "auto" ? whole : coloured(whole, theme);
}

const bothThemes = `
.chart{${variables("light")}}
@media (prefers-color-scheme:dark){.chart{${variables("dark")}}}`;

function variables(theme: Theme): string {
  return Object.entries(palette[theme])
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}

/** Only where a colour may stand, as an attribute's value or in the styles: never in a text. */
function coloured(svg: string, theme: Theme): string {
  const value = (found: string, name: string) => palette[theme][name] ?? found;
  return svg
    .replaceAll("var(--gbg, var(--surface))", "var(--surface)")
    .replace(/(?<==")var\(--([a-z0-9-]+)\)(?=")/g, value)
    .replace(/<style>[^<]*<\/style>/, (style) => style.replace(/var\(--([a-z0-9-]+)\)/g, value));
}
