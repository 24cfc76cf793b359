import type { Context } from '../context.ts'
import type { StoredName } from '../file-storage.ts'
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
 * @param apply removes it
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
      if (apply) await files.remove(name)
      yield { path: name.path, kind: name.kind }
    }
  }
}

async function isYoung({ files }: Context, name: StoredName): Promise<boolean> {
  const changedAt = await files.changedAt(name)
  return changedAt === null || changedAt > Date.now() - youngMs
}
