import { sql } from 'kysely'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { checkReferences } from './check-references.ts'
import type { ImportFile, ImportProblem } from './import-problem.ts'
import { readKnown } from './known-rows.ts'
import { readFiles } from './read-files.ts'
import { writeMandates } from './write-mandates.ts'
import { type RowOutcome, writeAccounts, writeClients, writeContracts, writeParties } from './write-rows.ts'

/** Problems, and then nothing was changed; or what became of each row. */
export type ImportResult =
  | { readonly problems: readonly ImportProblem[] }
  | { readonly outcomes: readonly RowOutcome[] }

// Any constant of our own will do.
const importLock = 7_265_423

/** Thrown to take a dry run's writes back. */
class DryRun extends Error {}

/**
 * Clients, contracts, their parties, accounts and mandates from CSV files, any of them, all or nothing. What is there
 * already and the same is left, what differs is changed; nothing is ever deleted. With `dryRun` the outcome is told
 * and nothing is kept.
 */
export async function importFiles(
  context: Context,
  files: readonly ImportFile[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<ImportResult> {
  const { rows, problems } = readFiles(files, localDate(context.now()))
  let result: ImportResult = { problems }
  try {
    await inTransaction(context.db, async (trx) => {
      await sql`select pg_advisory_xact_lock(${importLock})`.execute(trx)
      const known = await readKnown(trx, rows)
      const strange = checkReferences(rows, known)
      // Beside rows that could not be read, an unknown number is most often one of theirs.
      const all = [
        ...problems,
        ...strange.filter(({ code }) => problems.length === 0 || !/_unknown$/.test(code)),
      ]
      if (all.length > 0) {
        result = { problems: inOrder(all, files) }
        return
      }
      const now = new Date(context.now())
      const outcomes = [
        ...(await writeClients(trx, rows.clients, known, now)),
        ...(await writeContracts(trx, rows.contracts, known)),
        ...(await writeParties(trx, rows.parties, known)),
        ...(await writeAccounts(trx, rows.accounts, known, now)),
        ...(await writeMandates(trx, rows.mandates, known)),
      ]
      result = { outcomes }
      if (dryRun) throw new DryRun()
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return result
}

/** As one reads: file after file as given, from the first line to the last. */
function inOrder(problems: readonly ImportProblem[], files: readonly ImportFile[]): ImportProblem[] {
  const place = new Map(files.map(({ name }, index) => [name, index]))
  const of = ({ file }: ImportProblem): number => place.get(file) ?? 0
  return [...problems].sort((a, b) => of(a) - of(b) || a.line - b.line || a.column - b.column)
}
