import { Secret, TOTP } from 'otpauth'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type Refusal, type RefusalCode, refuse } from '../../domain/refusal.ts'
import type { Asker, Context } from '../context.ts'
import type { Handlers } from '../http/handler.ts'
import { Refused } from '../refused.ts'
import { addUnit } from '../unit/add-unit.ts'
import { changeUnit } from '../unit/change-unit.ts'
import { closeUnit } from '../unit/close-unit.ts'
import { showUnits } from '../unit/show-units.ts'
import { addStaff, type StaffProblem, StaffRefused } from './add-staff.ts'
import { cancelAbsence } from './cancel-absence.ts'
import { changeMember } from './change-member.ts'
import { changeRole } from './change-role.ts'
import { leave } from './leave.ts'
import type { FirstPassword } from './new-password.ts'
import { recordAbsence } from './record-absence.ts'
import { showAbsences } from './show-absences.ts'
import { leavingAnswer } from './show-leaving.ts'
import { showPeople } from './show-people.ts'
import { showPerson } from './show-person.ts'
import {
  endStaffSessions,
  resetStaffCode,
  resetStaffPassword,
  setStaffActive,
  setStaffIin,
} from './staff-access.ts'
import { memberOfStaff } from './staff-store.ts'

export const peopleRoutes = {
  'GET /api/office/people': ({ context, query }) => showPeople(context, query),
  'GET /api/office/people/:id': ({ context, asker, params }) => showPerson(context, asker, params.id),
  'POST /api/office/people': async ({ context, asker, body }) => {
    const { family, given, patronymic, extension, unitIds, ...staff } = body
    const name = { family, given, patronymic: patronymic === '' ? null : patronymic }
    const wanted = { ...staff, name, extension: extension === '' ? null : extension, unitIds }
    const { staffId, totpSecret, first } = await atFields(() => addStaff(context, wanted, asker))
    if (first === null) throw new Error('nobody chose a password')
    return { id: staffId, ...secretOf(staff.login, totpSecret), ...passwordOf(first) }
  },
  'POST /api/office/people/:id/code': async ({ context, asker, params }) => {
    const { login } = await memberOfStaff(context.db, params.id)
    return secretOf(login, await resetStaffCode(context, login, asker))
  },
  'POST /api/office/people/:id/roles': async ({ context, asker, params, body }) => {
    await changeRole(context, asker, params.id, body.role, body.change)
    return await showPerson(context, asker, params.id)
  },
  'POST /api/office/people/:id/units': async ({ context, asker, params, body }) => {
    await changeMember(context, asker, params.id, body.unitId, body.change)
    return await showPerson(context, asker, params.id)
  },
  'POST /api/office/people/:id/access': ({ context, asker, params, body }) =>
    withLogin(context, asker, params.id, (login) => setStaffActive(context, login, body.active, asker)),
  'POST /api/office/people/:id/password': async ({ context, asker, params }) => {
    const { login } = await memberOfStaff(context.db, params.id)
    return passwordOf(await resetStaffPassword(context, login, asker))
  },
  'POST /api/office/people/:id/key': ({ context, asker, params, body }) =>
    withLogin(context, asker, params.id, (login) => setStaffIin(context, login, body.iin, asker)),
  'DELETE /api/office/people/:id/sessions': ({ context, asker, params }) =>
    withLogin(context, asker, params.id, (login) => endStaffSessions(context, login, asker)),
  'POST /api/office/people/:id/leaving/preview': async ({ context, asker, params, body }) =>
    await leavingAnswer(context, params.id, await leave(context, asker, params.id, body, false)),
  'POST /api/office/people/:id/leaving': async ({ context, asker, params, body }) => {
    await leave(context, asker, params.id, body, true)
    return await leavingAnswer(context, params.id, await leave(context, asker, params.id, body, false))
  },
  'GET /api/office/units': ({ context }) => showUnits(context),
  'POST /api/office/units': async ({ context, asker, body }) => {
    await addUnit(context, asker, body)
    return await showUnits(context)
  },
  'PATCH /api/office/units/:id': async ({ context, asker, params, body }) => {
    const { name, parentId, headId } = body
    const change = {
      ...(name === undefined ? {} : { name }),
      ...(parentId === undefined ? {} : { parentId }),
      ...(headId === undefined ? {} : { headId }),
    }
    await changeUnit(context, asker, params.id, change)
    return await showUnits(context)
  },
  'POST /api/office/units/:id/closing': async ({ context, asker, params, body }) => {
    await closeUnit(context, asker, params.id, body)
    return await showUnits(context)
  },
  'GET /api/office/absences': ({ context, asker }) => showAbsences(context, asker),
  'POST /api/office/absences': async ({ context, asker, body }) => {
    await recordAbsence(context, asker, { ...body, from: plainDate(body.from), to: plainDate(body.to) })
    return await showAbsences(context, asker)
  },
  'DELETE /api/office/absences/:id': async ({ context, asker, params }) => {
    await cancelAbsence(context, asker, params.id)
    return await showAbsences(context, asker)
  },
} satisfies Partial<Handlers>

async function withLogin(context: Context, asker: Asker, id: string, act: (login: string) => Promise<void>) {
  const { login } = await memberOfStaff(context.db, id)
  await atFields(() => act(login))
  return await showPerson(context, asker, id)
}

/** RFC 6238 by the usual `otpauth:` address, which authenticators take. */
const secretOf = (login: string, secret: string) => ({
  secret,
  uri: new TOTP({ issuer: 'Otinish', label: login, secret: Secret.fromBase32(secret) }).toString(),
})

const passwordOf = ({ password, firstPasswordUntil }: FirstPassword) => ({
  password,
  passwordUntil: new Date(firstPasswordUntil).toISOString(),
})

/** What is not right of what was entered of somebody: its code, and the field. */
const problems: Readonly<Record<StaffProblem, readonly [RefusalCode, string]>> = {
  login_shape: ['login_shape', 'login'],
  login_taken: ['login_taken', 'login'],
  login_unknown: ['login_shape', 'login'],
  name: ['person_name', 'family'],
  extension: ['extension_shape', 'extension'],
  position: ['required', 'position'],
  iin: ['iin_invalid', 'iin'],
  iin_taken: ['iin_taken', 'iin'],
  role: ['role_needed', 'roles'],
  unit: ['unit_closed', 'unitIds'],
}

async function atFields<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StaffRefused)) throw error
    const [code, field] = problems[error.problem]
    const refusal: Refusal = refuse(code)
    throw new Refused(refusal, [{ field, refusal }])
  }
}
