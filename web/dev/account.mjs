import { randomUUID } from "node:crypto";

/** What belongs to the account itself. Links to a new password are not mailed here: `/reset#good` works, others are gone. */
export function accountRoutes({ users, Refusal, notFound }) {
  const accounts = new Map();
  const now = () => new Date().toISOString();
  const ago = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const page = (items) => [200, { items, nextCursor: null }];
  const userOf = (userId) => [...users.values()].find(({ id }) => id === userId);
  const of = (userId) => {
    if (!accounts.has(userId)) accounts.set(userId, { preferences: {}, keys: [], sessions: devices() });
    return accounts.get(userId);
  };
  const devices = () => [
    { id: randomUUID(), createdAt: ago(1), lastSeenAt: now(), device: "Chrome · Linux", isCurrent: true },
    {
      id: randomUUID(),
      createdAt: ago(200),
      lastSeenAt: ago(5),
      device: "Firefox · Android",
      isCurrent: false,
    },
  ];
  const drop = (list, id) => {
    const index = list.findIndex((item) => item.id === id);
    if (index < 0) throw notFound();
    list.splice(index, 1);
    return [204];
  };

  return {
    "PUT /users/me": ({ userId, body: { displayName } }) => {
      const user = userOf(userId);
      user.displayName = displayName?.trim() || null;
      const { password, ...me } = user;
      return [200, { ...me, role: "user", createdAt: now() }];
    },
    "DELETE /users/me": ({ userId }) => {
      users.delete(userOf(userId).email);
      return [204];
    },
    "GET /users/me/preferences": ({ userId }) => [200, of(userId).preferences],
    "PUT /users/me/preferences": ({ userId, body }) => {
      of(userId).preferences = body;
      return [200, body];
    },
    "POST /users/me/password": ({ userId, body }) => {
      const user = userOf(userId);
      const wrong = "This is not your password.";
      if (user.password !== body.current)
        throw new Refusal(400, "VALIDATION_ERROR", wrong, { field: "current" });
      user.password = body.new;
      of(userId).sessions = of(userId).sessions.filter(({ isCurrent }) => isCurrent);
      return [204];
    },
    "GET /users/me/sessions": ({ userId }) => page(of(userId).sessions),
    "DELETE /users/me/sessions": ({ userId }) => {
      of(userId).sessions = of(userId).sessions.filter(({ isCurrent }) => isCurrent);
      return [204];
    },
    "DELETE /users/me/sessions/:id": ({ userId, id }) => drop(of(userId).sessions, id),
    "GET /api-keys": ({ userId }) => page(of(userId).keys),
    "POST /api-keys": ({ userId, body: { name, expiresAt = null } }) => {
      const key = `sk_${randomUUID().replaceAll("-", "")}`;
      const facts = { id: randomUUID(), name, prefix: key.slice(0, 9), createdAt: now(), expiresAt };
      of(userId).keys.unshift({ ...facts, lastUsedAt: null });
      return [201, { ...facts, key }];
    },
    "DELETE /api-keys/:id": ({ userId, id }) => drop(of(userId).keys, id),
    "POST /auth/password/forgot": () => [202],
    "POST /auth/password/reset": ({ body: { token } }) => {
      if (token !== "good")
        throw new Refusal(
          410,
          "GONE",
          "This link has been used, or is older than an hour: ask for a new one.",
        );
      return [204];
    },
  };
}
