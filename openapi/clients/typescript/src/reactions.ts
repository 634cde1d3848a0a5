// What a client does about each problem. The list is complete by type: a new code in the document does not compile until
// somebody has decided.
import type { components } from "./generated/rowhouse.js";

export type ProblemCode = components["schemas"]["ProblemCode"];

/** sign_in: ask for the password again. refresh: use the refresh token, then repeat. reload: read the newest version and show it. retry: wait and repeat. show: tell the person. */
export type Reaction = "sign_in" | "refresh" | "reload" | "retry" | "show";

export const REACTIONS: Record<ProblemCode, Reaction> = {
  unauthenticated: "sign_in",
  session_ended: "sign_in",
  token_expired: "refresh",
  role_changed: "refresh",
  organization_gone: "sign_in",
  invalid_credentials: "show",
  organization_required: "show",
  forbidden: "show",
  own_membership: "show",
  own_review: "show",
  hr_only_permission: "show",
  sign_up_closed: "show",
  last_admin: "show",
  not_found: "show",
  unknown_path: "show",
  method_not_allowed: "show",
  organization_closing: "show",
  wrong_state: "reload",
  history_fixed: "show",
  already_exists: "show",
  already_member: "show",
  incomplete: "show",
  still_in_use: "reload",
  period_overlap: "show",
  unknown_reference: "show",
  unknown_permission: "show",
  idempotency_clash: "show",
  reporting_cycle: "show",
  department_cycle: "show",
  goal_circle: "show",
  unknown_timezone: "show",
  invalid_value: "show",
  malformed_request: "show",
  unsupported_media_type: "show",
  too_large: "show",
  invalid_cursor: "show",
  version_mismatch: "reload",
  precondition_required: "show",
  overloaded: "retry",
  unavailable: "retry",
  internal: "show",
};
