import { createHash } from 'node:crypto'
import type { ContractKind } from '../../domain/contract/contract.ts'
import { readFile } from '../../server/attachment/file-store.ts'
import { categoriesOf, typeById } from '../../server/catalogue/catalogue-store.ts'
import type { Context, Db } from '../../server/context.ts'
import { staffIdByLogin } from '../../server/person/staff-store.ts'
import { allUnits } from '../../server/unit/unit-store.ts'
import { type DemoUnit, demoStaff, type StaffCode } from '../people.ts'
import type { Answering } from './grown-history.ts'
import type { PastYears } from './past-years.ts'

/** Who of the demo's office has answered, and who takes what is new. */
export interface GrownOffice {
  answering(kind: ContractKind): Answering
  /** Their id. */
  takes(kind: ContractKind): string
}

/** Асқар, who answered on loans, is on leave: what is new is taken by who acts for them. */
export async function officeOf(db: Db): Promise<GrownOffice> {
  const units = await allUnits(db)
  const ids = new Map<StaffCode, string | null>()
  for (const { code, login } of demoStaff) ids.set(code, await staffIdByLogin(db, login))
  const staff = (code: StaffCode): string => there(ids.get(code), code)
  const answering = (unit: DemoUnit['code'], executor: StaffCode): Answering => ({
    unitId: there(units.find(({ code }) => code === unit)?.id, unit),
    rule: unit,
    executorId: staff(executor),
    executor: there(demoStaff.find(({ code }) => code === executor)?.name, executor),
    headId: staff('head'),
  })
  const [rent, loans] = [answering('rent', 'executor'), answering('loans', 'secondExecutor')]
  return {
    answering: (kind) => (kind === 'MORTGAGE' ? loans : rent),
    takes: (kind) => staff(kind === 'MORTGAGE' ? 'rentHead' : 'executor'),
  }
}

/** The letter that is shown by all, its signature, and what proves it in their histories. */
export async function sharedOf(
  context: Context,
  appealId: string,
): Promise<Pick<PastYears, 'shared' | 'letterCommitment' | 'type'>> {
  const { db } = context
  const letter = await db
    .selectFrom('prepared_letter')
    .selectAll()
    .where('appeal_id', '=', appealId)
    .executeTakeFirstOrThrow()
  const signature = await db
    .selectFrom('signature')
    .selectAll()
    .where('letter_id', '=', letter.id)
    .executeTakeFirstOrThrow()
  const { file_key_id } = await db
    .selectFrom('appeal')
    .select('file_key_id')
    .where('id', '=', appealId)
    .executeTakeFirstOrThrow()
  const { type } = there(await typeById(db, letter.type_id), 'type')
  const category = (await categoriesOf(db)).find(({ code }) => code === type.categoryCode)
  const { bytes } = await readFile(context, letter.file_id)
  return {
    shared: {
      letter,
      signature,
      fileKeyId: file_key_id,
      category: there(category?.name, 'category'),
      type: type.name,
    },
    // As signing commits to a letter (server/signature/sign-and-send.ts); the salt is shared with it.
    letterCommitment: createHash('sha256').update(letter.salt).update(bytes).digest('hex'),
    type,
  }
}

function there<Thing>(thing: Thing | null | undefined, what: string): Thing {
  if (thing === null || thing === undefined) throw new Error(`the demo world has no ${what}`)
  return thing
}
