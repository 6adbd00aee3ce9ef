import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { changeSettings } from "@/lib/settings";
import { expectNoFaults } from "@/testing/axe";
import { fakeApi, refusal } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { Forgot } from "./Forgot";
import { Reset } from "./Reset";

describe("A forgotten password", () => {
  it("is asked for by the address, and the answer tells nothing of accounts", async () => {
    const { received } = fakeApi({ "POST /api/v1/auth/password/forgot": () => ({ status: 202 }) });
    const user = userEvent.setup();
    renderInApp(<Forgot />);
    await user.type(screen.getByLabelText("Email"), "ada@example.com");
    await user.click(screen.getByRole("button", { name: "Send the link" }));
    expect(await screen.findByText(/If ada@example\.com has an account/)).toBeVisible();
    expect(received[0]?.body).toEqual({ email: "ada@example.com" });
    await expectNoFaults();
  });

  it("has its mail in the language of the page", async () => {
    changeSettings({ language: "de" });
    const { received } = fakeApi({ "POST /api/v1/auth/password/forgot": () => ({ status: 202 }) });
    const user = userEvent.setup();
    renderInApp(<Forgot />);
    await user.type(screen.getByLabelText("E-Mail"), "ada@example.com");
    await user.click(screen.getByRole("button", { name: "Link senden" }));
    await screen.findByText(/ist ein Link unterwegs/);
    expect(received[0]?.headers.get("Accept-Language")).toBe("de");
    changeSettings({ language: null });
  });

  it("is set by the token behind the #", async () => {
    const { received } = fakeApi({ "POST /api/v1/auth/password/reset": () => ({ status: 204 }) });
    const user = userEvent.setup();
    renderInApp(<Reset />, { path: "/reset#pr_secret" });
    await user.type(screen.getByLabelText("New password"), "another fine passphrase");
    await expectNoFaults();
    await user.click(screen.getByRole("button", { name: "Set the new password" }));
    expect(await screen.findByRole("heading", { name: "Your new password is set" })).toBeVisible();
    expect(screen.getByRole("link", { name: "Log in" })).toHaveAttribute("href", "/login");
    expect(received[0]?.body).toEqual({ token: "pr_secret", password: "another fine passphrase" });
  });

  it("has another link asked for when this one works no more", async () => {
    fakeApi({ "POST /api/v1/auth/password/reset": () => refusal(410, "GONE") });
    const user = userEvent.setup();
    renderInApp(<Reset />, { path: "/reset#pr_old" });
    await user.type(screen.getByLabelText("New password"), "another fine passphrase");
    await user.click(screen.getByRole("button", { name: "Set the new password" }));
    expect(await screen.findByRole("link", { name: "Ask for a new link" })).toHaveAttribute(
      "href",
      "/forgot",
    );
  });

  it("is not set without a token at all", () => {
    renderInApp(<Reset />, { path: "/reset" });
    expect(screen.getByRole("heading", { name: "This link works no more" })).toBeVisible();
  });
});
