/** An element of an SVG text, as a strict reader sees it. */
export interface Read {
  tag: string;
  attributes: Record<string, string>;
  children: Read[];
  text: string;
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" };

function decode(text: string): string {
  return text.replace(/&([^;]*);/g, (_, name: string) => {
    const found = entities[name];
    if (found === undefined) throw new Error(`unknown entity ${name}`);
    return found;
  });
}

/** Reads a well-formed SVG of elements, attributes and text; throws on anything else. */
export function readSvg(svg: string): Read {
  const root: Read = { tag: "", attributes: {}, children: [], text: "" };
  const open: Read[] = [root];
  const token = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[a-zA-Z][a-zA-Z0-9:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  while (token.lastIndex < svg.length) {
    const at = token.lastIndex;
    const match = token.exec(svg);
    if (match === null) throw new Error(`not well-formed at ${at}: ${svg.slice(at, at + 60)}`);
    const [, closing, tag = "", attributes = "", empty, text] = match;
    const parent = open.at(-1) as Read;
    if (text !== undefined) {
      if (/&(?!(lt|gt|amp|quot|#39);)/.test(text)) throw new Error(`bare ampersand in ${text}`);
      parent.text += decode(text);
    } else if (closing === "/") {
      if (parent.tag !== tag) throw new Error(`</${tag}> closes <${parent.tag}>`);
      open.pop();
    } else {
      const read = { tag, attributes: readAttributes(attributes), children: [], text: "" };
      parent.children.push(read);
      if (empty !== "/") open.push(read);
    }
  }
  if (open.length !== 1 || root.children.length !== 1)
    throw new Error("an element is left open, or there is more than one root");
  return root.children[0] as Read;
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(text.matchAll(/([a-zA-Z][a-zA-Z0-9:-]*)="([^"]*)"/g), ([, name, value]) => [
      name,
      decode(value ?? ""),
    ]),
  );
}

export function all(of: Read, test: (each: Read) => boolean): Read[] {
  return [...(test(of) ? [of] : []), ...of.children.flatMap((child) => all(child, test))];
}

export function hasClass(of: Read, name: string): boolean {
  return (of.attributes["class"] ?? "").split(" ").includes(name);
}

export function wholeText(of: Read): string {
  return (
    of.text +
    of.children
      .filter((child) => child.tag !== "title")
      .map(wholeText)
      .join("")
  );
}

/** Coordinates of the marks by point id, as the figure says them for tests. */
export function marksOf(figure: Read): Map<string, { x: number; y: number }> {
  const [group] = all(figure, (each) => "data-marks" in each.attributes);
  const entries = (group?.attributes["data-marks"] ?? "").split(" ").filter((entry) => entry !== "");
  return new Map(
    entries.map((entry) => {
      const [id = "", x, y] = entry.split(":");
      return [id, { x: Number(x), y: Number(y) }];
    }),
  );
}
