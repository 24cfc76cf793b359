/** Codes of problems that no rule of domain/ gives: what the door, the session and the form of a request refuse. */
export const httpCodes = [
  'not_found',
  'request_malformed',
  'request_invalid',
  'unsupported_media_type',
  'body_too_large',
  'origin_refused',
  'session_required',
  'session_expired',
  'role_refused',
  'consent_needed',
  'consent_changed',
  'unknown_client',
  'unknown_staff',
  'sign_in_failed',
  'sign_in_key_purpose',
  'challenge_gone',
  'authority_unreachable',
  'wait_to_sign_in',
  'too_many_attempts',
  'too_many_requests',
  'too_many_downloads',
  'range_beyond_end',
  'too_much_at_once',
  'too_much_today',
  'egov_mobile_code_gone',
  'egov_mobile_code_used',
  'egov_mobile_token_refused',
  'egov_mobile_signature_gone',
  'draft_stale',
  'export_too_long',
  'upload_offset',
  'version_required',
  'idempotency_key_required',
  'idempotency_key_reused',
  'mail_unavailable',
  'email_missing',
  'too_many_mails',
  'confirmation_gone',
  'not_ready',
  'unavailable',
  'restarting',
  'master_key_refused',
  'internal',
] as const
export type HttpCode = (typeof httpCodes)[number]

/** What happened, in a few words, and what to do about it. */
export interface ProblemWords {
  readonly title: string
  readonly detail: string
}
