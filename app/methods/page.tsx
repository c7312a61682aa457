import type { Metadata } from "next";
import { MethodList } from "@/components/methods/method-list";
import { methodGroups } from "@/components/methods/methods";
import type { ShownRule } from "@/components/methods/rule-list";
import type { Rule } from "@/lib/audit/rule";
import { rules } from "@/lib/audit/rules";
import "../styles/methods.css";

export const metadata: Metadata = { title: "Methods" };

export default function MethodsPage() {
  return (
    <main id="main" tabIndex={-1} className="wrap mt-page">
      <div className="vh">
        <h1>Methods</h1>
        <p className="sub">
          How each number that Whisker works out comes about, when it is used, when it is not, and where it
          comes from. A number that cannot be had honestly is left out and says why.
        </p>
      </div>
      <MethodList groups={methodGroups} rules={rules.map(shownRule)} />
    </main>
  );
}

/** What a rule says of itself. */
function shownRule({ id, title, levels, inequality, voidWhen, source }: Rule): ShownRule {
  return { id, title, levels, inequality, voidWhen, source };
}
