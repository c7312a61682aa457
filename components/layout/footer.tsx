export function Footer() {
  return (
    <footer className="foot">
      <span>Claims are shown exactly as printed in the document that makes them.</span>
      <span className="sp" />
      <span className="script">
        <kbd>?</kbd> shortcuts
      </span>
    </footer>
  );
}
