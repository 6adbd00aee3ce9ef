export interface SignedInDevice {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  device: string | null;
  isCurrent: boolean;
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}

/** The key itself is told this once. */
export type NewApiKey = Omit<ApiKey, "lastUsedAt"> & { key: string };

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

type Json<T> = { headers: Record<string, unknown>; content: { "application/json": T } };
type Empty = { headers: Record<string, unknown>; content?: never };
type None = { query?: never; header?: never; path?: never; cookie?: never };
type At<Path> = Omit<None, "path"> & { path: Path };
type Body<T> = { content: { "application/json": T } };

interface Get<T> {
  parameters: None;
  requestBody?: never;
  responses: { 200: Json<T> };
}
interface Delete<Parameters = None> {
  parameters: Parameters;
  requestBody?: never;
  responses: { 204: Empty };
}
interface Post<Sent, Responses> {
  parameters: None;
  requestBody: Body<Sent>;
  responses: Responses;
}

/** The account's routes. */
export interface AccountPaths {
  "/api/v1/auth/password/forgot": { post: Post<{ email: string }, { 202: Empty }> };
  "/api/v1/auth/password/reset": { post: Post<{ token: string; password: string }, { 204: Empty }> };
  "/api/v1/users/me/password": { post: Post<{ current: string; new: string }, { 204: Empty }> };
  "/api/v1/users/me/sessions": { get: Get<Page<SignedInDevice>>; delete: Delete };
  "/api/v1/users/me/sessions/{id}": { delete: Delete<At<{ id: string }>> };
  "/api/v1/api-keys": {
    get: Get<Page<ApiKey>>;
    post: Post<{ name: string; expiresAt?: string }, { 201: Json<NewApiKey> }>;
  };
  "/api/v1/api-keys/{id}": { delete: Delete<At<{ id: string }>> };
}
