import { openKey, readFile } from '../attachment/file-store.ts'
import { sweepFiles } from '../attachment/sweep-files.ts'
import { verifyFiles } from '../attachment/verify-files.ts'
import type { Context } from '../context.ts'
import { appealsGrown, grownTo, lettersSharing } from '../demo/grown.ts'
import { type Finding, good, problem, warning } from './finding.ts'

/** Are stored files there and whole? The newest and some others are tried; a key that stays closed is told above. */
export async function checkStoredFiles(context: Context): Promise<Finding> {
  const rows = await context.db
    .selectFrom('file')
    .innerJoin('file_key', 'file_key.id', 'file.key_id')
    .select(['file.id', 'file.key_id'])
    .where('file_key.destroyed_at', 'is', null)
    .where('file.scan', '<>', 'infected')
    .orderBy('file.created_at', 'desc')
    .limit(200)
    .execute()
  let broken = 0
  let read = 0
  for (const { id, key_id } of rows.filter((_, index) => index < 5 || index % 20 === 0)) {
    if (!(await opensKey(context, key_id))) continue
    try {
      await readFile(context, id)
      read += 1
    } catch {
      broken += 1
    }
  }
  return broken > 0 ? problem('files', { n: broken }) : good('files', { n: read })
}

async function opensKey(context: Context, keyId: string): Promise<boolean> {
  try {
    await openKey(context.db, context, keyId)
    return true
  } catch {
    return false
  }
}

/** Is there anything in the storage that no row knows? `otinish files sweep` names and removes it. */
export async function checkStrayFiles(context: Context): Promise<Finding> {
  const counts = { file: 0, leftover: 0 }
  for await (const { kind } of sweepFiles(context, false)) counts[kind] += 1
  return counts.file + counts.leftover > 0 ? warning('strayFiles', counts) : good('strayFiles')
}

/** Is every file that a row knows there and whole? `otinish files verify` names those that are not. */
export async function checkEveryFile(context: Context): Promise<Finding> {
  const counts = { missing: 0, size: 0, digest: 0, undecipherable: 0, unreadable: 0 }
  const looked = await verifyFiles(context, ({ fault }) => {
    counts[fault] += 1
  })
  const wrong = Object.values(counts).reduce((sum, n) => sum + n, 0)
  return wrong > 0 ? problem('everyFile', counts) : good('everyFile', { n: looked })
}

/** In a demo that has grown: how many appeals have no file of their own and show a marked one; is any still to come? */
export async function checkGrown({ db, demo }: Context): Promise<Finding[]> {
  const grown = demo ? await grownTo(db) : null
  if (grown === null) return []
  const n = grown.shared === null ? 0 : await lettersSharing(db, grown.shared)
  const all = grown.appeals - grown.files
  const whole = n === all && (await appealsGrown(db, grown)) === all
  return [whole ? good('grown', { n }) : warning('grown', { n, all })]
}
