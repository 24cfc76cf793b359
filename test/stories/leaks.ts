/** The shortest run of secret bytes that counts as a leak. */
export const windowLength = 12

/** Something that left the frame: a request, a stored value, a message; bytes as a latin1 string. */
export interface Heard {
  readonly where: string
  readonly bytes: string
}

export interface Leak {
  readonly secret: string
  readonly where: string
  readonly form: string
}

export const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

function windows(bytes: string): string[] {
  return Array.from({ length: Math.max(0, bytes.length - windowLength + 1) }, (_, at) =>
    bytes.slice(at, at + windowLength),
  )
}

/** Every reading of a text as bytes: as it is, URL-decoded, hex at both nibbles, base64 at every character offset. */
function readings(text: string): { form: string; bytes: string }[] {
  const found = [{ form: 'raw', bytes: text }]
  if (text.includes('%')) {
    const decoded = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    found.push({ form: 'url', bytes: decoded })
  }
  for (const run of text.match(/[0-9a-f]{24,}/gi) ?? []) {
    for (const from of [0, 1]) {
      found.push({ form: 'hex', bytes: Buffer.from(run.slice(from), 'hex').toString('latin1') })
    }
  }
  // Lines of base64 may be broken, in text or in JSON.
  for (const run of text.replace(/\\r|\\n|[\r\n]/g, '').match(/[A-Za-z0-9+/_-]{16,}/g) ?? []) {
    for (const from of [0, 1, 2, 3]) {
      found.push({ form: 'base64', bytes: Buffer.from(run.slice(from), 'base64').toString('latin1') })
    }
  }
  return found
}

/**
 * Looks for any 12-byte window of a secret in what was heard, in raw, hex, base64 (all offsets), URL-coded form, and in
 * those forms once more inside each other. Windows that `publicBytes` (the certificate) also has do not count.
 */
export function findLeaks(
  secrets: readonly { name: string; bytes: Uint8Array }[],
  publicBytes: Uint8Array,
  heard: readonly Heard[],
): Leak[] {
  const open = new Set(windows(latin1(publicBytes)))
  const closed = new Map<string, string>()
  for (const { name, bytes } of secrets) {
    for (const window of windows(latin1(bytes))) if (!open.has(window)) closed.set(window, name)
  }
  const leaks: Leak[] = []
  for (const { where, bytes } of heard) {
    const once = readings(bytes)
    const twice = once.slice(1).flatMap(({ form, bytes: inner }) =>
      readings(inner)
        .slice(1)
        .map((reading) => ({ form: `${form} ${reading.form}`, bytes: reading.bytes })),
    )
    for (const reading of [...once, ...twice]) {
      const hit = windows(reading.bytes).find((window) => closed.has(window))
      if (hit !== undefined) leaks.push({ secret: closed.get(hit) ?? '', where, form: reading.form })
    }
  }
  return leaks
}
