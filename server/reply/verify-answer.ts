import { actorOf } from '../../domain/appeal/actor.ts'
import type { EventData } from '../../domain/appeal/event.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { checkChain } from '../appeal/event-chain.ts'
import { chainOf } from '../appeal/event-store.ts'
import type { Context } from '../context.ts'
import { namesOfStaff } from '../person/staff-store.ts'
import { type KeptVerdict, verdictsOnLetters } from '../signature/kept-verdict-store.ts'
import { recheckOne, rootsEverTrusted } from '../signature/recheck.ts'
import { letterFaults, numberFaults, sentFaults, stepFaults } from './answer-faults.ts'
import { allLettersUnder, type NumberedLine, sentOf, signersOf } from './answer-store.ts'
import type { AnswerFault, KeptAnswer } from './kept-answer.ts'
import { findReply, type KeptReply, type KeptStep, stepsOf } from './reply-store.ts'

export interface AnswerVerdict {
  /** `unknown`: nothing is wrong, but it is not sent yet, or was not under this number. */
  readonly result: 'valid' | 'invalid' | 'unknown'
  readonly number: string
  readonly date: string
  readonly appealId: string
  readonly state: KeptReply['state']
  readonly annulledWhy: string | null
  readonly route: readonly {
    readonly step: KeptStep['step']
    readonly at: number
    readonly by: string | null
    readonly insteadOf: string | null
    readonly version: number
    readonly contentDigest: string
    readonly remark: string | null
  }[]
  readonly letters: readonly { readonly language: string; readonly sha256: string }[]
  readonly signatures: readonly {
    readonly language: string
    readonly seal: boolean
    readonly signer: string
    readonly serial: string
    readonly at: number
    readonly result: string
    readonly code: string
  }[]
  readonly faults: readonly AnswerFault[]
}

/**
 * Whether a letter of the company is what it was made to be: its way step by step, its number, bytes, files, signature
 * and seal, each held against the history and against what was approved. Nobody is asked and nothing is written.
 */
export async function verifyAnswer(context: Context, line: NumberedLine): Promise<AnswerVerdict> {
  const { db } = context
  const reply = await findReply(db, line.replyId)
  if (reply === null) throw new Error(`the line ${line.id} has no letter`)
  const chain = await chainOf(db, line.appealId)
  const events = chain.filter(({ data }) => replyOf(data) === reply.id)
  const steps = (await stepsOf(db, [reply.id])).get(reply.id) ?? []
  const letters = await allLettersUnder(db, line.id)
  const sent = line.annulledWhy === null ? await sentOf(db, reply.id) : null
  const answer: KeptAnswer = { line, reply, chain, events, steps, letters, sent }
  const verdicts = await verdictsOnLetters(
    db,
    letters.map(({ id }) => id),
  )
  const broken = checkChain(chain)
  const faults: AnswerFault[] = [
    ...(broken === null ? [] : [{ step: 'history', what: `event ${broken}` } as const]),
    ...numberFaults(answer),
    ...(await stepFaults(db, answer)),
    ...(await letterFaults(context, answer)),
    ...(await signatureFaults(context, answer, verdicts)),
    ...(await sentFaults(context, answer)),
  ]
  const names = await namesOfStaff(
    db,
    steps.flatMap(({ by, insteadOf }) => [by, insteadOf]).filter((id) => id !== null),
  )
  const name = (id: string | null) => {
    const known = id === null ? undefined : names.get(id)
    return known === undefined ? id : `${known.family} ${known.given}`
  }
  return {
    result: faults.length > 0 ? 'invalid' : sent === null ? 'unknown' : 'valid',
    number: formatOutgoing(line),
    date: line.date,
    appealId: line.appealId,
    state: reply.state,
    annulledWhy: line.annulledWhy,
    route: steps.map(({ step, at, by, insteadOf, version, contentDigest, remark }) => ({
      step,
      at,
      by: name(by),
      insteadOf: name(insteadOf),
      version,
      contentDigest,
      remark,
    })),
    letters: letters.map(({ language, sha256 }) => ({ language, sha256 })),
    signatures: verdicts.map((kept) => ({
      language: letters.find(({ fileId }) => fileId === kept.documentFileId)?.language ?? '',
      seal: kept.iin === null,
      signer: kept.signer.name,
      serial: kept.signer.serial,
      at: kept.receivedAt,
      result: kept.result,
      code: kept.code,
    })),
    faults,
  }
}

const replyOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'replyId' in data ? data.replyId : undefined

/** Each signature that the history names is there and says again what was stored of it. */
async function signatureFaults(
  context: Context,
  { events, line }: KeptAnswer,
  verdicts: readonly KeptVerdict[],
): Promise<AnswerFault[]> {
  const roots = await rootsEverTrusted(context)
  const faults: AnswerFault[] = []
  for (const kept of verdicts) {
    const step = kept.iin === null ? 'seal' : 'signature'
    const found = await recheckOne(context, kept, roots)
    if (found === 'erased') faults.push({ step, what: 'erased' })
    else faults.push(...found.map(({ what }) => ({ step, what }) as const))
    if (kept.result === 'invalid') faults.push({ step, what: kept.code })
  }
  faults.push(...(await signerFaults(context, events, verdicts)))
  // Those before an annulled number were over its letters.
  const after = events.findLastIndex(({ type }) => type === 'numberAnnulled')
  const named = events
    .slice(after + 1)
    .filter(({ type }) => type === 'replySigned')
    .flatMap(({ data }) => idsOf(data))
  if (line.annulledWhy === null) {
    const missing = named.filter((id) => verdicts.every((kept) => kept.id !== id))
    const unnamed = verdicts.filter(({ id }) => !named.includes(id))
    faults.push(...missing.map((id) => ({ step: 'signature', what: `missing ${id}` }) as const))
    faults.push(...unnamed.map(({ id }) => ({ step: 'signature', what: `unnamed ${id}` }) as const))
  }
  return faults
}

/** Each signature is whose press the history says, by the way that they signed. */
async function signerFaults(
  { db }: Context,
  events: KeptAnswer['events'],
  verdicts: readonly KeptVerdict[],
): Promise<AnswerFault[]> {
  const signers = await signersOf(
    db,
    verdicts.map(({ id }) => id),
  )
  return verdicts.flatMap(({ id, iin }) => {
    const event = events.find(({ type, data }) => type === 'replySigned' && idsOf(data).includes(id))
    const signer = signers.get(id)
    if (event === undefined || signer === undefined) return []
    const step = iin === null ? 'seal' : 'signature'
    const { methods } = event.data as EventData['replySigned']
    const method = methods?.[idsOf(event.data).indexOf(id)] ?? null
    const { staffId } = signer
    const isSigners = iin === null ? staffId === null : staffId !== null && actorOf(staffId) === event.actor
    return [
      ...(isSigners ? [] : [{ step, what: `signer ${id}` } as const]),
      ...(methods === undefined || method === signer.method ? [] : [{ step, what: `method ${id}` } as const]),
    ]
  })
}

const idsOf = (data: unknown): string[] =>
  typeof data === 'object' && data !== null && 'signatureIds' in data && Array.isArray(data.signatureIds)
    ? data.signatureIds.map(String)
    : []
