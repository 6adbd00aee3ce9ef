/** What a deck needs besides its changes, as the server computed it at `revision`. */
export interface DeckPlan {
  /** The number of the job's event that it was computed from. */
  revision: number;
  /** Open changes, the one that settles the most first. */
  order: string[];
  groups: DeckGroup[];
  swipesLeft: { from: number; to: number } | null;
  hidden: string[];
  rulesProposed: ProposedRule[];
  autopilot: Autopilot;
}

/** At least two open changes of one pattern. */
export interface DeckGroup {
  pattern: string;
  category: string;
  title: string;
  changeIds: string[];
  suggestion: { action: "accept" | "reject"; accepted: number; rejected: number } | null;
}

export interface ProposedRule {
  patternId: string;
  words: string;
  accepted: number;
  rejected: number;
}

export interface Autopilot {
  state: "learning" | "offered" | "auditing" | "done" | "steppedBack" | "off";
  tolerance: number;
  predictions: number;
  /** At least so many predictions does this tolerance take. */
  needed: number;
  offer: AutopilotOffer | null;
  batch: AutopilotBatch | null;
}

export interface AutopilotOffer {
  changes: number;
  stays: number;
  certainty: number;
  errorBound: number;
  examples: string[];
}

export interface AutopilotBatch {
  id: string;
  decided: number;
  audit: { size: number; answered: number; agreed: number };
  promised: number;
  errorBound: number;
  measured: { low: number; high: number } | null;
  undone: boolean;
  reason: string | null;
}

type Json<T> = { headers: Record<string, unknown>; content: { "application/json": T } };
type None = { query?: never; header?: never; path?: never; cookie?: never };
type At<Path> = Omit<None, "path"> & { path: Path };
type Body<T> = { content: { "application/json": T } };

/** The routes of the deck. */
export interface DeckPaths {
  "/api/v1/jobs/{id}/deck": {
    get: {
      parameters: Omit<At<{ id: string }>, "query"> & { query?: { tolerance?: number } };
      requestBody?: never;
      responses: { 200: Json<DeckPlan> };
    };
  };
  "/api/v1/jobs/{id}/autopilot": {
    post: {
      parameters: Omit<At<{ id: string }>, "header"> & { header?: { "Idempotency-Key"?: string } };
      requestBody: Body<{ tolerance: number }>;
      responses: { 200: Json<{ batchId: string; decided: number; heldBack: number; remaining: number }> };
    };
  };
  "/api/v1/jobs/{id}/autopilot/{batchId}/undo": {
    post: {
      parameters: At<{ id: string; batchId: string }>;
      requestBody?: never;
      responses: { 200: Json<{ resolved: number; remaining: number }> };
    };
  };
}
