import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { perProcess } from "../per-process";
import { settings } from "../settings";
import { fontCoverage } from "./font-coverage";

/** Those weights of the page's variable fonts that figures use, each as a file of its own: what resvg reads. */
const faces = [
  "inter/400Regular/Inter_400Regular.ttf",
  "inter/500Medium/Inter_500Medium.ttf",
  "inter/600SemiBold/Inter_600SemiBold.ttf",
  "inter/400Regular_Italic/Inter_400Regular_Italic.ttf",
  "jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf",
] as const;

interface Fonts {
  files: string[];
  /** Whether the text face has a glyph of the character. */
  covers: (codePoint: number) => boolean;
}

export function fonts(): Fonts {
  return perProcess("fonts", () => {
    const { resolve } = createRequire(join(settings().root, "package.json"));
    const files = faces.map((face) => resolve(`@expo-google-fonts/${face}`));
    return { files, covers: fontCoverage(readFileSync(files[0]!)) };
  });
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Stands for every character that the fonts have no glyph of. */
const unknown = "□";

/**
 * An SVG whose texts hold only what the fonts can draw: a character (emoji with all their parts) that they cannot becomes
 * a box, so that its place and the number of characters stay readable.
 */
export function drawableSvg(svg: string, covers: (codePoint: number) => boolean): string {
  return svg
    .replace(/<metadata>[^<]*<\/metadata>/, "")
    .replace(/(?<=>)[^<]*[^<\x00-\x7e][^<]*/g, (text) => drawableText(text, covers));
}

function drawableText(text: string, covers: (codePoint: number) => boolean): string {
  const isKnown = (character: string) => character < " " || covers(character.codePointAt(0)!);
  return Array.from(segmenter.segment(text), ({ segment }) => {
    const characters = Array.from(segment);
    if (characters.every(isKnown)) return segment;
    // A letter whose marks alone are unknown is still that letter; what is left of an emoji says nothing.
    const isLetter = isKnown(characters[0]!) && !/\p{Extended_Pictographic}|\p{RI}/u.test(segment);
    return isLetter ? characters.filter(isKnown).join("") : unknown;
  }).join("");
}
