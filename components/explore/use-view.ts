"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useRouter, useSearchParams } from "next/navigation";
import { dataKey } from "@/lib/view/data-key";
import type { View } from "@/lib/view/view";
import { afterPaint } from "./after-paint";
import { hrefFrom, viewAt, type Place } from "./place";

export type ChangeView = (next: View, how?: "push" | "replace") => void;

/**
 * The view, which lives in the URL, and how it is changed: at once and without asking the server, unless another page is
 * meant. The router learns of a change in its own time; a page that it brings (another metric) is an object of its own,
 * and then the URL is read again, as it is on the way back and forward.
 */
export function useView(place: Place, page: object): [View, ChangeView] {
  const router = useRouter();
  const query = useSearchParams().toString();
  const [held, setHeld] = useState(() => ({ page, view: viewAt(place, query) }));
  const fresh = held.page === page ? held : { page, view: viewAt(place, query) };
  if (fresh !== held) setHeld(fresh);

  useEffect(() => {
    const back = () => setHeld((now) => whereUrlIs(now, place));
    window.addEventListener("popstate", back);
    return () => window.removeEventListener("popstate", back);
  }, [place]);

  const drawnFrom = dataKey(fresh.view);
  const [address] = useState(addressWriter);
  const change = useCallback<ChangeView>(
    (view, how = "push") => {
      const href = hrefFrom(place, view);
      const isOtherPage = dataKey(view) !== drawnFrom || (place.kind === "stored" && !href.startsWith("/v/"));
      if (isOtherPage) {
        address.flush();
        return router.push(href);
      }
      setHeld((now) => ({ ...now, view }));
      address.write(href, how);
    },
    [place, router, drawnFrom, address],
  );
  return [fresh.view, change];
}

/** Writes the address once the change is painted: the router renders the page again for it. In the order of the changes. */
function addressWriter() {
  let waiting: { write: () => void; cancel: () => void } | null = null;
  const flush = () => {
    waiting?.cancel();
    waiting?.write();
    waiting = null;
  };
  return {
    flush,
    write(href: string, how: "push" | "replace") {
      flush();
      const write = () => window.history[`${how}State`](null, "", href);
      waiting = { write, cancel: afterPaint(flush) };
    },
  };
}

interface Held {
  page: object;
  view: View;
}

/** Of other metrics there is no data here yet: that view waits for its page. */
function whereUrlIs(now: Held, place: Place): Held {
  const view = viewAt(place, window.location.search);
  return dataKey(view) === dataKey(now.view) ? { ...now, view } : now;
}

/** Always the newest value, for handlers that must not change with it. */
export function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
