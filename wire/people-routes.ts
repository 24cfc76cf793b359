import { managersFor } from '../domain/person/administration.ts'
import {
  Absences,
  AccessChange,
  AddedPerson,
  CodeSecret,
  FirstPassword,
  Heirs,
  KeyChange,
  Leaving,
  MemberChange,
  NewAbsence,
  NewPerson,
  NewUnit,
  People,
  PeopleQuery,
  Person,
  PersonId,
  RoleChange,
  UnitChange,
  UnitClosing,
  Units,
} from './people.ts'
import type { Route } from './route.ts'

const managing = managersFor('changePeople')

/** People, units and absences (docs/office.md 3): a part of wire/routes.ts. */
export const peopleRoutes = {
  'GET /api/office/people': { who: managersFor('lookAtPeople'), query: PeopleQuery, response: People },
  'GET /api/office/people/:id': { who: managersFor('lookAtPeople'), params: PersonId, response: Person },
  // Secrets of codes and first passwords are shown once and kept nowhere: these three keep no answer for a repetition.
  'POST /api/office/people': { who: managing, body: NewPerson, response: AddedPerson, account: 'addPerson' },
  'POST /api/office/people/:id/code': {
    who: managing,
    params: PersonId,
    response: CodeSecret,
    account: 'resetCode',
  },
  'POST /api/office/people/:id/roles': {
    who: managing,
    params: PersonId,
    body: RoleChange,
    response: Person,
    account: 'changeRole',
  },
  'POST /api/office/people/:id/units': {
    who: managing,
    params: PersonId,
    body: MemberChange,
    response: Person,
    account: 'changeUnits',
  },
  'POST /api/office/people/:id/access': {
    who: managing,
    params: PersonId,
    body: AccessChange,
    response: Person,
    account: 'setAccess',
  },
  'POST /api/office/people/:id/password': {
    who: managing,
    params: PersonId,
    response: FirstPassword,
    account: 'resetPassword',
  },
  'POST /api/office/people/:id/key': {
    who: managing,
    params: PersonId,
    body: KeyChange,
    response: Person,
    account: 'setKey',
  },
  'DELETE /api/office/people/:id/sessions': {
    who: managing,
    params: PersonId,
    response: Person,
    account: 'endTheirSessions',
  },
  'POST /api/office/people/:id/leaving/preview': {
    who: managing,
    params: PersonId,
    body: Heirs,
    response: Leaving,
  },
  'POST /api/office/people/:id/leaving': {
    who: managing,
    params: PersonId,
    body: Heirs,
    response: Leaving,
    idempotent: true,
    account: 'leave',
  },
  'GET /api/office/units': { who: managersFor('changeUnits'), response: Units },
  'POST /api/office/units': {
    who: managersFor('changeUnits'),
    body: NewUnit,
    response: Units,
    idempotent: true,
  },
  'PATCH /api/office/units/:id': {
    who: managersFor('changeUnits'),
    params: PersonId,
    body: UnitChange,
    response: Units,
  },
  'POST /api/office/units/:id/closing': {
    who: managersFor('changeUnits'),
    params: PersonId,
    body: UnitClosing,
    response: Units,
    idempotent: true,
  },
  'GET /api/office/absences': { who: managersFor('recordAbsence'), response: Absences },
  'POST /api/office/absences': {
    who: managersFor('recordAbsence'),
    body: NewAbsence,
    response: Absences,
    idempotent: true,
  },
  'DELETE /api/office/absences/:id': {
    who: managersFor('recordAbsence'),
    params: PersonId,
    response: Absences,
  },
} as const satisfies Record<`${'GET' | 'POST' | 'PATCH' | 'DELETE'} /${string}`, Route>
