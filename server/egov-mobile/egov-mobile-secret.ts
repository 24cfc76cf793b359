import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** What is in the address of a code: 16 random bytes, base64url, short enough for any camera. */
export const newSecret = (): string => randomBytes(16).toString('base64url')

export const secretHashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Two digits that are on the page and in the document's name on the phone. */
export const newPair = (): string => String(randomInt(100)).padStart(2, '0')

/**
 * The token of API №2: made from the secret under the master key, so that API №1 answers the same one each time and
 * neither the database nor a photograph of the code can make it. base64url, 43 characters.
 */
export function egovMobileToken(masterKey: Uint8Array, secret: string): string {
  return createHmac('sha256', masterKey).update(`phone-token:${secret}`).digest('base64url')
}

/** Is this the `Authorization` of somebody who was given the token? */
export function carriesToken(
  authorization: string | undefined,
  masterKey: Uint8Array,
  secret: string,
): boolean {
  const given = /^Bearer ([A-Za-z0-9_-]{43})$/i.exec(authorization ?? '')?.[1]
  return (
    given !== undefined &&
    timingSafeEqual(Buffer.from(given), Buffer.from(egovMobileToken(masterKey, secret)))
  )
}

/** The address of API №1 at a site, `https://…` without a slash at its end. */
export const errandAddress = (origin: string, secret: string): string => `${origin}/api/mgov/${secret}`
