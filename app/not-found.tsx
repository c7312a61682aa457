import Link from "next/link";

export default function NotFound() {
  return (
    <main id="main" tabIndex={-1} className="wrap">
      <div className="card">
        <div className="state">
          <h1 className="h3">Nothing is here</h1>
          <p className="m">
            No page, dataset or view has this address. Links to points, datasets and views do not change, so
            part of this one may be missing.
          </p>
          <div className="row">
            <Link className="btn primary" href="/explore">
              Explore the results
            </Link>
            <Link className="btn" href="/datasets">
              All datasets
            </Link>
          </div>
        </div>
      </div>
    </main>
  );
}
