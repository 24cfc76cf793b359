import { type OpenedKeyFile, openKeyFile } from '../../eds/pkcs12.ts'
import type { Authority } from '../../pretend/certification-authority/authority.ts'
import { saveDraft } from '../../server/appeal/save-draft.ts'
import { startDraft } from '../../server/appeal/start-draft.ts'
import type { Context } from '../../server/context.ts'
import type { Grown } from '../../server/demo/grown.ts'
import { pressWork } from '../../server/office/work/press-work.ts'
import { staffAsker } from '../../server/person/staff-asker-store.ts'
import { registerDue } from '../../server/registry/register.ts'
import { signWith } from '../demo-world.ts'
import { asker } from '../enter-office.ts'
import { easyPassword } from '../keys.ts'
import type { GrownClient } from './grown-clients.ts'
import type { GrownOffice } from './grown-office.ts'
import { sharedWriting, writingOf } from './grown-words.ts'

/** How many of the newest one client writes. */
const lettersEach = 4
const dayMs = 86_400_000

export interface Newest {
  readonly context: Context
  readonly grown: Grown
  readonly clients: readonly GrownClient[]
  readonly office: GrownOffice
  readonly authority: Pick<Authority, 'issuePersonKey'>
}

interface Writing {
  readonly language: 'kk' | 'ru'
  readonly subject: string
  readonly text: string
}

/** The newest appeals: each is written, signed with a key of the demo's authority and sent, as clients do. */
export function newestOf(newest: Newest) {
  const { context, grown, authority } = newest
  const keys = new Map<string, OpenedKeyFile>()
  // The shared letter is as old as the oldest appeal that shows it.
  const notBefore = new Date(Date.UTC(grown.firstYear - 1, 11, 1))
  const notAfter = new Date(grown.begunAt + 305 * dayMs)

  /** A signing key of the client, good since before the first grown year. Nobody is offered it. */
  async function keyOf({ name, iin }: GrownClient): Promise<OpenedKeyFile> {
    const before = keys.get(iin)
    if (before !== undefined) return before
    const password = easyPassword()
    const { p12 } = await authority.issuePersonKey({
      surname: name.family,
      givenName: name.given,
      ...(name.patronymic === null ? {} : { patronymic: name.patronymic }),
      iin,
      algorithm: 'gost2015',
      purpose: 'sign',
      notBefore,
      notAfter,
      password,
    })
    const key = openKeyFile(p12, password)
    keys.set(iin, key)
    return key
  }

  async function send(client: GrownClient, { language, subject, text }: Writing): Promise<string> {
    const who = asker('client', client.personId, ['client'])
    const { contractId } = client
    const draft = await startDraft(context, who, { contractId, letterLanguage: language })
    const change = { typeCode: 'gen.free', answers: { subject, text } }
    await saveDraft(context, who, draft.id, draft.version, change)
    await signWith(context, who, draft.id, await keyOf(client))
    return draft.id
  }

  return {
    ...newest,
    send,
    /** The one whose files the appeals of the years show; answers its id. */
    sendShared: async () => await send(clientAt(newest, 0), sharedWriting),
  }
}

/**
 * Sends those that are not sent yet, in words that are the same in a world of any size, registers what is due and has
 * two of three taken into work.
 */
export async function growNewest(
  newest: ReturnType<typeof newestOf>,
  tell: (done: number) => void,
): Promise<void> {
  const { context, grown, office } = newest
  for (let done = await sentSince(newest); done < grown.files; done += 1) {
    const client = clientAt(newest, done)
    const id = await newest.send(client, writingOf(-1 - done))
    await registerDue(context)
    if (done % 3 > 0) await takeIfRegistered(context, id, office.takes(client.contractKind))
    tell(done + 1)
  }
}

const clientAt = ({ clients, grown }: Newest, n: number): GrownClient => {
  const writers = Math.min(clients.length, Math.ceil(grown.files / lettersEach))
  return clients[n % writers] as GrownClient
}

async function sentSince({ context, grown, clients }: Newest): Promise<number> {
  const writers = clients.slice(0, Math.ceil(grown.files / lettersEach)).map(({ personId }) => personId)
  const { n } = await context.db
    .selectFrom('appeal')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('person_id', 'in', writers)
    .where('sent_at', '>=', new Date(grown.begunAt))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** When the company is closed it has no number yet, and nobody takes it. */
async function takeIfRegistered(context: Context, id: string, executorId: string): Promise<void> {
  const executor = await staffAsker(context.db, executorId, context.now())
  const row = await context.db.selectFrom('appeal').select('number').where('id', '=', id).executeTakeFirst()
  if (executor === null || row?.number == null) return
  await pressWork(context, executor, id, { act: 'takeIntoWork' })
}
