import { concatBytes, fromHex, toHex } from '../bytes.ts'
import {
  type Contents,
  type EnclosedFile,
  type EnclosedReply,
  type EnclosedSubmission,
  readContents,
} from './contents.ts'
import type { EvidenceFault } from './evidence-fault.ts'
import { places, sha256Of } from './manifest.ts'
import type { Receipt } from './receipt.ts'
import { readHistory, type ShownEvent, type ShownHistory } from './shown-history.ts'

type Files = ReadonlyMap<string, Uint8Array>

export interface ContentsFinding {
  readonly contents: Contents | null
  readonly history: ShownHistory | null
  readonly faults: readonly EvidenceFault[]
  /** Places without a file that the company says it left out. */
  readonly leftOut: readonly string[]
}

/**
 * Holds a package of format 2 against the appeal's history (docs/decisions/0063): the chain is whole, of this appeal,
 * as long as is said, and has the receipt's place; every submission and reply of it is here, none of another, each
 * with the words, files and letters that its event names by digest or commitment.
 */
export async function contentsFaults(files: Files, receipt: Receipt | null): Promise<ContentsFinding> {
  const of = (name: string): Uint8Array => files.get(name) ?? new Uint8Array()
  const history = await readHistory(of(places.history))
  const contents = readContents(of(places.contents))
  const faults: EvidenceFault[] = []
  if (history === null) faults.push({ code: 'bad_history', file: places.history })
  if (contents === null) faults.push({ code: 'bad_contents', file: places.contents })
  if (history === null || contents === null) return { contents, history, faults, leftOut: [] }
  if (!isOfAppeal(history, contents, receipt)) faults.push({ code: 'bad_history', file: places.history })
  if (!isComplete(history, contents)) faults.push({ code: 'contents_differ', file: places.contents })
  for (const one of contents.submissions) {
    if (!(await isSubmitted(one, history, files, receipt)))
      faults.push({ code: 'contents_differ', file: firstFile(one) })
  }
  for (const one of contents.replies) {
    if (!(await isReplied(one, history))) faults.push({ code: 'contents_differ', file: firstFile(one) })
  }
  const listed = filesOf(contents)
  faults.push(...(await listFaults(files, listed)))
  const leftOut = listed.flatMap(({ file, sha256 }) => (file === null ? [sha256] : []))
  return { contents, history, faults, leftOut }
}

/** All files that the contents name with their signatures. */
export const filesOf = ({ submissions, replies }: Contents): EnclosedFile[] => [
  ...submissions.flatMap(({ files, letter }) => [...files, ...(letter === null ? [] : [letter])]),
  ...replies.flatMap((reply) => reply.files),
]

function isOfAppeal(
  { hashes, shown }: ShownHistory,
  { history }: Contents,
  receipt: Receipt | null,
): boolean {
  const whole = history.events === hashes.length && history.head === hashes.at(-1)
  if (receipt === null) return whole
  const placed = hashes[receipt.history.events - 1] === receipt.history.head
  return whole && placed && shown.every(({ appeal }) => appeal === receipt.appeal)
}

/** As many, the same and in the same order as the history has. */
function isComplete({ shown }: ShownHistory, { submissions, replies }: Contents): boolean {
  const told = (key: string): string => shown.flatMap(({ data }) => data[key] ?? []).join()
  const ids = (all: readonly { readonly id: string }[]): string => all.map(({ id }) => id).join()
  const submitted = shown.filter(({ type }) => type === 'submitted').map(({ data }) => data.submissionId)
  return submitted.join() === ids(submissions) && told('correspondenceId') === ids(replies)
}

async function isSubmitted(
  one: EnclosedSubmission,
  { shown }: ShownHistory,
  files: Files,
  receipt: Receipt | null,
): Promise<boolean> {
  const event = shown.find(({ type, data }) => type === 'submitted' && data.submissionId === one.id)
  if (event === undefined) return false
  const { kind, commitment, fileDigests, letterCommitment } = event.data
  // Who sent the appeal has one IIN, that of the receipt.
  const same = event.actor === shown[0]?.actor
  const right =
    kind === one.kind &&
    one.files.map(({ sha256 }) => sha256).join() === String(fileDigests) &&
    commitment === (await commitmentTo(one.salt, new TextEncoder().encode(one.text))) &&
    (!same || receipt === null || one.letter === null || one.sender.iin === receipt.client.iin)
  if (letterCommitment === undefined) return right && one.letter === null
  const letter = files.get(one.letter?.file ?? '') ?? new Uint8Array()
  const signed = (one.letter?.signatures.length ?? 0) > 0
  return right && signed && letterCommitment === (await commitmentTo(one.salt, letter))
}

async function isReplied(one: EnclosedReply, { shown }: ShownHistory): Promise<boolean> {
  const event: ShownEvent | undefined = shown.find(({ data }) => data.correspondenceId === one.id)
  if (event === undefined) return false
  const { letterDigests, commitment } = event.data
  if (event.type === 'messaged') {
    const { text = '', salt = '' } = one.message ?? {}
    return commitment === (await commitmentTo(salt, new TextEncoder().encode(text))) && one.files.length === 0
  }
  // Letters come first; those sent before their digests were kept are bound by the seal over all alone.
  const digests = Array.isArray(letterDigests) ? letterDigests : []
  const first = one.files.slice(0, digests.length).map(({ sha256 }) => sha256)
  return one.message === null && [...first].sort().join() === [...digests].sort().join()
}

const commitmentTo = async (salt: string, said: Uint8Array): Promise<string> =>
  toHex(await sha256Of(concatBytes(fromHex(salt), said)))

const firstFile = (one: EnclosedSubmission | EnclosedReply): string =>
  ('letter' in one ? one.letter?.file : null) ??
  one.files.find(({ file }) => file !== null)?.file ??
  places.contents

/** Each file that is named is there with its digest, each once; and no other is in their folders. */
async function listFaults(files: Files, listed: readonly EnclosedFile[]): Promise<EvidenceFault[]> {
  const faults: EvidenceFault[] = []
  const named = new Set<string>()
  const name = (file: string): void => {
    const bad = !isBelow(file) || named.has(file)
    if (bad || !files.has(file)) faults.push({ code: bad ? 'contents_differ' : 'file_missing', file })
    named.add(file)
  }
  for (const { file, sha256, signatures } of listed) {
    if (file !== null) {
      name(file)
      const bytes = files.get(file)
      if (bytes !== undefined && toHex(await sha256Of(bytes)) !== sha256)
        faults.push({ code: 'contents_differ', file })
    }
    for (const one of signatures) for (const each of [one.file, one.timestamp]) if (each !== null) name(each)
  }
  for (const file of files.keys())
    if (isBelow(file) && !named.has(file)) faults.push({ code: 'file_not_listed', file })
  return faults
}

const isBelow = (name: string): boolean =>
  name.startsWith(places.replies) || name.startsWith(places.submissions)
