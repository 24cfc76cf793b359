import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepAuthority } from '../../demo/kept-authority.ts'
import { parseCertificate } from '../../eds/certificate.ts'
import { findRevocation } from '../../eds/revocation.ts'
import { type Authority, createAuthority } from '../../pretend/certification-authority/authority.ts'
import { keptRegister } from '../../pretend/certification-authority/kept-register.ts'
import { readConfig } from '../../server/config.ts'
import { askAuthority } from '../../server/signature/ask-authority.ts'
import { issueKey } from '../../test/signed-world.ts'
import { createWorld, type World } from '../../test/world.ts'
import { type DemoAuthority, playAuthority, registerFile } from './demo-authority.ts'

let world: World
let folder: string
let authority: Authority
beforeAll(async () => {
  world = await createWorld()
  folder = await mkdtemp(join(tmpdir(), 'otinish-authority-'))
  authority = await createAuthority({ now: new Date(world.context.now()) })
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const env = () => ({
  DATABASE_URL: world.database.appUrl,
  FILES_URL: folder,
  MASTER_KEY: Buffer.from(world.context.config.masterKey).toString('hex'),
})
async function played(): Promise<DemoAuthority> {
  const found = await playAuthority(folder, env())
  if (found === null) throw new Error('nobody plays')
  return found
}

test('a demo older than its authority goes on without it; a kept one answers again at every start', async () => {
  expect(await playAuthority(folder, env())).toBeNull()
  await keepAuthority(world.context, authority, world.context.now())
  const { certificate } = await issueKey(authority)
  const issuer = authority.issuing('rsa').certificate
  const state = async (services: DemoAuthority) => {
    const { authority: addresses } = readConfig({ ...env(), ...services.env })
    if (addresses === null) throw new Error('no addresses')
    const chain = [certificate, issuer, parseCertificate(authority.root('rsa').certificate.der)]
    const evidence = await askAuthority(addresses, chain, Date.now())
    const moment = { usedAt: Date.now(), proven: false, now: Date.now() }
    return (await findRevocation(certificate, issuer, evidence, moment)).state
  }
  const first = await played()
  expect(await state(first)).toBe('good')
  // As `otinish demo revoke` does from another process.
  const { serial } = certificate.facts
  keptRegister(registerFile(folder)).revoke(serial, { at: Date.now(), reason: 'keyCompromise' })
  expect(await state(first)).toBe('revoked')
  await first.stop()

  const second = await played()
  expect(await state(second)).toBe('revoked')
  keptRegister(registerFile(folder)).restore(serial)
  expect(await state(second)).toBe('good')
  await second.stop()
})

test('its services answer by the demo’s own clock', async () => {
  const moved = Date.now() + 90 * 86_400_000
  await world.context.db
    .updateTable('world')
    .set({ clock_offset_ms: moved - Date.now() })
    .execute()
  const services = await played()
  const answer = await fetch(String(services.env.CRL_URLS?.split(',')[0]))
  const { parseCrl } = await import('../../eds/crl.ts')
  const { thisUpdate } = parseCrl(new Uint8Array(await answer.arrayBuffer()))
  expect(Math.abs(thisUpdate - moved)).toBeLessThan(60_000)
  await services.stop()
})
