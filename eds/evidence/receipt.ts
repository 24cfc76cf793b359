/** What the company says of an appeal: when it came, its numbers, its dates. Instants are ISO 8601 in UTC. */
export interface Receipt {
  readonly format: 1
  readonly appeal: string
  readonly coupon: string
  readonly receivedAt: string
  /** Null until it is registered. */
  readonly registration: {
    readonly number: number
    readonly date: string
    readonly dueDate: string | null
  } | null
  readonly letterSha256: string
  readonly expectIin: string
  readonly madeAt: string
}

/** The receipt's bytes: keys in the order above, two blanks of indent, a line end. */
export function writeReceipt(receipt: Receipt): string {
  const { format, appeal, coupon, receivedAt, registration, letterSha256, expectIin, madeAt } = receipt
  const ordered = { format, appeal, coupon, receivedAt, registration, letterSha256, expectIin, madeAt }
  return `${JSON.stringify(ordered, null, 2)}\n`
}

/** Reads a receipt; null unless it is exactly as `writeReceipt` writes it. */
export function readReceipt(bytes: Uint8Array): Receipt | null {
  const text = new TextDecoder('utf-8').decode(bytes)
  try {
    const receipt = JSON.parse(text) as Receipt
    const instants = [receipt.receivedAt, receipt.madeAt]
    const right =
      receipt.format === 1 && instants.every((one) => new Date(Date.parse(one)).toISOString() === one)
    return right && writeReceipt(receipt) === text ? receipt : null
  } catch {
    return null
  }
}
