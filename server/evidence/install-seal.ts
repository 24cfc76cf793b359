import { localDate } from '../../domain/calendar/instant.ts'
import { type CertificateFacts, parseCertificate } from '../../eds/certificate.ts'
import { buildCms } from '../../eds/cms-writer.ts'
import { KeyFileError, type KeyFileProblem, type OpenedKeyFile, openKeyFile } from '../../eds/pkcs12.ts'
import { wipe } from '../../eds/private-key.ts'
import type { Verdict, VerdictCode } from '../../eds/verdict.ts'
import { verifyCms } from '../../eds/verify.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { readSettings } from '../setting/setting-store.ts'
import { askAuthority } from '../signature/ask-authority.ts'
import { closeSecret } from './company-seal.ts'
import { replaceSeal, sealIdOf } from './seal-store.ts'

/** Why a key can't be the company's seal; the words are in words/<language>/evidence.ts. */
export type SealProblem = KeyFileProblem | 'not_company' | 'other_company' | VerdictCode

export class SealRefused extends Error {
  override name = 'SealRefused'
  constructor(readonly code: SealProblem) {
    super(code)
  }
}

/**
 * Makes a key file the company's seal, in the place of the one before. It must be a key of the company itself (its BIN
 * is that of the requisites), trusted here, in force, fit to sign, and not revoked where the authority can be asked.
 * Answers the facts of its certificate. Throws SealRefused.
 */
export async function installSeal(
  context: Context,
  file: Uint8Array,
  password: string,
): Promise<CertificateFacts> {
  const opened = openedFile(file, password)
  const { certificate, privateKey } = opened
  if (privateKey === null) throw new SealRefused('unsupported')
  try {
    const { bin } = certificate.facts.subject
    if (bin === null) throw new SealRefused('not_company')
    const { 'company.requisites': requisites } = await readSettings(context.db, localDate(context.now()))
    if (bin !== requisites.bin) throw new SealRefused('other_company')
    const { chain } = await trialSeal(context, opened)
    const id = await sealIdOf(context.db, certificate.der)
    const sealedKey = closeSecret(context, id, privateKey)
    const seal = { id, certificate: certificate.der, chain, sealedKey, addedAt: context.now() }
    await inTransaction(context.db, (trx) => replaceSeal(trx, seal))
    return certificate.facts
  } finally {
    wipe(privateKey)
  }
}

function openedFile(file: Uint8Array, password: string): OpenedKeyFile {
  try {
    return openKeyFile(file, password)
  } catch (error) {
    throw error instanceof KeyFileError ? new SealRefused(error.code) : error
  }
}

/** Seals something and checks it as anybody who gets a package will. */
async function trialSeal(context: Context, { certificate, privateKey }: OpenedKeyFile): Promise<Verdict> {
  if (privateKey === null) throw new SealRefused('unsupported')
  const content = new TextEncoder().encode('otinish')
  const at = context.now()
  const cms = await buildCms({ content, certificate, privateKey, signingTime: at, detached: true })
  const { anchors, intermediates } = context.trust
  const known = { cms, content, at, now: at, anchors, intermediates }
  const verification = { ...known, expectIin: null, company: true } as const
  const first = await verifyCms({ ...verification, purpose: 'letter' })
  if (first.result !== 'valid') throw new SealRefused(first.code)
  const { authority } = context.config
  if (authority === null) return first
  const evidence = await askAuthority(authority, first.chain.map(parseCertificate), at)
  const asked = await verifyCms({ ...verification, purpose: 'letter', evidence })
  // An authority that can't be reached now is asked at every seal.
  if (asked.result === 'invalid') throw new SealRefused(asked.code)
  return first
}
