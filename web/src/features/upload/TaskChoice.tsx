import { TextAreaField } from "@/components/ui/Field";
import styles from "./TaskChoice.module.css";
import { type ReviewRequest, tasks } from "./tasks";

interface Props {
  value: ReviewRequest;
  onChange: (value: ReviewRequest) => void;
}

export function TaskChoice({ value, onChange }: Props) {
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
      {value.task === "own" && (
        <TextAreaField
          label="Your instructions"
          placeholder="For example: use British spelling, and keep every sentence under 20 words."
          maxLength={2000}
          required
          value={value.ownWords}
          onChange={(event) => onChange({ ...value, ownWords: event.target.value })}
        />
      )}
    </fieldset>
  );
}
