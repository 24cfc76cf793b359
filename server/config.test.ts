import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigRefused, readConfig } from './config.ts'

const key = 'ab'.repeat(32)
const env = { DATABASE_URL: 'postgres://a/b', FILES_URL: 'file:///tmp/files', MASTER_KEY: key }

test('the least that is needed, with the defaults filled in', () => {
  expect(readConfig(env)).toMatchObject({
    databaseUrl: 'postgres://a/b',
    filesDir: '/tmp/files',
    masterKey: new Uint8Array(32).fill(0xab),
    host: '127.0.0.1',
    port: 3000,
    publicUrl: null,
    trustProxy: { proxies: 0 },
    trustDir: null,
    clock: null,
    mail: null,
  })
})

test('a mail server and its sender', () => {
  const mail = { SMTP_URL: 'smtps://u:p@mail.example.kz', MAIL_FROM: 'Otinish <no-reply@example.kz>' }
  expect(readConfig({ ...env, ...mail, PUBLIC_URL: 'https://cabinet.example.kz' }).mail).toEqual({
    smtpUrl: mail.SMTP_URL,
    from: mail.MAIL_FROM,
    playedDir: null,
  })
})

test('the master key may lie in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otinish-config-'))
  const file = join(folder, 'master.key')
  writeFileSync(file, `${key}\n`)
  const { MASTER_KEY: _, ...rest } = env
  expect(readConfig({ ...rest, MASTER_KEY_FILE: file }).masterKey.length).toBe(32)
  rmSync(folder, { recursive: true })
})

test('the scanner is a socket file of this machine, or another machine', () => {
  expect(readConfig(env).clamav).toBeNull()
  expect(readConfig({ ...env, CLAMAV_SOCKET: '/run/clamd.ctl' }).clamav).toEqual({ path: '/run/clamd.ctl' })
  const address = (CLAMAV_ADDRESS: string) => readConfig({ ...env, CLAMAV_ADDRESS }).clamav
  expect(address('scanner:3310')).toEqual({ host: 'scanner', port: 3310 })
  expect(address('[::1]:3310')).toEqual({ host: '::1', port: 3310 })
})

test.each([
  [{ DATABASE_URL: undefined }, 'DATABASE_URL'],
  [{ FILES_URL: 's3://bucket' }, 'FILES_URL'],
  [{ MASTER_KEY: undefined }, 'MASTER_KEY'],
  [{ MASTER_KEY: 'short' }, 'master key'],
  [{ MASTER_KEY: undefined, MASTER_KEY_FILE: '/no/such/file' }, 'MASTER_KEY_FILE'],
  [{ PORT: 'http' }, 'PORT'],
  [{ PUBLIC_URL: 'not an address' }, 'PUBLIC_URL'],
  [{ CLOCK: '2026-01-12' }, 'CLOCK'],
  [{ CLAMAV_ADDRESS: 'scanner.example.kz' }, 'CLAMAV_ADDRESS'],
  [{ CLAMAV_ADDRESS: 'scanner:99999' }, 'CLAMAV_ADDRESS'],
  [{ SMTP_URL: 'mail.example.kz' }, 'SMTP_URL'],
  [{ EGOV_MOBILE: 'yes' }, 'EGOV_MOBILE'],
  [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY'],
  [{ SMTP_URL: 'smtp://mail.example.kz' }, 'MAIL_FROM'],
  [{ SMTP_URL: 'smtp://mail.example.kz', MAIL_FROM: 'a@example.kz', HOST: '0.0.0.0' }, 'PUBLIC_URL'],
])('%o is refused, naming the setting', (change, named) => {
  const read = () => readConfig({ ...env, ...change })
  expect(read).toThrow(ConfigRefused)
  expect(read).toThrow(named)
})

test('NCALayer is asked on this very machine, encrypted, at its own port unless told', () => {
  expect(readConfig(env).ncaLayerUrl).toBe('wss://127.0.0.1:13579')
  expect(readConfig({ ...env, NCALAYER_URL: 'wss://127.0.0.1:24680' }).ncaLayerUrl).toMatch(/:24680$/)
  for (const NCALAYER_URL of [
    'ws://127.0.0.1:13579',
    'wss://ncalayer.example.kz:13579',
    'wss://127.0.0.1:13579/path',
    'wss://127.0.0.1:70000',
    'wss://127.0.0.1:13579; connect-src *',
  ]) {
    expect(() => readConfig({ ...env, NCALAYER_URL }), NCALAYER_URL).toThrow(ConfigRefused)
  }
})
