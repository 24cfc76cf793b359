/** Of a package and of its receipt: 2 holds everything that the client is shown (docs/decisions/0063). */
export type Format = 1 | 2

/**
 * What the company says of an appeal: when it came, from whom, its numbers, its dates. Instants are ISO 8601 in
 * UTC.
 */
export interface Receipt {
  readonly format: Format
  readonly appeal: string
  readonly company: { readonly name: string; readonly bin: string }
  readonly client: { readonly name: string; readonly iin: string }
  readonly coupon: string
  readonly receivedAt: string
  /** Null until it is registered. Dates as YYYY-MM-DD. */
  readonly registration: {
    readonly number: number
    readonly date: string
    readonly dueDate: string | null
  } | null
  /** SHA-256 of the letter's bytes, hexadecimal. */
  readonly letterSha256: string
  /** The appeal's history up to `madeAt`: how many events, and the hash of the last, hexadecimal. */
  readonly history: { readonly events: number; readonly head: string }
  readonly madeAt: string
}

/** The receipt's bytes: keys in the order above, two blanks of indent, a line end. */
export function writeReceipt(receipt: Receipt): string {
  const { format, appeal, company, client, coupon, receivedAt, registration, letterSha256, history, madeAt } =
    receipt
  const { number = 0, date = '', dueDate = null } = registration ?? {}
  const ordered = {
    format,
    appeal,
    company: { name: company.name, bin: company.bin },
    client: { name: client.name, iin: client.iin },
    coupon,
    receivedAt,
    registration: registration === null ? null : { number, date, dueDate },
    letterSha256,
    history: { events: history.events, head: history.head },
    madeAt,
  }
  return `${JSON.stringify(ordered, null, 2)}\n`
}

/** Does the receipt call itself one of a later format than this program reads? */
export function isOfLaterFormat(bytes: Uint8Array): boolean {
  try {
    const { format } = JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)) as Receipt
    return Number.isSafeInteger(format) && format > 2
  } catch {
    return false
  }
}

/** Reads a receipt; null unless it is exactly as `writeReceipt` writes it. */
export function readReceipt(bytes: Uint8Array): Receipt | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  try {
    const receipt = JSON.parse(text) as Receipt
    const instants = [receipt.receivedAt, receipt.madeAt]
    const right =
      (receipt.format === 1 || receipt.format === 2) &&
      instants.every((one) => new Date(Date.parse(one)).toISOString() === one)
    return right && writeReceipt(receipt) === text ? receipt : null
  } catch {
    return null
  }
}
