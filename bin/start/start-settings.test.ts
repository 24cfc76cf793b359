import { expect, test } from 'vitest'
import { readStartSettings } from './start-settings.ts'

const read = (env: Record<string, string>) => readStartSettings(env, '/srv/otinish')
const url = 'postgres://app@db/otinish'

test('everything has a default', () => {
  expect(read({})).toEqual({
    dataDir: '/srv/otinish/.data',
    host: '127.0.0.1',
    port: 3000,
    databaseUrl: undefined,
    databaseOwnerUrl: undefined,
    filesUrl: 'file:///srv/otinish/.data/files',
    masterKey: undefined,
  })
})

test('production without a database of its own, or without a key, is refused', () => {
  expect(() => read({ NODE_ENV: 'production' })).toThrow('DATABASE_URL')
  expect(() => read({ NODE_ENV: 'production', DATABASE_URL: url })).toThrow('MASTER_KEY')
  expect(read({ NODE_ENV: 'production', DATABASE_URL: url, MASTER_KEY: 'aa' }).databaseUrl).toBe(url)
})

test('the demo world stays on this machine; a real one may be served', () => {
  expect(() => read({ HOST: '0.0.0.0' })).toThrow('demo')
  expect(read({ HOST: '0.0.0.0', DATABASE_URL: url }).host).toBe('0.0.0.0')
})

test.each(['x', '70000', '-1', '3000.5'])('PORT=%s is refused', (PORT) => {
  expect(() => read({ PORT })).toThrow('PORT')
})
