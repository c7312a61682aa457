import { withoutDirectionSigns } from "./direction-signs";

/** Text as code in Markdown, whatever backticks it holds. */
export function markdownCode(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const inner = withoutDirectionSigns(text).replace(/[\r\n|]+/g, " ");
  return longest > 0 ? `${fence} ${inner} ${fence}` : `${fence}${inner}${fence}`;
}

/** Text without the signs that Markdown or HTML would take for their own; line ends become spaces, so that a cell stays a cell. */
export function escapedMarkdown(text: string): string {
  return withoutDirectionSigns(text)
    .replace(/[\r\n]+/g, " ")
    .replace(/[\\`*_{}[\]<>|#~!@]/g, (sign) =>
      sign === "<" ? "&lt;" : sign === ">" ? "&gt;" : sign === "@" ? "&#64;" : `\\${sign}`,
    );
}
