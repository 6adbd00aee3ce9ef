import { Blank } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { useTitle } from "@/lib/title";

export function NotFound() {
  useTitle("Page not found");
  return (
    <Blank
      isPage
      icon="info"
      title="There is no such page"
      actions={
        <ButtonLink look="primary" to="/">
          Home
        </ButtonLink>
      }
    >
      The address may be mistyped, or the page has moved.
    </Blank>
  );
}
