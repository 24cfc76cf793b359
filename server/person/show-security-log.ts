import { z } from 'zod'
import { instantOf } from '../../domain/calendar/instant.ts'
import { addDays, type PlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import { maskIin } from '../../domain/person/iin.ts'
import { parseDevice } from '../../domain/security/device.ts'
import {
  eventsReadBy,
  ownEventDays,
  type SecurityEvent,
  securityEvents,
  shownOfEvent,
} from '../../domain/security/security-event.ts'
import type { SecurityQuery, SecurityRow, securityRoutes } from '../../wire/security-log.ts'
import type { Asker, Context, Db } from '../context.ts'
import { iinsOf } from './person-store.ts'
import {
  findSecurityEvents,
  type NumberedSecurityEvent,
  type SecurityFilter,
} from './security-event-store.ts'
import { accountsOf, staffNames } from './staff-store.ts'

/** Rows a page: one more is asked for, which tells whether there is another page. */
const atOnce = 50
const About = z.record(z.string(), z.unknown())

/** Midnight in Astana, epoch ms. */
const startOf = (day: PlainDate): number => instantOf(day, '00:00')

type Page = z.input<(typeof securityRoutes)['GET /api/office/security-log']['response']>

/** The security log, the latest first: of the events that the asker reads, those that are asked for. */
export async function showSecurityLog(
  { db }: Context,
  asker: Asker,
  { code, day, ...asked }: z.output<typeof SecurityQuery>,
): Promise<Page> {
  const codes = eventsReadBy(asker.roles)
  const date = day === undefined ? null : plainDate(day)
  const filter: SecurityFilter = {
    ...asked,
    codes: code === undefined ? codes : codes.filter((one) => one === code),
    from: date === null ? undefined : startOf(date),
    until: date === null ? undefined : startOf(addDays(date, 1)),
  }
  const names = await staffNames(db, [...(await accountsOf(db)).keys()])
  const people = [...names].map(([id, name]) => ({ id, name }))
  people.sort((one, other) => one.name.localeCompare(other.name, 'kk'))
  return { ...(await pageOf(db, filter)), codes, people }
}

/** What happened to the asker's own account lately. Who else did it is told by name only where they are staff. */
export async function showOwnEvents(
  { db, now }: Context,
  asker: Asker,
  { before }: { readonly before?: number | undefined },
): Promise<Pick<Page, 'rows' | 'next'>> {
  const codes = Object.keys(securityEvents) as SecurityEvent[]
  return await pageOf(db, { codes, whom: asker.id, before, from: now() - ownEventDays * 86_400_000 })
}

async function pageOf(db: Db, filter: SecurityFilter): Promise<Pick<Page, 'rows' | 'next'>> {
  const found = await findSecurityEvents(db, filter, atOnce + 1)
  const shown = found.slice(0, atOnce)
  const ids = [...new Set(shown.flatMap(({ by, whom }) => [by ?? [], whom ?? []].flat()))]
  const names = await staffNames(db, ids)
  const iins = await iinsOf(db, ids)
  const somebody = (id: string | null): SecurityRow['by'] => {
    if (id === null) return null
    const name = names.get(id)
    if (name !== undefined) return { id, kind: 'staff', name }
    const iin = iins.get(id)
    return iin === undefined ? null : { id, kind: 'client', name: maskIin(iin) }
  }
  return {
    rows: shown.map((event) => ({ ...rowOf(event), by: somebody(event.by), whom: whomOf(event, somebody) })),
    next: found.length > atOnce ? (shown.at(-1)?.seq ?? null) : null,
  }
}

const whomOf = ({ by, whom }: NumberedSecurityEvent, somebody: (id: string | null) => SecurityRow['by']) =>
  whom === by ? null : somebody(whom)

function rowOf({ seq, at, code, outcome, about, address, device, request }: NumberedSecurityEvent) {
  const told = About.catch({}).parse(about)
  return {
    seq,
    at: new Date(at).toISOString(),
    code,
    outcome,
    about: shownOfEvent.flatMap((name) => {
      const value = told[name]
      return typeof value === 'string' || typeof value === 'number' ? [{ name, value: String(value) }] : []
    }),
    address,
    device: parseDevice(device),
    request,
  }
}
