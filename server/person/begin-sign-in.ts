import { randomBytes } from 'node:crypto'
import { type SignInKind, signInText, staffSignInText } from '../../domain/signature/signed-content.ts'
import type { Context } from '../context.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { keepChallenge } from './session-store.ts'

const goodForMs = 10 * 60_000

/**
 * §8, sign-in: a text naming this site, its purpose, the time and a nonce, and for staff the company; bound to the
 * cookie that `token` goes into, and good for nobody of the other kind. With a session: the text says that it proves
 * again who is signed in, and is good for that session alone.
 */
export async function beginSignIn(
  context: Context,
  kind: SignInKind,
  origin: string,
  sessionId: string | null = null,
): Promise<{ id: string; content: Uint8Array; token: string; expiresAt: number }> {
  const now = context.now()
  const parts = {
    origin,
    issuedAt: new Date(now).toISOString(),
    nonce: randomBytes(24).toString('base64url'),
    again: sessionId !== null,
  }
  const text =
    kind === 'client'
      ? signInText(parts)
      : staffSignInText({ ...parts, company: await companyOfToday(context) })
  const content = new TextEncoder().encode(text)
  const expiresAt = now + goodForMs
  const kept = await keepChallenge(context.db, { kind, content, sessionId }, now, expiresAt)
  return { ...kept, content, expiresAt }
}

async function companyOfToday(context: Context): Promise<{ name: string; bin: string }> {
  const { 'company.name': name, 'company.requisites': requisites } = await currentSettings(context)
  return { name: name.kk, bin: requisites.bin }
}
