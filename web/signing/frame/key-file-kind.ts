/**
 * What a national key file is, told by its name (docs/signature-facts.md 1.5). Only a hint: the certificate
 * decides.
 */
export type KeyFileKind = 'rsaSign' | 'rsaAuth' | 'gost' | 'other'

export function keyFileKind(fileName: string): KeyFileKind {
  if (/^AUTH_RSA/i.test(fileName)) return 'rsaAuth'
  if (/^RSA256/i.test(fileName)) return 'rsaSign'
  return /^GOST512/i.test(fileName) ? 'gost' : 'other'
}

/** Passwords of national keys are Latin letters, digits and signs: Cyrillic ones mean the wrong layout. */
export function hasCyrillic(password: string): boolean {
  return /\p{Script=Cyrillic}/u.test(password)
}
