/** A document that is signed: a client's letter, what they send after it, or a letter of the company. */
export type SignedDocument = 'letter' | 'reply' | 'submission'

/** Who comes in by a signed text: each by a text of their own, which opens nothing for the other. */
export type SignInKind = 'client' | 'staff'

/**
 * What is signed. A text to come in with is told apart by its first bytes, so that it can never pass for a letter, nor
 * the reverse. Of letters the client's and the company's begin alike: whose key may sign which, the server decides.
 */
export type Purpose = Exclude<SignedDocument, 'submission'> | 'signIn' | 'staffSignIn'

/** What a client sends after the letter is signed as a letter of theirs, in the same windows and by the same rules. */
export const purposeOf = (document: SignedDocument): Exclude<SignedDocument, 'submission'> =>
  document === 'submission' ? 'letter' : document

/**
 * What somebody who signs is told that it is for: as the purpose says, but for a text of a sign-in by which who is
 * signed in confirms a change (docs/decisions/0050).
 */
export type SignedFor = Purpose | 'proof'

/** What the text of each is signed for. */
export const signInPurposes = { client: 'signIn', staff: 'staffSignIn' } as const satisfies Record<
  SignInKind,
  Purpose
>

const prefixes: Record<Purpose, string> = {
  letter: '%PDF-',
  reply: '%PDF-',
  signIn: 'Otinish sign-in\n',
  staffSignIn: 'Otinish staff sign-in\n',
}

export const isPurpose = (value: unknown): value is Purpose =>
  typeof value === 'string' && Object.hasOwn(prefixes, value)

/** Do these bytes begin as content of this purpose must? */
export function contentFits(purpose: Purpose, content: Uint8Array): boolean {
  const prefix = prefixes[purpose]
  return [...prefix].every((character, index) => content[index] === character.charCodeAt(0))
}

interface SignInParts {
  /** The site, `https://…`. */
  readonly origin: string
  /** ISO instant. */
  readonly issuedAt: string
  readonly nonce: string
  /** Who is signed in shows once more who they are, before a change that matters. */
  readonly again?: boolean
}

/** §8, sign-in: the text a client signs to come in. Every part is named, so that it can be used nowhere else. */
export function signInText(parts: SignInParts): string {
  const purpose = parts.again ? 'confirm a change' : 'sign in'
  return `${prefixes.signIn}origin: ${parts.origin}\npurpose: ${purpose}\n${timeAndNonce(parts)}`
}

/**
 * The text a member of staff signs to come into the office (docs/decisions/0024). A name of a company with line breaks
 * could not add a line to it.
 */
export function staffSignInText(
  parts: SignInParts & { readonly company: { readonly name: string; readonly bin: string } },
): string {
  const { name, bin } = parts.company
  const company = `${name} (BIN ${bin})`.replace(/\s+/g, ' ')
  const office = `${parts.origin}/office`
  const purpose = parts.again ? 'confirm a change in the office' : 'sign in to the office'
  return `${prefixes.staffSignIn}office: ${office}\ncompany: ${company}\npurpose: ${purpose}\n${timeAndNonce(parts)}`
}

const timeAndNonce = ({ issuedAt, nonce }: SignInParts): string => `time: ${issuedAt}\nnonce: ${nonce}\n`
