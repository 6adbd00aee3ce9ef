const paths = {
  accept: "M5 12.5l4.5 4.5L19 7.5",
  reject: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  skip: "M12 18.5V6M6.5 11.5L12 6l5.5 5.5",
  undo: "M9 14L4.5 9.5 9 5M5 9.5h9a5.25 5.25 0 010 10.5h-3.5",
  redo: "M15 14l4.5-4.5L15 5M19.5 9.5h-9a5.25 5.25 0 000 10.5H14",
  flag: "M6 21V4.5c4-2 8 2 12 0v9c-4 2-8-2-12 0",
  list: "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1",
  filter: "M4.5 6.5h15M7.5 12h9M10.5 17.5h3",
  keyboard: "M4 7h16v10H4zM7 10.5h.1M10.3 10.5h.1M13.6 10.5h.1M17 10.5h.1M8 14h8",
  edit: "M4.5 19.5l.9-4L16 5a2.1 2.1 0 013 3L8.5 18.6zM14 7l3 3",
  shield: "M12 3.5l7 2.6v5.4c0 4.4-2.9 7.6-7 9-4.1-1.4-7-4.6-7-9V6.1zM9 12l2.2 2.2L15.3 10",
  cloud: "M7.5 18.5h9.2a3.8 3.8 0 00.5-7.57 5.5 5.5 0 00-10.6-.9A4.25 4.25 0 007.5 18.5z",
  upload: "M12 16V4.5M7.5 9L12 4.5 16.5 9M4.5 15.5v3a1.5 1.5 0 001.5 1.5h12a1.5 1.5 0 001.5-1.5v-3",
  download: "M12 4.5V16M7.5 11.5L12 16l4.5-4.5M4.5 18.5V20h15v-1.5",
  file: "M7 3.5h6.5L18.5 8.5V19A1.5 1.5 0 0117 20.5H7A1.5 1.5 0 015.5 19V5A1.5 1.5 0 017 3.5zM13.5 3.5v5h5",
  bell: "M6 16.5V11a6 6 0 0112 0v5.5l1.5 1.5h-15zM10 20.5h4",
  person: "M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20.5c.9-3.6 3.9-5.5 7.5-5.5s6.6 1.9 7.5 5.5",
  chevron: "M9 5.5L15.5 12 9 18.5",
  back: "M15 5.5L8.5 12 15 18.5",
  alert: "M12 8v5M12 16.5v.1M12 3.5L21.5 20h-19z",
  info: "M12 11v5.5M12 7.5v.1M12 21a9 9 0 100-18 9 9 0 000 18z",
  lock: "M6.5 11h11v9h-11zM8.5 11V8a3.5 3.5 0 017 0v3",
  spark: "M12 4l1.7 5.3L19 11l-5.3 1.7L12 18l-1.7-5.3L5 11l5.3-1.7z",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  plus: "M12 5v14M5 12h14",
  search: "M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L20 20",
  settings:
    "M4.5 7.5h8M17 7.5h2.5M4.5 16.5H7M11.5 16.5h8M14.8 9.8a2.3 2.3 0 100-4.6 2.3 2.3 0 000 4.6zM9.2 18.8a2.3 2.3 0 100-4.6 2.3 2.3 0 000 4.6z",
  clock: "M12 7v5.2l3.2 2M12 21a9 9 0 100-18 9 9 0 000 18z",
  key: "M10.6 13.4a4.2 4.2 0 10-2-2l-4.1 4.1v4h4l.1-2.2 2-.1.1-2.1z",
  device:
    "M8 3.5h8A1.5 1.5 0 0117.5 5v14a1.5 1.5 0 01-1.5 1.5H8A1.5 1.5 0 016.5 19V5A1.5 1.5 0 018 3.5zM11 17.5h2",
  copy: "M9 8.5h9A1.5 1.5 0 0119.5 10v9a1.5 1.5 0 01-1.5 1.5H9A1.5 1.5 0 017.5 19v-9A1.5 1.5 0 019 8.5zM16 5.5A1.5 1.5 0 0014.5 4H6a1.5 1.5 0 00-1.5 1.5V14",
  exit: "M10 20.5H6A1.5 1.5 0 014.5 19V5A1.5 1.5 0 016 3.5h4M15 16l4-4-4-4M19 12H9.5",
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: what it means is said in text next to it. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
