import { expect, test } from 'vitest'
import { usage, writeCertificate, writeName } from '../pretend/certification-authority/certificate-writer.ts'
import { newKeyPair } from '../pretend/certification-authority/key-pair.ts'
import { parseCertificate } from './certificate.ts'
import { findChain } from './chain.ts'
import { oids } from './oids.ts'

test('forty authorities that all sign each other are given up soon', async () => {
  const pair = await newKeyPair('gost2015')
  const name = writeName([[oids.commonName, 'ӨЗІМ']])
  const crowd = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const order = {
        subject: name,
        publicKeyInfo: pair.publicKeyInfo,
        notBefore: new Date('2026-01-01T00:00:00Z'),
        notAfter: new Date('2027-01-01T00:00:00Z'),
        keyUsage: [usage.keyCertSign],
        extendedKeyUsage: [],
        policy: oids.policyGeneral,
        isCa: true,
      }
      return parseCertificate(await writeCertificate(order, { name, ...pair }))
    }),
  )
  const [leaf, ...others] = crowd
  if (leaf === undefined) throw new Error('nobody in the crowd')
  const found = await findChain(leaf, others, [], Date.UTC(2026, 5, 1))
  // Without the limit this is 39 × 38 × 37 × 36 × 35 signatures, some weeks of them.
  expect(found.problems).toEqual(['chain_unknown'])
}, 180_000)
