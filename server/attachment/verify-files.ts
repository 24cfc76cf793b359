import type { Context } from '../context.ts'
import { findFile, type KeptFile, rowsAfter } from './file-store.ts'
import { type FileFault, faultOf } from './stored-file-store.ts'

/** A stored file that is not what its row says; `unreadable`: the disk does not give it. */
export interface WrongFile {
  readonly id: string
  readonly fault: FileFault | 'unreadable'
}

/**
 * Goes through every row, opens its file whole and compares size and digest; answers how many there were. What no row
 * knows is found by `sweepFiles`. Files whose key was destroyed are erased, and nothing is asked of them.
 */
export async function verifyFiles(context: Context, tell: (wrong: WrongFile) => void): Promise<number> {
  let looked = 0
  for (let after = ''; ; ) {
    const rows = await rowsAfter(context.db, after)
    const last = rows.at(-1)
    if (last === undefined) return looked
    for (const file of rows) {
      const fault = await wrongWith(context, file)
      // Deleted since the row was read, it is not missing.
      if (fault !== null && (await findFile(context.db, file.id)) !== null) tell({ id: file.id, fault })
    }
    looked += rows.length
    after = last.id
  }
}

/** What a disk says when it does not give a file that is there. */
const diskFaults = new Set(['EIO', 'EACCES', 'EPERM', 'EISDIR'])

/** Does an error say that the disk does not give a file that is there? */
export const isDiskFault = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && diskFaults.has(String(error.code))

/** Null: its bytes are those that were kept. */
export async function wrongWith(context: Context, file: KeptFile): Promise<WrongFile['fault'] | null> {
  try {
    return await faultOf(context, file)
  } catch (error) {
    if (isDiskFault(error)) return 'unreadable'
    throw error
  }
}
