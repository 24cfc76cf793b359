import { type SigningMethod, signingMethods } from '../../domain/signature/method.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../refused.ts'

/**
 * May a client sign by eGov Mobile here? The app follows codes of registered hosts alone (docs/signature-facts.md
 * 5.1, step 2).
 */
const isEgovMobileOffered = ({ config, demo }: Context): boolean => demo || config.egovMobile

/** The ways to sign that work at this site, in the order in which they are offered. */
export const waysToSign = (context: Context): SigningMethod[] =>
  signingMethods.filter((method) => method !== 'egovQr' || isEgovMobileOffered(context))

/** Throws NotFound where no phone would follow a code. */
export function needEgovMobile(context: Context): void {
  if (!isEgovMobileOffered(context)) throw new NotFound()
}
