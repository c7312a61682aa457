"use client";

import { memo, useDeferredValue, useMemo } from "react";
import { ArrowRight, Check, Undo2 } from "lucide-react";
import { readAsLabel } from "@/components/datasets/column-mapping";
import { ChevronSelect } from "./chevron-select";
import { columnName, completed } from "./mapping";
import type { PreviewColumn } from "./preview";
import { conversionText, unitChoices, type ColumnQuestion, type MetricRole, type Role } from "./role";
import { chosenKey, roleGroups, type UnitlessMetric } from "./role-options";

interface Props {
  column: PreviewColumn;
  /** What a person said of it; null where nobody did. */
  said: Role | UnitlessMetric | null;
  /** Who says what it is where nobody else does. */
  by: "reader" | "recipe";
  /** Whether an open question of the file as a whole is about it. */
  asked: boolean;
  disabled: boolean;
  /** Null for `said` takes it back. The prop is null where the format fixes what the column is. */
  onSay: ((column: number, said: Role | UnitlessMetric | null) => void) | null;
}

/** One column: what stands in it, and what it is read as; yellow while a question of it is open. */
export const ColumnRow = memo(function ColumnRow(props: Props) {
  const { column, said, onSay } = props;
  if (onSay === null || column.role === undefined) return <FixedRow column={column} />;
  const role = said ?? column.role;
  const asked = said === null ? (column.question ?? null) : unitQuestion(column, said);
  return (
    <div className={asked ? "up-mp asks" : "up-mp"} role="row">
      <Found column={column} />
      <Choices {...props} onSay={onSay} role={role} asks={asked !== null} />
      <span role="cell" className="m up-conversion">
        {conversion(props, asked !== null)}
      </span>
      <span role="cell" className="up-state">
        <State {...props} onSay={onSay} isOpen={asked !== null} />
      </span>
      {asked && (
        <span role="cell" className="up-asks">
          {asked.says}
        </span>
      )}
    </div>
  );
});

/** What is done to the numbers; while a question is open, its words say it. */
function conversion({ column, said, by }: Props, isOpen: boolean): string {
  if (isOpen) return "";
  if (said === null && by === "reader") return ownNote(column);
  const role = said ?? column.role;
  return role && role.as !== "metric without unit" ? conversionText(role) : "";
}

function unitQuestion(
  column: PreviewColumn,
  said: Role | UnitlessMetric,
): Pick<ColumnQuestion, "says"> | null {
  if (said.as !== "metric without unit") return null;
  return {
    says: `In which unit is “${columnName(column)}”? Until it is chosen, the column is read as before.`,
  };
}

/** As written: header and first values. */
function Found({ column }: { column: PreviewColumn }) {
  return (
    <>
      <span role="rowheader" className="up-header">
        <code title={column.header}>{columnName(column)}</code>
      </span>
      <span role="cell" className="up-first">
        <code className="mm">{column.first.join(" · ")}</code>
        <ArrowRight size={13} className="mm" aria-hidden />
      </span>
    </>
  );
}

/** A column of a format that fixes what it is. */
function FixedRow({ column }: { column: PreviewColumn }) {
  const { readAs, unit, note } = column;
  const change =
    unit && (unit.found === unit.canonical ? unit.canonical : `${unit.found} → ${unit.canonical}`);
  return (
    <div className="up-mp" role="row">
      <Found column={column} />
      <span role="cell" className={readAs === "ignored" ? "mm up-fixed" : "map-as up-fixed"}>
        {readAsLabel(readAs)}
      </span>
      <span role="cell" className="m up-fixed">
        {change}
      </span>
      <span role="cell" className="m up-conversion wide">
        {note}
      </span>
    </div>
  );
}

type Said = Props & { onSay: NonNullable<Props["onSay"]> };

function Choices({
  column,
  said,
  disabled,
  onSay,
  role,
  asks,
}: Said & { role: Role | UnitlessMetric; asks: boolean }) {
  const name = columnName(column);
  const question = column.question ?? null;
  const groups = useMemo(() => roleGroups(name, role, question), [name, role, question]);
  const chosen = chosenKey(role, question);
  // The lists are long: they are filled after the first drawing.
  const isFilled = useDeferredValue(true, false);
  const optionOf = (key: string) => groups.flatMap(({ options }) => options).find((each) => each.key === key);
  const choose = (key: string) => {
    const option = optionOf(key);
    if (option) onSay(column.column, completed(option.choice, column, role));
  };
  return (
    <>
      <span role="cell">
        <ChevronSelect
          label={`Read ${name} as`}
          value={chosen}
          title={optionOf(chosen)?.label}
          disabled={disabled}
          asks={asks && said === null}
          onChange={choose}
        >
          {!isFilled && <option value={chosen}>{optionOf(chosen)?.label}</option>}
          {(isFilled ? groups : []).map(({ label, options }) => (
            <optgroup key={label} label={label}>
              {options.map((option) => (
                <option key={option.key} value={option.key}>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ))}
        </ChevronSelect>
      </span>
      <span role="cell">
        <UnitSelect
          name={name}
          role={role}
          disabled={disabled}
          onChange={(unit) => onSay(column.column, inUnit(role, unit))}
        />
      </span>
    </>
  );
}

function inUnit(role: Role | UnitlessMetric, unit: string | null): Role {
  if (role.as === "metric") return { ...role, unit };
  const { metric, statistic } = role as UnitlessMetric;
  return { as: "metric", metric, statistic, unit };
}

/** What the select shows where the unit is not chosen, and where the cells have it. */
const unchosen = "not chosen";
const inCells = "in the cells";

function UnitSelect({
  name,
  role,
  disabled,
  onChange,
}: {
  name: string;
  role: Role | UnitlessMetric;
  disabled: boolean;
  onChange: (unit: string | null) => void;
}) {
  if (role.as !== "metric" && role.as !== "metric without unit") return null;
  const isOpen = role.as === "metric without unit";
  const choices = unitChoices(shownRole(role) as MetricRole);
  if (choices.length === 0)
    return <span className="m up-fixed">{role.as === "metric" ? role.unit : ""}</span>;
  return (
    <ChevronSelect
      label={`Unit of ${name}`}
      value={isOpen ? unchosen : (role.unit ?? inCells)}
      disabled={disabled}
      asks={isOpen}
      onChange={(value) => onChange(value === inCells ? null : value)}
    >
      {isOpen && (
        <option value={unchosen} hidden>
          unit?
        </option>
      )}
      {choices.map(({ unit, label }) => (
        <option key={label} value={unit ?? inCells}>
          {label}
        </option>
      ))}
    </ChevronSelect>
  );
}

/** A metric whose unit is not chosen yet, as if the cells had it. */
function shownRole(role: Role | UnitlessMetric): Role {
  return role.as === "metric without unit" ? { ...role, as: "metric", unit: null } : role;
}

function ownNote({ note, role }: PreviewColumn): string {
  return note === "" && role?.as === "metric" ? "as is" : note;
}

function State({ column, said, by, asked, disabled, onSay, isOpen }: Said & { isOpen: boolean }) {
  const name = columnName(column);
  if (isOpen && said === null)
    return (
      <button
        type="button"
        className="btn sm primary"
        disabled={disabled}
        aria-label={`Confirm ${name}`}
        onClick={() => column.role && onSay(column.column, column.role)}
      >
        Confirm
      </button>
    );
  if (said !== null)
    return (
      <span className="up-confirmed">
        {!isOpen && (
          <>
            <Check size={12} strokeWidth={2.4} aria-hidden /> confirmed
          </>
        )}
        <button
          type="button"
          className="ib s"
          disabled={disabled}
          aria-label={`Undo: ${name} as before`}
          title="Undo"
          onClick={() => onSay(column.column, null)}
        >
          <Undo2 size={13} aria-hidden />
        </button>
      </span>
    );
  if (by === "recipe")
    return (
      <span className="up-confirmed mm">
        <Check size={12} strokeWidth={2.4} aria-hidden /> by recipe
      </span>
    );
  if (asked) return <span className="up-confirmed mm">asked above</span>;
  const { reason } = column;
  return (
    <span className="up-confirmed mm" title={reason}>
      <Check size={12} strokeWidth={2.4} aria-hidden /> suggested
      {reason && reason !== column.note && <span className="up-reason">{reason}</span>}
    </span>
  );
}
