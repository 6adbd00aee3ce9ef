import { describe, expect, it } from "vitest";
import { loginPath, returnPath } from "./returnPath";

describe("The way back after logging in", () => {
  it("leads to where one wanted to go", () => {
    const path = loginPath({ pathname: "/jobs/1/review", search: "?a=b" });
    expect(returnPath(path.slice("/login".length))).toBe("/jobs/1/review?a=b");
  });

  it.each([
    "?next=https://evil.example",
    "?next=//evil.example",
    "?next=/\\evil.example",
    "?next=javascript:alert(1)",
    "",
  ])("never leads out of the app: %s", (search) => expect(returnPath(search)).toBe("/jobs"));
});
