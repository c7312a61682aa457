import type { ReactNode } from "react";
import { Footer } from "@/components/layout/footer";
import { ToastRegion } from "@/components/layout/toast-region";
import { TopBar } from "@/components/layout/top-bar";

/** What stands around every page. */
export function Frame({ account, children }: { account: ReactNode; children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <TopBar account={account} />
      {children}
      <Footer />
      <ToastRegion />
      <div id="announcer" className="sr" aria-live="polite" aria-atomic="true" />
    </>
  );
}
