/** Two addresses become a review that is stored nowhere. A plain form: its page has to be loaded anew. */
export function LinkForm() {
  return (
    <form className="rv-create" action="/reviews/new" method="get">
      {(["baseline", "candidate"] as const).map((role) => (
        <label key={role} className="rv-field">
          <span>Address of the {role} file</span>
          <input
            className="inp"
            name={role}
            type="text"
            inputMode="url"
            required
            placeholder="https://raw.githubusercontent.com/…"
          />
        </label>
      ))}
      <button type="submit" className="btn">
        Compare
      </button>
    </form>
  );
}
