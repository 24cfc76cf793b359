import { afterAll, beforeAll, vi } from 'vitest'
import { tellOfficeMatrix } from '../../test/access/office-matrix.ts'
import { everyAppeal, type OfficeStage, setOfficeStage } from '../../test/access/office-stage.ts'

// Every role in every unit and in none, every two of them in unit A; every situation in every status.
vi.setConfig({ testTimeout: 600_000 })
let stage: OfficeStage
beforeAll(async () => {
  stage = await setOfficeStage(everyAppeal, (roles, place) => place === 'a' || roles.length === 1)
}, 600_000)
afterAll(() => stage.world.close())

tellOfficeMatrix(() => stage, true)
