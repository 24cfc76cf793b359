import { expect } from 'vitest'
import { type Asker, standingFor } from '../../domain/appeal/can.ts'
import type { Act } from '../../domain/appeal/rights.ts'
import type { Queue } from '../../wire/queue.ts'
import type { Route } from '../../wire/route.ts'
import { type RouteName, routes } from '../../wire/routes.ts'
import { TestBrowser } from '../test-browser.ts'
import type { OfficeStage, StagedAppeal, StagedPerson } from './office-stage.ts'

const door = (name: RouteName): Route => routes[name]
export const isLetIn = (name: RouteName, { roles }: StagedPerson) =>
  door(name).who.some((role) => roles.some((own) => own === role))
export const sees = (asker: Asker, act: Act, { facts }: StagedAppeal) =>
  standingFor(asker, act, facts).length > 0
export const sorted = (ids: Iterable<string>) => [...ids].sort()

/** The ids of a whole list, page by page; its total is their number. */
export async function wholeQueue(browser: TestBrowser, query: string): Promise<string[]> {
  const found: string[] = []
  for (let page = 1; ; page += 1) {
    const { status, body } = await browser.ask<Queue>(`GET /api/office/queue?${query}&size=100&page=${page}`)
    if (status !== 200) throw new Error(JSON.stringify(body))
    found.push(...body.rows.map(({ id }) => id))
    if (!body.hasNext) {
      expect(body.total, query).toBe(found.length)
      return sorted(found)
    }
  }
}

/** Everybody of a stage asks, each in a browser of their own. */
export class OfficeAsking {
  readonly stageOf: () => OfficeStage
  readonly #browsers = new Map<string, Promise<TestBrowser>>()

  constructor(stageOf: () => OfficeStage) {
    this.stageOf = stageOf
  }

  readonly browserOf = (person: StagedPerson): Promise<TestBrowser> => {
    // Each from an address of their own: all of them together ask more than one address may.
    const n = this.#browsers.size
    const address = `10.0.${Math.floor(n / 200)}.${n % 200}`
    const open = async () => {
      const { origin, cookies } = await this.stageOf().world.as(person.staff)
      return new TestBrowser(origin, Object.fromEntries(cookies), { 'x-forwarded-for': address })
    }
    const known = this.#browsers.get(person.staff.id) ?? open()
    this.#browsers.set(person.staff.id, known)
    return known
  }

  readonly eachPerson = async (
    tell: (person: StagedPerson, browser: TestBrowser) => Promise<void>,
  ): Promise<void> => {
    for (const person of this.stageOf().people) await tell(person, await this.browserOf(person))
  }

  /** The ids of the appeals on which the rules let them do this. */
  readonly everything = (asker: Asker, act: Act): string[] =>
    sorted(
      this.stageOf()
        .appeals.filter((one) => sees(asker, act, one))
        .map(({ id }) => id),
    )
}
