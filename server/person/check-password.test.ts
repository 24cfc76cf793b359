import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { projectFiles, readSource } from '../../test/house/sources.ts'
import { checkPassword } from './check-password.ts'

test('every password is looked at here, in its turn', () => {
  const asking = projectFiles().filter((file) => /^(server|bin)\/.*(?<!test)\.ts$/.test(file))
  const verifying = asking.filter((file) => /\bverify\b[^\n]*'@node-rs\/argon2'/.test(readSource(file)))
  expect(verifying).toEqual(['server/person/check-password.ts'])
})

test('a password of a known browser is looked at before a crowd of others is through', async () => {
  const kept = await hash('Тау-Көл-Жел-2026')
  const through: string[] = []
  const look = async (password: string, by: 'others' | 'device 1') => {
    const right = await checkPassword(kept, password, by)
    through.push(by)
    return right
  }
  const crowd = Array.from({ length: 12 }, () => look('бөтен құпиясөз', 'others'))
  expect(await look('Тау-Көл-Жел-2026', 'device 1')).toBe(true)
  expect(through.length).toBeLessThan(12)
  expect(await Promise.all(crowd)).toEqual(Array(12).fill(false))
})
