import { afterAll, beforeAll } from 'vitest'
import { tellOfficeMatrix } from '../../test/access/office-matrix.ts'
import { fewAppeals, type OfficeStage, setOfficeStage } from '../../test/access/office-stage.ts'

// Role × act × status × relation × route, as the running server answers, against the rules of domain/appeal. Every
// role in unit A, and two pairs; executors and heads in the unit above and in none. The wide test has every pair.
const pairs = ['callCentre,executor', 'executor,head']
let stage: OfficeStage
beforeAll(async () => {
  stage = await setOfficeStage(fewAppeals, (roles, place) =>
    place === 'a'
      ? roles.length === 1 || pairs.includes([...roles].sort().join())
      : place !== 'b' && ['executor', 'head'].includes(roles.join()),
  )
}, 600_000)
afterAll(() => stage.world.close())

tellOfficeMatrix(() => stage, false)
