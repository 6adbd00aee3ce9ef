import { useId, useRef, useState } from "react";
import { NavLink, useNavigate } from "react-router";
import { Icon, type IconName } from "@/components/ui/Icon";
import { IconButton } from "@/components/ui/IconButton";
import { useLogOut } from "@/features/account/api/auth";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./PersonMenu.module.css";

const texts = catalogue({
  en: {
    menu: "You and your account",
    account: "Account",
    settings: "Settings",
    memory: "Memory",
    history: "History",
    plan: "Plan",
    logOut: "Log out",
  },
  de: {
    menu: "Du und dein Konto",
    account: "Konto",
    settings: "Einstellungen",
    memory: "Gedächtnis",
    history: "Verlauf",
    plan: "Tarif",
    logOut: "Abmelden",
  },
});

const pages: { page: "account" | "settings" | "memory" | "history" | "plan"; icon: IconName }[] = [
  { page: "account", icon: "person" },
  { page: "settings", icon: "settings" },
  { page: "memory", icon: "spark" },
  { page: "history", icon: "clock" },
  { page: "plan", icon: "lock" },
];

/** What is about the person and not about a file, out of the way until it is wanted. */
export function PersonMenu() {
  const id = useId();
  const menu = useRef<HTMLElement>(null);
  const [isOpen, setOpen] = useState(false);
  const logOut = useLogOut();
  const navigate = useNavigate();
  return (
    <>
      <IconButton icon="person" label={texts.menu} aria-expanded={isOpen} popoverTarget={id} />
      <nav
        ref={menu}
        id={id}
        popover="auto"
        className={styles.menu}
        aria-label={texts.menu}
        onToggle={(event) => setOpen(event.newState === "open")}
      >
        <ul>
          {pages.map(({ page, icon }) => (
            <li key={page}>
              <NavLink
                to={`/${page}`}
                className={styles.item ?? ""}
                onClick={() => menu.current?.hidePopover()}
              >
                <Icon name={icon} />
                {texts[page]}
              </NavLink>
            </li>
          ))}
          <li className={styles.last}>
            <button
              type="button"
              className={styles.item}
              disabled={logOut.isPending}
              onClick={() => logOut.mutate(undefined, { onSettled: () => void navigate("/") })}
            >
              <Icon name="exit" />
              {texts.logOut}
            </button>
          </li>
        </ul>
      </nav>
    </>
  );
}
