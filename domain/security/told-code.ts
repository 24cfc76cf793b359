import { signInWays } from './sign-in-way.ts'

/** Which part of what somebody came in by was wrong: told to the security log alone. */
const wrongParts = [
  'login',
  'password',
  'code',
  'codeUsed',
  'codesUsedUp',
  'disabled',
  'firstPasswordOver',
  'changedMeanwhile',
] as const
export type WrongPart = (typeof wrongParts)[number]

/** Why somebody was refused, as far as no check of a signature says it. */
const refusedFor = [
  'role_refused',
  'role_not_allowed',
  'origin_refused',
  'another_person',
  'unknown_client',
  'unknown_staff',
  'sign_in_failed',
  'first_password_over',
  'sign_in_key_purpose',
  'key_of_another_company',
  'challenge_gone',
  'authority_unreachable',
  'session_expired',
  'wait_to_sign_in',
  'too_many_attempts',
] as const

/** Codes of the security log that its readers are shown in words, by the name that they have in an event. */
export const toldCodes = {
  way: signInWays,
  wrong: wrongParts,
  why: refusedFor,
  fields: ['address', 'phone', 'email'],
} as const
