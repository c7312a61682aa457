import type { ReactNode } from "react";
import type { Nodes, Parents } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";

/**
 * A note of origin as written in Markdown, rendered as our own elements: HTML in it stays text, a link is a link only
 * where it is http or https, images are left as their description.
 */
export function MarkdownNote({ text }: { text: string }) {
  const tree = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  return <div className="md">{childrenOf(tree)}</div>;
}

function childrenOf(parent: Parents): ReactNode[] {
  return parent.children.map((child, index) => <Rendered key={index} node={child} />);
}

function Rendered({ node }: { node: Nodes }): ReactNode {
  switch (node.type) {
    case "text":
    case "html":
      return node.value;
    case "paragraph":
      return <p>{childrenOf(node)}</p>;
    case "heading":
      return <p className="md-h">{childrenOf(node)}</p>;
    case "emphasis":
      return <em>{childrenOf(node)}</em>;
    case "strong":
      return <strong>{childrenOf(node)}</strong>;
    case "inlineCode":
      return <code>{node.value}</code>;
    case "code":
      return (
        // A long command scrolls sideways; who uses the keyboard has to reach it.
        <pre tabIndex={0} aria-label="Code">
          {node.value}
        </pre>
      );
    case "list":
      return node.ordered ? <ol start={node.start ?? 1}>{childrenOf(node)}</ol> : <ul>{childrenOf(node)}</ul>;
    case "listItem":
      return <li>{childrenOf(node)}</li>;
    case "blockquote":
      return <blockquote>{childrenOf(node)}</blockquote>;
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "link":
      return <SafeLink url={node.url}>{childrenOf(node)}</SafeLink>;
    case "image":
      return node.alt ?? "";
    case "table":
      return <Table rows={node.children} />;
    default:
      return "children" in node ? childrenOf(node) : null;
  }
}

function SafeLink({ url, children }: { url: string; children: ReactNode }) {
  if (!/^https?:\/\//i.test(url)) return <span>{children}</span>;
  return (
    <a className="lk" href={url} rel="noopener noreferrer nofollow ugc">
      {children}
    </a>
  );
}

function Table({ rows }: { rows: Extract<Nodes, { type: "table" }>["children"] }) {
  const [head, ...body] = rows;
  return (
    <div className="md-table" tabIndex={0} role="group" aria-label="Table of the note">
      <table>
        {head && (
          <thead>
            <tr>
              {head.children.map((cell, index) => (
                <th key={index} scope="col">
                  {childrenOf(cell)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.children.map((cell, at) => (
                <td key={at}>{childrenOf(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
