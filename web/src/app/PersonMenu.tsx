import { useId, useRef, useState } from "react";
import { NavLink, useNavigate } from "react-router";
import { Icon, type IconName } from "@/components/ui/Icon";
import { IconButton } from "@/components/ui/IconButton";
import { useLogOut } from "@/features/account/api/auth";
import { useMe } from "@/features/account/api/me";
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
    admin: "Administration",
    logOut: "Log out",
  },
  de: {
    menu: "Du und dein Konto",
    account: "Konto",
    settings: "Einstellungen",
    memory: "Gedächtnis",
    history: "Verlauf",
    plan: "Tarif",
    admin: "Verwaltung",
    logOut: "Abmelden",
  },
});

interface Entry {
  page: "account" | "settings" | "memory" | "history" | "plan" | "admin";
  icon: IconName;
}

const pages: Entry[] = [
  { page: "account", icon: "person" },
  { page: "settings", icon: "settings" },
  { page: "memory", icon: "spark" },
  { page: "history", icon: "clock" },
  { page: "plan", icon: "lock" },
];
const administration: Entry = { page: "admin", icon: "shield" };

/** What is about the person and not about a file, out of the way until it is wanted. */
export function PersonMenu() {
  const id = useId();
  const menu = useRef<HTMLElement>(null);
  const [isOpen, setOpen] = useState(false);
  const logOut = useLogOut();
  const navigate = useNavigate();
  // Who one is matters when the menu is looked at, and not on every page.
  const me = useMe({ enabled: isOpen });
  const entries = me.data?.role === "admin" ? [...pages, administration] : pages;
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
          {entries.map(({ page, icon }) => (
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
