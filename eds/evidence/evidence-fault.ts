export const evidenceFaultCodes = [
  'bad_container',
  'file_damaged',
  'file_missing',
  'file_not_listed',
  'enclosure_differs',
  'bad_letter',
  'bad_receipt',
  'receipt_differs',
  'bad_timestamp',
  'bad_manifest',
  'bad_history',
  'bad_contents',
  'contents_differ',
  'further_signature_invalid',
  'seal_invalid',
  'seal_of_another',
] as const

/** Something wrong with a package, and the file it is in. */
export interface EvidenceFault {
  readonly code: (typeof evidenceFaultCodes)[number]
  readonly file: string | null
}
