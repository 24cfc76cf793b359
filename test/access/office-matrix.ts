import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  type AppealFacts,
  type Asker,
  firstNaming,
  openActions,
  openActs,
  standingFor,
} from '../../domain/appeal/can.ts'
import { factsBy } from '../../domain/appeal/facts-by.ts'
import { officeActs } from '../../domain/appeal/rights.ts'
import { actions } from '../../domain/appeal/status.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { appendEvent, columnsOf, historyOf } from '../../server/appeal/event-store.ts'
import { scopeOf } from '../../server/appeal/scope-store.ts'
import { inTransaction } from '../../server/in-transaction.ts'
import { askersNow } from '../../server/person/session-store.ts'
import { staffAsker } from '../../server/person/staff-asker-store.ts'
import { forgetSettings, recordSetting } from '../../server/setting/setting-store.ts'
import type { Internal } from '../../wire/case.ts'
import type { OfficeAppeal } from '../../wire/office.ts'
import { peopleRoutes } from '../../wire/people-routes.ts'
import { type RouteName, routes } from '../../wire/routes.ts'
import type { Answer, TestBrowser } from '../test-browser.ts'
import { officeActRows, officeListRoutes, type Verdict } from './office-acts.ts'
import { isLetIn, OfficeAsking, sees, sorted, wholeQueue } from './office-asking.ts'
import { tellOfficeFields } from './office-fields.ts'
import { tellOfficeLists } from './office-lists.ts'
import type { OfficeStage, StagedAppeal, StagedPerson } from './office-stage.ts'

/**
 * The whole matrix on one stage. Everybody is asked of everything where they have one role; where they have two, and
 * where the matrix is not `thorough`, some are asked of some: every two roles, every situation and every route are
 * among them, and what SQL selects is compared for everybody and everything all the same.
 */
export function tellOfficeMatrix(stageOf: () => OfficeStage, thorough: boolean): void {
  const asking = new OfficeAsking(stageOf)
  const { browserOf, eachPerson, everything } = asking
  const part = ({ roles }: StagedPerson, n: number) => (thorough && roles.length === 1) || n % 3 === 0

  test('every route of the office has its row, and a right has a door for all who have it', () => {
    // People and units have a matrix of their own: server/person, domain/person/administration.
    const office = (Object.keys(routes) as RouteName[]).filter(
      (name) => name.includes(' /api/office/') && !(name in peopleRoutes),
    )
    const named = office.filter((name) => name.includes('/appeals/:id') || name.includes('/replies/:replyId'))
    expect(Object.keys(officeActRows).sort()).toEqual(named.sort())
    expect([...officeListRoutes].sort()).toEqual(office.filter((name) => !named.includes(name)).sort())
    const shut = rowsOf().flatMap(([name, { acts }]) =>
      stageOf().people.flatMap((person) => {
        const may = acts.some((act) => stageOf().appeals.some((one) => sees(person.asker, act, one)))
        return may && !isLetIn(name, person) ? [`${person.called}: ${name}`] : []
      }),
    )
    expect(shut).toEqual([])
  })

  test('the stage is what it says: duty and facts as the database has them, columns the fold of the events', async () => {
    const { world, people, appeals } = stageOf()
    for (const { called, asker } of people) {
      const session = { ...asker, kind: 'staff', sessionId: '', language: 'kk' } as const
      const before = { ...session, duty: { ...asker.duty, units: [] } }
      const now = (await askersNow(world.context, [before])).get(asker.id)
      const { duty, roles } = now ?? before
      // All at once they are the same as one by one.
      const alone = await staffAsker(world.context.db, asker.id, world.context.now())
      const sets = (one: typeof now | typeof alone) =>
        Object.entries({ ...one?.duty, roles: one?.roles }).map(([name, value]) => [
          name,
          Array.isArray(value) ? [...new Set(value)].sort() : value,
        ])
      expect(Object.fromEntries(sets(now)), called).toEqual(Object.fromEntries(sets(alone)))
      expect(sorted(roles), called).toEqual(sorted(asker.roles))
      expect(duty.atTop, called).toBe(asker.duty.atTop)
      for (const key of ['units', 'unitsBelow', 'insteadOf', 'unitsFor'] as const) {
        expect(sorted(duty[key]), `${called} ${key}`).toEqual(sorted(asker.duty[key]))
      }
    }
    for (const { id, called, facts } of appeals) {
      const history = await historyOf(world.context.db, id)
      expect(factsBy(history), called).toEqual(facts)
      const { unit_id, executor_id, co_executor_ids, status } = columnsOf(history)
      const row = await world.context.db
        .selectFrom('appeal')
        .select(['unit_id', 'executor_id', 'co_executor_ids', 'status'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      expect(row, called).toEqual({ unit_id, executor_id, co_executor_ids, status })
    }
  })

  test('every act: what SQL selects is what the rule allows', async () => {
    const { world, people, appeals } = stageOf()
    const ids = appeals.map(({ id }) => id)
    for (const seesAll of [false, true]) {
      for (const person of people) {
        const asker = { ...person.asker, duty: { ...person.asker.duty, seesAll } }
        const session = { ...asker, kind: 'staff', sessionId: '', language: 'kk' } as const
        for (const act of [...officeActs, ...actions]) {
          const rows = await world.context.db
            .selectFrom('appeal')
            .select('id')
            .where('id', 'in', ids)
            .where(scopeOf(session, act))
            .execute()
          expect(sorted(rows.map(({ id }) => id)), `${person.called} ${act}`).toEqual(everything(asker, act))
        }
      }
    }
  })

  tellOfficeLists(asking)

  test('an opened appeal offers exactly the acts that the rules allow', async () => {
    await eachPerson(async (person, browser) => {
      const { asker, called } = person
      const offset = stageOf().people.indexOf(person)
      for (const [n, one] of stageOf().appeals.entries()) {
        if (!part(person, n + offset)) continue
        const { status, body } = await browser.ask<OfficeAppeal>(`GET /api/office/appeals/${one.id}`)
        const where = `${called}: ${one.called}`
        if (!isLetIn('GET /api/office/appeals/:id', person)) {
          expect(status, where).toBe(403)
          continue
        }
        expect(status, where).toBe(sees(asker, 'readLetter', one) ? 200 : 404)
        if (status !== 200) continue
        expect(body.actions, where).toEqual(openActions(asker, one.facts))
        expect(body.acts, where).toEqual(openActs(asker, one.facts))
      }
    })
  })

  describe('every route, by everybody, on every kind of appeal', () => {
    test.each(Object.keys(officeActRows) as RouteName[])('%s', async (name) => {
      const row = officeActRows[name]
      if (row === undefined) throw new Error('no row')
      await eachPerson(async (person, browser) => {
        const place = stageOf().people.indexOf(person) + Object.keys(officeActRows).indexOf(name)
        // Every role of the first unit is asked of everything; the others of a third of it, each of another.
        if ((person.roles.length > 1 || person.place !== 'a') && !part(person, place)) return
        const told = new Set<string>()
        for (const one of stageOf().appeals) {
          const { asker } = person
          const verdict = row.verdict(asker, one.facts, one)
          // Of those that are the same to somebody, one is asked.
          const alike =
            row.acts[0] === 'readLetter' ? [sees(asker, 'readLetter', one)] : allowedBy(asker, one.facts)
          const kind = [verdict.in || verdict.refusal?.code, ...alike].join(' ')
          if (told.has(kind)) continue
          told.add(kind)
          if (verdict.in && row.changes && movesStatus(name, one.facts)) continue
          const [method = ''] = name.split(' ')
          const request = `${method} ${row.path(one)}` as Parameters<TestBrowser['ask']>[0]
          const answer = await browser.ask(request, row.asking?.(one) ?? {})
          const where = `${person.called}, ${one.called}: ${JSON.stringify(answer.body).slice(0, 300)}`
          if (!isLetIn(name, person)) {
            expect([answer.status, answer.problem.code], where).toEqual([403, 'role_refused'])
            break
          }
          expect(saidOf(answer), where).toEqual(wantedOf(verdict, row.stoppedBy, answer))
          if (verdict.in && row.changes) await bringBack(stageOf(), one)
        }
      })
    })
  })

  test('two appeals are linked by who may link the one and list the other', async () => {
    await eachPerson(async (person, browser) => {
      if (!isLetIn('POST /api/office/appeals/:id/links', person)) return
      const { asker, called } = person
      const mine = stageOf().appeals.filter((one) => sees(asker, 'link', one))
      const not = stageOf().appeals.find((one) => !sees(asker, 'list', one))
      const [one, other] = mine
      if (one === undefined || other === undefined) return
      const link = async (appealId: string) =>
        await browser.ask<Internal>(`POST /api/office/appeals/${one.id}/links`, {
          body: { kind: 'related', other: { appealId } },
        })
      if (not !== undefined) expect((await link(not.id)).problem.code, called).toBe('link_unknown')
      const { status, body } = await link(other.id)
      expect(status, called).toBe(200)
      const [made] = body.links
      const gone = await browser.ask(`DELETE /api/office/appeals/${one.id}/links/${made?.id}`)
      expect(gone.status, called).toBe(200)
    })
  })

  test('with office.visibility of all those who work on appeals look at all, and do no more than before', async () => {
    const { world, appeals } = stageOf()
    const now = world.context.now()
    const set = (value: string, at: number) =>
      recordSetting(world.context.db, {
        key: 'office.visibility',
        value,
        validFrom: plainDate('2026-01-01'),
        recordedAt: at,
      })
    await set('all', now)
    forgetSettings(world.context.db)
    try {
      await eachPerson(async (person, browser) => {
        if (!isLetIn('GET /api/office/queue', person)) return
        const asker = { ...person.asker, duty: { ...person.asker.duty, seesAll: true } }
        expect(await wholeQueue(browser, 'status=any'), person.called).toEqual(everything(asker, 'list'))
        for (const one of appeals.filter((_, n) => n % 7 === 0)) {
          const { status, body } = await browser.ask<OfficeAppeal>(`GET /api/office/appeals/${one.id}`)
          expect(status, person.called).toBe(sees(asker, 'readLetter', one) ? 200 : 404)
          if (status === 200)
            expect(body.acts.filter((act) => !looks.includes(act))).toEqual(
              openActs(person.asker, one.facts).filter((act) => !looks.includes(act)),
            )
        }
      })
    } finally {
      await set('unit', now + 1)
      forgetSettings(world.context.db)
    }
  })

  tellOfficeFields(stageOf, browserOf, thorough)
}

const rowsOf = () =>
  Object.entries(officeActRows) as [RouteName, NonNullable<(typeof officeActRows)[RouteName]>][]

const looks: readonly string[] = ['list', 'card', 'readLetter', 'export', 'readRegister', 'readRating']
const allowedBy = (asker: Asker, facts: AppealFacts) => [
  facts.status,
  ...(['card', 'readLetter', 'note', 'assign', 'execute', 'answerQuestion', 'takeIntoWork'] as const).map(
    (act) => standingFor(asker, act, facts).join(),
  ),
]

/** Taking free work for the first time, and reopening, can't be taken back: their own tests press them. */
const movesStatus = (name: RouteName, facts: AppealFacts) =>
  name.endsWith('/reopening') ||
  ((name.endsWith('/take-into-work') || name.endsWith('/taking-over')) && firstNaming(facts))

const saidOf = ({ status, problem }: Answer<unknown>) => (status < 300 ? 'in' : problem.code)

/** Codes alone: which status a code has, is tested beside the table of statuses. */
function wantedOf(verdict: Verdict, stoppedBy: readonly string[] | undefined, { problem }: Answer<unknown>) {
  if (!verdict.in) return verdict.refusal?.code ?? 'not_found'
  return stoppedBy === undefined ? 'in' : (stoppedBy.find((code) => code === problem.code) ?? stoppedBy[0])
}

/** Another event brings the work back to where it was: history only grows. */
async function bringBack({ world }: OfficeStage, { id, facts }: StagedAppeal): Promise<void> {
  const { db, now } = world.context
  await inTransaction(db, async (trx) => {
    const base = {
      appealId: id,
      occurredAt: now(),
      recordedAt: now(),
      actor: `staff:${world.people.head.id}`,
      source: 'office',
    } as const
    const { executorId, coExecutorIds } = factsBy(await historyOf(trx, id))
    if (executorId !== facts.executorId) {
      const data = { executorId: facts.executorId, reasonId: null }
      await appendEvent(trx, { ...base, type: 'executorChanged', key: `back:${randomUUID()}`, data })
    }
    if (coExecutorIds.join() !== facts.coExecutorIds.join()) {
      const data = { coExecutorIds: facts.coExecutorIds, internalDay: null, instructionId: null }
      await appendEvent(trx, { ...base, type: 'workAssigned', key: `back:${randomUUID()}`, data })
    }
  })
}
