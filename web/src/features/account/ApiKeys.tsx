import { LoadFailed, Loading } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { Row, Rows } from "@/components/ui/Rows";
import { messageOf } from "@/lib/api/messages";
import type { ApiKey } from "@/lib/api/types";
import { formatAgo, formatDate } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { useApiKeys, useRevokeApiKey } from "./api/apiKeys";
import { NewApiKeyForm } from "./NewApiKeyForm";

const texts = catalogue({
  en: {
    fetching: "Fetching your keys",
    list: "Your API keys",
    never: "never used",
    used: (when: string) => `last used ${when}`,
    expires: (day: string) => `until ${day}`,
    expired: (day: string) => `expired ${day}`,
    revoke: "Revoke",
    revokeOne: (name: string) => `Revoke ${name}`,
  },
  de: {
    fetching: "Deine Schlüssel werden geladen",
    list: "Deine API-Schlüssel",
    never: "nie benutzt",
    used: (when) => `zuletzt benutzt ${when}`,
    expires: (day) => `bis ${day}`,
    expired: (day) => `abgelaufen ${day}`,
    revoke: "Widerrufen",
    revokeOne: (name) => `${name} widerrufen`,
  },
});

export function ApiKeys() {
  const keys = useApiKeys();
  const revoke = useRevokeApiKey();
  if (keys.isPending) return <Loading what={texts.fetching} />;
  if (keys.isError) return <LoadFailed error={keys.error} retry={() => void keys.refetch()} />;
  return (
    <>
      {keys.data.items.length > 0 && (
        <Rows label={texts.list}>
          {keys.data.items.map((key) => (
            <Row
              key={key.id}
              icon="key"
              title={key.name}
              note={noteOf(key)}
              action={
                <Button
                  look="quiet"
                  aria-label={texts.revokeOne(key.name)}
                  isBusy={revoke.isPending && revoke.variables === key.id}
                  onClick={() => revoke.mutate(key.id)}
                >
                  {texts.revoke}
                </Button>
              }
            />
          ))}
        </Rows>
      )}
      {revoke.isError && <Notice tone="bad">{messageOf(revoke.error)}</Notice>}
      <NewApiKeyForm />
    </>
  );
}

function noteOf({ prefix, lastUsedAt, expiresAt }: ApiKey): string {
  const use = lastUsedAt ? texts.used(formatAgo(lastUsedAt)) : texts.never;
  if (!expiresAt) return `${prefix}… · ${use}`;
  const day = formatDate(expiresAt);
  return `${prefix}… · ${use} · ${Date.parse(expiresAt) > Date.now() ? texts.expires(day) : texts.expired(day)}`;
}
