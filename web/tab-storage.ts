/**
 * What this tab alone keeps of a person, and by which beginning of its name: finished signatures, codes for a
 * phone, messages in an appeal that the server has not got; where they were in the queue and what was chosen there.
 */
export const inTab = {
  signed: 'otinish.signed.',
  egovMobile: 'otinish.egovMobile.',
  queue: 'otinish.queue.',
  writing: 'otinish.writing.',
} as const

/** After signing out: nothing of this person stays in this tab. */
export function forgetAllInTab(personId: string): void {
  try {
    const own = Object.values(inTab).map((beginning) => `${beginning}${personId}.`)
    for (const key of Object.keys(sessionStorage)) {
      if (own.some((beginning) => key.startsWith(beginning))) sessionStorage.removeItem(key)
    }
  } catch {
    // There was none.
  }
}
