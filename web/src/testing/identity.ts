import { type Answer, type Received, refusal, tokens } from "./fakeApi";

/**
 * Identity's rule (services/Identity/Sessions/Refresh.cs): a refresh token works once, but for the same renewal for as
 * long as its successor is unused, and its reuse ends the session.
 */
export function identity(): (request: Received) => Promise<Answer> {
  let current = "r0";
  let count = 0;
  let last = "";
  let hasEnded = false;
  return async ({ body }) => {
    const { refreshToken, renewalId } = body as { refreshToken: string; renewalId: string };
    await Promise.resolve();
    if (!hasEnded && last === `${refreshToken} ${renewalId}`) return { body: tokens(`a${count}`, current) };
    if (refreshToken !== current) hasEnded = true;
    if (hasEnded) return refusal(401, "UNAUTHENTICATED");
    last = `${refreshToken} ${renewalId}`;
    count += 1;
    current = `r${count}`;
    return { body: tokens(`a${count}`, current) };
  };
}
