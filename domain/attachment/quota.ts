/** What a client or somebody of the staff may keep and add; a company sets the numbers (server/setting). */
export const quotaKinds = [
  'drafts',
  'draftsToday',
  'bytes',
  'filesToday',
  'bytesToday',
  'takeOversToday',
] as const
export type QuotaKind = (typeof quotaKinds)[number]

/** How many there may be, in bytes for `bytes` and `bytesToday`. What is left out has no limit. */
export type Quota = { readonly [Kind in QuotaKind]?: number }

/** A limit that is near, told beside the place before it says no. */
export interface NearLimit {
  readonly limit: QuotaKind
  readonly used: number
  readonly most: number
}

/** From this share of a limit on, in percent, it is told. */
const nearPercent = 80

/** The limits that are near or reached, in the order of their kinds. */
export function nearLimits(used: { readonly [Kind in QuotaKind]?: number }, quota: Quota): NearLimit[] {
  return quotaKinds.flatMap((limit) => {
    const most = quota[limit]
    const now = used[limit] ?? 0
    return most !== undefined && now * 100 >= most * nearPercent ? [{ limit, used: now, most }] : []
  })
}
