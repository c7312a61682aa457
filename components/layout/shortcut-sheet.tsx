"use client";

import "./style-nonce";
import { useState } from "react";
import * as Dialog from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import { hasKey, keysAreOn, switchKeys } from "./keys";

interface Shortcut {
  keys: string[];
  does: string;
  /** Whether it is left out of the list on pages where nothing has that key. */
  onlyHere?: true;
}

const shortcuts: readonly Shortcut[] = [
  { keys: ["⌘K", "Ctrl K"], does: "Command palette" },
  { keys: ["/"], does: "Search the filters" },
  { keys: ["1", "…", "5"], does: "Metric" },
  { keys: ["j", "k"], does: "Next, previous point" },
  { keys: ["↵"], does: "Open the point" },
  { keys: ["esc"], does: "Close the point" },
  { keys: ["c"], does: "Copy a link to what is shown" },
  { keys: ["s"], does: "Share" },
  { keys: ["⇧M", "⇧I", "⇧E", "⇧B"], does: "Copy Markdown, image, embed, badge" },
  { keys: ["⇧P", "⇧V", "⇧C", "⇧J", "⇧H"], does: "Save PNG, SVG, CSV, JSON, offline file" },
  { keys: ["d", "b"], does: "Dots, bars" },
  { keys: ["l"], does: "Linear, log" },
  { keys: ["p"], does: "Pareto front" },
  { keys: ["t"], does: "Trends, where something has one" },
  { keys: ["m"], does: "Compare two series" },
  { keys: ["a"], does: "Next finding, gravest first", onlyHere: true },
  { keys: ["?"], does: "This list" },
];

export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(keysAreOn);
  const [listed] = useState(() => shortcuts.filter(({ keys, onlyHere }) => !onlyHere || keys.some(hasKey)));
  const change = (next: boolean) => {
    switchKeys(next);
    setOn(next);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className="dialog pop" aria-describedby={undefined}>
          <div className="dh">
            <Dialog.Title className="h3" style={{ margin: 0 }}>
              Keyboard shortcuts
            </Dialog.Title>
            <span className="sp" />
            <Dialog.Close className="ib s" aria-label="Close">
              <X className="ic" size={15} />
            </Dialog.Close>
          </div>
          <div className="db">
            <div className="keys">
              {listed.map(({ keys, does }) => (
                <div key={does}>
                  <span>{does}</span>
                  <span className="ks">
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </span>
                </div>
              ))}
            </div>
            <label className="row" style={{ marginTop: 16 }}>
              <input type="checkbox" checked={on} onChange={(event) => change(event.target.checked)} />
              Single-letter keys
            </label>
            <p className="note">They are always off while you type.</p>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
