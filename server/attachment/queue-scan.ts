import type { ScanState } from '../../domain/attachment/scan.ts'
import type { Context, Db } from '../context.ts'
import { queueJob } from '../queue-job.ts'

/** The scan state of a file about to be kept; where there is a scanner, it is asked as soon as this is committed. */
export async function queueScan(tx: Db, context: Context): Promise<ScanState> {
  if (context.config.clamav === null) return 'notConfigured'
  await queueJob(tx, 'scan-files', {})
  return 'pending'
}
