import { localDate } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import { iinProblem, parseIin } from '../../domain/person/iin.ts'
import { isPersonName, type PersonName } from '../../domain/person/name.ts'
import { parsePhone } from '../../domain/person/phone.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { insertClient } from './person-store.ts'

export interface NewClient {
  readonly iin: string
  readonly name: PersonName
  readonly address: string
  readonly phone: string
  readonly email: string | null
  readonly language?: Language
  /** Published test people have impossible IINs; admitted only with test or demo trust. */
  readonly testPerson?: boolean
}

/** Enters a client and their own party; answers both ids. Throws RangeError naming what is not right. */
export async function addClient(
  context: Context,
  client: NewClient,
): Promise<{ personId: string; partyId: string }> {
  const testPerson = client.testPerson ?? false
  if (testPerson && !context.trust.testPersons) throw new RangeError('a test person needs test or demo trust')
  const today = localDate(context.now())
  const iin = parseIin(client.iin, today, { testPerson })
  if (iin === null) throw new RangeError(`not an IIN: ${iinProblem(client.iin, today, { testPerson })}`)
  if (!isPersonName(client.name)) throw new RangeError('not a name')
  const phone = parsePhone(client.phone)
  if (phone === null) throw new RangeError('not a phone of Kazakhstan')
  const { name, address, email, language = 'kk' } = client
  return await inTransaction(context.db, (tx) =>
    insertClient(tx, { iin, name, address, phone, email, testPerson, language }, context.now()),
  )
}
