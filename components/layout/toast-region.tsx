"use client";

import { useSyncExternalStore } from "react";
import { Check, X } from "lucide-react";
import { currentToasts, dismissToast, subscribeToasts, type Toast } from "./toast";

const none: readonly Toast[] = [];

export function ToastRegion() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts, () => none);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastLine({ toast }: { toast: Toast }) {
  return (
    <div className="toast">
      {toast.field === null && <Check className="ic" size={14} strokeWidth={2} />}
      <span>{toast.text}</span>
      {toast.detail !== null && <span className="mono">{toast.detail}</span>}
      {toast.field !== null && (
        <>
          {toast.field.includes("\n") ? (
            <textarea readOnly rows={3} value={toast.field} aria-label="Text to copy" ref={selectAll} />
          ) : (
            <input readOnly value={toast.field} aria-label="Link" ref={selectAll} />
          )}
          <button type="button" aria-label="Close" onClick={() => dismissToast(toast.id)}>
            <X className="ic" size={14} />
          </button>
        </>
      )}
    </div>
  );
}

function selectAll(field: HTMLInputElement | HTMLTextAreaElement | null) {
  field?.focus();
  field?.select();
}
