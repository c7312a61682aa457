/** Says `text` to screen readers once, politely; the frame holds the live region. */
export function announce(text: string): void {
  const region = document.getElementById("announcer");
  if (region) region.textContent = text;
}
