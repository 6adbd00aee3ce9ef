import { TextAreaField } from "@/components/ui/Field";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./TaskChoice.module.css";
import { type ReviewRequest, taskOf, tasks, taskTexts, wishTexts } from "./tasks";

const texts = catalogue({
  en: {
    question: "What should we look for?",
    needsModel: (isPrivate: boolean) =>
      `This takes a language model${isPrivate ? " on this machine" : ""}. If none is set up here, the review stops at once and says so, and you can have the file proofread instead.`,
  },
  de: {
    question: "Worauf sollen wir achten?",
    needsModel: (isPrivate) =>
      `Das braucht ein Sprachmodell${isPrivate ? " auf diesem Rechner" : ""}. Ist hier keines eingerichtet, endet die Durchsicht sofort und sagt das, und du kannst stattdessen Korrektur lesen lassen.`,
  },
});

interface Props {
  value: ReviewRequest;
  onChange: (value: ReviewRequest) => void;
}

export function TaskChoice({ value, onChange }: Props) {
  const { wish, needsModel } = taskOf(value);
  const { label, example } = wishTexts(value.task);
  return (
    <fieldset className={styles.tasks}>
      <legend>{texts.question}</legend>
      {tasks.map(({ id }) => (
        <label key={id} className={styles.task}>
          <input
            type="radio"
            name="task"
            aria-label={taskTexts[id]}
            aria-describedby={`task-${id}`}
            checked={value.task === id}
            onChange={() => onChange({ ...value, task: id })}
          />
          <span>
            <strong>{taskTexts[id]}</strong>
            <span id={`task-${id}`} className={styles.hint}>
              {taskTexts[`${id}Hint`]}
            </span>
          </span>
        </label>
      ))}
      {wish !== "none" && (
        <TextAreaField
          key={value.task}
          label={label}
          placeholder={example}
          maxLength={1900}
          required={wish === "required"}
          value={value.wishes[value.task] ?? ""}
          onChange={(event) =>
            onChange({ ...value, wishes: { ...value.wishes, [value.task]: event.target.value } })
          }
        />
      )}
      {/* Nobody but the models knows which of them are set up: what happens without one is said beforehand. */}
      {needsModel && <p className={styles.note}>{texts.needsModel(value.isPrivate)}</p>}
    </fieldset>
  );
}
