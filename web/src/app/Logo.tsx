import styles from "./Logo.module.css";

export function Logo() {
  return (
    <svg className={styles.logo} aria-hidden="true" width="30" height="30" viewBox="0 0 32 32">
      <rect className={styles.back} x="5" y="6" width="18" height="21" rx="4" transform="rotate(-9 14 16)" />
      <rect className={styles.front} x="9" y="5" width="18" height="22" rx="4" />
      <path className={styles.tick} d="M14 16.5l3 3 5.5-6.5" />
    </svg>
  );
}
