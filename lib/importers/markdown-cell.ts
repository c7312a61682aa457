import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";

/** Signs without which a cell is the text that it shows. */
const markup = /[*`[\]<>&\\!~]|(?:^|\W)_|_(?:\W|$)/;

/**
 * The text that a table's cell shows: `**144.49**` is 144.49, a link its words. The Markdown parser is slow (0.3 ms a
 * row of a large table), so that it gets only cells that may hold markup.
 */
export function cellText(source: string): string {
  const trimmed = source.trim();
  return markup.test(trimmed) ? shownText(trimmed) : trimmed;
}

const extensions = { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] };

function shownText(source: string): string {
  const root = fromMarkdown(`| ${source} |\n| - |`, extensions);
  const table = root.children[0];
  const cell = table?.type === "table" ? table.children[0]?.children[0] : undefined;
  return cell ? textIn(cell).replace(/\s+/g, " ").trim() : source;
}

interface Node {
  type: string;
  value?: string;
  alt?: string | null;
  children?: Node[];
}

/** HTML shows nothing of itself; a line break is a space. */
function textIn(node: Node): string {
  if (node.type === "html" || node.type === "break") return " ";
  return node.value ?? node.alt ?? (node.children ?? []).map(textIn).join("");
}
