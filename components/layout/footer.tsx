import Link from "next/link";

export function Footer() {
  return (
    <footer className="foot">
      <span>Claims are shown exactly as printed in the document that makes them.</span>
      <span className="sp" />
      <Link className="lk" href="/methods" prefetch={false}>
        Methods
      </Link>
      <Link className="lk" href="/catalogue" prefetch={false}>
        Catalogue
      </Link>
      <span className="script">
        <kbd>?</kbd> shortcuts
      </span>
    </footer>
  );
}
