import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Context } from '../context.ts'
import { FileMissing } from '../file-storage.ts'
import { NotFound } from '../refused.ts'
import {
  isSealedInPieces,
  NotAsSealed,
  openPieces,
  pieceBytes,
  sealedLength,
  sealInPieces,
} from '../sealed-pieces.ts'
import { sealOverhead, unseal } from '../vault.ts'
import { fileSeal, findFile, forgetBytes, hexOf, type KeptFile, openKey, sha256 } from './file-store.ts'

/** What can be wrong with stored bytes, compared with their row. */
export type FileFault = 'missing' | 'size' | 'undecipherable' | 'digest'

/** Stored bytes are not those that were kept. */
export class FileDamaged extends Error {
  readonly fault: FileFault

  constructor(id: string, fault: FileFault) {
    super(`stored file ${id}: ${fault}`)
    this.name = 'FileDamaged'
    this.fault = fault
  }
}

/** Bytes of a file from the first to the last, both among them, counted from 0. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/** A file to be sent on: its bytes come as they are taken, each piece authenticated before. */
export interface OpenedFile {
  readonly file: KeptFile
  readonly stream: Readable
  /** A part of it instead. Its pieces are authenticated too; the digest is of the whole, and is not looked at. */
  readonly part: (range: ByteRange) => Promise<Readable>
  /** SHA-256 of the whole, hexadecimal: the same bytes under the same name of the file. */
  readonly digest: string
}

/**
 * A file as a stream that holds a piece or two at a time, however slowly it is taken. The last piece comes only when
 * the whole has the digest of its row, so that what is damaged never looks whole. Throws NotFound; FileDamaged for
 * what is seen at the beginning, later the stream breaks off. Whose the file is, is asked before.
 */
export async function openFile(context: Context, fileId: string): Promise<OpenedFile> {
  const file = await findFile(context.db, fileId)
  if (file === null || file.scan === 'infected') throw new NotFound()
  const key = await openKey(context.db, context, file.keyId)
  await resealOld(context, file, key)
  return {
    file,
    digest: file.sha256,
    stream: await streamOf(context, fileId, piecesOf(context, file, key)),
    part: (range) => streamOf(context, fileId, partOf(context, file, key, range)),
  }
}

/** The first piece is opened before: what is wrong there is an answer of its own, and no broken one. */
async function streamOf(context: Context, id: string, pieces: AsyncGenerator<Uint8Array>): Promise<Readable> {
  const first = await pieces.next()
  const all = async function* (): AsyncGenerator<Uint8Array> {
    if (!first.done) yield first.value
    yield* pieces
  }
  const stream = Readable.from(all(), { objectMode: false })
  // Also where nothing of it is taken: what has not begun has no end in which to close the file.
  stream.once('close', () => {
    pieces.return(undefined).catch((error: unknown) => {
      const reason = String(error)
      context.log({ level: 'warn', message: 'a stored file was not closed', file: id, reason })
    })
  })
  return stream
}

async function* partOf(
  context: Context,
  file: KeptFile,
  key: Uint8Array,
  { first, last }: ByteRange,
): AsyncGenerator<Uint8Array> {
  let at = first - (first % pieceBytes)
  for await (const piece of piecesOf(context, file, key, at)) {
    yield piece.subarray(Math.max(0, first - at), last + 1 - at)
    at += piece.length
    if (at > last) return
  }
}

/** Goes through a whole file and gives nothing of it. Null: its bytes are those that were kept. */
export async function faultOf(context: Context, file: KeptFile): Promise<FileFault | null> {
  try {
    const key = await openKey(context.db, context, file.keyId)
    for await (const _ of piecesOf(context, file, key));
    return null
  } catch (error) {
    if (error instanceof FileDamaged) return error.fault
    // Its key is not opened by the master key.
    if (error instanceof NotAsSealed) return 'undecipherable'
    throw error
  }
}

/**
 * The plain bytes in order, checked against the row; of a file of the old format in one piece. Throws FileDamaged.
 * @param from the byte to begin with, where a piece does; there must be one. Then the digest is not looked at.
 */
async function* piecesOf(
  { files }: Context,
  { id, size, sha256: digest }: KeptFile,
  key: Uint8Array,
  from = 0,
): AsyncGenerator<Uint8Array> {
  const damaged = (fault: FileFault): FileDamaged => new FileDamaged(id, fault)
  const stored = await files.open(id).catch((error: unknown) => {
    throw error instanceof FileMissing ? damaged('missing') : error
  })
  try {
    if (!isSealedInPieces(await stored.read(0, 8))) {
      if (stored.size !== size + sealOverhead) throw damaged('size')
      const plain = unseal(key, await stored.read(0, stored.size), fileSeal(id))
      if (hexOf(sha256(plain)) !== digest) throw damaged('digest')
      yield plain.subarray(from)
      return
    }
    if (stored.size !== sealedLength(size)) throw damaged('size')
    const hash = createHash('sha256')
    let left = size
    for await (const piece of openPieces(stored.read, stored.size, key, fileSeal(id), from / pieceBytes)) {
      hash.update(piece)
      left -= piece.length
      if (left === 0 && hash.digest('hex') !== digest) throw damaged('digest')
      yield piece
    }
  } catch (error) {
    throw error instanceof NotAsSealed ? damaged('undecipherable') : error
  } finally {
    await stored.close()
  }
}

/** Only one file at a time is opened whole for it, and for any number of readers once. */
const resealing = new Map<string, Promise<void>>()
let before: Promise<unknown> = Promise.resolve()

/** A file of the old format is sealed in pieces when it is first asked for; where that can't be, it stays as it is. */
async function resealOld(context: Context, file: KeptFile, key: Uint8Array): Promise<void> {
  if (await isInPieces(context, file.id)) return
  let work = resealing.get(file.id)
  if (work === undefined) {
    const turn = before.then(() => reseal(context, file, key))
    work = turn
      .catch((error: unknown) => {
        const reason = String(error)
        context.log({ level: 'warn', message: 'a file was not sealed in pieces', file: file.id, reason })
      })
      .finally(() => resealing.delete(file.id))
    resealing.set(file.id, work)
    before = work
  }
  await work
}

async function isInPieces({ files }: Context, id: string): Promise<boolean> {
  const stored = await files.open(id).catch(() => null)
  if (stored === null) return true
  try {
    return isSealedInPieces(await stored.read(0, 8))
  } finally {
    await stored.close()
  }
}

async function reseal(context: Context, file: KeptFile, key: Uint8Array): Promise<void> {
  for await (const plain of piecesOf(context, file, key)) {
    await context.files.put(file.id, sealInPieces(key, plain, fileSeal(file.id)))
  }
  // Deleted meanwhile: it must not come back.
  if ((await findFile(context.db, file.id)) === null) await forgetBytes(context, [file.id])
}
