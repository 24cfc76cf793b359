import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'

/** What a bug says of itself: no values of a query, which may be somebody's. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const detail = 'code' in error ? ` [${String(error.code)}]` : ''
  return `${error.name}${detail}: ${error.message}`.slice(0, 1000)
}

/** Writes a fault of ours down under an id, which the caller is shown; neither names nor texts of people. */
export async function recordBug(context: Context, route: string, error: unknown): Promise<string> {
  const id = randomUUID()
  const message = messageOf(error)
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  context.log({ level: 'error', message: 'bug', bug: id, route, error: message, stack })
  try {
    await context.db
      .insertInto('bug')
      .values({ id, route, message, occurred_at: new Date(context.now()) })
      .execute()
  } catch {
    // The database itself may be what failed; the log has it.
  }
  return id
}
