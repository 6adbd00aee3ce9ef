import { TextAreaField } from "@/components/ui/Field";
import styles from "./TaskChoice.module.css";
import { type ReviewRequest, taskOf, tasks } from "./tasks";

interface Props {
  value: ReviewRequest;
  onChange: (value: ReviewRequest) => void;
}

export function TaskChoice({ value, onChange }: Props) {
  const { wish, needsModel } = taskOf(value);
  return (
    <fieldset className={styles.tasks}>
      <legend>What should we look for?</legend>
      {tasks.map(({ id, label, hint }) => (
        <label key={id} className={styles.task}>
          <input
            type="radio"
            name="task"
            aria-label={label}
            aria-describedby={`task-${id}`}
            checked={value.task === id}
            onChange={() => onChange({ ...value, task: id })}
          />
          <span>
            <strong>{label}</strong>
            <span id={`task-${id}`} className={styles.hint}>
              {hint}
            </span>
          </span>
        </label>
      ))}
      {wish && (
        <TextAreaField
          key={value.task}
          label={wish.label}
          placeholder={wish.placeholder}
          maxLength={1900}
          required={wish.isRequired}
          value={value.wishes[value.task] ?? ""}
          onChange={(event) =>
            onChange({ ...value, wishes: { ...value.wishes, [value.task]: event.target.value } })
          }
        />
      )}
      {needsModel && <NeedsModel isPrivate={value.isPrivate} />}
    </fieldset>
  );
}

/** Nobody but the models knows which of them are set up: what happens without one is said beforehand. */
function NeedsModel({ isPrivate }: { isPrivate: boolean }) {
  return (
    <p className={styles.note}>
      This takes a language model{isPrivate && " on this machine"}. If none is set up here, the review stops
      at once and says so, and you can have the file proofread instead.
    </p>
  );
}
