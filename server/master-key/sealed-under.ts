/**
 * Everything that is sealed under the master key itself, and what each is bound to when it is. A new kind of secret is
 * entered here and in sealed-store.ts, so that a wrong key is noticed by it.
 */
export const sealedUnder = {
  fileKey: (id: string): string => `file-key:${id}`,
  oneTimeCode: (staffId: string): string => `totp:${staffId}`,
  companySeal: (id: string): string => `company-seal:${id}`,
  egovMobileSignature: (id: string): string => `phone-signing:${id}`,
  demoAuthority: (): string => 'demo.authority',
  keyCheck: (): string => 'master-key-check',
} as const
