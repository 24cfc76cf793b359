import type { RefusalCode } from '../../domain/refusal.ts'
import type { Refused } from '../refused.ts'

/**
 * Whose turn it is not: 403. What was sent is wrong: 422. Too large: 413. The appeal or its contract is in another
 * state, or the draft is not ready: 409. A code without its status does not compile.
 */
const statuses: Readonly<Record<RefusalCode, 403 | 409 | 413 | 422>> = {
  // acts on an appeal
  action_not_in_status: 409,
  role_not_allowed: 403,
  not_the_executor: 409,
  another_unit: 409,
  signature_not_confirmed: 409,
  letter_changed: 409,
  letter_void: 409,
  catalogue_changed: 409,
  already_sent: 409,
  // what staff do beside it (docs/office.md 5)
  question_open: 409,
  question_answered: 409,
  question_withdrawn: 409,
  linked_already: 409,
  link_unknown: 409,
  // the draft and its steps (§3–§7)
  contract_closed: 409,
  legal_entity_contract: 409,
  type_not_offered: 409,
  type_required: 409,
  payment_required: 409,
  document_missing: 409,
  receipt_missing: 409,
  // answers (§5); they come with their fields
  required: 422,
  too_short: 422,
  too_long: 422,
  option_unknown: 422,
  date_invalid: 422,
  date_out_of_range: 422,
  date_too_early: 422,
  date_too_late: 422,
  date_not_working: 422,
  amount_invalid: 409,
  amount_out_of_range: 409,
  number_invalid: 409,
  number_out_of_range: 409,
  iin_length: 409,
  iin_invalid: 409,
  iban_invalid: 409,
  phone_invalid: 409,
  pattern_mismatch: 409,
  items_too_few: 409,
  items_too_many: 409,
  email_invalid: 422,
  characters_not_allowed: 422,
  // who works where
  staff_off: 409,
  staff_not_executor: 409,
  staff_of_another_unit: 409,
  staff_away: 409,
  absence_order: 422,
  absence_past: 422,
  absence_overlaps: 409,
  deputy_self: 422,
  deputy_off: 409,
  deputy_not_able: 409,
  deputy_circle: 409,
  deputy_chain: 409,
  last_administrator: 409,
  own_administrator: 409,
  unit_name: 422,
  unit_code: 422,
  unit_code_taken: 409,
  unit_circle: 409,
  unit_closed: 409,
  unit_last: 409,
  unit_has_units: 409,
  unit_has_work: 409,
  head_not_able: 409,
  heir_needed: 422,
  heir_not_able: 409,
  // handing work around
  bulk_empty: 422,
  bulk_too_large: 422,
  bulk_undone: 409,
  not_done: 409,
  changed_meanwhile: 409,
  deputy_instead: 409,
  unit_needed: 409,
  internal_day_past: 409,
  internal_day_late: 409,
  internal_day_not_working: 409,
  // signing in (§8)
  key_of_another_company: 422,
  // files (§7)
  file_type: 422,
  file_mismatch: 422,
  file_too_large: 413,
  file_empty: 422,
  file_damaged: 422,
  file_encrypted: 422,
  file_unsafe: 422,
  file_infected: 422,
  file_checking: 422,
  file_upload: 422,
  files_too_many: 422,
  files_too_large: 422,
  file_slot_full: 422,
  // the answer's new term (§10)
  extension_not_later: 409,
  extension_in_past: 409,
  extension_over_cap: 409,
  extension_not_working_day: 409,
  reply_changed: 409,
  calendar_missing: 409,
}

/** The status of a refusal. One that names a field of what was sent is about what was sent. */
export function statusOf({ refusal, fields }: Refused): number {
  const status = statuses[refusal.code]
  return status === 409 && fields.length > 0 ? 422 : status
}
