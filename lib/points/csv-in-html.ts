/**
 * A CSV inside a page: raw text in an element that no browser runs. What could end the element early gets a backslash, and a
 * reader takes one off again, so that the text comes back as it was, whatever it holds.
 */
export const csvTag = '<script type="text/csv" id="whisker-points">';
export const csvEnd = "</script>";

export function csvInHtml(csv: string): string {
  return csv.replace(/<(\\*[/!])/g, "<\\$1");
}

export function csvFromHtml(text: string): string {
  return text.replace(/<\\(\\*[/!])/g, "<$1");
}
