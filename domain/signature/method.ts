/** §8: the ways to sign: a key file (§8.1), eGov Mobile by QR (§8.2), the NCALayer program on a computer. */
export const signingMethods = ['egovQr', 'keyFile', 'ncaLayer'] as const
export type SigningMethod = (typeof signingMethods)[number]
