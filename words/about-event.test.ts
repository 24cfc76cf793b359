import { expect, test } from 'vitest'
import { languages } from '../domain/language.ts'
import { staffRoles } from '../domain/person/role.ts'
import { toldCodes } from '../domain/security/told-code.ts'
import { type AboutEventWords, aboutEvent } from './about-event.ts'
import { securityLog as logEn } from './en/security-log.ts'
import { signatureRefusals as signatureEn } from './en/signature.ts'
import { site as siteEn } from './en/site.ts'
import { securityLog as logKk } from './kk/security-log.ts'
import { signatureRefusals as signatureKk } from './kk/signature.ts'
import { site as siteKk } from './kk/site.ts'
import { securityLog as logRu } from './ru/security-log.ts'
import { signatureRefusals as signatureRu } from './ru/signature.ts'
import { site as siteRu } from './ru/site.ts'

const words: Readonly<Record<(typeof languages)[number], AboutEventWords>> = {
  kk: { log: logKk, roles: siteKk.roles, signature: signatureKk },
  ru: { log: logRu, roles: siteRu.roles, signature: signatureRu },
  en: { log: logEn, roles: siteEn.roles, signature: signatureEn },
}

test.each(languages)('%s: every code of ours is said in words', (language) => {
  const codes = Object.entries({ ...toldCodes, role: staffRoles, roles: staffRoles })
  for (const [name, values] of codes) {
    for (const value of values) {
      const said = aboutEvent([{ name, value }], words[language])
      expect(said).toMatch(/: \S/)
      if (language !== 'en' && value !== 'email') expect(said).not.toContain(value)
    }
  }
})

test('codes side by side, signatures, and what is no code of ours', () => {
  const said = (name: string, value: string) => aboutEvent([{ name, value }], words.kk)
  expect(said('fields', 'address phone')).toBe('өрістер: мекенжай, телефон')
  expect(said('roles', 'registrar executor')).toBe(
    `рөлдер: ${siteKk.roles.registrar}, ${siteKk.roles.executor}`,
  )
  expect(said('why', 'cert_expired')).toBe(`себебі: ${signatureKk.cert_expired.title}`)
  expect(said('why', 'not_heard_of')).toBe('себебі: not_heard_of')
  expect(said('route', 'GET /api/office/people')).toBe('мекенжайы: GET /api/office/people')
  expect(said('keys', 'company.name security.keepDays')).toBe('кілттер: company.name security.keepDays')
  expect(
    aboutEvent(
      [
        { name: 'why', value: 'role_refused' },
        { name: 'route', value: 'GET /api/office/people' },
      ],
      words.kk,
    ),
  ).toBe('себебі: рөлі бұл бөлімге рұқсат бермейді; мекенжайы: GET /api/office/people')
})
