/** What a mail says, as its reader would see it. */
export interface ReadMail {
  readonly messageId: string
  readonly subject: string
  /** When it was written, epoch milliseconds; null where the mail does not say. */
  readonly date: number | null
  /** The plain words. */
  readonly text: string
}

/** Reads a mail as our sender writes it (RFC 5322, 2045, 2047): its own kind only, not any mail there is. */
export function readMail(raw: string): ReadMail {
  const { headers, body } = parted(raw)
  const written = Date.parse(headers.get('date') ?? '')
  return {
    messageId: headers.get('message-id') ?? '',
    date: Number.isNaN(written) ? null : written,
    subject: decodedWords(headers.get('subject') ?? ''),
    text: plainText(headers, body).replaceAll('\r\n', '\n').trimEnd(),
  }
}

function parted(part: string): { headers: ReadonlyMap<string, string>; body: string } {
  const end = part.indexOf('\r\n\r\n')
  const head = end < 0 ? part : part.slice(0, end)
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  return { headers, body: end < 0 ? '' : part.slice(end + 4) }
}

function plainText(headers: ReadonlyMap<string, string>, body: string): string {
  const type = headers.get('content-type') ?? 'text/plain'
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1]
  if (boundary === undefined) return decoded(headers.get('content-transfer-encoding') ?? '', body)
  for (const part of body.split(`--${boundary}`).slice(1)) {
    const inner = parted(part.replace(/^\r\n/, ''))
    if (/^text\/plain/i.test(inner.headers.get('content-type') ?? ''))
      return plainText(inner.headers, inner.body)
  }
  return ''
}

function decoded(encoding: string, body: string): string {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8')
    case 'quoted-printable':
      return bytesOf(body.replace(/=\r\n/g, ''))
    default:
      return body
  }
}

/** `=D2=9B` → «қ». */
const bytesOf = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  ).toString('utf8')

/** `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=`; the blank between two of them is none (RFC 2047 6.2). */
function decodedWords(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : bytesOf(text.replaceAll('_', ' ')),
    )
}
