import { Badge } from "@/components/ui/Badge";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { Row, Rows } from "@/components/ui/Rows";
import { messageOf } from "@/lib/api/messages";
import type { SignedInDevice } from "@/lib/api/types";
import { formatAgo, formatDate } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { useEndSession, useSessions } from "./api/sessions";

const texts = catalogue({
  en: {
    fetching: "Looking where you are signed in",
    list: "Where you are signed in",
    unknown: "Unknown device",
    seen: (when: string, since: string) => `Last seen ${when}, signed in since ${since}`,
    here: "This device",
    end: "Sign out",
    endOne: (device: string) => `Sign out ${device}`,
    endOthers: "Sign out everywhere else",
  },
  de: {
    fetching: "Wo du angemeldet bist, wird geladen",
    list: "Wo du angemeldet bist",
    unknown: "Unbekanntes Gerät",
    seen: (when, since) => `Zuletzt gesehen ${when}, angemeldet seit ${since}`,
    here: "Dieses Gerät",
    end: "Abmelden",
    endOne: (device) => `${device} abmelden`,
    endOthers: "Überall sonst abmelden",
  },
});

export function Sessions() {
  const sessions = useSessions();
  const end = useEndSession();
  if (sessions.isPending) return <Loading what={texts.fetching} />;
  if (sessions.isError) return <LoadFailed error={sessions.error} retry={() => void sessions.refetch()} />;
  const { items } = sessions.data;
  return (
    <>
      <Rows label={texts.list}>
        {items.map((session) => (
          <Device
            key={session.id}
            session={session}
            isBusy={end.isPending && end.variables === session.id}
            onEnd={() => end.mutate(session.id)}
          />
        ))}
      </Rows>
      {end.isError && <Notice tone="bad">{messageOf(end.error)}</Notice>}
      {items.some((session) => !session.isCurrent) && (
        <p>
          <Button isBusy={end.isPending && end.variables === null} onClick={() => end.mutate(null)}>
            {texts.endOthers}
          </Button>
        </p>
      )}
    </>
  );
}

interface DeviceProps {
  session: SignedInDevice;
  isBusy: boolean;
  onEnd: () => void;
}

function Device({ session: { device, lastSeenAt, createdAt, isCurrent }, isBusy, onEnd }: DeviceProps) {
  const name = device ?? texts.unknown;
  return (
    <Row
      icon="device"
      title={name}
      note={texts.seen(formatAgo(lastSeenAt), formatDate(createdAt))}
      action={
        isCurrent ? (
          <Badge tone="good">{texts.here}</Badge>
        ) : (
          <Button look="quiet" aria-label={texts.endOne(name)} isBusy={isBusy} onClick={onEnd}>
            {texts.end}
          </Button>
        )
      }
    />
  );
}
