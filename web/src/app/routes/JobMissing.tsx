import { Blank } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { ApiError } from "@/lib/api/errors";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    erased: "This file is gone",
    whyErased: "Its bytes and its cards were deleted, by you or at the end of their time.",
    missing: "No such review",
    whyMissing: "It may have been deleted, or it belongs to another account.",
    all: "All reviews",
  },
  de: {
    erased: "Diese Datei ist gelöscht",
    whyErased: "Ihre Bytes und ihre Karten wurden gelöscht, von dir oder am Ende ihrer Zeit.",
    missing: "Diese Durchsicht gibt es nicht",
    whyMissing: "Vielleicht wurde sie gelöscht, oder sie gehört zu einem anderen Konto.",
    all: "Alle Durchsichten",
  },
});

export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && [400, 404, 410].includes(error.status);
}

export function JobMissing({ isErased = false }: { isErased?: boolean }) {
  return (
    <Blank
      isPage
      icon="file"
      title={isErased ? texts.erased : texts.missing}
      actions={
        <ButtonLink look="primary" to="/jobs">
          {texts.all}
        </ButtonLink>
      }
    >
      {isErased ? texts.whyErased : texts.whyMissing}
    </Blank>
  );
}
