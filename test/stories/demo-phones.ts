import { leaveDemoPeople } from '../../server/demo/demo-people.ts'
import type { DemoPerson } from '../../wire/person.ts'
import type { World } from '../world.ts'
import { type KeyName, type Keys, keyPassword } from './keys.ts'

/** The demo people of a story that have a phone, each with a GOST key in it. */
export async function leaveDemoPhones({ context, people }: World, keys: Keys): Promise<void> {
  const holders = [
    { id: people.aigerim.id, kind: 'client', fullName: 'Сапарова Айгерім Ерланқызы', key: 'gost' },
    { id: people.daniyar.id, kind: 'client', fullName: 'Иманбеков Данияр Серікұлы', key: 'foreignGost' },
    { id: people.otherExecutor.id, kind: 'staff', fullName: 'Оспанов Асқар Нұрланұлы', key: 'staffGost' },
  ] as const satisfies { id: string; kind: DemoPerson['kind']; fullName: string; key: KeyName }[]
  const left: DemoPerson[] = []
  const files: Record<string, string> = {}
  for (const { id, kind, fullName, key } of holders) {
    const { name, buffer } = await keys.file(key)
    files[name] = buffer.toString('base64')
    left.push({
      id,
      kind,
      fullName,
      note: kind === 'staff' ? ['executor'] : [],
      keys: [{ fileName: name, algorithm: 'gost2015', purpose: 'sign', password: keyPassword }],
      login: null,
      password: null,
      totpSecret: null,
    })
  }
  await leaveDemoPeople(context, { people: left, keys: files })
}
