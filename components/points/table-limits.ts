/** More rows than this are not all put into the page; then the first few are, until all are asked for. */
export const plainLimit = 200;
export const firstRows = 50;
