import { randomUUID } from 'node:crypto'
import { isNewDevice, onceMs } from '../../domain/security/new-device.ts'
import type { SignInWay } from '../../domain/security/sign-in-way.ts'
import type { Context, Db } from '../context.ts'
import { countedAddress } from '../network-address.ts'
import { giveAccountNotice } from '../notice/notice-store.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { tellAccount } from '../signal/tell-account.ts'
import { newDevicesSince } from './security-event-store.ts'
import { holdSignedInBefore, openSession, type SessionHolder } from './session-store.ts'

type Holder = { readonly kind: 'client' | 'staff'; readonly id: string }

/** By what way somebody comes in, and whether their browser is known to be theirs. */
export interface Door {
  readonly way: SignInWay
  /** When the code of eGov Mobile was opened that they come in by, epoch ms. */
  readonly codeOpenedAt?: number
  readonly knows: (holder: Holder) => boolean
}

/**
 * Opens a session for somebody who has shown who they are; `last` is asked in the same transaction and throws where
 * they may not come in after all. Answers the session's token.
 */
export async function letIn(
  context: Context,
  door: Door,
  holder: SessionHolder,
  last: (trx: Db) => Promise<void> = async () => {},
): Promise<string> {
  const settings = await currentSettings(context)
  const [kind, id, minutes] =
    'staffId' in holder
      ? (['staff', holder.staffId, settings['session.staffMaxMinutes']] as const)
      : (['client', holder.personId, settings['session.clientMaxMinutes']] as const)
  return await inLoggedTransaction(context, async (trx, tell) => {
    await last(trx)
    const fresh = await isNews(context, trx, door, { kind, id })
    const session = randomUUID()
    const { codeOpenedAt = null } = door
    const token = await openSession(trx, holder, context.now(), minutes, context.from, {
      id: session,
      way: door.way,
      codeOpenedAt,
    })
    const told = { whose: kind, way: door.way, session, newDevice: fresh }
    const code = codeOpenedAt === null ? {} : { codeOpened: new Date(codeOpenedAt).toISOString() }
    await tell('signedIn', id, { ...told, ...code })
    if (fresh) await tellHolder(context, trx, { kind, id })
    return token
  })
}

/** Those who sign in at once wait here, so that one place is told once. The demo's press shows nobody's hand. */
async function isNews({ from, now }: Context, trx: Db, door: Door, holder: Holder): Promise<boolean> {
  const signedInBefore = await holdSignedInBefore(trx, holder)
  if (door.way === 'demo') return false
  const place = { device: from?.device ?? null, network: countedAddress(from?.address ?? '') }
  const lately = await newDevicesSince(trx, holder.id, now() - onceMs)
  return isNewDevice({ ...place, signedInBefore, known: door.knows(holder) }, lately, now())
}

async function tellHolder(context: Context, trx: Db, { kind, id }: Holder): Promise<void> {
  const news = { kind: 'newDevice', device: context.from?.device ?? null } as const
  if (kind === 'staff') return await tellAccount(context, trx, id, news)
  await giveAccountNotice(trx, id, news, new Date(context.now()))
}
