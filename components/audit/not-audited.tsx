import { SeverityIcon } from "@/components/layout/severity-icon";

/** What stands in place of findings: that there are none, or why they are not here. Nothing where there are some. */
export function NotAudited({
  audited,
}: {
  audited: { kind: "found"; findings: readonly unknown[] } | { kind: "too large" | "under way" };
}) {
  if (audited.kind === "found") {
    if (audited.findings.length > 0) return null;
    return (
      <p className="note tfoot-note row">
        <SeverityIcon severity="pass" /> Every rule that applies passes.
      </p>
    );
  }
  return (
    <p className="note tfoot-note">
      {audited.kind === "under way" ? (
        "The audit is under way: load the page again to see what it says."
      ) : (
        <>
          The dataset has too many points to be audited while a page waits. <code>npx whisker inspect</code>{" "}
          audits its file.
        </>
      )}
    </p>
  );
}
