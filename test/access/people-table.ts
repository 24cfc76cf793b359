import type { Asking } from '../test-browser.ts'
import type { Stage } from './stage.ts'
import type { Row } from './table.ts'

const person =
  (rest = '') =>
  ({ ids }: Stage) =>
    `/api/office/people/${ids.spare}${rest}`
const body = (value: unknown) => (): Asking => ({ body: value })

/** Who manages people and units, and who says that they are away: a part of the table. */
export const peopleTable: Record<string, Row> = {
  'GET /api/office/people': { allowed: 'administrators' },
  'GET /api/office/people/:id': { allowed: 'administrators', path: person() },
  'POST /api/office/people': {
    allowed: 'administrators',
    asking: () => ({
      body: {
        login: `new-${crypto.randomUUID()}`,
        family: 'Жаңаева',
        given: 'Жаңа',
        patronymic: '',
        roles: ['auditor'],
        unitIds: [],
        extension: '',
        language: 'kk',
      },
    }),
  },
  'POST /api/office/people/:id/code': { allowed: 'administrators', path: person('/code') },
  'POST /api/office/people/:id/roles': {
    allowed: 'administrators',
    path: person('/roles'),
    asking: body({ role: 'executor', change: 'granted' }),
  },
  'POST /api/office/people/:id/units': {
    allowed: 'administrators',
    path: person('/units'),
    asking: ({ ids }) => ({ body: { unitId: ids.unit, change: 'joined' } }),
  },
  'POST /api/office/people/:id/access': {
    allowed: 'administrators',
    path: person('/access'),
    asking: body({ active: true }),
  },
  'POST /api/office/people/:id/password': {
    allowed: 'administrators',
    path: person('/password'),
  },
  'POST /api/office/people/:id/key': {
    allowed: 'administrators',
    path: person('/key'),
    asking: body({ iin: null }),
  },
  'DELETE /api/office/people/:id/sessions': { allowed: 'administrators', path: person('/sessions') },
  'POST /api/office/people/:id/leaving/preview': {
    allowed: 'administrators',
    path: person('/leaving/preview'),
    asking: body({ all: null }),
  },
  'POST /api/office/people/:id/leaving': {
    allowed: 'administrators',
    path: person('/leaving'),
    asking: ({ world }) => ({ body: { all: world.people.executor.id } }),
  },
  'GET /api/office/units': { allowed: 'administrators' },
  'POST /api/office/units': {
    allowed: 'administrators',
    asking: () => ({
      body: {
        code: `u${crypto.randomUUID().slice(0, 20)}`,
        name: { kk: 'Бөлім', ru: 'Отдел', en: 'Unit' },
        parentId: null,
      },
    }),
  },
  'PATCH /api/office/units/:id': {
    allowed: 'administrators',
    path: ({ ids }) => `/api/office/units/${ids.unit}`,
    asking: body({ name: { kk: 'Бөлім', ru: 'Отдел', en: 'Unit' } }),
  },
  'POST /api/office/units/:id/closing': {
    allowed: 'administrators',
    path: ({ ids }) => `/api/office/units/${ids.unit}/closing`,
    asking: body({ takerId: null, withPeople: false }),
  },
  'GET /api/office/absences': { allowed: 'staff' },
  'POST /api/office/absences': {
    allowed: 'staff',
    asking: ({ ids }) => ({
      body: {
        staffId: crypto.randomUUID(),
        deputyId: ids.spare,
        from: '2026-02-01',
        to: '2026-02-02',
        reason: 'leave',
      },
    }),
  },
  'DELETE /api/office/absences/:id': {
    allowed: 'staff',
    path: () => `/api/office/absences/${crypto.randomUUID()}`,
  },
}
