/** How somebody comes in; `demo`: the demo's press. */
export const signInWays = ['password', 'key', 'egovMobile', 'demo'] as const
export type SignInWay = (typeof signInWays)[number]
