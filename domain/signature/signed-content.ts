/** A document that is signed: a client's letter. Whatever is signed later is a kind of its own. */
export type SignedDocument = 'letter'

/** What is signed, told apart by its first bytes, so that a sign-in can never pass for a letter, nor the reverse. */
export type Purpose = SignedDocument | 'signIn'

const prefixes: Record<Purpose, string> = { letter: '%PDF-', signIn: 'Otinish sign-in\n' }

/** Do these bytes begin as content of this purpose must? */
export function contentFits(purpose: Purpose, content: Uint8Array): boolean {
  const prefix = prefixes[purpose]
  return [...prefix].every((character, index) => content[index] === character.charCodeAt(0))
}

/** §8, sign-in: the text a client signs to come in. Every part is named, so that it can be used nowhere else. */
export function signInText(parts: { origin: string; issuedAt: string; nonce: string }): string {
  return `${prefixes.signIn}origin: ${parts.origin}\npurpose: sign in\ntime: ${parts.issuedAt}\nnonce: ${parts.nonce}\n`
}
