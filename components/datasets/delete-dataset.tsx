"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Trash2, Undo2 } from "lucide-react";
import { showToast } from "@/components/layout/toast";
import { timeText } from "./date-text";

interface Props {
  sha256: string;
  deletedAt: string | null;
}

/** Takes an uploaded dataset out of the lists, after asking in place; what was deleted says so and can be brought back. */
export function DeleteDataset({ sha256, deletedAt }: Props) {
  const router = useRouter();
  const [isSure, setSure] = useState(false);
  const send = async (method: "DELETE" | "POST", path: string, done: string) => {
    const answer = await fetch(path, { method }).catch(() => null);
    setSure(false);
    showToast(answer?.ok ? done : await refusal(answer));
    router.refresh();
  };
  if (deletedAt !== null) {
    return (
      <div className="dp-deleted" role="status">
        <span>
          Deleted on {timeText(deletedAt)}: it is in no list and no chart. Links that show it still do, and
          say so.
        </span>
        <button
          type="button"
          className="btn"
          onClick={() => void send("POST", `/api/datasets/${sha256}/restore`, "The dataset is back")}
        >
          <Undo2 size={14} aria-hidden />
          Bring it back
        </button>
      </div>
    );
  }
  return (
    <button
      type="button"
      className="btn ghost"
      onBlur={() => setSure(false)}
      onClick={() =>
        isSure
          ? void send(
              "DELETE",
              `/api/datasets/${sha256}`,
              "The dataset is deleted; it can be brought back here",
            )
          : setSure(true)
      }
    >
      <Trash2 size={14} aria-hidden />
      {isSure ? "Delete: its links still show it" : "Delete"}
    </button>
  );
}

async function refusal(answer: Response | null): Promise<string> {
  if (answer === null) return "The server does not answer. Nothing was changed.";
  const { detail } = (await answer.json().catch(() => ({}))) as { detail?: string };
  return detail ?? `The server answered ${answer.status}. Nothing was changed.`;
}
