import { Link, NavLink } from "react-router";
import { Icon } from "@/components/ui/Icon";
import { NotificationBell } from "@/features/notifications/NotificationBell";
import { useIsSignedIn } from "@/lib/auth/useSession";
import styles from "./Header.module.css";
import { Logo } from "./Logo";

export function Header() {
  const isSignedIn = useIsSignedIn();
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <Link to="/" className={styles.brand} aria-label="SwipeReview home">
          <Logo />
          <span>SwipeReview</span>
        </Link>
        <nav className={styles.nav} aria-label="Main">
          {isSignedIn ? (
            <>
              <NavLink to="/upload">New review</NavLink>
              <NavLink to="/jobs">Reviews</NavLink>
            </>
          ) : (
            <>
              <NavLink to="/login">Log in</NavLink>
              <NavLink to="/register">Register</NavLink>
            </>
          )}
        </nav>
        {isSignedIn && (
          <div className={styles.tools}>
            <NotificationBell />
            <NavLink to="/account" className={styles.tool ?? ""} aria-label="Account">
              <Icon name="person" size={22} />
            </NavLink>
          </div>
        )}
      </div>
    </header>
  );
}
