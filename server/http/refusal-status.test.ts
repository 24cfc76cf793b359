import { expect, test } from 'vitest'
import { type RefusalCode, refusalCodes, refuse } from '../../domain/refusal.ts'
import { Refused } from '../refused.ts'
import { problemOf } from './problems.ts'

/** The status of a refusal alone, and of one that names a field of what was sent. */
const expected: readonly [alone: number, atField: number, codes: readonly RefusalCode[]][] = [
  [403, 403, ['role_not_allowed']],
  [413, 413, ['file_too_large']],
  [422, 422, ['key_of_another_company']],
  [
    409,
    422,
    [
      'action_not_in_status',
      'not_the_executor',
      'another_unit',
      'signature_not_confirmed',
      'letter_changed',
      'letter_void',
      'catalogue_changed',
      'already_sent',
      'question_open',
      'question_answered',
      'question_withdrawn',
      'linked_already',
      'link_unknown',
      'bulk_undone',
      'not_done',
      'changed_meanwhile',
      'deputy_instead',
      'unit_needed',
      'internal_day_past',
      'internal_day_late',
      'internal_day_not_working',
      'contract_closed',
      'legal_entity_contract',
      'type_not_offered',
      'type_required',
      'payment_required',
      'document_missing',
      'receipt_missing',
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
      'extension_not_later',
      'extension_in_past',
      'extension_over_cap',
      'extension_not_working_day',
      'reply_changed',
      'calendar_missing',
    ],
  ],
  [
    422,
    422,
    [
      'required',
      'too_short',
      'too_long',
      'option_unknown',
      'date_invalid',
      'date_out_of_range',
      'date_too_early',
      'date_too_late',
      'date_not_working',
      'email_invalid',
      'characters_not_allowed',
      'bulk_empty',
      'bulk_too_large',
      'key_of_another_company',
      'file_type',
      'file_mismatch',
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
    ],
  ],
]

test('every refusal is answered with its status, alone and at a field', () => {
  const wanted = expected.flatMap(([alone, atField, codes]) => codes.map((code) => [code, alone, atField]))
  const answered = refusalCodes.map((code) => {
    const refusal = refuse(code)
    const statusOf = (refused: Refused) => problemOf(refused, 'kk')?.status
    return [code, statusOf(new Refused(refusal)), statusOf(new Refused(refusal, [{ field: 'f', refusal }]))]
  })
  expect(answered.sort()).toEqual(wanted.sort())
})
