import { expect, test } from 'vitest'
import { staffRoles } from '../person/role.ts'
import { eventsReadBy, securityEvents } from './security-event.ts'

test('auditors read every event, administrators those of people’s access, others none', () => {
  expect(eventsReadBy(['auditor'])).toEqual(Object.keys(securityEvents))
  const access = eventsReadBy(['administrator'])
  expect(access).toEqual(expect.arrayContaining(['signedIn', 'signInRefused', 'roleGranted', 'rightRefused']))
  expect(access.filter((code) => /Export|Taken|settings/.test(code))).toEqual([])
  for (const role of staffRoles.filter((one) => one !== 'auditor' && one !== 'administrator')) {
    expect(eventsReadBy([role])).toEqual([])
  }
  expect(eventsReadBy(['administrator', 'auditor'])).toEqual(Object.keys(securityEvents))
})
