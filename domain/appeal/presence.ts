/** How often a page says that it is open, milliseconds (docs/office.md 5). */
export const presenceBeatMs = 20_000

/** Who was not heard of for so long has gone: two beats may be lost. */
export const presenceMs = 60_000
