/** §8: the ways to sign. Each is shown once it is built. */
export const signingMethods = ['keyFile'] as const
export type SigningMethod = (typeof signingMethods)[number]
