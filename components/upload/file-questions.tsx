"use client";

import { useState } from "react";
import { caseFieldLabel, caseFields, type CaseField } from "@/lib/points/case";
import { findMetric, metrics } from "@/lib/points/metrics";
import { ChevronSelect } from "./chevron-select";
import { headedBy, isAnswered, withoutColumns, type Base, type Mapping } from "./mapping";
import { unitChoices, type DecimalSign, type FileQuestion, type MetricRole, type Role } from "./role";

interface Props {
  base: Base;
  mapping: Mapping;
  disabled: boolean;
  onSay: (mapping: Mapping) => void;
}

/** What the file as a whole leaves open: yellow until it is answered, and to be taken back then. */
export function FileQuestions({ base, ...rest }: Props) {
  return base.questions.map((question) =>
    question.kind === "notation" ? (
      <NotationQuestion key="notation" question={question} {...rest} />
    ) : (
      <PivotQuestion key="pivot" question={question} base={base} {...rest} />
    ),
  );
}

const signs: Record<DecimalSign, { label: string; said: string }> = {
  point: { label: "Thousands mark", said: "with a thousands mark" },
  comma: { label: "Decimal comma", said: "with a decimal comma" },
};

function NotationQuestion({
  question,
  mapping,
  disabled,
  onSay,
}: Omit<Props, "base"> & { question: Extract<FileQuestion, { kind: "notation" }> }) {
  const { notation } = mapping;
  if (notation !== null)
    return (
      <Answered disabled={disabled} onUndo={() => onSay({ ...mapping, notation: null })}>
        “{question.example}” is read {signs[notation].said}, as confirmed.
      </Answered>
    );
  return (
    <div className="row up-question" role="group" aria-label="Decimal sign">
      <span className="up-question-says">
        {question.says} <span className="mm">Line {question.line}.</span>
      </span>
      {(["point", "comma"] as const).map((sign) => (
        <button
          key={sign}
          type="button"
          className="btn sm"
          disabled={disabled}
          onClick={() => onSay({ ...mapping, notation: sign })}
        >
          {signs[sign].label}
        </button>
      ))}
    </div>
  );
}

function Answered({
  children,
  disabled,
  onUndo,
}: {
  children: React.ReactNode;
  disabled: boolean;
  onUndo: () => void;
}) {
  return (
    <p className="row up-said-by">
      <span>{children}</span>
      <button type="button" className="btn sm ghost" disabled={disabled} onClick={onUndo}>
        Undo
      </button>
    </p>
  );
}

const furtherField = "further field";

function PivotQuestion({
  question,
  base,
  mapping,
  disabled,
  onSay,
}: Props & { question: Extract<FileQuestion, { kind: "pivot" }> }) {
  const [field, setField] = useState<CaseField | typeof furtherField>(question.hint?.field ?? "batch");
  const [name, setName] = useState("");
  const [metric, setMetric] = useState("output_tokens_per_second");
  const [unit, setUnit] = useState<string | null>(null);
  const headers = question.columns.map((column) => headedBy(base.columns[column - 1]?.header ?? ""));
  const list =
    headers.length > 6 ? `${headers.slice(0, 5).join(", ")} … ${headers.at(-1)}` : headers.join(", ");
  if (isAnswered(question, mapping))
    return (
      <Answered disabled={disabled} onUndo={() => onSay(withoutColumns(mapping, question.columns))}>
        The columns headed {list} are read as confirmed.
      </Answered>
    );
  const units = unitChoices({ as: "metric", metric, statistic: "mean", unit: null });
  const isWhole = (field !== furtherField || name.trim() !== "") && (units.length === 0 || unit !== null);
  const apply = () => {
    const said = question.columns.map((column, i): [number, Role] => {
      const fixed =
        field === furtherField
          ? { field: null, name: name.trim(), text: headers[i]! }
          : { field, name: field, text: headers[i]! };
      const role: MetricRole = { as: "metric", metric, statistic: "mean", unit: unit ?? "", fixed: [fixed] };
      return [column, role];
    });
    onSay({ ...mapping, said: { ...mapping.said, ...Object.fromEntries(said) } });
  };
  return (
    <div className="up-question" role="group" aria-label="Columns headed by values">
      <p className="up-question-says">
        {question.says} <span className="mm">{list}.</span> {question.hint?.says}
      </p>
      <div className="row up-pivot">
        <ChevronSelect
          label="The headers are values of"
          value={field}
          disabled={disabled}
          onChange={(value) => setField(value as CaseField | typeof furtherField)}
        >
          {caseFields.map((each) => (
            <option key={each} value={each}>
              {caseFieldLabel[each]}
            </option>
          ))}
          <option value={furtherField}>A further field</option>
        </ChevronSelect>
        {field === furtherField && (
          <input
            className="inp up-pivot-name"
            aria-label="Name of the further field"
            placeholder="its name"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <ChevronSelect
          label="The cells hold"
          value={metric}
          disabled={disabled}
          onChange={(value) => {
            setMetric(value);
            setUnit(null);
          }}
        >
          {metrics.map(({ id }) => (
            <option key={id} value={id}>
              {findMetric(id).label}
            </option>
          ))}
        </ChevronSelect>
        {units.length > 0 && (
          <ChevronSelect
            label="in the unit"
            value={unit ?? ""}
            disabled={disabled}
            asks={unit === null}
            onChange={setUnit}
          >
            <option value="" hidden>
              unit?
            </option>
            {units.flatMap((each) =>
              each.unit === null
                ? []
                : [
                    <option key={each.unit} value={each.unit}>
                      {each.label}
                    </option>,
                  ],
            )}
          </ChevronSelect>
        )}
        <button type="button" className="btn sm primary" disabled={disabled || !isWhole} onClick={apply}>
          Read them so
        </button>
      </div>
    </div>
  );
}
