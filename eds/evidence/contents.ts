/** A detached CMS of a package, over the file that lists it. Names are of files in the package. */
export interface EnclosedSignature {
  readonly file: string
  readonly timestamp: string | null
  /** ISO 8601, UTC: when the company had it. */
  readonly receivedAt: string
}

/** A file of a submission or letter. `file` is null where it was left out, as what has a virus is. */
export interface EnclosedFile {
  readonly file: string | null
  /** Hexadecimal. */
  readonly sha256: string
  readonly signatures: readonly EnclosedSignature[]
}

/** What somebody wrote; the history has SHA-256 of `salt` (hexadecimal) and `text`. */
interface Written {
  readonly id: string
  readonly kind: string
  /** ISO 8601, UTC. */
  readonly sentAt: string
}

/**
 * What a client sent after the letter. `iin`: of who signed, null where nobody did. `letter`: what they signed of it,
 * where they signed.
 */
export interface EnclosedSubmission extends Written {
  readonly sender: { readonly name: string; readonly iin: string | null }
  readonly text: string
  readonly salt: string
  readonly files: readonly EnclosedFile[]
  readonly letter: EnclosedFile | null
  /** What the company said to a withdrawal; `reason`: why the appeal goes on. */
  readonly decision: { readonly at: string; readonly reason: string | null } | null
}

/** What the company wrote: a letter with its files, or a message of words alone. */
export interface EnclosedReply extends Written {
  readonly number: string | null
  readonly message: { readonly text: string; readonly salt: string } | null
  readonly files: readonly EnclosedFile[]
}

/** What a package of format 2 holds beside the letter, and how long the appeal's history is. */
export interface Contents {
  readonly submissions: readonly EnclosedSubmission[]
  readonly replies: readonly EnclosedReply[]
  readonly history: { readonly events: number; readonly head: string }
}

/** How much of what it holds: what was sent and written, how many signatures over each, and how many events. */
export function countsOf({ submissions, replies, history }: Contents) {
  const signatures = (files: readonly EnclosedFile[]): number =>
    files.reduce((count, file) => count + file.signatures.length, 0)
  return {
    submissions: {
      count: submissions.length,
      signed: submissions.filter(({ letter }) => letter !== null).length,
    },
    replies: { count: replies.length, signed: signatures(replies.flatMap(({ files }) => files)) },
    history: { count: history.events },
  }
}

/** The bytes: two blanks of indent, a line end. */
export const writeContents = (contents: Contents): string => `${JSON.stringify(contents, null, 2)}\n`

/** Reads what `writeContents` wrote, in that form alone; null for everything else. */
export function readContents(bytes: Uint8Array): Contents | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  try {
    const read = JSON.parse(text) as Contents
    return isContents(read) && writeContents(read) === text ? read : null
  } catch {
    // No JSON, or of another shape.
    return null
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isTextOrNone = (value: unknown): boolean => value === null || isText(value)
const isHex = (value: unknown): boolean => isText(value) && /^([0-9a-f]{2})*$/.test(value)
const isMoment = (value: unknown): boolean =>
  isText(value) && new Date(Date.parse(value)).toISOString() === value

const isSignature = ({ file, timestamp, receivedAt }: EnclosedSignature): boolean =>
  isText(file) && isTextOrNone(timestamp) && isMoment(receivedAt)
const isFile = ({ file, sha256, signatures }: EnclosedFile): boolean =>
  isTextOrNone(file) && isText(sha256) && signatures.every(isSignature)
const isWritten = ({ id, kind, sentAt }: Written): boolean => isText(id) && isText(kind) && isMoment(sentAt)

function isContents({ submissions, replies, history }: Contents): boolean {
  return (
    Number.isSafeInteger(history.events) &&
    isText(history.head) &&
    submissions.every(isSubmission) &&
    replies.every(
      (one) =>
        isWritten(one) &&
        isTextOrNone(one.number) &&
        (one.message === null || (isText(one.message.text) && isHex(one.message.salt))) &&
        one.files.every(isFile),
    )
  )
}

function isSubmission(one: EnclosedSubmission): boolean {
  const { sender, decision, letter } = one
  return (
    isWritten(one) &&
    [sender.name, one.text].every(isText) &&
    isTextOrNone(sender.iin) &&
    (letter === null) === (sender.iin === null) &&
    isHex(one.salt) &&
    one.files.every(isFile) &&
    (letter === null || isFile(letter)) &&
    (decision === null || (isMoment(decision.at) && isTextOrNone(decision.reason)))
  )
}
