/**
 * Radix stops the page from scrolling under a dialog or menu with a style element that it makes, which the content
 * policy lets pass only with the page's nonce. It looks for the nonce under this name.
 */
if (typeof document !== "undefined") {
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  Object.assign(globalThis, { __webpack_nonce__: nonce });
}

export {};
