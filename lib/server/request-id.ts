/** The header in which the server hands each request's id to its route. */
export const requestIdHeader = "x-whisker-request";
