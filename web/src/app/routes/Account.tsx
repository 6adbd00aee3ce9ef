import { useNavigate } from "react-router";
import { Button } from "@/components/ui/Button";
import { Page, Panel } from "@/components/ui/Page";
import { useLogOut } from "@/features/account/api/auth";
import { Profile } from "@/features/account/Profile";
import { ThemeChoice } from "@/features/account/ThemeChoice";

export function Account() {
  const logOut = useLogOut();
  const navigate = useNavigate();
  return (
    <Page title="Account">
      <Panel>
        <Profile />
      </Panel>
      <Panel>
        <ThemeChoice />
      </Panel>
      <p>
        <Button
          isBusy={logOut.isPending}
          onClick={() => logOut.mutate(undefined, { onSettled: () => void navigate("/") })}
        >
          Log out
        </Button>
      </p>
    </Page>
  );
}
