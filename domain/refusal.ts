/** What only the office can be told; the words are in words/<language>/office-refusals.ts. */
const officeRefusalCodes = [
  // what staff do beside an appeal (docs/office.md 5)
  'question_open',
  'question_answered',
  'question_withdrawn',
  'linked_already',
  'link_unknown',
  // letters of the company on their way (docs/office.md 6)
  'about_self',
  'about_them',
  'reply_moved_on',
  'reply_stale',
  'reply_taken_over',
  'reply_being_written',
  'reply_not_approver',
  'reply_writer_approves',
  'reply_not_author',
  'reply_language',
  'reply_placeholder',
  'reply_corrects_none',
  // who works where (docs/office.md 3)
  'staff_off',
  'staff_not_executor',
  'staff_of_another_unit',
  'staff_away',
  'absence_order',
  'absence_past',
  'hand_over_early',
  'absence_overlaps',
  'deputy_self',
  'deputy_off',
  'deputy_not_able',
  'deputy_circle',
  'deputy_chain',
  'last_administrator',
  'own_administrator',
  'unit_name',
  'unit_code',
  'unit_code_taken',
  'unit_circle',
  'unit_closed',
  'unit_last',
  'unit_has_units',
  'unit_has_work',
  'head_not_able',
  'heir_needed',
  'heir_not_able',
  // handing work around (docs/office.md 4)
  'bulk_empty',
  'bulk_too_large',
  'bulk_list_changed',
  'bulk_many_running',
  'bulk_undone',
  'not_done',
  'changed_meanwhile',
  'deputy_instead',
  'unit_needed',
  'internal_day_past',
  'internal_day_late',
  'internal_day_not_working',
  'login_shape',
  'login_taken',
  'person_name',
  'extension_shape',
  'iin_taken',
  'role_needed',
  'password_length',
  // corrections of a register book (docs/decisions/0031)
  'correction_open',
  'correction_same',
  'correction_own',
  'correction_others',
  'correction_decided',
  'month_not_over',
  'month_empty',
  'contract_not_clients',
  // signing a letter of the company (docs/signature.md)
  'reply_void',
  'reply_not_shown',
  'reply_frozen_by',
  'reply_opened_often',
  'staff_without_iin',
  'seal_missing',
  'seal_lapsed',
  'seal_revoked',
  'seal_of_another',
] as const
export type OfficeRefusalCode = (typeof officeRefusalCodes)[number]

/**
 * Every reason a rule may give for saying no. Words for each, in three languages, are in
 * words/<language>/refusals.ts.
 */
export const refusalCodes = [
  // acts on an appeal (domain/appeal)
  'action_not_in_status',
  'role_not_allowed',
  'not_the_executor',
  'another_unit',
  'signature_not_confirmed',
  'letter_changed',
  'letter_void',
  'catalogue_changed',
  'already_sent',
  // the draft and its steps (§3–§7)
  'contract_closed',
  'legal_entity_contract',
  'type_not_offered',
  'type_required',
  'payment_required',
  'document_missing',
  'receipt_missing',
  // answers (§5)
  'required',
  'too_short',
  'too_long',
  'too_many_lines',
  'option_unknown',
  'date_invalid',
  'date_out_of_range',
  'date_too_early',
  'date_too_late',
  'date_not_working',
  'amount_invalid',
  'amount_out_of_range',
  'number_invalid',
  'number_out_of_range',
  'iin_length',
  'iin_invalid',
  'iban_invalid',
  'phone_invalid',
  'pattern_mismatch',
  'items_too_few',
  'items_too_many',
  'email_invalid',
  'characters_not_allowed',
  ...officeRefusalCodes,
  // signing in (§8)
  'key_of_another_company',
  // files (§7)
  'file_type',
  'file_mismatch',
  'file_too_large',
  'file_empty',
  'file_damaged',
  'file_encrypted',
  'file_unsafe',
  'file_infected',
  'file_checking',
  'file_upload',
  'files_too_many',
  'files_too_large',
  'file_slot_full',
  // the answer's new term (§10)
  'extension_not_later',
  'extension_in_past',
  'extension_over_cap',
  'extension_not_working_day',
  'reply_changed',
  'calendar_missing',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** A no with its reason; `params` fill the placeholders of its words. */
export interface Refusal {
  readonly code: RefusalCode
  readonly params?: Readonly<Record<string, string | number>>
}

export function refuse(code: RefusalCode, params?: Refusal['params']): Refusal {
  return params === undefined ? { code } : { code, params }
}
