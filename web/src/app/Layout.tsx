import { Suspense, useEffect, useRef } from "react";
import { Outlet, useLocation } from "react-router";
import { Loading } from "@/components/ui/Blank";
import { catalogue } from "@/lib/i18n/catalogue";
import { ErrorBoundary } from "./ErrorBoundary";
import { Header } from "./Header";
import styles from "./Layout.module.css";
import { OfflineBanner } from "./OfflineBanner";

const texts = catalogue({
  en: { skip: "Skip to content", loading: "Loading" },
  de: { skip: "Zum Inhalt springen", loading: "Wird geladen" },
});

export function Layout() {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);

  // A new page starts at its top, for eyes and for screen readers.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what makes it a new page
  useEffect(() => {
    if (!isFirst.current) {
      window.scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
    isFirst.current = false;
  }, [pathname]);

  return (
    <>
      <a className={styles.skip} href="#main">
        {texts.skip}
      </a>
      <Header />
      <OfflineBanner />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<Loading what={texts.loading} />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  );
}
