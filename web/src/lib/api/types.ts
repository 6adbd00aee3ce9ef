import type { components } from "./schema";

/** The API's words, named once, so that a renamed schema is felt here and nowhere else. */
type Schemas = components["schemas"];

export type ApiErrorBody = Schemas["ApiError"];
export type Tokens = Schemas["Tokens"];
export type User = Schemas["User"];
export type StoredFile = Schemas["File"];
export type Money = Schemas["Money"];
export type Job = Schemas["Job"];
export type JobStatus = Job["status"];
export type JobCounts = Schemas["JobCounts"];
export type JobOptions = Schemas["JobOptions"];
export type Change = Schemas["Change"];
export type ChangeState = Change["state"];
export type Decision = Schemas["Decision"];
export type DecisionAction = Schemas["DecisionAction"];
export type DecideResponse = Schemas["DecideResponse"];
export type Quote = Schemas["Quote"];
export type Payment = Schemas["Payment"];
export type Download = Schemas["Download"];
export type Notification = Schemas["Notification"];
