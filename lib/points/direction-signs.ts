/** Signs that turn the direction of what follows, or isolate it: a text with one may read as another (CVE-2021-42574). */
const directionSigns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function withoutDirectionSigns(text: string): string {
  return text.replace(directionSigns, "");
}
