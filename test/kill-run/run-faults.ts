import { sql } from 'kysely'
import { knownFiles } from '../../server/attachment/file-store.ts'
import { verifyFiles } from '../../server/attachment/verify-files.ts'
import { checkRegister } from '../../server/book/check-register.ts'
import type { Context } from '../../server/context.ts'
import { verifyJournal } from '../../server/journal/verify-journal.ts'
import type { Acknowledged } from './traffic.ts'

/**
 * Everything that must hold after any kill: what was acknowledged is there once, numbers and coupons have no
 * gaps, history, what it adds up to and heads of days are recomputed, rows and files agree. Answers what does not.
 */
export async function runFaults(context: Context, acknowledged: Acknowledged): Promise<string[]> {
  const faults: string[] = [...acknowledged.refused.map((what) => `refused: ${what}`)]
  const journal = await verifyJournal(context)
  if (journal.fault !== null) faults.push(`journal: ${JSON.stringify(journal.fault)}`)
  const register = await checkRegister(context)
  if (register.fault !== null) faults.push(`register: ${JSON.stringify(register.fault)}`)
  faults.push(...(await couponFaults(context)), ...(await sentFaults(context, acknowledged)))
  faults.push(...(await answerFaults(context, acknowledged)))
  await verifyFiles(context, ({ id, fault }) => void faults.push(`file ${id}: ${fault}`))
  return faults
}

async function couponFaults({ db }: Context): Promise<string[]> {
  const { rows } = await sql<{ year: number; n: number; highest: number; last: number }>`
    select counter.year, count(coupon.number)::int as n, max(coupon.number) as highest, counter.last_number as last
      from coupon_counter counter left join coupon on coupon.year = counter.year
     group by counter.year, counter.last_number`.execute(db)
  return rows
    .filter(({ n, highest, last }) => n !== last || highest !== last)
    .map((row) => `coupons: ${JSON.stringify(row)}`)
}

interface SentRow {
  readonly id: string
  readonly number: number | null
  readonly signatures: number
  readonly twice: number
  readonly files: readonly string[]
}

/** Each sent appeal has one coupon, the one that was told, one signature, its file, and one event of each kind. */
async function sentFaults({ db }: Context, { sent }: Acknowledged): Promise<string[]> {
  const { rows } = await sql<SentRow>`
    select appeal.id, coupon.number,
           (select count(*)::int from signature
              join prepared_letter letter on letter.id = signature.letter_id
             where letter.appeal_id = appeal.id) as signatures,
           (select count(*)::int from (select type from event where appeal_id = appeal.id
              and type in ('sent', 'registered', 'executed') group by type having count(*) > 1) twice) as twice,
           array(select file_id::text from attachment where appeal_id = appeal.id) as files
      from appeal left join coupon on coupon.appeal_id = appeal.id
     where appeal.status <> 'draft'`.execute(db)
  const there = new Map(rows.map((row) => [row.id, row]))
  const more = rows.filter(
    ({ signatures, twice, number }) => signatures !== 1 || twice > 0 || number === null,
  )
  return [
    ...more.map((row) => `not once: ${JSON.stringify(row)}`),
    ...sent.flatMap(({ id, coupon, fileId }) => {
      const row = there.get(id)
      if (row === undefined) return [`acknowledged and gone: ${id}`]
      const wrong = Number(/\d+$/.exec(coupon)?.[0]) !== row.number
      const lost = fileId !== null && !row.files.includes(fileId)
      return [...(wrong ? [`another coupon: ${id}`] : []), ...(lost ? [`file not attached: ${id}`] : [])]
    }),
  ]
}

/** An approved answer was sent once, under one number. */
async function answerFaults({ db }: Context, { answered }: Acknowledged): Promise<string[]> {
  const { rows } = await sql<{ id: string; letters: number; numbers: number; executed: number }>`
    select appeal.id,
           (select count(*)::int from correspondence where appeal_id = appeal.id) as letters,
           (select count(*)::int from outgoing where appeal_id = appeal.id) as numbers,
           (select count(*)::int from event where appeal_id = appeal.id and type = 'executed') as executed
      from appeal`.execute(db)
  const there = new Map(rows.map((row) => [row.id, row]))
  const torn = rows.filter(({ letters, numbers, executed }) => letters !== executed || numbers !== executed)
  return [
    ...torn.map((row) => `half an answer: ${JSON.stringify(row)}`),
    ...answered.filter((id) => there.get(id)?.executed !== 1).map((id) => `answered, and not: ${id}`),
  ]
}

/** Mails that were said to be sent and never arrived, by their notice; ids of mails as the server keeps them. */
export async function mailFaults({ db }: Context, kept: readonly string[]): Promise<string[]> {
  const arrived = new Set(kept)
  const { rows } = await sql<{ id: string; outcome: string | null; unsure: number }>`
    select notice.id, mail.outcome, mail.unsure
      from mail join notice on notice.id = mail.notice_id and notice.appeal_id is not null`.execute(db)
  return rows
    .filter(({ id, outcome, unsure }) => {
      // Both of its tries were killed after its end was with the server: it may have arrived.
      if (outcome === 'unknown' && unsure > 1) return false
      return outcome !== 'sent' || !arrived.has(`<${id}@cabinet.example.kz>`)
    })
    .map((row) => `mail: ${JSON.stringify(row)}`)
}

/** Stored files that no row knows, and what is left of writes that were broken off. */
export async function orphans({ db, files }: Context): Promise<number> {
  let count = 0
  for await (const names of files.names()) {
    const ids = names.flatMap(({ kind, id }) => (kind === 'file' ? [id] : []))
    const known = await knownFiles(db, ids)
    count += names.filter(({ kind, id }) => kind === 'leftover' || (kind === 'file' && !known.has(id))).length
  }
  return count
}
