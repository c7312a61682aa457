/** Marks what does not ship with Whisker. */
export function OwnTag() {
  return (
    <span className="tag" title="From this server's own catalogue file">
      own
    </span>
  );
}
