import { containerType } from '../../eds/evidence/container.ts'
import { numbered } from '../../eds/evidence/enclosure-faults.ts'
import { places } from '../../eds/evidence/manifest.ts'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import { ownFiles } from '../appeal/appeal-files.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { draftAttachments } from '../appeal/draft-store.ts'
import { hexOf, type KeptFile, sha256 } from '../attachment/file-store.ts'
import { openFile } from '../attachment/stored-file-store.ts'
import type { Context } from '../context.ts'
import { correspondenceOf } from '../correspondence/correspondence-store.ts'

/** A file of a package: known by its digest (hexadecimal) and length (bytes) before it is read. */
export interface Part {
  readonly name: string
  readonly size: number
  readonly sha256: string
  /** Its bytes, from the beginning each time. */
  read(): AsyncIterable<Uint8Array>
}

/** A part whose bytes are there already. */
export const partOf = (name: string, bytes: Uint8Array): Part => ({
  name,
  size: bytes.length,
  sha256: hexOf(sha256(bytes)),
  read: async function* () {
    yield bytes
  },
})

export const mediaTypePart = (): Part => partOf(places.mimetype, new TextEncoder().encode(containerType))

/**
 * The client's letter, signature and attachments, each attachment with its place in the letter before its name. A file
 * with a virus, or not checked yet, stays out, as from every download.
 */
export async function clientParts(context: Context, appeal: SentAppeal): Promise<Part[]> {
  const [letter, signature] = await ownFiles(context.db, appeal)
  const attachments = await draftAttachments(context.db, appeal.id)
  if (letter === undefined || signature === undefined) throw new Error(`appeal ${appeal.id} has no letter`)
  return [
    kept(context, letter, places.letter),
    kept(context, signature, places.signature),
    ...attachments.flatMap((file, place) =>
      isSafe(file)
        ? [kept(context, file, `${places.attachments}${numbered(place)}-${entryName(file.name)}`)]
        : [],
    ),
  ]
}

/** What the company has written, letters and attachments, in order. */
export async function replyParts(context: Context, appeal: SentAppeal): Promise<Part[]> {
  const letters = await correspondenceOf(context.db, appeal.id)
  const files = letters.flatMap((letter) => letter.files).filter(isSafe)
  return files.map((file, place) =>
    kept(context, file, `${places.replies}${numbered(place)}-${entryName(file.name)}`),
  )
}

/** Certificates of chains, each once. */
export function chainParts(chain: readonly Uint8Array[]): Part[] {
  const unique = new Map(chain.map((der) => [hexOf(sha256(der)), der]))
  return [...unique.values()].map((der, place) => partOf(`${places.chain}${numbered(place)}.cer`, der))
}

/** Answers of the authority, each once. */
export function answerParts(all: readonly RevocationEvidence[]): Part[] {
  const parts = (answers: readonly Uint8Array[], ending: string): Part[] => {
    const unique = new Map(answers.map((bytes) => [hexOf(sha256(bytes)), bytes]))
    return [...unique.values()].map((bytes, place) =>
      partOf(`${places.answers}${numbered(place)}.${ending}`, bytes),
    )
  }
  return [
    ...parts(
      all.flatMap(({ ocsp }) => ocsp),
      'ocsp',
    ),
    ...parts(
      all.flatMap(({ crls }) => crls),
      'crl',
    ),
  ]
}

export function kept(context: Context, file: KeptFile, name: string): Part {
  const read = async function* (): AsyncGenerator<Uint8Array> {
    yield* (await openFile(context, file.id)).stream
  }
  return { name, size: file.size, sha256: file.sha256, read }
}

export const isSafe = ({ scan }: KeptFile): boolean => scan === 'clean' || scan === 'notConfigured'

/** A name that any system can unpack, of 100 characters at most. */
export function entryName(given: string): string {
  const name = given.replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, '_')
  const extension = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  const characters = [...name.slice(0, name.length - extension.length)]
  return characters.slice(0, 100 - extension.length).join('') + extension
}
