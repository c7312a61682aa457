"use client";

import "./style-nonce";
import { useEffect, useState } from "react";
import { useRouter } from "next/navigation";
import * as Dialog from "@radix-ui/react-dialog";
import { Command } from "cmdk";
import { ChartNoAxesColumn, Database, FileText, Link2, Moon, Scale, Search } from "lucide-react";
import { metrics } from "@/lib/points/metrics";
import { otherTabs, tabs } from "@/lib/view/view";
import { isSite, siteDatasetsPath } from "@/lib/view/site";
import { chooseTheme, currentTheme } from "./theme";
import { copyLink } from "./copy-link";
import { pressKey } from "./keys";
import { pages } from "./pages";

interface Found {
  datasets: { sha256: string; name: string; title: string; points: number }[];
  models: string[];
}

/** Goes to a page, a metric, a model or a dataset, or runs a command. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const found = useFound();
  const go = (href: string) => () => {
    onClose();
    router.push(href);
  };
  const run = (command: () => void) => () => {
    onClose();
    command();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className="dialog pop palette" aria-describedby={undefined}>
          <Dialog.Title className="sr">Command palette</Dialog.Title>
          <Command label="Command palette" loop>
            <div className="dh">
              <Search className="ic mm" size={15} strokeWidth={1.75} />
              <Command.Input placeholder="Search or run a command" />
              <Dialog.Close className="script">
                <kbd>esc</kbd>
              </Dialog.Close>
            </div>
            <Command.List>
              <Command.Empty>Nothing of that name.</Command.Empty>
              <Command.Group heading="Commands">
                <Command.Item className="mi" onSelect={run(() => void copyLink())}>
                  <Link2 className="ic" size={14} /> Copy a link to what is shown
                </Command.Item>
                <Command.Item className="mi" onSelect={run(toggleTheme)}>
                  <Moon className="ic" size={14} /> Switch between light and dark
                </Command.Item>
                {isOffered("m") && (
                  <Command.Item className="mi" onSelect={run(() => pressSoon("m"))}>
                    <Scale className="ic" size={14} /> Compare two series
                  </Command.Item>
                )}
              </Command.Group>
              <Command.Group heading="Pages">
                {[...pages, ...others].map(({ href, label }) => (
                  <Command.Item key={href} className="mi" value={`page ${label}`} onSelect={go(href)}>
                    <FileText className="ic" size={14} /> {label}
                  </Command.Item>
                ))}
              </Command.Group>
              <Command.Group heading="Metrics">
                {metricItems.map(({ id, label }) => (
                  <Command.Item
                    key={id}
                    className="mi"
                    value={`metric ${label}`}
                    onSelect={go(`/explore?metric=${id}`)}
                  >
                    <ChartNoAxesColumn className="ic" size={14} /> {label}
                  </Command.Item>
                ))}
                {isOffered("t") && (
                  <Command.Item className="mi" value="metric Trends" onSelect={run(() => pressSoon("t"))}>
                    <ChartNoAxesColumn className="ic" size={14} /> Trends
                  </Command.Item>
                )}
              </Command.Group>
              {found.models.length > 0 && (
                <Command.Group heading="Models">
                  {found.models.map((model) => (
                    <Command.Item
                      key={model}
                      className="mi"
                      value={`model ${model}`}
                      onSelect={go(`/explore?${new URLSearchParams({ model })}`)}
                    >
                      <ChartNoAxesColumn className="ic" size={14} /> {model}
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              {found.datasets.length > 0 && (
                <Command.Group heading="Datasets">
                  {found.datasets.map(({ sha256, name, title, points }) => (
                    <Command.Item
                      key={sha256}
                      className="mi"
                      value={`dataset ${title} ${name} ${sha256}`}
                      onSelect={go(`/datasets/${sha256}`)}
                    >
                      <Database className="ic" size={14} /> <span className="mono">{name}</span>
                      <span className="mm">{points} points</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
          <div className="pf">
            <span>
              <kbd>↑</kbd> <kbd>↓</kbd> choose
            </span>
            <span>
              <kbd>↵</kbd> open
            </span>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const others = [
  { href: "/upload", label: "Upload" },
  { href: "/methods", label: "Methods" },
  { href: "/catalogue", label: "Catalogue of devices and models" },
];

/** The five tabs first, then every other metric known by name. */
const metricItems = [
  ...tabs,
  ...otherTabs,
  ...metrics.filter(({ id }) => !tabs.some((tab) => tab.id === id)),
];

/** Whether the page below has something under that key. */
function isOffered(key: string): boolean {
  return typeof document !== "undefined" && document.querySelector(`[aria-keyshortcuts=${key}]`) !== null;
}

/** Once the palette has given the focus back. */
function pressSoon(key: string) {
  setTimeout(() => pressKey(key), 50);
}

function toggleTheme() {
  chooseTheme(currentTheme() === "dark" ? "light" : "dark");
}

/** Datasets and models by name, fetched when the palette opens; empty until then and where the server does not answer. */
function useFound(): Found {
  const [found, setFound] = useState<Found>({ datasets: [], models: [] });
  useEffect(() => {
    const stop = new AbortController();
    fetch(isSite ? siteDatasetsPath : "/api/datasets", { signal: stop.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((body: unknown) => setFound(foundIn(body)))
      .catch(() => undefined);
    return () => stop.abort();
  }, []);
  return found;
}

function foundIn(body: unknown): Found {
  const list = Array.isArray(body) ? body : listAt(body, "datasets");
  return {
    datasets: list.filter(isDatasetEntry),
    models: listAt(body, "models").filter((each) => typeof each === "string"),
  };
}

function listAt(body: unknown, name: string): unknown[] {
  const found = body !== null && typeof body === "object" ? (body as Record<string, unknown>)[name] : null;
  return Array.isArray(found) ? found : [];
}

function isDatasetEntry(entry: unknown): entry is Found["datasets"][number] {
  if (entry === null || typeof entry !== "object") return false;
  const { sha256, name, title, points } = entry as Record<string, unknown>;
  return [sha256, name, title].every((each) => typeof each === "string") && typeof points === "number";
}
