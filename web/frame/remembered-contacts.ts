const key = 'otinish.contacts'

/** Who to call, told even when the server is down: as the last visit had it. */
export interface Contacts {
  readonly callCentre: string
  /** «9:30–19:00». */
  readonly hours: string
}

export function rememberContacts({
  callCentre,
  opens,
  closes,
}: {
  readonly callCentre: string
  readonly opens: string
  readonly closes: string
}): void {
  const hours = `${opens.replace(/^0/, '')}–${closes.replace(/^0/, '')}`
  localStorage.setItem(key, JSON.stringify({ callCentre, hours } satisfies Contacts))
}

/** Null on a first visit. */
export function rememberedContacts(): Contacts | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return isContacts(kept) ? kept : null
  } catch {
    return null
  }
}

const isContacts = (kept: unknown): kept is Contacts =>
  typeof kept === 'object' &&
  kept !== null &&
  'callCentre' in kept &&
  typeof kept.callCentre === 'string' &&
  'hours' in kept &&
  typeof kept.hours === 'string'
