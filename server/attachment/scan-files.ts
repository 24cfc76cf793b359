import { scanRetryMinutes } from '../../domain/attachment/scan.ts'
import type { Context } from '../context.ts'
import { ScannerAway, scanBytes } from './clamav.ts'
import { filesToScan, postponeScan, readFile, setScan } from './file-store.ts'

/**
 * Has the scanner look at every file whose turn it is, one after another. Where it gives no verdict the file is
 * tried again later, less and less often; nothing is given up. What it finds is logged by the file's id.
 */
export async function scanFiles(context: Context): Promise<void> {
  const { clamav } = context.config
  if (clamav === null) return
  for (const { id, tries } of await filesToScan(context.db, context.now())) {
    try {
      const { bytes } = await readFile(context, id)
      const found = await scanBytes(clamav, bytes)
      await setScan(context.db, id, found === null ? 'clean' : 'infected')
      if (found !== null) context.log({ level: 'warn', message: 'virus found', file: id, virus: found })
    } catch (error) {
      const dueAt = context.now() + scanRetryMinutes(tries + 1) * 60_000
      await postponeScan(context.db, id, dueAt)
      const message = error instanceof ScannerAway ? 'scanner away' : 'file not scanned'
      context.log({ level: 'warn', message, file: id, reason: String(error) })
    }
  }
}
