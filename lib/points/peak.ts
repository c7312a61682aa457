/** A limit that a point's hardware sets to its metric. */
export interface HardwareBound {
  /** In the metric's unit, at the maker's peak. */
  value: number;
  /** `memory-bandwidth bound`, `device memory` */
  label: string;
  /** What sets it: `one H100 SXM5 80GB, 16 bits a weight` */
  of: string;
}

/** What a point's hardware does at its makers' peak, as far as the setup states it and the catalogue knows it. */
export interface Peak {
  /** Null where the setup leaves it open, or it may be exceeded. */
  bound: HardwareBound | null;
  /** Share of the memory bandwidth that each unit of the value takes (MBU), and of the arithmetic (MFU); null where not known. */
  mbu: number | null;
  mfu: number | null;
}
