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
const styles = `
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
.chart .t-i{font-style:italic}
.chart .grid{stroke:var(--grid)}
.chart .axis{stroke:var(--axis)}
.chart .sep{stroke:var(--line)}
.chart .m-strip,.chart .m-densityStrip{opacity:var(--so)}`;

/** A figure that needs no page around it: its styles and one theme's colours are written into it. For files and images. */
export function standaloneFigure(svg: string, theme: Theme): string {
  const ground = `<rect width="100%" height="100%" fill="var(--surface)"/>`;
  const whole = svg.replace(/^<svg[^>]*>/, (tag) => `${tag}<style>${styles}</style>${ground}`);
  return whole.replace(/var\(--([a-z0-9-]+)\)/g, (found, name: string) => palette[theme][name] ?? found);
}
