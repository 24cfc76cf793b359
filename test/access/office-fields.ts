import { describe, expect, test } from 'vitest'
import { standingFor } from '../../domain/appeal/can.ts'
import { type RouteName, routes } from '../../wire/routes.ts'
import type { TestBrowser } from '../test-browser.ts'
import { unzip } from '../unzip.ts'
import { officeActRows } from './office-acts.ts'
import { type OfficeStage, type StagedPerson, secrets } from './office-stage.ts'

/** Айгерім's own numbers and addresses (test/people.ts). */
const personal = ['921125270019', '+77000000001', '77000000001', 'aigerim@example.com', 'Үлгі көшесі']
/** Words of staff alone. */
const internal = [
  secrets.note,
  secrets.call,
  secrets.question,
  secrets.answer,
  secrets.questionFile,
  secrets.instruction,
  secrets.reason,
]
const ofLetter = [secrets.letter, secrets.file]

/** Every secret that an answer holds, whatever kind of answer it is: JSON, a page, a ZIP with what is in it. */
async function heldIn(browser: TestBrowser, path: string, those: readonly string[]): Promise<string[]> {
  const { headers, bytes } = await browser.bytes(path)
  const isZip = Buffer.from(bytes.subarray(0, 2)).toString('latin1') === 'PK'
  const parts = isZip ? [...unzip(bytes)].flatMap(([name, part]) => [name, part.toString('utf8')]) : []
  const disposition = decodeURIComponent(headers.get('content-disposition') ?? '')
  const text = [Buffer.from(bytes).toString('utf8'), disposition, ...parts].join('\n')
  return those.filter((secret) => text.includes(secret))
}

/** Which fields reach whom, by words that were planted in each. */
export function tellOfficeFields(
  stageOf: () => OfficeStage,
  browserOf: (person: StagedPerson) => Promise<TestBrowser>,
  thorough: boolean,
): void {
  const looks = (Object.keys(officeActRows) as RouteName[]).filter((name) => name.startsWith('GET '))
  const alone = (role: string) =>
    stageOf().people.filter(({ roles }) => roles.length === 1 && roles[0] === role)

  describe('fields', () => {
    test('the call centre is told what may be told on the phone, and reads its own notes alone', async () => {
      for (const person of alone('callCentre')) {
        const browser = await browserOf(person)
        for (const one of stageOf().appeals) {
          const { body } = await browser.ask('POST /api/office/calls', { body: { query: one.coupon } })
          const { body: byIin } = await browser.ask('POST /api/office/calls', {
            body: { query: '921125270019' },
          })
          const said = JSON.stringify([body, byIin])
          const hidden = [...personal, ...internal, ...ofLetter, one.word, one.subject, one.fileId]
          expect(hidden.filter((secret) => said.includes(secret))).toEqual([])
          const notes = await heldIn(browser, `/api/office/appeals/${one.id}/notes`, hidden)
          expect(notes).toEqual([secrets.call])
        }
      }
    })

    test('who holds no right to letters finds no word of them, of notes or of the client at any door', async () => {
      const { appeals } = stageOf()
      for (const role of ['administrator', 'catalogueKeeper', 'callCentre']) {
        for (const person of alone(role)) {
          const browser = await browserOf(person)
          const [one] = appeals
          if (one === undefined) throw new Error('no appeals')
          const lists = (Object.keys(routes) as RouteName[]).filter(
            (name) => name.startsWith('GET /api/office/') && !name.includes(':') && !name.endsWith('/stream'),
          )
          const paths = [
            ...looks.map((name) => officeActRows[name]?.path(one) ?? ''),
            ...lists.map((name) => name.slice(4)),
          ]
          for (const path of paths) {
            const held = await heldIn(browser, path, [
              ...personal,
              ...internal,
              ...ofLetter,
              one.word,
              one.subject,
            ])
            expect(held, `${person.called} ${path}`).toEqual(
              path.endsWith('/notes') && role === 'callCentre' ? [secrets.call] : [],
            )
          }
        }
      }
    })

    test('of an appeal whose letter is not theirs to read, nobody reads a note but of a call', async () => {
      const { appeals, people } = stageOf()
      for (const person of people) {
        const browser = await browserOf(person)
        const shut = appeals.filter(
          ({ facts }) => standingFor(person.asker, 'readLetter', facts).length === 0,
        )
        for (const one of shut.filter((_, n) => n % (thorough ? 5 : 13) === 0)) {
          for (const name of looks) {
            const path = officeActRows[name]?.path(one) ?? ''
            const held = await heldIn(browser, path, [
              ...personal,
              ...internal,
              ...ofLetter,
              one.word,
              one.subject,
            ])
            const call = name.endsWith('/notes') && standingFor(person.asker, 'card', one.facts).length > 0
            const isOpen = call && person.roles.some((role) => routes[name].who.some((who) => who === role))
            expect(held, `${person.called} ${path}`).toEqual(isOpen ? [secrets.call] : [])
          }
        }
      }
    })

    test('a list names no number of a client and no word of staff', async () => {
      for (const person of stageOf().people.filter((_, n) => thorough || n % 3 === 0)) {
        const browser = await browserOf(person)
        for (const path of [
          '/api/office/queue?status=any&size=100',
          `/api/office/queue?status=any&size=100&q=${encodeURIComponent(secrets.letter)}`,
          '/api/office/queue?status=any&size=100&q=921125270019',
          '/api/office/queue/export?format=csv&status=any',
          '/api/office/queue/choices',
        ]) {
          expect(await heldIn(browser, path, [...personal, ...internal]), `${person.called} ${path}`).toEqual(
            [],
          )
        }
      }
    })

    test('whatever is the client’s holds no word of the office', async () => {
      const { world, appeals, units } = stageOf()
      const { db } = world.context
      const client = await world.as(world.people.aigerim)
      const names = ['a бөлімі', 'b бөлімі', 'top бөлімі', 'Көмекші', ...Object.values(units)]
      const hidden = [...internal, ...names]
      const general = (Object.keys(routes) as RouteName[]).filter(
        (name) =>
          name.startsWith('GET /api/') &&
          !name.includes(':') &&
          !name.includes('/office/') &&
          !name.includes('/demo/'),
      )
      for (const name of general.filter((one) => !one.endsWith('/stream'))) {
        expect(await heldIn(client, name.slice(4), hidden), name).toEqual([])
      }
      for (const { id, called } of appeals.filter((_, n) => thorough || n % 4 === 0)) {
        for (const rest of ['', '/archive', '/evidence', '/letter/pages/1', '/viewing-copy']) {
          expect(await heldIn(client, `/api/appeals/${id}${rest}`, hidden), `${called} ${rest}`).toEqual([])
        }
        const asked = appeals.find((one) => one.id === id)?.question
        if (asked != null) {
          expect((await client.ask(`GET /api/appeals/${id}/files/${asked.fileId}`)).status, called).toBe(404)
        }
      }
      const mails = JSON.stringify(await db.selectFrom('mail').selectAll().execute())
      const notices = JSON.stringify(await db.selectFrom('notice').selectAll().execute())
      expect(hidden.filter((one) => mails.includes(one) || notices.includes(one))).toEqual([])
    })
  })
}
