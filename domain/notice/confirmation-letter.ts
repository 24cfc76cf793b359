const minuteMs = 60_000

/** docs/domain.md 4.4: how long a link sent to an address is good; letters are counted over the same time. */
export const linkLastsMs = 24 * 60 * minuteMs
const lettersADay = 5

/** Letters that asked an address for its consent in the last day; `lastAt` in epoch ms. */
export interface AskedLately {
  readonly count: number
  readonly lastAt: number | null
}

/**
 * Whether one more letter may ask an address: an address that a client typed may be a stranger's. Five in a day and one
 * in a minute by each client, to whichever addresses, and to each address, by whichever clients.
 */
export function mayAskAddress(byClient: AskedLately, toAddress: AskedLately, now: number): boolean {
  return [byClient, toAddress].every(
    ({ count, lastAt }) => count < lettersADay && (lastAt === null || now - lastAt >= minuteMs),
  )
}
