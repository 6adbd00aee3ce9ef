import { Outlet } from "react-router";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { useMe } from "@/features/account/api/me";
import { catalogue } from "@/lib/i18n/catalogue";
import { NotFound } from "./routes/NotFound";

const texts = catalogue({
  en: { looking: "Looking who you are" },
  de: { looking: "Wer du bist, wird geladen" },
});

/** Pages that there are for administrators alone. The server asks for the role anyway. */
export function RequireAdmin() {
  const me = useMe();
  if (me.isPending) return <Loading what={texts.looking} />;
  if (me.isError) return <LoadFailed error={me.error} retry={() => void me.refetch()} />;
  return me.data.role === "admin" ? <Outlet /> : <NotFound />;
}
