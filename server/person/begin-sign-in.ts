import { randomBytes } from 'node:crypto'
import { signInText } from '../../domain/signature/signed-content.ts'
import type { Context } from '../context.ts'
import { keepChallenge } from './session-store.ts'

const goodForMs = 10 * 60_000

/**
 * §8, sign-in: a text naming this site, its purpose, the time and a nonce, bound to the cookie that `token` goes
 * into.
 */
export async function beginSignIn(
  context: Context,
  origin: string,
): Promise<{ content: Uint8Array; token: string; expiresAt: number }> {
  const now = context.now()
  const text = signInText({
    origin,
    issuedAt: new Date(now).toISOString(),
    nonce: randomBytes(24).toString('base64url'),
  })
  const content = new TextEncoder().encode(text)
  const expiresAt = now + goodForMs
  return { content, token: await keepChallenge(context.db, content, now, expiresAt), expiresAt }
}
