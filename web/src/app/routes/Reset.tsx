import { useState } from "react";
import { useLocation } from "react-router";
import { Blank } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { Page, Panel } from "@/components/ui/Page";
import { ResetForm } from "@/features/account/ResetForm";
import { session } from "@/lib/auth/session";
import { catalogue } from "@/lib/i18n/catalogue";
import { useTitle } from "@/lib/title";

const texts = catalogue({
  en: {
    title: "Set a new password",
    lead: "After it, all your devices are signed out, this one too.",
    done: "Your new password is set",
    doneText: "All your devices are signed out. Log in with the new password.",
    logIn: "Log in",
    gone: "This link works no more",
    goneText: "It has been used, or is older than an hour. Ask for a new one; it is there in a moment.",
    again: "Ask for a new link",
  },
  de: {
    title: "Ein neues Passwort setzen",
    lead: "Danach sind alle deine Geräte abgemeldet, auch dieses.",
    done: "Dein neues Passwort gilt",
    doneText: "Alle deine Geräte sind abgemeldet. Melde dich mit dem neuen Passwort an.",
    logIn: "Anmelden",
    gone: "Dieser Link gilt nicht mehr",
    goneText: "Er wurde benutzt oder ist älter als eine Stunde. Fordere einen neuen an; er ist gleich da.",
    again: "Einen neuen Link anfordern",
  },
});

/** Where the mailed link leads. Its secret is behind the #, which browsers send to nobody. */
export function Reset() {
  const token = useLocation().hash.slice(1);
  const [state, setState] = useState<"asking" | "done" | "gone">(token === "" ? "gone" : "asking");
  useTitle(state === "gone" ? texts.gone : texts.title);

  if (state !== "asking") {
    const isDone = state === "done";
    return (
      <Blank
        isPage
        icon={isDone ? "accept" : "clock"}
        tone={isDone ? "good" : "neutral"}
        title={isDone ? texts.done : texts.gone}
        actions={
          <ButtonLink look="primary" to={isDone ? "/login" : "/forgot"}>
            {isDone ? texts.logIn : texts.again}
          </ButtonLink>
        }
      >
        {isDone ? texts.doneText : texts.goneText}
      </Blank>
    );
  }
  return (
    <Page title={texts.title} lead={texts.lead} isNarrow>
      <Panel>
        <ResetForm
          token={token}
          onExpired={() => setState("gone")}
          onDone={() => {
            session.end();
            setState("done");
          }}
        />
      </Panel>
    </Page>
  );
}
