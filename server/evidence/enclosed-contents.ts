import { eventKinds } from '../../domain/appeal/history.ts'
import { toIso } from '../../domain/calendar/instant.ts'
import { fullName } from '../../domain/person/name.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import {
  type EnclosedFile,
  type EnclosedReply,
  type EnclosedSignature,
  type EnclosedSubmission,
  writeContents,
} from '../../eds/evidence/contents.ts'
import { numbered } from '../../eds/evidence/enclosure-faults.ts'
import { places } from '../../eds/evidence/manifest.ts'
import { heldBackLine } from '../../eds/evidence/shown-history.ts'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { canonicalEvent, type StoredEvent, toldChain } from '../appeal/event-chain.ts'
import type { KeptFile } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import { correspondenceOf } from '../correspondence/correspondence-store.ts'
import { answersOf } from '../signature/revocation-store.ts'
import { submissionsOf } from '../submission/submission-store.ts'
import { entryName, isSafe, kept, type Part, partOf } from './evidence-parts.ts'
import { saltsOf, sendersOf, signatureProof, signedFiles } from './proof-store.ts'

/** What format 2 has beside the letter, and what its signatures are checked by (docs/decisions/0063). */
export interface FurtherParts {
  readonly parts: readonly Part[]
  readonly chain: readonly Uint8Array[]
  readonly answers: readonly RevocationEvidence[]
}

/** Submissions, replies and the shown history of an appeal, with the file that says what they are. */
export async function furtherParts(
  context: Context,
  appeal: SentAppeal,
  chain: readonly StoredEvent[],
): Promise<FurtherParts> {
  const enclosing = new Enclosing(context)
  const salts = await saltsOf(context.db, appeal.id)
  const submissions = await enclosedSubmissions(context, appeal.id, salts, enclosing)
  const replies = await enclosedReplies(context, appeal.id, salts, enclosing)
  const history = { events: chain.length, head: chain.at(-1)?.hash ?? '' }
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
  return {
    parts: [
      ...enclosing.parts,
      partOf(places.contents, utf8(writeContents({ submissions, replies, history }))),
      partOf(places.history, utf8(historyText(chain))),
    ],
    chain: enclosing.chain,
    answers: enclosing.answers,
  }
}

/** A signature over a file, and when it was received (epoch milliseconds). */
interface Signed {
  readonly id: string
  readonly file: KeptFile
  readonly receivedAt: number
}

/** Collects files with the signatures over them, and what these are checked by. */
class Enclosing {
  readonly parts: Part[] = []
  readonly chain: Uint8Array[] = []
  readonly answers: RevocationEvidence[] = []
  readonly #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** A file that may not be downloaded stays out, and its signatures with it. */
  async add(file: KeptFile, name: string, over: readonly Signed[] = []): Promise<EnclosedFile> {
    if (!isSafe(file)) return { file: null, sha256: file.sha256, signatures: [] }
    this.parts.push(kept(this.#context, file, name))
    const signatures: EnclosedSignature[] = []
    for (const [place, signed] of over.entries())
      signatures.push(await this.#sign(signed, `${name}${place === 0 ? '' : `.${place + 1}`}.p7s`))
    return { file: name, sha256: file.sha256, signatures }
  }

  async #sign({ id, file, receivedAt }: Signed, name: string): Promise<EnclosedSignature> {
    const { db } = this.#context
    const { chain, timestampToken } = await signatureProof(db, id)
    this.chain.push(...chain)
    this.answers.push(await answersOf(db, id))
    this.parts.push(kept(this.#context, file, name))
    const timestamp = timestampToken === null ? null : `${name}.tst`
    if (timestampToken !== null) this.parts.push(partOf(`${name}.tst`, timestampToken))
    return { file: name, timestamp, receivedAt: toIso(receivedAt) }
  }
}

type Salts = ReadonlyMap<string, string>

async function enclosedSubmissions({ db }: Context, appealId: string, salts: Salts, enclosing: Enclosing) {
  const iins = await sendersOf(db, appealId)
  const all: EnclosedSubmission[] = []
  for (const [place, one] of (await submissionsOf(db, appealId)).entries()) {
    const folder = `${places.submissions}${numbered(place)}/`
    const files: EnclosedFile[] = []
    for (const [i, file] of one.files.entries())
      files.push(await enclosing.add(file, `${folder}${numbered(i)}-${entryName(file.name)}`))
    const { id, kind, text, sender, signature, decision } = one
    all.push({
      id,
      kind,
      sentAt: toIso(one.sentAt),
      sender: {
        name: fullName(sender.name),
        iin: signature === null ? null : (iins.get(sender.id) ?? ''),
      },
      text,
      salt: salts.get(id) ?? '',
      files,
      letter:
        signature === null ? null : await enclosing.add(signature.letter, `${folder}letter.pdf`, [signature]),
      decision: decision === null ? null : { at: toIso(decision.at), reason: decision.reason },
    })
  }
  return all
}

async function enclosedReplies({ db }: Context, appealId: string, salts: Salts, enclosing: Enclosing) {
  const all: EnclosedReply[] = []
  let place = 0
  for (const { id, kind, sentAt, outgoing, texts, files, signatures } of await correspondenceOf(
    db,
    appealId,
  )) {
    const signed = await signedFiles(
      db,
      signatures.map((one) => one.id),
    )
    const enclosed: EnclosedFile[] = []
    for (const file of files) {
      const name = `${places.replies}${numbered(place)}-${entryName(file.name)}`
      const over = signatures.filter((one) => signed.get(one.id) === file.id)
      enclosed.push(await enclosing.add(file, name, over))
      place += 1
    }
    const message = { text: texts[0]?.text ?? '', salt: salts.get(id) ?? '' }
    all.push({
      id,
      kind,
      sentAt: toIso(sentAt),
      number: outgoing === null ? null : formatOutgoing(outgoing),
      message: kind === 'message' ? message : null,
      files: enclosed,
    })
  }
  return all
}

const historyText = (chain: readonly StoredEvent[]): string =>
  toldChain(chain, eventKinds)
    .map((event) => `${'type' in event ? canonicalEvent(event) : heldBackLine(event)}\n`)
    .join('')
