import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { session } from "@/lib/auth/session";
import { expectNoFaults } from "@/testing/axe";
import { fakeApi, refusal, tokens } from "@/testing/fakeApi";
import { stubLocks } from "@/testing/locks";
import { renderInApp } from "@/testing/render";
import { Account } from "./Account";

const device = (id: string, name: string, isCurrent: boolean) => ({
  id,
  device: name,
  isCurrent,
  createdAt: "2026-01-01T00:00:00Z",
  lastSeenAt: "2026-01-01T00:00:00Z",
});

function open() {
  stubLocks();
  session.start(tokens("access", "refresh"));
  let sessions = [device("s1", "Firefox · Linux", true), device("s2", "Chrome · Android", false)];
  const api = fakeApi({
    "GET /api/v1/users/me": () => ({ body: { id: "u1", email: "ada@example.com", displayName: "Ada" } }),
    "GET /api/v1/users/me/sessions": () => ({ body: { items: sessions, nextCursor: null } }),
    "GET /api/v1/api-keys": () => ({ body: { items: [], nextCursor: null } }),
    "DELETE /api/v1/users/me/sessions/s2": () => {
      sessions = sessions.slice(0, 1);
      return { status: 204 };
    },
  });
  renderInApp(<Account />);
  return { api, user: userEvent.setup() };
}

describe("The account", () => {
  it("has names, roles and headings that axe finds no fault with", async () => {
    open();
    await screen.findByText("This device");
    await screen.findByLabelText("Display name");
    await expectNoFaults();
  });

  it("changes the password, in the language of the page, and says what that did", async () => {
    const { api, user } = open();
    api.routes["POST /api/v1/users/me/password"] = () => ({ status: 204 });
    await user.type(screen.getByLabelText("Current password"), "the old passphrase");
    await user.type(screen.getByLabelText("New password"), "another fine passphrase");
    await user.click(screen.getByRole("button", { name: "Change password" }));
    expect(await screen.findByText(/other devices are signed out/)).toBeVisible();
    const sent = api.received.find(({ path }) => path.endsWith("/password"));
    expect(sent?.body).toEqual({ current: "the old passphrase", new: "another fine passphrase" });
    expect(sent?.headers.get("Accept-Language")).toBe("en");
    expect(screen.getByLabelText("Current password")).toHaveValue("");
  });

  it("says at the field what is wrong with a password", async () => {
    const { api, user } = open();
    api.routes["POST /api/v1/users/me/password"] = () =>
      refusal(400, "VALIDATION_ERROR", "This is not your password.", { field: "current" });
    await user.type(screen.getByLabelText("Current password"), "a wrong passphrase");
    await user.type(screen.getByLabelText("New password"), "another fine passphrase");
    await user.click(screen.getByRole("button", { name: "Change password" }));
    await waitFor(() =>
      expect(screen.getByLabelText("Current password")).toHaveAccessibleDescription(
        "This is not your password.",
      ),
    );
    expect(screen.getByLabelText("Current password")).toBeInvalid();
  });

  it("signs out another device, and not this one", async () => {
    const { user } = open();
    const list = await screen.findByRole("list", { name: "Where you are signed in" });
    expect(within(list).queryByRole("button", { name: "Sign out Firefox · Linux" })).not.toBeInTheDocument();
    await user.click(within(list).getByRole("button", { name: "Sign out Chrome · Android" }));
    await waitFor(() => expect(within(list).queryByText("Chrome · Android")).not.toBeInTheDocument());
    expect(within(list).getByText("Firefox · Linux")).toBeVisible();
  });

  it("shows a new key once, to be copied", async () => {
    const { api, user } = open();
    const made = {
      id: "k1",
      name: "Our shop",
      prefix: "sk_abcdef",
      createdAt: "2026-01-01T00:00:00Z",
      expiresAt: null,
    };
    api.routes["POST /api/v1/api-keys"] = () => ({ status: 201, body: { ...made, key: "sk_abcdefghijklm" } });
    await user.type(await screen.findByLabelText("What the key is for"), "Our shop");
    await user.click(screen.getByRole("button", { name: "Make a key" }));
    expect(await screen.findByText("sk_abcdefghijklm")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Copy the key" }));
    expect(await navigator.clipboard.readText()).toBe("sk_abcdefghijklm");
    expect(
      api.received.find(({ method, path }) => method === "POST" && path.endsWith("/api-keys"))?.body,
    ).toEqual({
      name: "Our shop",
    });
  });

  it("erases only who typed their own address, and ends the session", async () => {
    const { api, user } = open();
    api.routes["DELETE /api/v1/users/me"] = () => ({ status: 204 });
    const ask = await screen.findByRole("button", { name: "Erase my account" });
    await waitFor(() => expect(ask).toBeEnabled());
    await user.click(ask);
    const confirm = screen.getByRole("button", { name: "Erase everything for good" });
    await user.type(screen.getByLabelText("Type ada@example.com to confirm"), "bob@example.com");
    expect(confirm).toBeDisabled();
    await user.clear(screen.getByLabelText("Type ada@example.com to confirm"));
    await user.type(screen.getByLabelText("Type ada@example.com to confirm"), "Ada@example.com");
    await user.click(confirm);
    await waitFor(() => expect(session.isSignedIn()).toBe(false));
    expect(api.received.some(({ method, path }) => method === "DELETE" && path === "/api/v1/users/me")).toBe(
      true,
    );
  });
});
