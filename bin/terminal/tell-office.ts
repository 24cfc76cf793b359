import { formatRegistration } from '../../domain/registry/registration-number.ts'
import { checkOffice } from '../../server/doctor/check-office.ts'
import { problemWords } from '../../server/http/problem-words.ts'
import { fill } from '../../words/fill.ts'
import { officeWordsHere, onOffice } from './office-words.ts'
import { languageHere } from './terminal-words.ts'

/** `otinish doctor --office`: open appeals that are nobody's who may do them, with what to do; 1 where there are. */
export async function tellOffice(): Promise<number> {
  return await onOffice('doctor', async ({ context }) => {
    const { looked, handedOver, faults } = await checkOffice(context)
    const said = officeWordsHere()
    for (const { work, fault, why } of faults) {
      const reason = why === null ? '' : problemWords(why.code, languageHere(), why.params).title
      const { number, registrationDate: date } = work
      const id = number === null || date === null ? work.id : formatRegistration({ number, date })
      console.log(fill(said.officeBad, { id, what: fill(said[fault], { why: reason }) }))
    }
    if (handedOver > 0) console.log(fill(said.handedOver, { n: handedOver }))
    if (faults.length === 0) console.log(fill(said.officeGood, { n: looked }))
    return faults.length > 0 ? 1 : 0
  })
}
