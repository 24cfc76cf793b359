import { expect, test } from 'vitest'
import { statuses as statusCodes } from '../domain/appeal/status.ts'
import { help as en } from './en/help.ts'
import { site as enSite } from './en/site.ts'
import { statuses as enStatuses } from './en/statuses.ts'
import { writing as enWriting } from './en/writing.ts'
import { help as kk } from './kk/help.ts'
import { site as kkSite } from './kk/site.ts'
import { statuses as kkStatuses } from './kk/statuses.ts'
import { writing as kkWriting } from './kk/writing.ts'
import { help as ru } from './ru/help.ts'
import { site as ruSite } from './ru/site.ts'
import { statuses as ruStatuses } from './ru/statuses.ts'
import { writing as ruWriting } from './ru/writing.ts'

const languages = [
  { name: 'kk', help: kk, site: kkSite, statuses: kkStatuses, writing: kkWriting },
  { name: 'ru', help: ru, site: ruSite, statuses: ruStatuses, writing: ruWriting },
  { name: 'en', help: en, site: enSite, statuses: enStatuses, writing: enWriting },
] as const

test.each(languages)('the help in $name calls statuses and buttons what the screens call them', (words) => {
  const { help, statuses, site, writing } = words
  const told = help.sections.statuses.see.join('\n')
  for (const code of statusCodes.filter((one) => one !== 'draft')) expect(told).toContain(statuses[code].name)
  const { start, payment, documents, signature } = help.sections
  expect(start.see.join('\n')).toContain(site.incoming)
  expect(start.see.join('\n')).toContain(site.outgoing)
  expect(start.see.join('\n')).toContain(site.drafts)
  expect(payment.steps.join('\n')).toContain(writing.agree)
  expect(documents.steps.join('\n')).toContain(site.next)
  expect(signature.steps.join('\n')).toContain(writing.sign)
})

test.each(languages)('every section of the help in $name has something to do or an answer', ({ help }) => {
  for (const [code, { steps, questions }] of Object.entries(help.sections)) {
    expect(steps.length + questions.length, code).toBeGreaterThan(1)
  }
})
