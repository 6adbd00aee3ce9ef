import { Link, NavLink } from "react-router";
import { IconLink } from "@/components/ui/IconButton";
import { NotificationBell } from "@/features/notifications/NotificationBell";
import { useIsSignedIn } from "@/lib/auth/useSession";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./Header.module.css";
import { Logo } from "./Logo";
import { PersonMenu } from "./PersonMenu";

const texts = catalogue({
  en: {
    home: "SwipeReview home",
    main: "Main",
    newReview: "New review",
    reviews: "Reviews",
    logIn: "Log in",
    register: "Register",
    settings: "Settings",
  },
  de: {
    home: "SwipeReview, Startseite",
    main: "Hauptmenü",
    newReview: "Neu",
    reviews: "Durchsichten",
    logIn: "Anmelden",
    register: "Registrieren",
    settings: "Einstellungen",
  },
});

export function Header() {
  const isSignedIn = useIsSignedIn();
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <Link to="/" className={styles.brand} aria-label={texts.home}>
          <Logo />
          <span>SwipeReview</span>
        </Link>
        <nav className={styles.nav} aria-label={texts.main}>
          <NavLink to={isSignedIn ? "/upload" : "/login"}>
            {isSignedIn ? texts.newReview : texts.logIn}
          </NavLink>
          <NavLink to={isSignedIn ? "/jobs" : "/register"}>
            {isSignedIn ? texts.reviews : texts.register}
          </NavLink>
        </nav>
        <div className={styles.tools}>
          {isSignedIn ? (
            <>
              <NotificationBell />
              <PersonMenu />
            </>
          ) : (
            <IconLink icon="settings" label={texts.settings} to="/settings" />
          )}
        </div>
      </div>
    </header>
  );
}
