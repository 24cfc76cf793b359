import { addClients, appealsPerClient } from './add-clients.ts'
import { actOnDrafts, type Company, draftActs, freshTimes } from './draft-acts.ts'
import { type Figure, quantile, round } from './figures.ts'
import { addWaiting, registerWaiting } from './registration.ts'
import { onStage, type Stage } from './stage.ts'

const sizes = { few: 1000, many: 100_000, giant: 2000 }
const rounds = 60
const warmUp = 6
const openings = 3
/** Appeals that wait for the opening. */
const waiting = 1000

/**
 * What a client does to a draft, and registration at opening, in a company of 1,000 and in one of 100,000 appeals, each
 * on a database of its own. Acts are taken in turn, so that a slower minute slows both. A client of the large company
 * with 2,000 appeals of their own is looked at beside them.
 */
export async function growthFigures(): Promise<Figure[]> {
  return await onStage(async (small) => await onStage(async (large) => await compare(small, large)))
}

async function compare(small: Stage, large: Stage): Promise<Figure[]> {
  const ordinary = sizes.few / appealsPerClient
  const all = sizes.many / appealsPerClient
  await addClients(small.owner, 1, ordinary)
  await addClients(large.owner, 1, all)
  await addClients(large.owner, all + 1, all + 1, sizes.giant)
  const few: Company = { stage: small, clients: range(1, ordinary), times: freshTimes() }
  const many: Company = { stage: large, clients: range(1, ordinary), times: freshTimes() }
  const giant: Company = { stage: large, clients: [all + 1], times: freshTimes() }
  for (let n = -warmUp; n < rounds; n += 1) {
    for (const company of [few, many, giant]) await actOnDrafts(company, n + warmUp, n >= 0)
  }
  return [
    ...draftActs.map((act) => grown(`draft ${act}`, few.times[act], many.times[act])),
    ...(await registrationFigures(small, large)),
    ...draftActs.map((act) => ofGiant(`draft ${act}`, many.times[act], giant.times[act])),
  ]
}

async function registrationFigures(small: Stage, large: Stage): Promise<Figure[]> {
  const [few, many]: [number[], number[]] = [[], []]
  for (let opening = 0; opening < openings; opening += 1) {
    for (const [stage, times] of [[small, few] as const, [large, many] as const]) {
      await addWaiting(stage.owner, waiting, opening)
      times.push(await registerWaiting(stage, waiting))
    }
  }
  return [grown('registration of 1,000 at once', few, many)]
}

function grown(name: string, few: readonly number[], many: readonly number[]): Figure {
  return {
    name: `${name} at 100,000 appeals`,
    value: round(quantile(many, 0.5) / quantile(few, 0.5)),
    unit: 'ratio of medians',
    against: 'itself at 1,000',
    budget: 1.5,
    hard: true,
    from: { manyMs: round(quantile(many, 0.5)), fewMs: round(quantile(few, 0.5)) },
  }
}

/** Only looked at: what grows with a client's own appeals is theirs alone. */
function ofGiant(name: string, many: readonly number[], giant: readonly number[]): Figure {
  return {
    name: `${name}, a client with 2,000 appeals`,
    value: round(quantile(giant, 0.5) / quantile(many, 0.5)),
    unit: 'ratio of medians',
    against: 'a client with 20',
    from: { giantMs: round(quantile(giant, 0.5)), ordinaryMs: round(quantile(many, 0.5)) },
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n)
