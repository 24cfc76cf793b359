import { scanRetryMinutes } from '../../domain/attachment/scan.ts'
import type { Context } from '../context.ts'
import { startRound } from '../outside-round.ts'
import { ScannerAway, ScannerSilent, scanBytes } from './clamav.ts'
import { filesToScan, postponeScan, readFile, setScan } from './file-store.ts'

/** How long one file may take: a scanner that has just started reads its signatures first. */
const patienceMs = 30_000
const scanner = 'scanner'

/**
 * Has the scanner look at every file whose turn it is, one after another. Where it gives no verdict the file is
 * tried again later, less and less often; nothing is given up. Where it is silent, the files that are left keep their
 * turn. What it finds is logged by the file's id.
 */
export async function scanFiles(context: Context, round = startRound()): Promise<void> {
  const { clamav } = context.config
  if (clamav === null) return
  for (const { id, tries } of await filesToScan(context.db, context.now())) {
    if (round.isOver() || round.wasSilent(scanner)) break
    try {
      const { bytes } = await readFile(context, id)
      const found = await scanBytes(clamav, bytes, round.deadline(patienceMs))
      await setScan(context.db, id, found === null ? 'clean' : 'infected')
      if (found !== null) context.log({ level: 'warn', message: 'virus found', file: id, virus: found })
    } catch (error) {
      // Broken off by our own end, it stays due.
      if (round.isBrokenOff()) break
      if (error instanceof ScannerSilent) round.heardNothingFrom(scanner)
      const dueAt = context.now() + scanRetryMinutes(tries + 1) * 60_000
      await postponeScan(context.db, id, dueAt)
      const message = error instanceof ScannerAway ? 'scanner away' : 'file not scanned'
      context.log({ level: 'warn', message, file: id, reason: String(error) })
    }
  }
}
