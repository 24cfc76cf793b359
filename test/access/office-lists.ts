import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { type AppealFacts, type Asker, isKnownTo, standingFor } from '../../domain/appeal/can.ts'
import { appendEvent } from '../../server/appeal/event-store.ts'
import { inTransaction } from '../../server/in-transaction.ts'
import { runBulks } from '../../server/office/bulk/run-bulks.ts'
import type { Bulk, BulkPreview } from '../../wire/bulk.ts'
import type { Calls, Internal } from '../../wire/case.ts'
import type { Desk } from '../../wire/desk.ts'
import type { Jump, Neighbours } from '../../wire/queue.ts'
import { EventListener } from '../event-listener.ts'
import { unzip } from '../unzip.ts'
import { isLetIn, type OfficeAsking, sees, sorted, wholeQueue } from './office-asking.ts'
import { type StagedPerson, secrets } from './office-stage.ts'

const isOwn = ({ id, duty }: Asker, { executorId, coExecutorIds }: AppealFacts) =>
  [id, ...duty.insteadOf].some((one) => one === executorId || coExecutorIds.includes(one))

/** Lists, counts, search, files, news and what is made of them. */
export function tellOfficeLists({ stageOf, eachPerson, everything }: OfficeAsking): void {
  describe('lists hold what may be listed, and nothing else', () => {
    test('the queue, its counts, its search by a word of letters, its tabs', async () => {
      await eachPerson(async (person, browser) => {
        const queue = async (query: string) => await wholeQueue(browser, `status=any&${query}`)
        if (!isLetIn('GET /api/office/queue', person)) {
          expect((await browser.ask('GET /api/office/queue')).status, person.called).toBe(403)
          return
        }
        const listed = everything(person.asker, 'list')
        expect(await queue(''), person.called).toEqual(listed)
        expect(await queue(`q=${encodeURIComponent(secrets.letter)}`), person.called).toEqual(listed)
        expect(await queue(`q=${encodeURIComponent(secrets.file)}`), person.called).toEqual(listed)
        for (const hidden of [
          'note',
          'call',
          'question',
          'answer',
          'questionFile',
          'instruction',
          'reason',
        ] as const) {
          expect(await queue(`q=${encodeURIComponent(secrets[hidden])}`), hidden).toEqual([])
        }
        const parts = await Promise.all(
          ['mine', 'free', 'asked'].map(async (whose) => await queue(`whose=${whose}`)),
        )
        for (const part of parts) for (const id of part) expect(listed).toContain(id)
        expect(parts[0], person.called).toEqual(
          sorted(
            stageOf()
              .appeals.filter((one) => listed.includes(one.id) && isOwn(person.asker, one.facts))
              .map(({ id }) => id),
          ),
        )
      })
    })

    test('a word that one letter alone has, finds it or nothing', async () => {
      await eachPerson(async (person, browser) => {
        if (!isLetIn('GET /api/office/queue', person)) return
        for (const one of stageOf().appeals.filter((_, n) => (n + person.called.length) % 4 === 0)) {
          const found = await wholeQueue(browser, `status=any&q=${encodeURIComponent(one.word)}`)
          expect(found, `${person.called}: ${one.called}`).toEqual(
            sees(person.asker, 'list', one) ? [one.id] : [],
          )
        }
      })
    })

    test('the desk and its groups; next and previous walk the list and know nothing beyond it', async () => {
      await eachPerson(async (person, browser) => {
        if (!isLetIn('GET /api/office/desk', person)) return
        const listed = everything(person.asker, 'list')
        const { body: desk } = await browser.ask<Desk>('GET /api/office/desk')
        for (const { group, rows, total, query } of desk.parts) {
          for (const { id } of rows) expect(listed, `${person.called} ${group}`).toContain(id)
          expect(total, group).toBe((await wholeQueue(browser, query)).length)
        }
        for (const { group, replies } of desk.letters) {
          for (const { appealId } of replies) expect(listed, `${person.called} ${group}`).toContain(appealId)
        }
        const shown = desk.parts.flatMap(({ rows }) => rows.map(({ id }) => id))
        expect(new Set(shown).size, `${person.called}: each appeal under one heading`).toBe(shown.length)
        if (desk.next !== null) expect(listed).toContain(desk.next.id)
        const walked: string[] = []
        const next = async (id: string) =>
          await browser.ask<z.infer<typeof Neighbours>>(
            `GET /api/office/queue/neighbours?status=any&of=${id}`,
          )
        for (const { id, called, facts } of stageOf().appeals) {
          const { status, body } = await next(id)
          const known = standingFor(person.asker, 'list', facts).length > 0
          expect(status, `${person.called}: ${called}`).toBe(known ? 200 : 404)
          if (known) walked.push(...[body.previous, body.next].flatMap((one) => one ?? []))
        }
        for (const id of walked) expect(listed, person.called).toContain(id)
      })
    })

    test('linked and similar ones, those who are there, live news', async () => {
      const { world, appeals } = stageOf()
      await world.context.moveClock(world.context.now() + 600_000)
      const listeners = new Map<StagedPerson, EventListener>()
      await eachPerson(async (person, browser) => {
        if (!isLetIn('GET /api/office/stream', person)) return
        listeners.set(person, await EventListener.open(browser, '/api/office/stream'))
      })
      const now = world.context.now()
      for (const { id } of appeals) {
        await world.context.db
          .insertInto('presence')
          .values({
            appeal_id: id,
            staff_id: world.people.auditor.id,
            doing: 'reading',
            seen_at: new Date(now),
          })
          .execute()
        await inTransaction(world.context.db, (trx) =>
          appendEvent(trx, {
            appealId: id,
            type: 'noted',
            occurredAt: now,
            recordedAt: now,
            actor: `staff:${world.people.head.id}`,
            source: 'office',
            key: `noted:${randomUUID()}`,
            data: { noteId: randomUUID() },
          }),
        )
      }
      const heard = (listener: EventListener) => {
        const news = listener.of('news') as { changed: { id: string }[]; gone: string[] }[]
        const present = listener.of('presence') as { id: string }[]
        return {
          changed: sorted(new Set(news.flatMap(({ changed }) => changed.map(({ id }) => id)))),
          gone: news.flatMap(({ gone }) => gone),
          present: sorted(new Set(present.map(({ id }) => id))),
        }
      }
      for (const [person, listener] of listeners) {
        const changed = everything(person.asker, 'list')
        await expect
          .poll(() => heard(listener), { timeout: 20_000, message: person.called })
          .toEqual({ changed, gone: [], present: changed })
      }
      for (const listener of listeners.values()) listener.close()
      await world.context.db.deleteFrom('presence').execute()
      await eachPerson(async (person, browser) => {
        const listed = everything(person.asker, 'list')
        const [from] = appeals.filter((one) => sees(person.asker, 'readLetter', one))
        if (from === undefined || !isLetIn('GET /api/office/appeals/:id/internal', person)) return
        const { body } = await browser.ask<Internal>(`GET /api/office/appeals/${from.id}/internal`)
        for (const { appealId } of body.similar) expect(listed, person.called).toContain(appealId)
      })
    })

    test('what is taken away as a file is what is listed, no more; jumping finds the same', async () => {
      const { appeals } = stageOf()
      const subjects = (ids: readonly string[]) =>
        sorted(appeals.filter(({ id }) => ids.includes(id)).map(({ subject }) => subject))
      const named = (text: string) => sorted([...text.matchAll(/Сынақ хат \d+/g)].map(([one]) => one))
      await eachPerson(async (person, browser) => {
        const csv = await browser.ask<string>('GET /api/office/queue/export?format=csv&status=any')
        if (!isLetIn('GET /api/office/queue/export', person)) {
          return expect(csv.status, person.called).toBe(403)
        }
        const taken = subjects(everything(person.asker, 'export'))
        expect(named(csv.body), person.called).toEqual(taken)
        const { bytes } = await browser.bytes('/api/office/queue/export?format=xlsx&status=any')
        const sheet = [...unzip(bytes).values()].map((part) => part.toString('utf8')).join('\n')
        expect(named(sheet), person.called).toEqual(taken)
        const [last] = appeals.slice(-1)
        if (last === undefined) throw new Error('no appeals')
        const jumped = await browser.ask<z.infer<typeof Jump>>(
          `GET /api/office/jump?q=${encodeURIComponent(last.word)}`,
        )
        const found = jumped.body.appeals.map(({ id }) => id)
        expect(found, person.called).toEqual(sees(person.asker, 'list', last) ? [last.id] : [])
      })
    })

    test('many at once tell nothing of an appeal that is not listed: neither before nor after', async () => {
      const { appeals } = stageOf()
      const chosen = appeals.map(({ id }) => ({ id }))
      await eachPerson(async (person, browser) => {
        const { asker, called } = person
        const order = {
          act: 'assign',
          executorId: '00000000-0000-4000-8000-000000000000',
          reason: 'Бөлу керек',
        }
        const dry = await browser.ask<z.infer<typeof BulkPreview>>('POST /api/office/bulks/preview', {
          body: { appeals: chosen, order },
        })
        if (!isLetIn('POST /api/office/bulks/preview', person)) return expect(dry.status, called).toBe(403)
        const many = await browser.ask<z.infer<typeof Bulk>>('POST /api/office/bulks', {
          body: { appeals: chosen, order },
        })
        expect([dry.status, many.status], called).toEqual([200, 200])
        await runBulks(stageOf().world.context)
        const { body: after } = await browser.ask<z.infer<typeof Bulk>>(
          `GET /api/office/bulks/${many.body.id}`,
        )
        expect(dry.body.done + after.done, called).toBe(0)
        for (const one of appeals) {
          for (const rows of [dry.body.rows, dry.body.refused, after.refused]) {
            const row = rows.find(({ id }) => id === one.id)
            if (row === undefined) continue
            const where = `${called}: ${one.called}`
            expect(row.subject, where).toBe(sees(asker, 'list', one) ? one.subject : '')
            expect(row.coupon, where).toBe(isKnownTo(asker, one.facts) ? one.coupon : '')
          }
        }
      })
    })

    test('a call finds by whole numbers what the card may be shown of', async () => {
      const some = stageOf().appeals.filter((_, n) => n % 5 === 0)
      await eachPerson(async (person, browser) => {
        for (const one of some) {
          const { status, body } = await browser.ask<z.infer<typeof Calls>>('POST /api/office/calls', {
            body: { query: one.coupon },
          })
          if (!isLetIn('POST /api/office/calls', person)) return expect(status, person.called).toBe(403)
          expect(
            body.rows.map(({ id }) => id),
            person.called,
          ).toEqual(sees(person.asker, 'card', one) ? [one.id] : [])
        }
      })
    })
  })
}
