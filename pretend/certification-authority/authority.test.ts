import { expect, test, vi } from 'vitest'
import { openKeyFile } from '../../eds/pkcs12.ts'
import { matches } from '../../eds/private-key.ts'
import { createAuthority, restoreAuthority } from './authority.ts'
import type { PersonKeyOrder } from './person-profile.ts'

// Making RSA keys takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const now = new Date('2026-09-01T05:00:00Z')
const order: PersonKeyOrder = {
  surname: 'Сапарова',
  givenName: 'Айгерім',
  patronymic: 'Ерланқызы',
  iin: '920101400018',
  algorithm: 'rsa',
  purpose: 'sign',
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date('2027-01-01T00:00:00Z'),
  password: 'Құпия сөз 12',
}

test('keys follow the national profile, name their files so, and open with their password', async () => {
  const authority = await createAuthority({ now })
  const { fileName, p12 } = await authority.issuePersonKey(order)
  const { certificate, privateKey } = openKeyFile(p12, order.password)
  expect(privateKey !== null && matches(privateKey, certificate)).toBe(true)
  expect(certificate.facts).toMatchObject({
    subject: {
      commonName: 'САПАРОВА АЙГЕРІМ',
      surname: 'САПАРОВА',
      patronymic: 'ЕРЛАНҚЫЗЫ',
      iin: order.iin,
      bin: null,
    },
    issuer: { commonName: 'ДЕМО ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA)' },
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.4', '1.2.398.3.3.4.1.1'],
    policies: ['1.2.398.3.3.2.3'],
    notBefore: order.notBefore.getTime(),
    notAfter: order.notAfter.getTime(),
    isCa: false,
  })
  expect(fileName).toBe(`RSA256_${certificate.facts.ski}.p12`)
  const auth = await authority.issuePersonKey({ ...order, purpose: 'auth' })
  expect(auth.fileName).toMatch(/^AUTH_RSA256_[0-9a-f]{40}\.p12$/)
  const company = { bin: '123456789021', name: 'ЖШС «Үлгі»' }
  const head = await authority.issuePersonKey({ ...order, algorithm: 'gost2015', company })
  expect(head.fileName).toMatch(/^GOST512_[0-9a-f]{40}\.p12$/)
  expect(openKeyFile(head.p12, order.password).certificate.facts).toMatchObject({
    algorithm: 'gost2015-512',
    subject: { iin: order.iin, bin: company.bin, organisation: company.name },
    keyUsage: ['digitalSignature', 'nonRepudiation', 'keyAgreement'],
  })
})

test('no GOST-2015 AUTH key is issued', async () => {
  const authority = await createAuthority({ now })
  await expect(
    authority.issuePersonKey({ ...order, algorithm: 'gost2015', purpose: 'auth' }),
  ).rejects.toThrow(RangeError)
})

test('a stored authority issues on under the same roots', async () => {
  const authority = await createAuthority({ now })
  const restored = restoreAuthority(authority.serialise())
  expect(restored.anchors).toEqual(authority.anchors)
  expect(restored.intermediates).toEqual(authority.intermediates)
  for (const algorithm of ['rsa', 'gost2015'] as const) {
    const { p12 } = await restored.issuePersonKey({ ...order, algorithm })
    expect(openKeyFile(p12, order.password).privateKey).not.toBeNull()
  }
})
