import type { Context } from '../context.ts'
import type { StoredName } from '../file-storage.ts'
import { inTransaction } from '../in-transaction.ts'
import { mayDeleteBytes } from './deletion-store.ts'
import { knownFiles } from './file-store.ts'

/** Younger ones may be on their way: bytes are written before their row is committed. */
const youngMs = 86_400_000

/** Something in the storage that no row knows: a file, or what is left of a write that was broken off. */
export interface Stray {
  readonly path: string
  readonly kind: 'file' | 'leftover'
}

/**
 * Goes through the storage for what nobody knows and nothing has touched for a day, by the clock of the machine, which
 * the files have too. Uploads may be under way.
 * @param apply removes it, and what a backup holds back is none
 */
export async function* sweepFiles(context: Context, apply: boolean): AsyncGenerator<Stray> {
  const { db, files } = context
  for await (const names of files.names()) {
    // Asked after the names were read: what has come since is not among them.
    const known = await knownFiles(
      db,
      names.flatMap(({ kind, id }) => (kind === 'file' ? [id] : [])),
    )
    for (const name of names) {
      if (name.kind === 'other' || known.has(name.id) || (await isYoung(context, name))) continue
      if (apply && !(await wasRemoved(context, name))) continue
      yield { path: name.path, kind: name.kind }
    }
  }
}

/** How many files lie in the storage that the database knows, and that it doesn't, however young they are. */
export interface KnownOfStorage {
  readonly known: number
  readonly unknown: number
}

export async function knownOfStorage({ db, files }: Context): Promise<KnownOfStorage> {
  let [known, all] = [0, 0]
  for await (const names of files.names()) {
    const ids = names.flatMap(({ kind, id }) => (kind === 'file' ? [id] : []))
    all += ids.length
    known += (await knownFiles(db, ids)).size
  }
  return { known, unknown: all - known }
}

/**
 * Whether a folder looks like that of another database: then everything in it is a stray to this one. A site leaves a
 * few strays; it never has more of them than files.
 */
export const isOfOther = ({ known, unknown }: KnownOfStorage): boolean => unknown > known

/** False while a backup copies files: the rows that it has may know this one (docs/decisions/0042). */
async function wasRemoved({ db, files }: Context, name: StoredName): Promise<boolean> {
  return await inTransaction(db, async (tx) => {
    if (!(await mayDeleteBytes(tx))) return false
    await files.remove(name)
    return true
  })
}

async function isYoung({ files }: Context, name: StoredName): Promise<boolean> {
  const changedAt = await files.changedAt(name)
  return changedAt === null || changedAt > Date.now() - youngMs
}
