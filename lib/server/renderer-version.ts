/**
 * Raised whenever the same points would be drawn with other numbers; a test holds it to what it gave before. A stored view
 * remembers the version that made it.
 */
export const rendererVersion = 1;
