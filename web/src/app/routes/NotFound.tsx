import { Blank } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { catalogue } from "@/lib/i18n/catalogue";
import { useTitle } from "@/lib/title";

const texts = catalogue({
  en: {
    title: "Page not found",
    none: "There is no such page",
    why: "The address may be mistyped, or the page has moved.",
    home: "Home",
  },
  de: {
    title: "Seite nicht gefunden",
    none: "Diese Seite gibt es nicht",
    why: "Vielleicht ist die Adresse vertippt, oder die Seite ist umgezogen.",
    home: "Zur Startseite",
  },
});

export function NotFound() {
  useTitle(texts.title);
  return (
    <Blank
      isPage
      icon="info"
      title={texts.none}
      actions={
        <ButtonLink look="primary" to="/">
          {texts.home}
        </ButtonLink>
      }
    >
      {texts.why}
    </Blank>
  );
}
