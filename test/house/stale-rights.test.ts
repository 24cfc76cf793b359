import { expect, test } from 'vitest'
import { projectFiles, readSource } from './sources.ts'

// An act of the staff asks in its transaction who they are by now, once it has the office: what was known of them at
// the door may be minutes old (server/person/staff-asker-store.ts).
const asks = ['holdOfficeFor', 'lockOfficeFor', 'lockOfficeBy', 'beginManaging', 'holdReply']

/** Acts of clients: nobody gives them roles or takes them. */
const ofClients = [
  'server/appeal/begin-follow-up.ts',
  'server/appeal/begin-upload.ts',
  'server/appeal/cancel-upload.ts',
  'server/appeal/copy-to-draft.ts',
  'server/appeal/detach-file.ts',
  'server/appeal/discard-draft.ts',
  'server/appeal/mark-read.ts',
  'server/appeal/rate-answer.ts',
  'server/appeal/save-draft.ts',
  'server/appeal/start-draft.ts',
  'server/egov-mobile/open-signing.ts',
  'server/notice/notice-settings.ts',
  'server/notice/read-notices.ts',
  'server/person/change-contacts.ts',
  'server/signature/prepare-letter.ts',
  'server/signature/sign-and-send.ts',
  'server/submission/begin-submission.ts',
  'server/submission/open-submission-code.ts',
  'server/submission/prepare-submission.ts',
  'server/submission/save-submission.ts',
  'server/submission/send-submission.ts',
  'server/submission/sign-submission.ts',
  'server/submission/submission-uploads.ts',
]
/** Reads, and notes that somebody did: the answer is what they could see when they asked. */
const looks = ['server/office/show-office-appeal.ts']
/** What somebody may do whatever their role: end their own sessions, show who they are. */
const ofEverybody = ['server/person/prove-again.ts', 'server/person/show-sessions.ts']

/** The functions of a file with their text, private ones too. */
function functionsOf(source: string): { name: string; text: string }[] {
  return source.split(/^(?=(?:export )?(?:async )?function )/m).flatMap((text) => {
    const name = /^(?:export )?(?:async )?function\*? (\w+)/.exec(text)?.[1]
    return name === undefined ? [] : [{ name, text }]
  })
}

/** Functions that write for somebody and don't ask who they are by now. */
function forgetting(source: string): string[] {
  return functionsOf(source)
    .filter(({ text }) => /\bin(?:Logged)?Transaction\(/.test(text) && /: (?:Asker|Manager)\b/.test(text))
    .filter(({ text }) => !asks.some((one) => new RegExp(`\\b${one}\\(`).test(text)))
    .map(({ name }) => name)
}

test('every act of the staff asks again who they are', () => {
  const files = projectFiles().filter(
    (file) =>
      file.startsWith('server/') &&
      !file.endsWith('.test.ts') &&
      !ofClients.includes(file) &&
      !looks.includes(file) &&
      !ofEverybody.includes(file),
  )
  const found = files.flatMap((file) => forgetting(readSource(file)).map((name) => `${file}: ${name}`))
  expect(found).toEqual([])
})

test('an act that forgets is found', () => {
  const act = (inside: string) =>
    `export async function press(context: Context, asker: Asker) {\n  await inTransaction(db, async (trx) => {\n    ${inside}\n  })\n}\n`
  expect(forgetting(act('await write(trx)'))).toEqual(['press'])
  expect(forgetting(act('const now = await holdOfficeFor(trx, asker, 0)'))).toEqual([])
  expect(forgetting(act('await write(trx)').replace('async (trx)', '(trx)'))).toEqual(['press'])
  expect(forgetting(act('await write(trx)').replace('inTransaction', 'inLoggedTransaction'))).toEqual([
    'press',
  ])
})

test('the lists name files that there are', () => {
  for (const file of [...ofClients, ...looks, ...ofEverybody])
    expect(readSource(file)).toMatch(/\bin(?:Logged)?Transaction\(/)
})
