import type { paths } from "./schema";

/** What a route answers with. Types are named after routes, so that a schema may be renamed without a trace here. */
type Answer<Operation, Status extends number> = Operation extends {
  responses: Record<Status, { content: { "application/json": infer Body } }>;
}
  ? Body
  : never;
type Get<Path extends keyof paths> = Answer<paths[Path]["get"], 200>;
type Post<Path extends keyof paths, Status extends number> = Answer<paths[Path]["post"], Status>;
type Sent<Operation> = Operation extends { requestBody: { content: { "application/json": infer Body } } }
  ? Body
  : never;

export type Tokens = Post<"/api/v1/auth/login", 200>;
export type StoredFile = Post<"/api/v1/uploads", 201>;
export type Job = Get<"/api/v1/jobs/{id}">;
export type JobStatus = Job["status"];
export type JobCounts = Job["counts"];
export type JobOptions = NonNullable<Sent<paths["/api/v1/jobs"]["post"]>["options"]>;
type ListedChange = Get<"/api/v1/jobs/{id}/changes">["items"][number];
type ListedDecision = NonNullable<ListedChange["decision"]>;
/** Who made it, and why, is told by the server: what this device decided a moment ago has no more than the decision. */
type StandingDecision = Omit<ListedDecision, "by" | "because"> &
  Partial<Pick<ListedDecision, "by" | "because">>;
export type Change = Omit<ListedChange, "decision" | "hidden"> & {
  decision: StandingDecision | null;
  /** Rejected by a rule, or since the same was rejected before. */
  hidden?: boolean;
};
export type ChangeState = Change["state"];
export type Conflict = Change["conflicts"][number];
export type Decision = Sent<paths["/api/v1/jobs/{id}/decisions"]["post"]>["decisions"][number];
export type DecisionAction = Decision["action"];
export type DecideResponse = Post<"/api/v1/jobs/{id}/decisions", 200>;
/** What a deck needs besides its changes, as the server computed it at `revision`. */
export type DeckPlan = Get<"/api/v1/jobs/{id}/deck">;
export type DeckGroup = DeckPlan["groups"][number];
export type ProposedRule = DeckPlan["rulesProposed"][number];
export type Autopilot = DeckPlan["autopilot"];
export type AutopilotOffer = NonNullable<Autopilot["offer"]>;
export type AutopilotBatch = NonNullable<Autopilot["batch"]>;
export type PreviewPage = Get<"/api/v1/jobs/{id}/preview">;
export type PreviewBlock = PreviewPage["items"][number];
export type Quote = Get<"/api/v1/payments/quote">;
export type Money = Quote["due"];
export type Payment = Get<"/api/v1/payments/{id}">;
export type CreditNote = Payment["creditNotes"][number];
export type Download = Get<"/api/v1/downloads/{id}">;
export type Verdict = Post<"/api/v1/receipts/verify", 200>;
/** What was learned of one pattern. */
export type MemoryItem = Get<"/api/v1/memory">["items"][number];
export type MemorySettings = Get<"/api/v1/memory/settings">;
export type MemoryFile = Sent<paths["/api/v1/memory/import"]["post"]>;
export type Notification = Get<"/api/v1/notifications">["items"][number];
/** Where a person is signed in. */
export type SignedInDevice = Get<"/api/v1/users/me/sessions">["items"][number];
export type ApiKey = Get<"/api/v1/api-keys">["items"][number];
/** A person's plan, as it was when it was last read at the processor. */
export type Plan = Get<"/api/v1/plan">;
export type Tier = Plan["tier"];
export type Allowance = NonNullable<Plan["allowance"]>;
export type PlanOffer = Get<"/api/v1/plans">["items"][number];
/** A payment as an administrator sees it. */
export type AnyPayment = Get<"/api/v1/admin/payments">["items"][number];
export type InspectedPayment = Get<"/api/v1/admin/payments/{id}/ledger">;
export type RefundOrder = Sent<paths["/api/v1/admin/payments/{id}/refund"]["post"]>;
export type LedgerCheck = Get<"/api/v1/admin/ledger/check">;
