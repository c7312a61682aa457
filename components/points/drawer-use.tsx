import type { PointDetail } from "./point-detail";

const names = { mbu: "Memory bandwidth (MBU)", mfu: "Arithmetic (MFU)" } as const;

/** What share of its hardware a point takes, with the sum; nothing where the setup leaves it open. */
export function DrawerUse({ detail: { uses } }: { detail: PointDetail }) {
  const known = (["mbu", "mfu"] as const).flatMap((name) => {
    const use = uses[name];
    return use === null ? [] : [{ name, use }];
  });
  if (known.length === 0) return null;
  return (
    <section className="sec" aria-label="Use of the hardware">
      <h3>
        Use of the hardware{" "}
        <a className="mm small" href="/methods#utilisation">
          how it is computed
        </a>
      </h3>
      {known.map(({ name, use }) => (
        <p className="dr-use" key={name}>
          {names[name]} <span className="m">{use.sum}</span>
        </p>
      ))}
    </section>
  );
}
