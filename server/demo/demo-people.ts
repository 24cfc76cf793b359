import { z } from 'zod'
import { DemoPerson } from '../../wire/person.ts'
import type { Context, Db } from '../context.ts'
import type { FileAnswer } from '../http/handler.ts'
import { type Door, letIn } from '../person/let-in.ts'
import { clientById } from '../person/person-store.ts'
import { staffById } from '../person/staff-store.ts'
import { NotFound } from '../refused.ts'
import { readDemo, recordDemo } from '../setting/setting-store.ts'

const Keys = z.record(z.string(), z.base64())

/** What the demo world shows of its people, and their key files (PKCS#12, base64) by file name. */
export interface DemoPeople {
  readonly people: readonly z.input<typeof DemoPerson>[]
  readonly keys: Readonly<Record<string, string>>
}

/** demo/ leaves its people here; a database that is not demo refuses them. */
export async function leaveDemoPeople(context: Context, { people, keys }: DemoPeople): Promise<void> {
  if (!context.demo) throw new Error('demo people are only for a demo database')
  await recordDemo(context.db, 'demo.people', z.array(DemoPerson).parse(people), context.now())
  await recordDemo(context.db, 'demo.keys', Keys.parse(keys), context.now())
}

export async function demoPeople(db: Db): Promise<z.output<typeof DemoPerson>[]> {
  return z.array(DemoPerson).parse((await readDemo(db, 'demo.people')) ?? [])
}

/** PKCS#12 of a demo person, base64. Throws NotFound. */
export async function demoKeyBytes(db: Db, fileName: string): Promise<string> {
  const keys = Keys.parse((await readDemo(db, 'demo.keys')) ?? {})
  const key = Object.hasOwn(keys, fileName) ? keys[fileName] : undefined
  if (key === undefined) throw new NotFound()
  return key
}

export async function demoKey(db: Db, fileName: string): Promise<FileAnswer> {
  const bytes = new Uint8Array(Buffer.from(await demoKeyBytes(db, fileName), 'base64'))
  return { bytes, mediaType: 'application/x-pkcs12', name: fileName }
}

/** One press signs in a person of the demo world. Answers the session's token. */
export async function signInDemo(context: Context, door: Door, id: string): Promise<string> {
  const { db } = context
  const person = (await demoPeople(db)).find((one) => one.id === id)
  const known = person === undefined ? null : ((await clientById(db, id)) ?? (await staffById(db, id)))
  if (known === null || !context.demo) throw new NotFound()
  return await letIn(context, door, 'personId' in known ? { personId: id } : { staffId: id })
}
