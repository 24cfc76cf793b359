/** Everything the doctor looks at, in the order it tells. The words are in words/<language>/doctor.ts. */
export const checks = [
  'migrations',
  'rights',
  'clock',
  'zone',
  'masterKey',
  'files',
  'everyFile',
  'strayFiles',
  'grown',
  'journal',
  'disk',
  'letters',
  'settings',
  'requisites',
  'calendar',
  'nextCalendar',
  'appealTypes',
  'tariffs',
  'vat',
  'templates',
  'trust',
  'seal',
  'letterSeal',
  'staff',
  'staffIins',
  'jobs',
  'acts',
  'faults',
  'search',
  'registers',
  'dueDates',
  'signals',
  'mail',
  'unsureMails',
  'scanner',
  'address',
] as const
export type Check = (typeof checks)[number]

/** What is gone through where the whole is asked for: `doctor --full`. */
export const fullChecks: readonly Check[] = ['everyFile', 'journal']

/** `problem`: something does not work; `warning`: it will not, or less than it could. */
export interface Finding {
  readonly check: Check
  readonly state: 'good' | 'warning' | 'problem'
  /** What filled the words: counts, days, codes; no personal data. */
  readonly params: Readonly<Record<string, string | number>>
}

export const good = (check: Check, params: Finding['params'] = {}): Finding => ({
  check,
  state: 'good',
  params,
})
export const warning = (check: Check, params: Finding['params'] = {}): Finding => ({
  check,
  state: 'warning',
  params,
})
export const problem = (check: Check, params: Finding['params'] = {}): Finding => ({
  check,
  state: 'problem',
  params,
})
