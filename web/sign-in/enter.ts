import type { Session } from '../../wire/person.ts'
import { call } from '../api.ts'

/** The text to sign for coming in, fresh from the server. Throws ProblemError. */
export async function signInContent(): Promise<Uint8Array> {
  const { content } = await call('POST /api/sign-in-challenge')
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
}

/** Hands the signed text in; the answer is the new session. Throws ProblemError, `unknown_client` among them. */
export function enterByKey(cms: Uint8Array): Promise<Session> {
  let binary = ''
  for (const byte of cms) binary += String.fromCharCode(byte)
  return call('POST /api/session', { body: { cms: btoa(binary) } })
}
