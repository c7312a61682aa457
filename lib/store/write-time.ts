/** The time of a write; made again, it knows its own doing by it. */
export interface WriteTime {
  at: string;
  isAgain: boolean;
}
